"""Cells on the clipboard: as text and a table for other programs, and exactly for Marshal."""

import csv
import html
import io
import re
from collections.abc import Sequence

import msgspec
from PySide6.QtCore import QByteArray, QMimeData

CELLS = "application/vnd.marshal.cells+json"
MOST_BYTES = 20_000_000

# With the wide forms, which a Japanese spreadsheet takes as well.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")
_NUMBER = re.compile(r"[-+]?[0-9]+(?:[.,][0-9]+)*%?")

Block = list[list[str]]
"""Rows of cells, all of one length."""


def to_mime(block: Sequence[Sequence[str]]) -> QMimeData:
    """Pack cells for the clipboard."""
    mime = QMimeData()
    mime.setData(CELLS, QByteArray(msgspec.json.encode(block)))
    text = io.StringIO()
    # As spreadsheets write it: a cell with a line end or a tab in it stands in quotation marks.
    inert = [[_inert(cell) for cell in row] for row in block]
    csv.writer(text, dialect="excel-tab", lineterminator="\n").writerows(inert)
    mime.setText(text.getvalue().removesuffix("\n"))
    rows = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in inert)
    mime.setHtml(f"<table>{rows}</table>")
    return mime


def own_cells(mime: QMimeData) -> Block | None:
    """Return the cells that Marshal put on the clipboard, or None; any program may send any."""
    if not mime.hasFormat(CELLS):
        return None
    data = bytes(mime.data(CELLS).data())
    if len(data) > MOST_BYTES:
        return None
    try:
        block = msgspec.json.decode(data, type=list[list[str]])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    width = max(map(len, block), default=0)
    return [[*row, *[""] * (width - len(row))] for row in block] if width else None


def _inert(text: str) -> str:
    """Return a cell as no spreadsheet takes it for a formula: an apostrophe makes it text.

    Marshal itself pastes CELLS, which hold it as it is.
    """
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def _cell(text: str) -> str:
    lines = "<br>".join(html.escape(line) for line in text.split("\n"))
    return f"<td>{lines}</td>"
