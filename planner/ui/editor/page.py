"""One page of the editor: a table of parts, and the form of the current one beside it."""

from collections.abc import Mapping
from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from planner.model.evidence import Card, Question
from planner.model.pack import Pack
from planner.model.pack_cells import Words, cell
from planner.model.pack_edits import EditError, Part, add, change, find, new_factors
from planner.model.problems import Problem
from planner.model.text import clean_line
from planner.ui.controls import button, label
from planner.ui.editor.columns import Sheet
from planner.ui.editor.pack_session import PackSession
from planner.ui.editor.part_form import PartForm
from planner.ui.editor.sheet_hands import SheetHands
from planner.ui.editor.sheet_model import SheetModel
from planner.ui.editor.sheet_view import SheetView
from planner.ui.icons import icon
from planner.ui.menus import pop_up
from planner.ui.messages import ask_text
from planner.ui.notice import Notice
from planner.ui.search_field import SearchField
from planner.ui.theme import Theme


class SheetPage(QWidget):
    """The table, the form, and the filter, which stands in `tools` above them."""

    def __init__(
        self,
        session: PackSession,
        sheet: Sheet,
        theme: Theme,
        notice: Notice,
        parent: QWidget,
        above: QWidget,
    ) -> None:
        super().__init__(parent)
        self._session, self.sheet = session, sheet
        self._words = Words((), session.types, session.frameworks)
        self._problems: Mapping[tuple[str, str], Problem] = {}
        self._shown: set[str] | None = None
        self._new_after: str | None = None
        self._numbered: dict[str, int] = {}
        self.model = SheetModel(sheet, theme, self._words, self)
        self.split = QSplitter(Qt.Orientation.Horizontal, self)
        self.view = SheetView(self.model, theme, self.split)
        self.form = PartForm(session, sheet, theme, self.split)
        self.hands = SheetHands(session, self.view, notice)
        self.count = label(kind="count")
        self.filter = SearchField()
        self.filter.setPlaceholderText(f"Find in the {sheet.title.lower()}…")
        self.filter.setAccessibleName(f"Find in the {sheet.title.lower()}")
        self.filter.setMaxLength(200)
        self.filter.addAction(
            icon(theme, "search", "hint"), QLineEdit.ActionPosition.LeadingPosition
        )
        self.new = button(f"New {sheet.word}", "quiet")
        self.new.setIcon(icon(theme, "plus"))
        self.tools = QWidget(above)
        self._lay()
        self._connect()

    # What it shows

    def sync(self, pack: Pack, words: Words) -> None:
        """Show the pack's parts as they are now."""
        self._words = words
        self._show_rows(pack)

    def show_problems(self, problems: Mapping[tuple[str, str], Problem]) -> None:
        """Mark the fields that something is wrong with."""
        self._problems = problems
        self.model.show_problems(problems)
        self.form.show_problems(problems)

    def reset(self) -> None:
        """Go to the first row, with nothing filtered, as when another pack is opened."""
        self.filter.clear()
        self._new_after = None
        self.view.go(self.model.index(0, 0))

    def go_to(self, part_id: str, name: str = "") -> None:
        """Make a part's field current, without the filter where that hides it."""
        if self.model.row_of(part_id) < 0:
            self.filter.clear()
        self.view.go_to(part_id, name)
        columns = [field.name for field in self.sheet.columns]
        if name and name not in columns and name in self.form.fields:
            self.form.take_focus(name)
        else:
            self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def changed_since(self, before: Pack) -> list[str]:
        """Return the ids of the parts that are new, or other than in the pack before."""
        old = {part.id: part for part in self.sheet.parts(before)}
        return [p.id for p in self.sheet.parts(self._session.pack) if old.get(p.id) is not p]

    def begin_new(self) -> None:
        """Begin a new part in the empty row."""
        self.filter.clear()
        self.view.begin_new()

    def _show_rows(self, pack: Pack) -> None:
        parts = self.sheet.parts(pack)
        if self._shown is None:
            rows = list(parts)
        else:
            # A row that was found stays, though it is changed; one that was added is shown.
            known = set(self._numbered)
            rows = [p for p in parts if p.id in self._shown or p.id not in known]
            self._shown |= {part.id for part in rows}
        self._numbered = {part.id: number for number, part in enumerate(parts, 1)}
        self.model.show(pack, self._words, rows, self._new_after)
        self._tell(len(rows), len(parts))
        self._show_form()

    def _show_form(self) -> None:
        part = self.model.part_at(self.view.currentIndex().row())
        number = self._numbered.get(part.id, 0) if part is not None else 0
        self.form.show_part(part, number, self._session.pack, self._words)
        self.form.show_problems(self._problems)

    def _tell(self, shown: int, total: int) -> None:
        self.count.setText(f"{shown:,} of {total:,}" if shown != total else "")
        self.count.setAccessibleName(f"{shown} of {total} rows shown")

    def _on_filtered(self) -> None:
        sought = _plain(self.filter.text()).split()
        pack = self._session.pack
        self._shown = None
        if sought:
            parts = self.sheet.parts(pack)
            self._shown = {part.id for part in parts if self._matches(part, sought)}
        self._show_rows(pack)
        if not self.view.currentIndex().isValid() or not self.view.current_id():
            self.view.go(self.model.index(0, 0))
        self.view.scrollTo(self.view.currentIndex())

    def _matches(self, part: Part, sought: list[str]) -> bool:
        said = _plain("\n".join(cell(part, f.name, self._words) for f in self.sheet.fields))
        return all(word in said for word in sought)

    # What is asked of it

    def _on_current(self, current: QModelIndex, previous: QModelIndex) -> None:
        if self._session.is_open:
            self._show_form()
            if self._new_after is not None and self.model.id_at(current.row()):
                # The empty row goes back to the end once it is left.
                QTimer.singleShot(0, self, self._put_back)

    def _put_back(self) -> None:
        editing = self.view.state() == QAbstractItemView.State.EditingState
        if not editing and self.view.current_id():
            self._new_after = None
            self._show_rows(self._session.pack)

    def _on_row_asked(self) -> None:
        """Open the empty row below the current one."""
        current = self.view.current_id()
        if current and current != self.model.ids()[-1]:
            self._new_after = current
            self._show_rows(self._session.pack)
        self.view.begin_new()

    def _on_left_down(self) -> None:
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_factor_asked(self, part_id: str) -> None:
        """Ask for a factor's name, and give the factor to the part that it was wanted for."""
        check = partial(_with_factor, self._session.pack, self.sheet, part_id, self._session.taken)
        name = ask_text(self, "New factor", "Name of the factor", "", check)
        if name is not None:
            edit = partial(
                _with_factor,
                sheet=self.sheet,
                part_id=part_id,
                taken=self._session.taken,
                name=name,
            )
            self._session.apply(edit, f"add the factor {' '.join(name.split())}")

    def _on_menu(self, point: QPoint) -> None:
        hands, word = self.hands, self.sheet.word
        some = bool(self.view.chosen_ids())
        menu = QMenu(self)
        rows: tuple[tuple[str, object, bool], ...] = (
            ("Edit\tF2", self.view.edit_current, True),
            ("Cut\tCtrl+X", hands.cut, some),
            ("Copy\tCtrl+C", hands.copy, some),
            ("Paste\tCtrl+V", hands.paste, True),
            ("Fill down\tCtrl+D", hands.fill_down, some),
            ("Clear\tDel", hands.clear, some),
            ("", None, True),
            (f"New {word} below\tCtrl+Enter", self._on_row_asked, True),
            (f"Duplicate {word}\tCtrl+Shift+D", hands.duplicate, some),
            ("Move up\tAlt+Up", partial(hands.move, -1), some),
            ("Move down\tAlt+Down", partial(hands.move, 1), some),
            ("", None, True),
            (f"Remove {word}\tCtrl+-", hands.remove, some),
        )
        for text, deed, offered in rows:
            if callable(deed):
                menu.addAction(text, deed).setEnabled(offered)
            else:
                menu.addSeparator()
        pop_up(menu, point)

    def _connect(self) -> None:
        view, hands, form = self.view, self.hands, self.form
        view.selectionModel().currentChanged.connect(self._on_current)
        view.row_asked.connect(self._on_row_asked)
        view.removing_asked.connect(hands.remove)
        view.clearing_asked.connect(hands.clear)
        view.filling_asked.connect(hands.fill_down)
        view.moving_asked.connect(hands.move)
        view.copying_asked.connect(hands.copy)
        view.cutting_asked.connect(hands.cut)
        view.pasting_asked.connect(hands.paste)
        view.duplicating_asked.connect(hands.duplicate)
        view.menu_asked.connect(self._on_menu)
        form.new_asked.connect(self.begin_new)
        form.duplicating_asked.connect(hands.duplicate)
        form.removing_asked.connect(hands.remove)
        form.factor_asked.connect(self._on_factor_asked)
        self.filter.textChanged.connect(self._on_filtered)
        self.filter.left_down.connect(self._on_left_down)
        self.new.clicked.connect(self.begin_new)

    def _lay(self) -> None:
        row = QHBoxLayout(self.tools)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(self.count)
        self.filter.setMaximumWidth(230)
        self.filter.setMinimumWidth(120)
        row.addWidget(self.filter, 3)
        row.addWidget(self.new)
        self.split.setHandleWidth(1)
        self.split.setChildrenCollapsible(False)
        self.view.setMinimumWidth(260)
        self.form.setMinimumWidth(290)
        self.split.addWidget(self.view)
        self.split.addWidget(self.form)
        self.split.setStretchFactor(0, 1)
        self.split.setSizes([840, 360])
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.split)


def _with_factor(pack: Pack, sheet: Sheet, part_id: str, taken: set[str], name: str) -> Pack:
    """Add a factor of this name, or take the one there is, and give it to a part."""
    name = clean_line(name)
    if not name:
        raise EditError("A factor needs a name. Type one, such as Cunning.")
    factor = Words(pack.factors, {}).known(name)
    if not factor:
        made = new_factors(pack, [name], taken)
        pack, factor = add(pack, made), made[0].id
    part = find(pack, sheet.kind, [part_id])[0]
    if not isinstance(part, Card | Question) or factor in part.factors:
        return pack
    return change(pack, [replace(part, factors=(*part.factors, factor))])


def _plain(text: str) -> str:
    return text.casefold().translate({0x2018: "'", 0x2019: "'"})
