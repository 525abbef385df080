"""Writing rows into the pack, with the factors that they name made where they are wanted."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer

from planner.model import pack_edits
from planner.model.pack import Pack
from planner.model.pack_cells import PackField, UnknownFactors
from planner.model.pack_edits import EditError, Part
from planner.model.pack_rows import Row, leave_out, told, write_rows
from planner.model.text import TextError
from planner.ui.controls import announce
from planner.ui.editor.ask import choose
from planner.ui.editor.pack_session import PackSession
from planner.ui.editor.sheet_model import NEW
from planner.ui.editor.sheet_view import SheetView


class Putting(QObject):
    """Makes one change of the pack at a time, and chooses in the table what it brought."""

    def __init__(self, session: PackSession, view: SheetView) -> None:
        super().__init__(view)
        self._session, self._view = session, view
        self._model = view.rows
        self._sheet = view.rows.sheet

    def put(
        self, rows: Sequence[Row], words: str, reopen: tuple[str, str, str] | None = None
    ) -> bool:
        """Write rows; return whether that was done or is asked about."""
        edit = self._edit(rows)
        try:
            edit(self._session.pack)
        except UnknownFactors as error:
            # Asked once the cell that it was typed in is closed.
            ask = partial(self._ask_factors, rows, error.names, words, reopen)
            QTimer.singleShot(0, self, ask)
            return True
        except (EditError, TextError):
            # The session says why, as it does with every change.
            return self._session.apply(edit, words)
        for row in rows:
            for name in row.cells:
                # What the form still holds of the same fields is older than this.
                self._session.forget_typing(PackField(self._sheet.word, row.of, name))
        return self.make(edit, words)

    def _edit(self, rows: Sequence[Row]) -> Callable[[Pack], Pack]:
        return partial(
            write_rows,
            kind=self._sheet.kind,
            rows=rows,
            types=self._session.types,
            taken=self._session.taken,
            at=self._new_place(),
            frameworks=self._session.frameworks,
        )

    def _new_place(self) -> int | None:
        """Return the number that a part of the empty row has in the pack; None for the last."""
        row = self._model.row_of(NEW)
        if row == self._model.rowCount() - 1:
            return None
        below = self._model.id_at(row + 1)
        return [part.id for part in self._sheet.parts(self._session.pack)].index(below)

    def _ask_factors(
        self,
        rows: Sequence[Row],
        names: Sequence[str],
        words: str,
        reopen: tuple[str, str, str] | None,
    ) -> None:
        told_names = ", ".join(f"“{name}”" for name in names[:6])
        more = f" and {len(names) - 6:,} more" if len(names) > 6 else ""
        one = len(names) == 1
        answer = choose(
            self._view.window(),
            f"Make {'a new factor' if one else f'{len(names):,} new factors'}?",
            f"The pack has no factor{'' if one else 's'} {told_names}{more} yet.",
            ["Make it" if one else "Make them", "Leave it out" if one else "Leave them out"],
        )
        if answer == 0:
            taken = self._session.taken
            self.make(
                partial(_with_factors, then=self._edit(rows), names=names, taken=taken), words
            )
        elif answer == 1:
            self.put(leave_out(rows, names), words)
        elif reopen is not None:
            self.reopen(*reopen)

    def make(self, edit: Callable[[Pack], Pack], words: str) -> bool:
        """Make a change, and choose the parts that it brought."""
        before = {part.id for part in self._sheet.parts(self._session.pack)}
        column = self._view.currentIndex().column()
        if not self._session.apply(edit, words):
            return False
        new = [p for p in self._sheet.parts(self._session.pack) if p.id not in before]
        if new:
            self._view.choose([part.id for part in new], column=column)
            self.say(f"Added {told(new, self._sheet.word)}")
        return True

    def reopen(self, part_id: str, name: str, said: str) -> None:
        """Open a cell again with what could not be written in it."""
        self._model.keep(part_id, name, said)
        QTimer.singleShot(0, self, partial(self._edit_again, part_id, name))

    def _edit_again(self, part_id: str, name: str) -> None:
        # Where it was refused twice before this, it is open again by now; to take its focus would
        # write it, be refused, and so on without end.
        if self._view.state() == self._view.State.EditingState:
            return
        if self._view.isVisible() and self._view.go_to(part_id, name):
            self._view.setFocus()
            self._view.edit_current()

    def found(self, ids: Sequence[str]) -> list[Part]:
        """Return the parts with these ids."""
        return pack_edits.find(self._session.pack, self._sheet.kind, ids)

    def say(self, text: str) -> None:
        """Tell a screen reader what was done."""
        announce(self._view, text)


def _with_factors(
    pack: Pack, then: Callable[[Pack], Pack], names: Sequence[str], taken: set[str]
) -> Pack:
    return then(pack_edits.add(pack, pack_edits.new_factors(pack, names, taken)))
