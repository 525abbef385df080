"""Notes and tables from files and the clipboard, as a teacher has them already."""

import contextlib
import re
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from planner.model.material import MOST_CELLS, MOST_CHARACTERS, MOST_ROWS, Material
from planner.packs.errors import PackError
from planner.packs.material.gather import Gatherer
from planner.packs.material.lines import (
    MOST_TEXT_BYTES,
    plain_ends,
    split_lines,
    too_long,
    whole_text,
)
from planner.packs.read import MOST_BYTES, read_bytes

KINDS = {
    ".xlsx": "Excel workbooks",
    ".csv": "Comma-separated tables",
    ".tsv": "Tab-separated tables",
    ".docx": "Word documents",
    ".md": "Markdown notes",
    ".txt": "Plain notes",
}
"""The suffixes that are read, and what to call such files in a file dialog."""

_PASTED = "What was pasted"
_OTHERS = {
    ".doc": "Open it in Word and save it as a .docx file",
    ".htm": "Open it in a browser, copy what you need and paste it",
    ".html": "Open it in a browser, copy what you need and paste it",
    ".numbers": "Open it in Numbers and export it as an .xlsx or .csv file",
    ".ods": "Open it in LibreOffice and save it as an .xlsx file",
    ".odt": "Open it in LibreOffice and save it as a .docx file",
    ".pages": "Open it in Pages and export it as a .docx file",
    ".pdf": "Open it, copy the text that you need and paste it",
    ".rtf": "Open it in Word and save it as a .docx file",
    ".xls": "Open it in Excel and save it as an .xlsx file",
    ".xlsb": "Open it in Excel and save it as an .xlsx file",
    ".xlsm": "It may hold macros, which Marshal never opens: save it in Excel as an .xlsx file",
}
_MOST_HTML = 20_000_000
_OFFICE = (".docx", ".xlsx")
# As a spreadsheet copies one cell of several lines: the marks around it are not the cell's own.
_CELL = re.compile(r'"((?:[^"\t]++|"")*+)"\n?\Z')
_Row = tuple[int, Sequence[str]]
_BULLETS = re.compile(r"\s*(?:\W|\d{1,3}[.)]|\(?[a-zA-Z][.)]|o)?\s*\Z")


def read_material(path: Path) -> Material:
    """Return the notes and tables in a file, or raise PackError that names the file and place.

    Of a spreadsheet, each sheet that is not hidden is a table.
    """
    suffix = path.suffix.lower()
    if suffix not in KINDS:
        other = _OTHERS.get(
            suffix, "Open it in the program that made it, copy its text and paste it"
        )
        raise PackError(
            f"{path.name} is of a kind that Marshal does not read ({', '.join(KINDS)}). {other}."
        )
    most = MOST_BYTES if suffix in _OFFICE else MOST_TEXT_BYTES
    return _reader(suffix)(read_bytes(path, most), path.name)


def pasted_material(text: str, html: str = "") -> Material:
    """Return what was pasted as notes and tables, or raise PackError.

    html: the same as the clipboard has it, where it has; it is believed where it has a table,
    headings or lists, save that cells parted by tabs in the text are a table in any case.
    """
    if not text.strip() and not html.strip():
        raise PackError("There is no text to paste. Copy notes or a table first, then paste.")
    if len(text) > MOST_CHARACTERS:
        raise too_long(_PASTED)
    text = plain_ends(text)
    if (cell := _CELL.match(text)) and "\n" in cell[1]:
        text = cell[1].replace('""', '"')
    page = None
    if html.strip() and len(html) <= _MOST_HTML:
        from planner.packs.material.web import HtmlReader

        page = HtmlReader(html, _PASTED)
    if page and page.has_table:
        return page.material()
    found = Gatherer(_PASTED)
    if rows := _tabbed(text):
        found.table(rows, lambda line, column: f"line {line}, column {column}")
        return found.material()
    if page and (page.explicit or not text.strip()):
        return page.material()
    return _notes(text, found)


def _reader(suffix: str) -> Callable[[bytes, str], Material]:
    """Return what reads files of a kind; each is imported only when it is needed."""
    if suffix == ".xlsx":
        from planner.packs.material.workbook import read_xlsx

        return read_xlsx
    if suffix == ".docx":
        from planner.packs.material.word import read_docx

        return read_docx
    if suffix in (".csv", ".tsv"):
        from planner.packs.material.delimited import read_csv

        return partial(read_csv, delimiter="\t" if suffix == ".tsv" else "")
    return partial(_read_text, markdown=suffix == ".md")


def _read_text(data: bytes, name: str, markdown: bool) -> Material:
    """Return the notes in a text file, or its table, as Excel saves one as Unicode text."""
    text = whole_text(data, name)
    found = Gatherer(name)
    if not markdown and (rows := _tabbed(text)):
        found.table(rows, lambda line, column: f"line {line}, column {column}")
        return found.material()
    return _notes(text, found, markdown)


def _notes(text: str, found: Gatherer, markdown: bool = False) -> Material:
    from planner.packs.material.markdown import is_markdown, read_markdown
    from planner.packs.material.notes import read_notes

    if markdown or is_markdown(text):
        read_markdown(text, found)
    else:
        read_notes(split_lines(text), found)
    return found.material()


def _tabbed(text: str) -> list[_Row]:
    """Return the rows of text whose cells are parted by tabs, as spreadsheets copy them, or none.

    Every row has to have as many cells. Tabs after bullets, or before lines, part no cells.
    """
    if "\t" not in text:
        return []
    from planner.packs.material.delimited import split_rows

    # A quotation mark that a cell begins with may be one around the cell, or may not.
    with contextlib.suppress(PackError):
        if rows := _even(split_rows(split_lines(text), "\t", _PASTED)):
            return rows
    lines = enumerate(split_lines(text), 1)
    return _even((number, line.rstrip("\n").split("\t")) for number, line in lines)


def _even(rows: Iterable[_Row]) -> list[_Row]:
    """Return rows that are not empty, or none where they differ in length or are bullets."""
    kept: list[_Row] = []
    filled = 0
    for number, cells in rows:
        if not any(map(str.strip, cells)):
            continue
        if len(cells) < 2 or len(cells) != len(kept[0][1] if kept else cells):
            return []
        kept.append((number, cells))
        filled += len(cells) - cells.count("")
        # What is too much already is refused further on, and need not be held.
        if len(kept) > MOST_ROWS or filled > MOST_CELLS:
            break
    return [] if all(_BULLETS.match(cells[0]) for _, cells in kept) else kept
