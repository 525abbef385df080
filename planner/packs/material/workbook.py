"""Excel workbooks."""

import io
import re
import warnings
from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from planner.model.material import MOST_COLUMNS, MOST_ROWS, Material
from planner.model.text import clean_line
from planner.packs.errors import PackError, quoted
from planner.packs.material.cells import cell_text
from planner.packs.material.gather import Gatherer
from planner.packs.material.library import reading
from planner.packs.material.office import Format, Office

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_FORMAT = Format(
    "an Excel workbook",
    ".xlsx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships id"
_MOST_SHEETS = 200
_MOST_ELEMENTS = 130_000
_MOST_OTHERS = 15_000
"""The most elements that stand outside of cells and their texts: styles, rules, names."""
_ROW = re.compile(r"[1-9][0-9]{0,6}\Z")
_CELL = re.compile(r"([A-Z]{1,3})[1-9][0-9]{0,6}\Z")


class _Sheet(NamedTuple):
    name: str
    part: str
    hidden: bool


def read_xlsx(data: bytes, name: str) -> Material:
    """Return a workbook's visible sheets as tables, or raise PackError that names sheet and cell.

    Only values are read. A sheet that holds a formula is refused, as what it shows was worked out
    by another program; so is a workbook with macros, embedded objects or links to other files.
    """
    office = Office(data, name, _FORMAT)
    sheets = _sheets(office)
    extents = []
    left = _MOST_ELEMENTS
    for sheet in sheets:
        extent = _Extent(office, sheet)
        left -= office.scan(sheet.part, left, extent.start, extent.end)
        if not sheet.hidden:
            extent.check()
        extents.append(extent)
    strings = {part for part in office.names if part.lower().endswith("sharedstrings.xml")}
    for part in strings:
        left -= office.scan(part, left)
    office.check({sheet.part for sheet in sheets} | strings, _MOST_OTHERS)
    found = Gatherer(name)
    with warnings.catch_warnings():
        # What openpyxl leaves out, such as a chart's colours, is no matter here.
        warnings.simplefilter("ignore")
        _read(data, sheets, extents, found)
    return found.material()


def column_letters(column: int) -> str:
    """Return a column's letters by its number from 1: A, B, ... Z, AA."""
    letters = ""
    while column:
        column, digit = divmod(column - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters


def _sheets(office: Office) -> list[_Sheet]:
    """Return a workbook's sheets of cells, in its order."""
    listed: list[tuple[str, str, bool]] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag.endswith(" sheet"):
            hidden = attributes.get("state", "visible") != "visible"
            listed.append((attributes.get("name", ""), attributes.get(_RELATION, ""), hidden))

    office.scan(office.main, _MOST_OTHERS, start)
    if len(listed) > _MOST_SHEETS:
        raise PackError(
            f"{office.name} has {len(listed):,} sheets, and Marshal reads at most {_MOST_SHEETS}. "
            "Save the ones that you need as a workbook of their own."
        )
    relations = {relation.id: relation for relation in office.relations.get(office.main, ())}
    sheets: list[_Sheet] = []
    for name, key, hidden in listed:
        relation = relations.get(key)
        if relation is None or relation.target not in office.names:
            raise office.damaged(f"its sheet {quoted(name)} is missing")
        if any(sheet.part == relation.target for sheet in sheets):
            raise office.damaged(f"its sheet {quoted(name)} is another one too")
        if "chartsheet" not in relation.kind:
            sheets.append(_Sheet(name, relation.target, hidden))
    return sheets


class _Extent:
    """How far a sheet's values reach, and its formulas, found by going once through its part."""

    def __init__(self, office: Office, sheet: _Sheet) -> None:
        self.rows = self.columns = 0
        self._office = office
        self._sheet = quoted(sheet.name)
        self._row = self._column = 0
        self._in_cell = False
        self._others = 0
        self._formula = self._beyond = ""
        self._formulas = 0
        self._letters: dict[str, int] = {}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Go by the beginning of an element."""
        name = tag.rpartition(" ")[2]
        if name == "c":
            self._in_cell = True
            self._column = self._column_of(attributes.get("r"))
        elif name == "row":
            self._row = self._row_of(attributes.get("r"))
            self._column = 0
        elif not self._in_cell:
            self._others += 1
            if self._others > _MOST_OTHERS:
                raise self._office.refusal(f"has too many rules in its sheet {self._sheet}")
        elif name == "f":
            self._formulas += 1
            self._formula = self._formula or self._place
        elif name in ("v", "is"):
            self.rows = max(self.rows, self._row)
            self.columns = max(self.columns, self._column)
            if self._row > MOST_ROWS or self._column > MOST_COLUMNS:
                self._beyond = self._beyond or self._place

    def end(self, tag: str) -> None:
        """Go by the end of an element."""
        if self._in_cell and tag.endswith(" c"):
            self._in_cell = False

    def check(self) -> None:
        """Raise PackError where there are formulas or too many rows or columns, naming a cell."""
        if self._formula:
            raise self._fault(
                self._formula,
                f"it holds a formula{_and_more(self._formulas - 1)}. Copy the sheet as values, "
                "then try again",
            )
        if self._beyond:
            raise self._fault(
                self._beyond,
                f"it is beyond the {MOST_ROWS:,} rows and {MOST_COLUMNS} columns that Marshal "
                "reads. Take out what is not needed",
            )

    @property
    def _place(self) -> str:
        return f"{column_letters(self._column)}{self._row}"

    def _row_of(self, said: str | None) -> int:
        if said is None:
            return self._row + 1
        if not _ROW.match(said):
            raise self._fault(said, "there can be no such row. The file is damaged", "row")
        return int(said)

    def _column_of(self, said: str | None) -> int:
        if said is None:
            return self._column + 1
        found = _CELL.match(said)
        if not found:
            raise self._fault(said, "there can be no such cell. The file is damaged")
        letters = found[1]
        if letters not in self._letters:
            column = 0
            for letter in letters:
                column = column * 26 + ord(letter) - ord("A") + 1
            self._letters[letters] = column
        return self._letters[letters]

    def _fault(self, place: str, fault: str, unit: str = "cell") -> PackError:
        place = clean_line(place)[:20]
        return PackError(f"{self._office.name}, sheet {self._sheet}, {unit} {place}: {fault}.")


def _and_more(cells: int) -> str:
    if not cells:
        return ""
    return f", and so {'do' if cells > 1 else 'does'} {cells:,} more cell{'s' * (cells > 1)}"


def _read(data: bytes, sheets: list[_Sheet], extents: list[_Extent], found: Gatherer) -> None:
    """Add the values of each sheet that is not hidden to what was found."""
    with reading(found.name):
        from openpyxl import load_workbook

        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        worksheets = book.worksheets
    if len(worksheets) != len(sheets):
        raise PackError(
            f"{found.name} is damaged: not all of its sheets can be read. Open it in Excel, save "
            "it again, then try again."
        )
    for sheet, extent, worksheet in zip(sheets, extents, worksheets, strict=True):
        if not sheet.hidden and extent.rows:
            rows = _rows(worksheet, extent, found.name)
            found.table(rows, partial(_cell_place, sheet.name), sheet.name)


def _rows(
    worksheet: "Worksheet", extent: _Extent, name: str
) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield the rows of a sheet as text, each with its number, no further than its values reach."""
    rows = worksheet.iter_rows(1, extent.rows, 1, extent.columns)
    for number in range(1, extent.rows + 1):
        with reading(name):
            cells = [
                (cell.value, cell.number_format if _needs_format(cell.value) else "")
                for cell in next(rows, ())
            ]
        yield number, [cell_text(value, shown) for value, shown in cells]


def _needs_format(value: object) -> bool:
    return value is not None and not isinstance(value, str | bool | timedelta)


def _cell_place(sheet: str, row: int, column: int) -> str:
    return f"sheet {quoted(sheet)}, cell {column_letters(column)}{row}"
