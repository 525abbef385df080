"""What the keys and the menu of a table do: each makes one change to the pack."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QGuiApplication

from planner.model import pack_edits
from planner.model.evidence import Card, Question
from planner.model.pack import Pack
from planner.model.pack_edits import Part
from planner.model.pack_rows import Row, told
from planner.packs.errors import PackError
from planner.ui.editor.ask import choose
from planner.ui.editor.clip import Block, to_mime
from planner.ui.editor.columns import Holds
from planner.ui.editor.pack_session import PackSession
from planner.ui.editor.pasting import Pasted, card_rows, heads, read_pasted
from planner.ui.editor.putting import Putting
from planner.ui.editor.sheet_model import NEW
from planner.ui.editor.sheet_view import SheetView
from planner.ui.notice import Notice


class SheetHands(Putting):
    """Changes the parts that a table shows, by their cells, their rows and the clipboard."""

    material_pasted = Signal(object)
    """Notes or a table with heads were pasted, and are to be taken in as cards."""

    def __init__(self, session: PackSession, view: SheetView, notice: Notice) -> None:
        super().__init__(session, view)
        self._notice = notice
        self._model.written.connect(self.write)

    # Cells

    def write(self, part_id: str, name: str, said: str) -> None:
        """Write in one cell; of a new part where the id is empty."""
        title = next(field.title for field in self._sheet.fields if field.name == name)
        if part_id:
            words = f"change {title} of {told(self.found([part_id]), self._sheet.word)}"
        else:
            words = f"add a {self._sheet.word}"
        if not self.put([Row(part_id, {name: said})], words, reopen=(part_id, name, said)):
            self.reopen(part_id, name, said)

    def clear(self) -> None:
        """Empty the chosen cells."""
        rows, columns = self._view.block()
        self._fill(rows, dict.fromkeys(columns, ""), "clear", chosen_only=True)

    def fill_down(self) -> None:
        """Write what the topmost chosen cells say into those below; one row takes from above."""
        rows, columns = self._view.block()
        if len(rows) == 1:
            rows = range(rows.start - 1, rows.stop)
        if rows.start < 0:
            return
        said = {column: self._model.text_at(rows.start, column) for column in columns}
        self._fill(rows[1:], said, "fill down")

    def _fill(
        self, rows: range, said: dict[int, str], verb: str, *, chosen_only: bool = False
    ) -> None:
        chosen = {(index.row(), index.column()) for index in self._view.selectedIndexes()}
        made: list[Row] = []
        count = 0
        for row in rows:
            part_id = self._model.id_at(row)
            cells = {
                self._model.field_at(column).name: text
                for column, text in said.items()
                if (not chosen_only or (row, column) in chosen)
                and not (chosen_only and self._model.field_at(column).holds is Holds.HUE)
            }
            if part_id and cells:
                made.append(Row(part_id, cells))
                count += len(cells)
        if made:
            self.put(made, f"{verb} {count:,} {'cell' if count == 1 else 'cells'}")

    # Rows

    def remove(self) -> None:
        """Take the chosen rows out of the pack."""
        ids = self._view.chosen_ids()
        if not ids:
            return
        parts = self.found(ids)
        next_row = self._model.row_of(ids[0])
        named = self._sheet.kind not in (Card, Question)
        uses = _uses(self._session.pack, ids) if named else ""
        words = told(parts, self._sheet.word)
        if self._session.apply(
            partial(pack_edits.remove, kind=self._sheet.kind, ids=ids), f"remove {words}"
        ):
            row = min(next_row, self._model.rowCount() - 1)
            column = max(0, self._view.currentIndex().column())
            self._view.go(self._model.index(row, column))
            if uses:
                self._notice.tell(
                    f"Removed {_quoted(parts, words)}, and took it out of {uses}.",
                    "Undo",
                    self._session.undo,
                )
            self.say(f"Removed {words}")

    def move(self, by: int) -> None:
        """Move the chosen rows past the row above them or below them."""
        ids, shown = self._view.chosen_ids(), self._model.ids()
        if not ids:
            return
        at = [shown.index(part_id) for part_id in ids]
        beyond = at[0] - 1 if by < 0 else at[-1] + 1
        if not 0 <= beyond < len(shown):
            return
        others = [p.id for p in self._sheet.parts(self._session.pack) if p.id not in set(ids)]
        to = others.index(shown[beyond]) + (0 if by < 0 else 1)
        words = told(self.found(ids), self._sheet.word)
        column = self._view.currentIndex().column()
        if self._session.apply(
            partial(pack_edits.move, kind=self._sheet.kind, ids=ids, to=to), f"move {words}"
        ):
            self._view.choose(ids, column=column)
            self.say(f"Moved {words} to row {to + 1}")

    def duplicate(self) -> None:
        """Add copies of the chosen rows after them."""
        ids = self._view.chosen_ids()
        if ids:
            words = told(self.found(ids), self._sheet.word)
            taken = self._session.taken
            self.make(
                partial(pack_edits.duplicate, kind=self._sheet.kind, ids=ids, taken=taken),
                f"duplicate {words}",
            )

    # The clipboard

    def copy(self) -> None:
        """Put the chosen cells on the clipboard."""
        rows, columns = self._view.block()
        chosen = {(index.row(), index.column()) for index in self._view.selectedIndexes()}
        block = [
            [self._model.text_at(row, col) if (row, col) in chosen else "" for col in columns]
            for row in rows
            if self._model.id_at(row)
        ]
        if block:
            QGuiApplication.clipboard().setMimeData(to_mime(block))

    def cut(self) -> None:
        """Put the chosen cells on the clipboard, and empty them."""
        self.copy()
        self.clear()

    def paste(self) -> None:
        """Write what is on the clipboard from the current cell on, as a spreadsheet does."""
        # There is none at all where the clipboard is empty, whatever its type says.
        mime = QGuiApplication.clipboard().mimeData() or QMimeData()
        cards = card_rows(mime, self._sheet)
        if cards:
            self.put([Row(NEW, row) for row in cards], f"paste {_count(len(cards), 'card')}")
            return
        try:
            pasted = read_pasted(mime, self._sheet)
        except PackError as error:
            self._notice.warn(str(error))
            return
        if pasted is None:
            self._notice.tell("There is nothing on the clipboard that could be pasted here.")
        elif pasted.material is None or not self._take_in(pasted):
            self.paste_block(pasted.block)

    def _take_in(self, pasted: Pasted) -> bool:
        """Offer to take in notes; return whether that is done with, or the cells are wanted."""
        answers = ["Choose what becomes cards…"]
        if pasted.block:
            answers.append("Paste into the cells")
        answer = choose(
            self._view.window(),
            "Take this in as cards?",
            "What you pasted looks like notes, or a table with headings of its own. Marshal can "
            "make cards of it, and shows you each one before it goes into the pack.",
            answers,
        )
        if answer == 0:
            self.material_pasted.emit(pasted.material)
        return answer != 1

    def paste_block(self, block: Block) -> None:
        """Write a block of cells from the current cell on; rows that are not there are made."""
        rows, columns = self._view.block()
        if len(block) == len(block[0]) == 1 and (len(rows) > 1 or len(columns) > 1):
            self._fill(rows, dict.fromkeys(columns, block[0][0]), "paste", chosen_only=True)
            return
        names = heads(block[0], self._sheet) if len(block) > 1 else None
        if names is not None:
            # Rows that name their columns go where they say, whatever is current.
            block, row = block[1:], self._model.row_of(NEW)
        else:
            row = rows.start
            names = [field.name for field in self._sheet.columns][columns.start :]
            if any(said.strip() for line in block for said in line[len(names) :]):
                self._notice.warn(
                    f"What you pasted has {len(block[0])} columns, and there are only "
                    f"{len(names)} from this cell on. Nothing was changed. "
                    "Go to a cell further left, and paste again."
                )
                return
        made = [
            Row(of, {name: said for name, said in zip(names, line, strict=False) if name})
            for of, line in zip(self._targets(row, len(block)), block, strict=True)
        ]
        self.put(made, f"paste {_count(len(block), 'row')}")

    def _targets(self, row: int, count: int) -> list[str]:
        """Return the ids of the rows that are written from a row on, empty for new ones."""
        if not self._model.id_at(row):
            return [NEW] * count
        below = [p for r in range(row, self._model.rowCount()) if (p := self._model.id_at(r))]
        return [*below[:count], *[NEW] * (count - len(below))]


def _uses(pack: Pack, ids: Sequence[str]) -> str:
    """Say how many cards and questions name any of these factors or types, or nothing."""
    gone = set(ids)
    cards = sum(bool(gone.intersection(card.factors)) for card in pack.cards)
    asked = pack.questions
    questions = sum(bool(gone.intersection((*each.factors, each.type))) for each in asked)
    told = [_count(cards, "card")] if cards else []
    told += [_count(questions, "question")] if questions else []
    return " and ".join(told)


def _quoted(parts: Sequence[Part], words: str) -> str:
    return f"“{words}”" if len(parts) == 1 else words


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"
