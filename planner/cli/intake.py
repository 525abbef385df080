"""Making a pack of notes and tables without the window."""

from pathlib import Path
from typing import TYPE_CHECKING

from planner.cli.base import Failure, print_aside

if TYPE_CHECKING:
    from planner.model.columns import Columns
    from planner.model.intake_cards import Rough
    from planner.model.material import Material, Table
    from planner.model.pack import Pack, PackInfo


def pack_from(path: Path, info: "PackInfo", columns: str, factors: bool) -> "Pack":
    """Return a pack of the cards that a file's notes and tables give.

    columns: what the columns hold, parted by commas, or empty to recognise them. factors: the
    notes' headings become factors.
    """
    from planner.model.intake_cards import finish
    from planner.model.pack import Pack
    from planner.model.pack_edits import put_cards
    from planner.packs.material import read_material

    material = read_material(path)
    rough = [card for table in material.tables for card in _from_table(table, columns)]
    rough += _from_notes(material, factors)
    if not rough:
        raise Failure(f"{path} holds no bullets and no table, so there are no cards to make of it.")
    empty = Pack(info)
    made = finish(empty, rough)
    return put_cards(empty, made.cards, made.factors)


def _from_notes(material: "Material", factors: bool) -> "tuple[Rough, ...]":
    from planner.model.intake import as_factors, begin
    from planner.model.intake_cards import from_notes

    intake = begin(material)
    if factors:
        intake = as_factors(intake, range(len(intake.sections)), True)
    return from_notes(intake, material.name)


def _from_table(table: "Table", given: str) -> "tuple[Rough, ...]":
    from planner.model.intake_cards import from_table

    rows = from_table(table, _chosen(table, given) if given else _recognised(table))
    for trouble in rows.troubles:
        # A date that cannot be read is no reason to lose the card.
        print_aside(f"Row {trouble.line}: {trouble.says}")
    return rows.cards


def _recognised(table: "Table") -> "Columns":
    from planner.model.columns import recognise

    columns = recognise(table)
    if columns.unsure:
        heads = ", ".join(f"“{table.rows[0][number]}”" for number in columns.unsure)
        guess = ",".join(columns.holds)
        raise Failure(
            f"What these columns hold is not clear: {heads}. Say what all of them hold, in their "
            f'order, such as --columns "{guess}".'
        )
    return columns


def _chosen(table: "Table", given: str) -> "Columns":
    from planner.model.columns import Columns, Holds, looks_like_header

    known = {holds.value.casefold(): holds for holds in Holds}
    named = [name.strip().casefold() for name in given.split(",")]
    if len(named) != len(table.rows[0]) or not all(name in known for name in named):
        raise Failure(
            f"The table has {len(table.rows[0])} columns. Name each of them once, with one of: "
            f"{', '.join(Holds)}."
        )
    return Columns(tuple(known[name] for name in named), looks_like_header(table))
