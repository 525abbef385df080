"""Collecting what a reader of notes and tables finds: cleaned, and never too much of it."""

from collections.abc import Callable, Iterable, Sequence

from planner.model.material import (
    MOST_BLOCKS,
    MOST_CELLS,
    MOST_CHARACTERS,
    MOST_COLUMNS,
    MOST_ROWS,
    Block,
    Kind,
    Material,
    Table,
)
from planner.model.text import LINE, PASSAGE, clean_line, clean_text
from planner.packs.errors import PackError


class Gatherer:
    """The blocks and tables found so far in one file, whose name is for messages."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._blocks: list[Block] = []
        self._tables: list[Table] = []
        self._left = MOST_CHARACTERS
        self._cells_left = MOST_CELLS

    def fault(self, place: str, fault: str) -> PackError:
        """Return the error that names the file and a place in it, and says what to do."""
        return PackError(f"{self.name}, {place}: {fault}")

    def too_many(self, place: str) -> PackError:
        """Return the error that there are more blocks than are read, from a place on."""
        return self.fault(
            place,
            f"Marshal reads {MOST_BLOCKS:,} headings, bullets and paragraphs at once, and here "
            "are more. Take a part of it.",
        )

    def too_many_rows(self, place: str) -> PackError:
        """Return the error that a table has more rows than are read, from a place on."""
        return self.fault(
            place,
            f"Marshal reads {MOST_ROWS:,} rows of a table, and here are more. Take a part of it.",
        )

    def block(self, kind: Kind, text: str, line: int, place: str, level: int = 0) -> None:
        """Add a heading, bullet or paragraph, unless it is empty or repeats the heading above it.

        place: where it stands, in words, such as "line 3".
        """
        text = clean_line(text)
        if not text:
            return
        if fault := self._excess(text):
            raise self.fault(place, fault)
        if kind is Kind.HEADING and self._blocks:
            above = self._blocks[-1]
            if above.kind is Kind.HEADING and above.text.casefold() == text.casefold():
                return
        if len(self._blocks) == MOST_BLOCKS:
            raise self.too_many(place)
        self._blocks.append(Block(kind, text, line, level))

    def table(
        self,
        rows: Iterable[tuple[int, Sequence[str]]],
        at: Callable[[int, int], str],
        name: str = "",
    ) -> None:
        """Add a table unless all of it is empty.

        rows: each with the number of its row or line, which rises. at: names the cell of such a
        number and a column from 1, as a message can say it.
        """
        kept: list[list[str]] = []
        blank = first = 0
        for number, row in rows:
            cells = self._cells(row, number, at)
            if not cells:
                blank += 1
                continue
            first = first or number
            if kept:
                kept.extend([] for _ in range(min(blank, MOST_ROWS)))
            blank = 0
            if len(kept) >= MOST_ROWS:
                raise self.too_many_rows(at(number, 1))
            kept.append(cells)
        if kept:
            self._tables.append(Table(_even(kept), clean_line(name)[:LINE], first))

    def material(self) -> Material:
        """Return all that was found, or raise PackError where that is nothing."""
        if not self._blocks and not self._tables:
            raise PackError(
                f"{self.name} holds no text that Marshal can read. Check that it is the right one, "
                "or copy its text and paste it instead."
            )
        return Material(self.name, tuple(self._blocks), tuple(self._tables))

    def _cells(self, row: Sequence[str], number: int, at: Callable[[int, int], str]) -> list[str]:
        """Return a row's cells cleaned, without the empty ones at its end."""
        # Unread up to here: a row of a million empty cells is none.
        end = len(row)
        while end and not row[end - 1]:
            end -= 1
        if end > MOST_COLUMNS and any(cell.strip() for cell in row[MOST_COLUMNS:end]):
            raise self.fault(
                at(number, MOST_COLUMNS + 1),
                f"Marshal reads {MOST_COLUMNS} columns of a table, and here are more. Take out the "
                "columns that are not needed.",
            )
        cells = [_tidy(cell) if cell else "" for cell in row[: min(end, MOST_COLUMNS)]]
        for column, cell in enumerate(cells, 1):
            if fault := self._excess(cell):
                raise self.fault(at(number, column), fault)
        while cells and not cells[-1]:
            cells.pop()
        self._cells_left -= len(cells) - cells.count("")
        if self._cells_left < 0:
            raise self.fault(
                at(number, 1),
                f"Marshal reads {MOST_CELLS:,} cells at once, and here are more. Take a part of "
                "it, or take out the columns that are not needed.",
            )
        return cells

    def _excess(self, text: str) -> str:
        """Count a text, and say what is wrong where it is too long, alone or with all before it."""
        self._left -= len(text)
        if len(text) > PASSAGE:
            return (
                f"this has {len(text):,} characters, and Marshal reads at most {PASSAGE:,} in one "
                "place. Shorten it or split it."
            )
        if self._left < 0:
            return (
                f"Marshal reads {MOST_CHARACTERS // 1_000_000} million characters at once, and "
                "here are more. Take a part of it."
            )
        return ""


def _tidy(cell: str) -> str:
    """Return a cell's text cleaned, each of its lines without spaces at the ends."""
    if cell.isascii() and cell.isprintable():
        return cell.strip()
    return "\n".join(line.strip() for line in clean_text(cell).split("\n")).strip()


def _even(rows: list[list[str]]) -> tuple[tuple[str, ...], ...]:
    """Return rows all of one length, without the columns that are empty at the left."""
    width = max(map(len, rows))
    left = min(next(at for at, cell in enumerate(row) if cell) for row in rows if row)
    return tuple(tuple(row[left:]) + ("",) * (width - max(left, len(row))) for row in rows)
