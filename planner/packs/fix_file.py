"""Suggested fixes: one card as it is and as it should be, sent back to the pack's author."""

import base64
import binascii
import hashlib
import re
import zlib
from itertools import pairwise
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from planner.model.compare import card_changes
from planner.model.evidence import Card, pack_of
from planner.model.pack import MOST_VERSION
from planner.model.text import Id, Line, Passage
from planner.packs.errors import PackError, quoted
from planner.packs.format import Format
from planner.packs.read import check_size, read_bytes
from planner.packs.save import save_bytes
from planner.packs.strict_json import convert, read_json
from planner.packs.tidy import tidy

SUFFIX = ".evidencefix"
FORMAT = "marshal-fix"
VERSION = 1

MOST_BYTES = 1_000_000
_KIND = Format(FORMAT, VERSION, "suggested fix")
_OUTER = {"format", "version", "fix"}

MOST_TEXT = 4_000_000
_MOST_TRIED = 20
_LINE = 56
_SUM = 8
# Letters and digits of one case alone: mail programs turn other signs into nicer ones.
_MARK = re.compile(r"\b(BEGIN|END)[\W_]{1,9}MARSHAL[\W_]{1,9}FIX\b")
_QUOTING = re.compile(r"^[^\S\n]*(?:\w{0,4}[>|][^\S\n]*)+", re.MULTILINE)
_NOT_CODE = re.compile(r"[^A-Z2-7]")
_TEXT = "The text"


class Fix(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A card of a pack as a reader has it, and as they suggest it.

    version: the pack's that they have. why: their reason. name: what they call themselves.
    """

    pack: Id
    version: Annotated[int, Meta(ge=1, le=MOST_VERSION)]
    before: Card
    after: Card
    why: Passage = ""
    name: Line = ""


def fix_bytes(fix: Fix) -> bytes:
    """Return a fix as the bytes of a file, readable, and the same each time."""
    return msgspec.json.format(_compact(fix), indent=2) + b"\n"


def save_fix_file(fix: Fix, path: Path) -> None:
    """Write a fix as a file; where that fails, the file that was there stays."""
    save_bytes(fix_bytes(fix), path)


def read_fix(source: Path | bytes, name: str = "") -> Fix:
    """Return the fix in a file, or in the bytes of one; name is the file's, for messages."""
    if isinstance(source, Path):
        name = name or source.name
        source = read_bytes(source, MOST_BYTES)
    name = name or "This file"
    check_size(source, name, MOST_BYTES)
    value = read_json(source, name)
    held = value if isinstance(value, dict) else {}
    _KIND.check(held.get("format"), held.get("version"), name)
    if set(held) != _OUTER:
        raise _KIND.unsound(name)
    fix = tidy(convert(held["fix"], Fix, name))
    _check(fix, name)
    return fix


def fix_text(fix: Fix) -> str:
    """Return a fix as plain text for an e-mail, in which find_fix finds it again."""
    data = _compact(fix)
    packed = hashlib.sha256(data).digest()[:_SUM] + zlib.compress(data, 9)
    code = base64.b32encode(packed).decode().rstrip("=")
    lines = [
        f"A suggestion for the card {quoted(fix.before.headline)} ({fix.before.id}), "
        f"version {fix.version} of its pack:",
        "",
        *_changes(fix),
        *(["Why:", fix.why, ""] if fix.why else []),
        *([f"From {fix.name}", ""] if fix.name else []),
        "To take it over, copy all of this text and paste it into Marshal’s pack editor.",
        "",
        "BEGIN MARSHAL FIX",
        *(code[at : at + _LINE] for at in range(0, len(code), _LINE)),
        "END MARSHAL FIX",
    ]
    return "\n".join(lines) + "\n"


def find_fix(text: str) -> Fix:
    """Return the first sound fix in a text, however a mail program has quoted or wrapped it.

    Raises PackError where there is none.
    """
    if len(text) > MOST_TEXT:
        raise PackError("The text is too long to look through. Copy only the message with the fix.")
    marks = list(_MARK.finditer(text))
    codes = [
        text[begin.end() : end.start()]
        for begin, end in pairwise(marks)
        if (begin[1], end[1]) == ("BEGIN", "END")
    ]
    if not codes:
        raise PackError(
            "There is no suggested fix in this text. Copy the whole message, from its first line "
            "to the line “END MARSHAL FIX”."
        )
    failures = []
    for code in codes[:_MOST_TRIED]:
        try:
            return read_fix(_decoded(code), _TEXT)
        except PackError as error:
            failures.append(error)
    raise failures[0]


def _compact(fix: Fix) -> bytes:
    return msgspec.json.encode({"format": FORMAT, "version": VERSION, "fix": fix})


def _check(fix: Fix, name: str) -> None:
    before, after = fix.before, fix.after
    if before.id != after.id:
        raise PackError(f"{name}: it is about two cards, {quoted(before.id)} and another.")
    if pack_of(before.id) != fix.pack or before.id == fix.pack:
        raise PackError(f"{name}: the card {quoted(before.id)} is not one of the pack it names.")
    if any(pack_of(factor) != fix.pack for factor in (*before.factors, *after.factors)):
        raise PackError(f"{name}: the card {quoted(before.id)} has a factor of another pack.")
    if not before.headline or not after.headline:
        raise PackError(f"{name}: the card {quoted(before.id)} has no headline.")
    if before == after:
        raise PackError(f"{name}: it suggests no change to the card {quoted(before.headline)}.")


def _changes(fix: Fix) -> list[str]:
    factors = {name: name.partition("/")[2] for name in (*fix.before.factors, *fix.after.factors)}
    lines = []
    for change in card_changes(fix.before, fix.after, factors):
        lines += [f"{change.field} now:", change.before or "(nothing)", ""]
        lines += [f"{change.field} better:", change.after or "(nothing)", ""]
    return lines


def _decoded(code: str) -> bytes:
    """Return the bytes that stand between two marks, or raise PackError where they are damaged."""
    # What other than a letter was put between the lines is no part of it.
    code = _NOT_CODE.sub("", _QUOTING.sub("", code))
    damaged = PackError(
        "The suggested fix in this text is damaged: some of its letters are missing or others. Ask "
        "for it again, as a file."
    )
    try:
        packed = base64.b32decode(code + "=" * (-len(code) % 8))
        engine = zlib.decompressobj()
        data = engine.decompress(packed[_SUM:], MOST_BYTES + 1)
    except (binascii.Error, zlib.error) as error:
        raise damaged from error
    if hashlib.sha256(data).digest()[:_SUM] != packed[:_SUM]:
        raise damaged
    return data
