"""Rows of cells written into a pack at once, as a spreadsheet writes a block that is pasted."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from msgspec import Struct

from planner.model.evidence import Card, Factor, Question
from planner.model.framework import Framework, QuestionType
from planner.model.pack import Pack
from planner.model.pack_cells import UnknownFactors, Words, with_cell
from planner.model.pack_clean import clean_part
from planner.model.pack_edits import Part, add, change, find, new_name, next_hue, words_of
from planner.model.pack_names import taken_names
from planner.model.text import TextError, clean_line
from planner.model.tree import EditError


class Row(Struct, frozen=True):
    """What is written in one row: text by the names of fields; of is empty for a new row."""

    of: str
    cells: dict[str, str]


_HEADS: dict[type[Part], tuple[str, str]] = {
    Card: ("headline", "card"),
    Factor: ("name", "factor"),
    Question: ("text", "question"),
    QuestionType: ("name", "question type"),
}
"""The field that names a new part of each kind, and what it is called without one."""


def write_rows(
    pack: Pack,
    kind: type[Part],
    rows: Sequence[Row],
    types: Mapping[str, QuestionType],
    taken: Collection[str] = (),
    at: int | None = None,
    frameworks: Sequence[Framework] = (),
) -> Pack:
    """Write rows into the parts of one kind; new rows go before number at, or after the last.

    taken: names, without their pack, that no new part may have. All of the rows are written, or
    none: raises UnknownFactors with every unknown name, or EditError that names the row.
    """
    words = Words(pack.factors, types, frameworks)
    held = {part.id: part for part in find(pack, kind, of)} if (of := _ids(rows)) else {}
    names = taken_names([pack]) | set(taken)
    known = {factor.id for factor in pack.factors}
    unknown: dict[str, None] = {}
    changed: list[Part] = []
    new: list[Part] = []
    for number, row in enumerate(rows, 1):
        try:
            if row.of:
                changed.append(_written(held[row.of], row, words, known))
            elif any(clean_line(said) for said in row.cells.values()):
                part = _written(_blank(pack, kind, row, names, new), row, words, known)
                names.add(part.id.partition("/")[2])
                new.append(part)
        except UnknownFactors as error:
            unknown.update(dict.fromkeys(error.names))
        except (EditError, TextError) as error:
            if len(rows) == 1:
                raise
            raise EditError(f"Row {number} of what was pasted: {error}") from error
    if unknown:
        raise UnknownFactors(_once(unknown))
    return add(change(pack, changed), new, at)


def _ids(rows: Iterable[Row]) -> set[str]:
    return {row.of for row in rows if row.of}


def _written(part: Part, row: Row, words: Words, known: set[str]) -> Part:
    own = set(part.factors) if isinstance(part, Card | Question) else set()
    for name, said in row.cells.items():
        part = with_cell(part, name, said, words)
    return clean_part(part, known | own)


def _blank(pack: Pack, kind: type[Part], row: Row, names: set[str], before: Sequence[Part]) -> Part:
    head, word = _HEADS[kind]
    said = row.cells.get(head) or next(filter(None, map(clean_line, row.cells.values())), "")
    part_id = f"{pack.info.id}/{new_name(said[:200], names, word)}"
    if kind is Factor:
        made = [part for part in before if isinstance(part, Factor)]
        return Factor(part_id, "", hue=next_hue([*pack.factors, *made]))
    if kind is QuestionType:
        return QuestionType(part_id, "")
    return Question(part_id, "") if kind is Question else Card(part_id, "")


def _once(names: Iterable[str]) -> list[str]:
    """Return names that differ by more than their case."""
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(name.casefold(), name)
    return list(found.values())


def leave_out(rows: Sequence[Row], names: Collection[str]) -> list[Row]:
    """Return rows whose cells of factors do not name these; a name that is left stays as it is."""
    lost = {name.casefold() for name in names}
    made = []
    for row in rows:
        cells = dict(row.cells)
        if "factors" in cells:
            pieces = re.split(r"([,;\n])", cells["factors"])
            kept = [p for p in pieces[::2] if clean_line(p).casefold() not in lost]
            cells["factors"] = "; ".join(kept)
        made.append(Row(row.of, cells))
    return made


def told(parts: Sequence[Part], word: str) -> str:
    """Name parts in a few words, for the undo menu: “The funeral trick”, or “12 cards”."""
    if len(parts) == 1:
        return words_of(parts[0]) or f"a {word}"
    return f"{len(parts):,} {word}s"
