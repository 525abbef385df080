"""Making what came from a file as neat as what was typed."""

import re
import unicodedata
from functools import cache
from typing import Annotated, TypeVar, get_args, get_origin

import msgspec

from planner.model.text import REMOVED, UNSEEN_RUN, Line, QuestionText, clean_line, clean_text
from planner.packs.errors import ONE_OF

_Value = TypeVar("_Value", bound=msgspec.Struct)

MOST_DEEP = 32
_ONE_LINE: frozenset[object] = frozenset({Line, QuestionText})
_OBJECT = "\ufffc"
# What begins in UTF-8 the signs that cannot be seen, but for those that are beyond printing.
_BEFORE_UNSEEN = (b"\xcd", b"\xe1", b"\xef", b"\xf3")
# In JSON, of which only texts hold spaces: what is escaped, and spaces too many.
_ESCAPED = (b"\\", b"\x7f")
_SPACED = (b"  ", b'" ', b' "')
# Where each quotation mark is a space, all of these are two spaces, and so is little else.
_OPENED = bytes.maketrans(b'"', b" ")
_ASCII = bytes(range(128))
# Signs of which no two become one, and none is taken out: Latin letters, and what print has.
_LATIN = frozenset(filter(str.isprintable, map(chr, range(0xA0, 0x300)))) | frozenset("‐‑‒–—‘’“”…")
# What stands for a quotation mark, a backslash, a slash or a new line can be seen.
_OTHER_ESCAPE = re.compile(rb'\\[^"\\/n]')


class Refused(ValueError):
    """Content that has no sound meaning; its message says what is wrong, after a file's name."""


def clean(value: object, deep: int = MOST_DEEP) -> object:
    """Return what a file holds with every text in it clean; raise Refused where it cannot be."""
    if isinstance(value, str):
        return _text(value)
    if not isinstance(value, list | dict):
        return value
    if not deep:
        raise Refused(f"is nested more than {MOST_DEEP} levels deep")
    if isinstance(value, list):
        return [clean(item, deep - 1) for item in value]
    cleaned = {_text(key): clean(item, deep - 1) for key, item in value.items()}
    if len(cleaned) != len(value):
        raise Refused("has two fields whose names look alike")
    return cleaned


def tidy(value: _Value) -> _Value:
    """Return the value with every text in it clean, and those of one line on one line."""
    changes = {}
    for name, line, lines in _fields(type(value)):
        held = getattr(value, name)
        if type(held) is str and _is_neat(held, line):
            continue
        neat = _neat(held, line, lines)
        if neat is not held:
            changes[name] = neat
    return msgspec.structs.replace(value, **changes) if changes else value


def is_tidy(data: bytes) -> bool:
    """Tell, soon, whether tidying would leave a value as it is; False where it may not.

    data: its JSON, as msgspec writes it: all that cannot be seen is escaped, but for what is not
    ASCII, and one.
    """
    if any(sign in data for sign in _ESCAPED):
        return False
    if b"  " in data.translate(_OPENED) and any(sign in data for sign in _SPACED):
        return False
    if _LATIN.issuperset(data.translate(None, _ASCII).decode()):
        return True
    text = data.decode()
    return _is_plain(text) and unicodedata.is_normalized("NFC", text)


def hidden(value: object, name: str = "") -> str:
    """Return which text in a value, called name, holds what nobody can see; empty where none does.

    Such is text from which cleaning would take something, and not only write it otherwise.
    """
    if isinstance(value, str):
        return name if _hides(value) else ""
    if isinstance(value, tuple):
        for number, item in enumerate(value, 1):
            if found := hidden(item, f"{ONE_OF.get(name, name)} {number}"):
                return found
    elif isinstance(value, msgspec.Struct):
        for field, _, _ in _fields(type(value)):
            if found := hidden(getattr(value, field), field.replace("_", " ")):
                return f"{name}, {found}" if name else found
    return ""


def hides_nothing(data: bytes) -> bool:
    """Tell of JSON whether hidden could find nothing in it; where it may, each text has to be seen.

    In the time of a few of its texts, for most packs.
    """
    return not _OTHER_ESCAPE.search(data) and _is_plain(data.decode())


def quick_text(text: str) -> str:
    """Return what clean_text returns, sooner where there is little to clean."""
    if _is_neat(text, line=False):
        return text
    return unicodedata.normalize("NFC", text) if _is_plain(text) else clean_text(text)


def quick_line(text: str) -> str:
    """Return what clean_line returns, sooner where there is little to clean."""
    return text if _is_neat(text, line=True) else clean_line(text)


def _is_neat(text: str, line: bool) -> bool:
    """Tell, soon, whether cleaning would leave a text as it is; False where it may not."""
    if not (text.isascii() and text.isprintable()):
        return False
    return not line or ("  " not in text and text[:1] != " " and text[-1:] != " ")


def _is_plain(text: str) -> bool:
    """Tell whether cleaning would take nothing from a text and leave its lines as they are."""
    # All that cleaning takes out is beyond printing, but for what stands in an object's place, and
    # for long rows of what cannot be seen.
    if not text.replace("\n", "").isprintable() or _OBJECT in text:
        return False
    # These bytes are soon looked for, and most texts have none of them.
    data = b"" if text.isascii() else text.encode()
    return not any(byte in data for byte in _BEFORE_UNSEEN) or not UNSEEN_RUN.search(text)


def _hides(text: str) -> bool:
    return not _is_plain(text) and bool(REMOVED.search(text) or UNSEEN_RUN.search(text))


def _text(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise Refused("holds half of a character, which no text can have") from error
    return quick_text(text)


def _neat(held: object, line: bool, lines: bool) -> object:
    if isinstance(held, str):
        neat = quick_line(held) if line else quick_text(held)
        return held if neat == held else neat
    if isinstance(held, msgspec.Struct):
        return tidy(held)
    if isinstance(held, tuple) and held:
        items = tuple(_neat(item, lines, False) for item in held)
        return held if all(a is b for a, b in zip(items, held, strict=True)) else items
    return held


@cache
def _fields(kind: type[msgspec.Struct]) -> tuple[tuple[str, bool, bool], ...]:
    """Return each field's name, whether it is one line, and whether it is a list of such lines."""
    return tuple(
        (field.name, field.type in _ONE_LINE, _item(field.type) in _ONE_LINE)
        for field in msgspec.structs.fields(kind)
    )


def _item(kind: object) -> object:
    if get_origin(kind) is Annotated:
        kind = get_args(kind)[0]
    items = get_args(kind)
    return items[0] if items else None
