"""Notes in Markdown."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from planner.model.material import MOST_BLOCKS, MOST_COLUMNS, Kind
from planner.model.text import PASSAGE
from planner.packs.material.gather import Gatherer
from planner.packs.material.lines import split_lines

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_MOST_CELLS = 30_000
_MOST_NESTED = 2 * MOST_BLOCKS
_MARKS = "*_`[]<&\\\n"
_MOST_MARKS = 500
"""More marks than anyone writes in one paragraph, which would take long to pair, are left in it."""
_MOST_MARKS_IN_ALL = 60_000
_NESTED = re.compile(r"(?:[ \t>]|[-+*][ \t]|[0-9]{1,9}[.)][ \t])*")
_MARKED = re.compile(r"^ {0,3}#{1,6} +\S|^ {0,3}\|?[ :]*-+[ :]*\|[ :|-]*$", re.MULTILINE)


def is_markdown(text: str) -> bool:
    """Tell whether notes have a heading or a table as only Markdown has."""
    return _MARKED.search(text) is not None


def read_markdown(text: str, found: Gatherer) -> None:
    """Add Markdown's headings, list items, paragraphs and tables to what was found.

    Emphasis, links and the like are flattened to their text; HTML is text like any other.
    PackError names the line.
    """
    from markdown_it import MarkdownIt

    _check(text, found)
    # A line far in is more often a wrapped bullet than a program's code.
    parser = MarkdownIt("commonmark", {"html": False}).enable("table").disable("code")
    # Each piece is made sense of by itself below, so that none can be too long to.
    parser.disable("inline")
    _Walk(parser, found).go(text)


def _check(text: str, found: Gatherer) -> None:
    """Refuse what would become far more than it is while it is parsed."""
    cells = filled = nested = wide = 0
    for number, line in enumerate(split_lines(text), 1):
        if not line.strip():
            wide = 0
            continue
        filled += 1
        nested += _depth(line)
        if filled > MOST_BLOCKS or nested > _MOST_NESTED:
            raise found.too_many(f"line {number}")
        here = line.count("|")
        # Each row of a table is made as long as its first.
        wide = max(wide, here)
        cells += wide
        if here > MOST_COLUMNS + 1 or cells > _MOST_CELLS:
            raise found.fault(
                f"line {number}",
                "this is more of a table than Marshal reads. Save the table as a .csv or .xlsx "
                "file, or take a part of it.",
            )


def _depth(line: str) -> int:
    """Return how many quotations and lists a line begins, at most."""
    begins = _NESTED.match(line)
    return sum(sign in ">-+*.)" for sign in begins[0]) if begins else 0


class _Walk:
    """Goes once through the tokens of a text."""

    def __init__(self, parser: "MarkdownIt", found: Gatherer) -> None:
        self._parser = parser
        self._found = found
        self._env: dict[str, Any] = {}
        self._lists = 0
        self._in_item = False
        self._line = 1
        self._marks = 0

    def go(self, text: str) -> None:
        """Add what a text holds to what was found."""
        tokens = self._parser.parse(text, self._env)
        at = 0
        while at < len(tokens):
            token = tokens[at]
            if token.map:
                self._line = token.map[0] + 1
            if token.type == "table_open":
                end = next(i for i in range(at, len(tokens)) if tokens[i].type == "table_close")
                self._table(tokens[at:end])
                at = end
            else:
                self._token(token, tokens[at - 1] if at else token)
            at += 1

    def _token(self, token: "Token", before: "Token") -> None:
        kind = token.type
        if kind in ("bullet_list_open", "ordered_list_open"):
            self._lists += 1
        elif kind in ("bullet_list_close", "ordered_list_close"):
            self._lists -= 1
        elif kind in ("list_item_open", "list_item_close"):
            self._in_item = kind == "list_item_open"
        elif kind == "inline" and before.type == "heading_open":
            self._add(Kind.HEADING, token, int(before.tag[1:]))
        elif kind == "inline" and self._in_item:
            self._in_item = False
            self._add(Kind.BULLET, token, self._lists - 1)
        elif kind == "inline":
            self._add(Kind.TEXT, token)
        elif kind in ("fence", "code_block"):
            place = f"line {self._line}"
            self._found.block(Kind.TEXT, token.content, self._line, place)

    def _add(self, kind: Kind, token: "Token", level: int = 0) -> None:
        self._found.block(kind, self._flat(token), self._line, f"line {self._line}", level)

    def _table(self, tokens: Sequence["Token"]) -> None:
        rows: list[tuple[int, list[str]]] = []
        for token in tokens:
            if token.map:
                self._line = token.map[0] + 1
            if token.type == "tr_open":
                rows.append((self._line, []))
            elif token.type == "inline":
                rows[-1][1].append(self._flat(token))
        self._found.table(rows, lambda line, column: f"line {line}, column {column}")

    def _flat(self, token: "Token") -> str:
        """Return a piece's text without its marks."""
        if len(token.content) > PASSAGE:
            raise self._found.fault(
                f"line {self._line}",
                f"this has {len(token.content):,} characters, and Marshal reads at most "
                f"{PASSAGE:,} in one place. Shorten it or split it.",
            )
        marks = sum(map(token.content.count, _MARKS))
        if not marks or marks > _MOST_MARKS:
            return token.content
        self._marks += marks
        if self._marks > _MOST_MARKS_IN_ALL:
            raise self._found.fault(
                f"line {self._line}",
                f"Marshal reads {_MOST_MARKS_IN_ALL:,} marks such as * and [ at once, and here "
                "are more. Take a part of it.",
            )
        children: list[Token] = []
        self._parser.inline.parse(token.content, self._parser, self._env, children)
        return "".join(_texts(children))


def _texts(tokens: Sequence["Token"]) -> Iterator[str]:
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            yield "\n"
        elif token.children:
            yield from _texts(token.children)
        else:
            yield token.content
