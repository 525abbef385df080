"""Finding the line on which each field of a source stands."""

import json
import re
import tomllib
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct

from planner.model.text import clean_text
from planner.packs.loose import Steps

_STRING = r'"(?:[^"\\\n]++|\\.)*+"'


class _Grammar(Struct, frozen=True):
    """How values are written: what may stand between them, texts, names of fields and the rest."""

    gaps: re.Pattern[str]
    strings: re.Pattern[str]
    names: re.Pattern[str]
    plain: re.Pattern[str]
    equals: str
    read: Callable[[str], str]


_TOML = _Grammar(
    gaps=re.compile(r"(?:[ \t\r\n]++|#[^\n]*+)*+"),
    strings=re.compile(
        r'"""(?:[^"\\]++|\\.|"{1,2}+(?!"))*+"{3,5}+'
        r"|'''(?:[^']++|'{1,2}+(?!'))*+'{3,5}+"
        rf"|{_STRING}|'[^'\n]*+'",
        re.DOTALL,
    ),
    names=re.compile(rf"[A-Za-z0-9_-]++|{_STRING}|'[^'\n]*+'"),
    # A date and a time may have a space between them.
    plain=re.compile(r"\d{4}-\d\d-\d\d \d[^\s,\]}#]*+|[^\s,\[\]{}#]++"),
    equals="=",
    read=lambda token: str(tomllib.loads(f"name = {token}")["name"]),
)
_JSON = _Grammar(
    gaps=re.compile(r"[ \t\r\n]*+"),
    strings=re.compile(_STRING),
    names=re.compile(_STRING),
    plain=re.compile(r"[^\s,\[\]{}:]++"),
    equals=":",
    read=lambda token: str(json.loads(token)),
)


class _LostError(Exception):
    """The text is written as the walk does not know."""


def lines_of(text: str, *, is_toml: bool) -> Mapping[Steps, int]:
    """Return the line, from 1, of each field and each entry of a list, by the way to it.

    text: what was read as TOML or JSON without a fault. A field's line is that of its name, and an
    entry's that of its beginning, so of its [[header]] where it has one. Empty where the walk
    loses its way.
    """
    walk = _Walk(text, _TOML if is_toml else _JSON)
    try:
        if is_toml:
            walk.statements()
        else:
            walk.document()
    except _LostError:
        return {}
    return walk.lines


class _Walk:
    """A walk through a text that takes note of where things are."""

    def __init__(self, text: str, grammar: _Grammar) -> None:
        self.lines: dict[Steps, int] = {}
        self._text = text
        self._grammar = grammar
        self._at = 0
        self._starts = [0, *(found.end() for found in re.finditer("\n", text))]
        self._entries: dict[Steps, int] = {}

    def document(self) -> None:
        """Go through a text that is one value."""
        self._gap()
        self._value(())
        if self._at != len(self._text):
            raise _LostError

    def statements(self) -> None:
        """Go through a TOML text: its headers, and its fields under them."""
        base: Steps = ()
        self._gap()
        while self._at < len(self._text):
            start = self._at
            if self._is_past("[["):
                base = self._header(start, is_entry=True)
            elif self._is_past("["):
                base = self._header(start, is_entry=False)
            else:
                self._field(base)

    def _header(self, start: int, *, is_entry: bool) -> Steps:
        """Go past a header, and return where the fields under it are."""
        path: Steps = ()
        names = list(self._names())
        for number, name in enumerate(names, 1):
            path = (*path, name)
            self._note(path, start)
            if is_entry and number == len(names):
                self._entries[path] = self._entries.get(path, -1) + 1
            # A header goes on within the last entry that there is.
            if path in self._entries:
                path = (*path, self._entries[path])
                self._note(path, start)
        self._expect("]]" if is_entry else "]")
        return path

    def _field(self, base: Steps) -> None:
        """Go past one field: its name, of one part or of several, and its value."""
        start = self._at
        for name in self._names():
            base = (*base, name)
            self._note(base, start)
        self._expect(self._grammar.equals)
        self._value(base)

    def _names(self) -> Iterator[str]:
        more = True
        while more:
            token = self._token(self._grammar.names)
            yield clean_text(self._grammar.read(token) if token[0] in "\"'" else token)
            more = self._is_past(".")

    def _value(self, path: Steps) -> None:
        if self._is_past("["):
            number = 0
            while not self._is_past("]"):
                self._note((*path, number), self._at)
                self._value((*path, number))
                self._is_past(",")
                number += 1
        elif self._is_past("{"):
            while not self._is_past("}"):
                self._field(path)
                self._is_past(",")
        elif self._text[self._at : self._at + 1] in ("'", '"'):
            self._token(self._grammar.strings)
        else:
            self._token(self._grammar.plain)

    def _token(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self._text, self._at)
        if found is None:
            raise _LostError
        self._at = found.end()
        self._gap()
        return found[0]

    def _is_past(self, sign: str) -> bool:
        """Go past a sign and the gap after it, if it is here."""
        if not self._text.startswith(sign, self._at):
            return False
        self._at += len(sign)
        self._gap()
        return True

    def _expect(self, sign: str) -> None:
        if not self._is_past(sign):
            raise _LostError

    def _gap(self) -> None:
        found = self._grammar.gaps.match(self._text, self._at)
        self._at = found.end() if found else self._at

    def _note(self, path: Steps, at: int) -> None:
        self.lines.setdefault(path, bisect_right(self._starts, at))
