"""Cells on the clipboard: as text and a table for other programs, and exactly for Marshal."""

import csv
import html
import io
from collections.abc import Sequence

import msgspec
from PySide6.QtCore import QByteArray, QMimeData

CELLS = "application/vnd.marshal.cells+json"
MOST_BYTES = 20_000_000

Block = list[list[str]]
"""Rows of cells, all of one length."""


def to_mime(block: Sequence[Sequence[str]]) -> QMimeData:
    """Pack cells for the clipboard."""
    mime = QMimeData()
    mime.setData(CELLS, QByteArray(msgspec.json.encode(block)))
    text = io.StringIO()
    # As spreadsheets write it: a cell with a line end or a tab in it stands in quotation marks.
    csv.writer(text, dialect="excel-tab", lineterminator="\n").writerows(block)
    mime.setText(text.getvalue().removesuffix("\n"))
    rows = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in block)
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


def _cell(text: str) -> str:
    lines = "<br>".join(html.escape(line) for line in text.split("\n"))
    return f"<td>{lines}</td>"
