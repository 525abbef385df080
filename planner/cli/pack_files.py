"""Packs as a command is given them: a source, a pack file, or the id of one in the library."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from planner.cli.base import Failure
from planner.cli.libraries import reading

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planner.model.compare import Changes, Comparison, FieldChange
    from planner.model.pack import Pack

SOURCES = (".toml", ".json")


@dataclass(frozen=True)
class Given:
    """A pack, and what can be said of its signature: None where it is of no pack file.

    signer: the public key that signed it; empty where nobody did.
    """

    pack: "Pack"
    signer: str | None = None


def read_given(library: str | None, text: str) -> Given:
    """Return the pack that is named by a file or by its id in the library."""
    from planner.packs.pack_file import SUFFIX, read_pack_file

    suffix = Path(text).suffix.lower()
    if suffix == SUFFIX:
        file = read_pack_file(Path(text))
        return Given(file.pack, file.signer)
    if suffix in SOURCES:
        return Given(read_source(Path(text)))
    if Path(text).is_file():
        raise Failure(f"{text} is no pack. Name an {SUFFIX} file, or a .toml or .json source.")
    with reading(library) as opened:
        return Given(opened.pack(text))


def read_source(path: Path) -> "Pack":
    """Return the pack that a source describes."""
    from planner.packs.data import read_frameworks, read_question_types
    from planner.packs.source import read_pack_source

    return read_pack_source(path, read_frameworks(), read_question_types())


def described(given: Given) -> str:
    """Say what a pack is, in a few lines."""
    info = given.pack.info
    counts = ", ".join(
        counted(len(parts), one)
        for parts, one in (
            (given.pack.cards, "card"),
            (given.pack.factors, "factor"),
            (given.pack.questions, "question"),
            (given.pack.plans, "worked plan"),
            (given.pack.question_types, "question type"),
        )
        if parts
    )
    rows = (
        ("Title", info.title),
        ("Author", info.author),
        ("Subject", info.subject),
        ("Licence", info.licence),
        ("Version", str(info.version)),
        ("Language", info.language),
        ("Id", info.id),
        ("Holds", counts or "nothing"),
        ("Signed", signed(given.signer)),
    )
    return "\n".join(f"{name + ':':<10} {said}" for name, said in rows if said)


def signed(signer: str | None) -> str:
    """Say who signed a pack; nothing of what is no pack file."""
    if signer is None:
        return ""
    if not signer:
        return "by nobody, so who made it cannot be told"
    from planner.packs.signing import fingerprint

    return f"with the key {fingerprint(signer)}"


def counted(count: int, one: str) -> str:
    """Return a number of things in words."""
    return f"{count:,} {one}" if count == 1 else f"{count:,} {one}s"


def compared(comparison: "Comparison") -> str:
    """Say what differs between two versions, part by part and field by field."""
    lines = ["The pack itself", *_fields(comparison.info)] if comparison.info else []
    for name, changes in (
        ("Factors", comparison.factors),
        ("Questions", comparison.questions),
        ("Cards", comparison.cards),
        ("Worked plans", comparison.plans),
        ("Question types", comparison.question_types),
    ):
        lines += _changes(name, changes)
    if comparison.reordered:
        lines.append("Some of it stands in another order.")
    return "\n".join(lines) or "Nothing differs."


def _changes(name: str, changes: "Changes") -> "Iterable[str]":
    if not changes:
        return
    yield (
        f"{name}: {len(changes.added)} new, {len(changes.changed)} changed, "
        f"{len(changes.withdrawn)} withdrawn"
    )
    for part in changes.added:
        yield f"  + {part.name}"
    for changed in changes.changed:
        yield f"  ~ {changed.name}"
        yield from ("  " + line for line in _fields(changed.fields))
    for part in changes.withdrawn:
        yield f"  - {part.name}"


def _fields(fields: "Iterable[FieldChange]") -> "list[str]":
    return [f"  {f.field}: {_short(f.before)} → {_short(f.after)}" for f in fields]


def _short(text: str) -> str:
    from planner.model.text import clean_line

    return f"“{clean_line(text)}”" if text.strip() else "nothing"
