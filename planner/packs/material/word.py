"""Word documents."""

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec.structs import replace

from planner.model.material import MOST_BLOCKS, MOST_COLUMNS, Kind, Material
from planner.packs.material.gather import Gatherer
from planner.packs.material.library import reading
from planner.packs.material.notes import Piece, add_pieces, marked
from planner.packs.material.office import Format, Office
from planner.packs.material.styles import TITLE, Styles, W, value

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement as Element

_FORMAT = Format(
    "a Word document",
    ".docx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
)
_MOST_ELEMENTS = 200_000
_MOST_OTHERS = 60_000

_PARAGRAPH, _TABLE, _ROW, _CELL = (f"{W}{name}" for name in ("p", "tbl", "tr", "tc"))
_PROPERTIES = f"{W}pPr"
# What was deleted is still in the file, and text in boxes stands twice: neither is read.
_LEFT_OUT = {
    f"{W}{name}"
    for name in ("del", "moveFrom", "drawing", "pict", "object", "pPr", "rPr", "tblPr", "sdtPr")
} | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"}
_WRITTEN = {
    f"{W}tab": " ",
    f"{W}ptab": " ",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}


def read_docx(data: bytes, name: str) -> Material:
    """Return a document's headings, bullets, paragraphs and tables, or raise PackError.

    Headings and bullets are told by their styles and numbering, and by typed marks; where no
    heading has a style, by how lines look, as in plain notes. A table of one column is read as
    the paragraphs in it. Text in boxes, notes and comments, and what was deleted, is not read.
    """
    office = Office(data, name, _FORMAT)
    office.scan(office.main, _MOST_ELEMENTS)
    office.check({office.main}, _MOST_OTHERS)
    with reading(name):
        from docx import Document

        document = Document(io.BytesIO(data))
        body = document.element.body
        styles = document.styles.element
    if body is None:
        raise office.damaged("it has no text of its own")
    found = Gatherer(name)
    walk = _Walk(Styles(styles), found)
    walk.go(body)
    pieces = walk.pieces
    # A title alone says nothing of how the headings below it are marked.
    styled = any(piece.kind is Kind.HEADING and piece.level > TITLE for piece in pieces)
    for at, piece in enumerate(pieces):
        if piece.kind is Kind.HEADING and piece.level == TITLE:
            pieces[at] = replace(piece, kind=Kind.HEADING if styled else None, level=1)
    add_pieces(pieces, found, "paragraph")
    return found.material()


class _Walk:
    """Goes once through a document's paragraphs and tables, counting paragraphs from 1."""

    def __init__(self, styles: Styles, found: Gatherer) -> None:
        self.pieces: list[Piece] = []
        self._styles = styles
        self._found = found
        self._number = 0
        self._tables = 0

    def go(self, parent: "Element") -> None:
        """Take in what stands in the body, or in a cell of a table of one column."""
        for element in _inside(parent, {_PARAGRAPH, _TABLE}):
            if element.tag == _PARAGRAPH:
                self._paragraph(element)
            else:
                self._table(element)

    def _paragraph(self, element: "Element") -> None:
        self._number += 1
        text = "".join(_texts(element)).strip()
        properties = element.find(_PROPERTIES)
        if not any(map(str.isalnum, text)) or self._styles.is_contents(properties):
            return
        if len(self.pieces) == 2 * MOST_BLOCKS:
            raise self._found.too_many(f"paragraph {self._number}")
        kind, level = self._styles.mark(properties)
        if kind is None:
            kind, text = marked(text)
        self.pieces.append(Piece(self._number, text, kind, level))

    def _table(self, element: "Element") -> None:
        rows = [list(_inside(row, {_CELL})) for row in _inside(element, {_ROW})]
        if all(len(cells) < 2 for cells in rows):
            for cells in rows:
                for cell in cells:
                    self.go(cell)
            return
        self._tables += 1
        table = self._tables
        first = self._number + 1
        self._found.table(
            ((first + at, self._row(cells)) for at, cells in enumerate(rows)),
            lambda row, column: f"table {table}, row {row - first + 1}, column {column}",
        )

    def _row(self, cells: list["Element"]) -> list[str]:
        """Return a row's cells; of cells that are one, the first has the text."""
        row: list[str] = []
        for cell in cells:
            properties = cell.find(f"{W}tcPr")
            paragraphs = list(_paragraphs(cell))
            self._number += len(paragraphs)
            goes_on = value(properties, "vMerge") in ("", "continue")
            row.append("" if goes_on else "\n".join("".join(_texts(p)) for p in paragraphs))
            span = value(properties, "gridSpan") or ""
            wide = int(span[:4]) if span.isascii() and span.isdigit() else 1
            row.extend([""] * (min(wide, MOST_COLUMNS) - 1))
        return row


def _inside(parent: "Element", tags: set[str]) -> Iterator["Element"]:
    """Yield the elements of these names in another, also those within controls and changes."""
    for element in parent:
        if element.tag in tags:
            yield element
        elif isinstance(element.tag, str) and element.tag not in _LEFT_OUT:
            yield from _inside(element, tags)


def _paragraphs(parent: "Element") -> Iterator["Element"]:
    """Yield the paragraphs in a cell, those of tables in it too."""
    return _inside(parent, {_PARAGRAPH})


def _texts(parent: "Element") -> Iterator[str]:
    """Yield the pieces of text in a paragraph, as they are shown."""
    for element in parent:
        if element.tag == f"{W}t":
            yield element.text or ""
        elif element.tag in _WRITTEN:
            yield _WRITTEN[element.tag]
        elif isinstance(element.tag, str) and element.tag not in _LEFT_OUT:
            yield from _texts(element)
