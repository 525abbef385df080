"""What a clipboard holds for a table: a block of cells, cards, or notes that are to be taken in."""

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QMimeData

from planner.model.columns import by_name
from planner.model.evidence import Card
from planner.model.material import Kind, Material
from planner.model.pack_cells import Words, cell
from planner.ui.editor.clip import Block, own_cells
from planner.ui.editor.columns import Sheet
from planner.ui.payload import from_mime

LONG = 160
"""Characters from which on a pasted line is rather notes than a cell."""


class Pasted(Struct, frozen=True):
    """What was pasted: a block of cells, and the material where it may be more than that."""

    block: Block
    material: Material | None = None


def read_pasted(mime: QMimeData, sheet: Sheet) -> Pasted | None:
    """Return what a clipboard holds for a sheet, or None where there is nothing; PackError."""
    from planner.packs.material import pasted_material

    own = own_cells(mime)
    if own is not None:
        return Pasted(own)
    text = mime.text() if mime.hasText() else ""
    page = mime.html() if mime.hasHtml() else ""
    if not text.strip() and not page.strip():
        return None
    line = text.strip()
    if line and "\n" not in line and "\t" not in text and "<t" not in page:
        return Pasted([[line]])
    material = pasted_material(text, page)
    is_notes = sheet.kind is Card and looks_like_notes(material, sheet)
    block = _block(material)
    return Pasted(block, material if is_notes else None) if block or is_notes else None


def looks_like_notes(material: Material, sheet: Sheet) -> bool:
    """Tell whether material is more than cells: notes, or a table with heads of its own."""
    if any(block.kind is not Kind.TEXT or len(block.text) > LONG for block in material.blocks):
        return True
    return any(len(table.rows) > 1 and has_heads(table.rows[0], sheet) for table in material.tables)


def has_heads(row: Sequence[str], sheet: Sheet) -> bool:
    """Tell whether a row names columns rather than filling them."""
    own = {name.casefold() for field in sheet.fields for name in (field.title, field.name)}
    filled = [said for said in row if said.strip()]
    named = sum(
        said.casefold().strip(" :") in own or (sheet.kind is Card and by_name(said) is not None)
        for said in filled
    )
    return named >= 2 or (named == 1 and len(filled) == 1)


def heads(row: Sequence[str], sheet: Sheet) -> list[str] | None:
    """Return the fields that a row of heads names, column by column; None where it names others."""
    names = {n.casefold(): f.name for f in sheet.fields for n in (f.name, f.title)}
    found = [names.get(said.casefold().strip(" :"), "") for said in row]
    named = [name for name in found if name]
    blank = all(name or not said.strip() for name, said in zip(found, row, strict=True))
    return found if blank and len(named) == len(set(named)) and has_heads(row, sheet) else None


def card_rows(mime: QMimeData, sheet: Sheet) -> list[dict[str, str]]:
    """Return cards that were copied from a shelf or a slot as rows of fields."""
    payload = from_mime(mime) if sheet.kind is Card else None
    if payload is None:
        return []
    words = Words(payload.factors, {})
    known = {factor.id for factor in payload.factors}
    rows = []
    for card in payload.cards:
        row = {field.name: cell(card, field.name, words) for field in sheet.fields}
        row["factors"] = words.told([name for name in card.factors if name in known])
        rows.append(row)
    return rows


def _block(material: Material) -> Block:
    rows = [list(row) for table in material.tables for row in table.rows]
    rows = rows or [[block.text] for block in material.blocks]
    width = max(map(len, rows), default=0)
    return [[*row, *[""] * (width - len(row))] for row in rows]
