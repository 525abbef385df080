"""The pack editor: a teacher's pack, its problems, and the way to hand it out."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from planner.model.framework import Frameworks, QuestionType
from planner.model.pack import Pack
from planner.model.pack_cells import Words
from planner.model.problems import Problem
from planner.store.library import Library
from planner.ui.editor.columns import SHEETS
from planner.ui.editor.details import DetailsPage
from planner.ui.editor.errands import Errands
from planner.ui.editor.header import EditorHeader
from planner.ui.editor.pack_session import PackSession
from planner.ui.editor.page import SheetPage
from planner.ui.editor.problem_check import ProblemCheck
from planner.ui.editor.problems_panel import ProblemsPanel, by_place
from planner.ui.editor.switch import Switch
from planner.ui.editor.telling import Telling
from planner.ui.memory import Memory
from planner.ui.notice import Notice
from planner.ui.theme import Theme

if TYPE_CHECKING:
    from planner.packs.fix_file import Fix


class PackEditor(QWidget):
    """Everything that one draft is worked on with."""

    left = Signal()
    copy_asked = Signal()
    """What cannot be saved is to be saved elsewhere."""
    """Go back to the packs."""
    history_changed = Signal()
    status_changed = Signal(str)
    title_changed = Signal(str)

    def __init__(
        self,
        library: Library,
        theme: Theme,
        notice: Notice,
        memory: Memory,
        types: Mapping[str, QuestionType],
        frameworks: Frameworks,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        known = frameworks.frameworks
        self.session = PackSession(library.drafts, types, self, frameworks=known)
        self._telling = Telling(self.session, notice, self.retry, self.copy_asked.emit)
        self.errands = Errands(self, self.session, library, theme, notice, memory, frameworks)
        self._check = ProblemCheck(self)
        self._words = Words((), types, known)
        # Each part is made within its parent: one that is moved there is styled all over again.
        self.header = EditorHeader(theme, self)
        self.switch = Switch([*(sheet.title for sheet in SHEETS), "Details"], self)
        self._tools = QStackedWidget(self.switch)
        self.upright = QSplitter(Qt.Orientation.Vertical, self)
        self.pages = QStackedWidget(self.upright)
        self.problems = ProblemsPanel(theme, self.upright)
        self.sheets = {
            sheet.word: SheetPage(self.session, sheet, theme, notice, self.pages, self._tools)
            for sheet in SHEETS
        }
        self.details = DetailsPage(self.session, theme, self.pages)
        self.setAcceptDrops(True)
        self._lay()
        self._connect()

    @property
    def title(self) -> str:
        """Return what the open pack is called; empty where none is open."""
        return self.session.pack.info.title if self.session.is_open else ""

    @property
    def undo_words(self) -> str:
        """Say what undo would take back; empty where there is nothing."""
        return self.session.undo_words

    @property
    def redo_words(self) -> str:
        """Say what redo would do again; empty where there is nothing."""
        return self.session.redo_words

    def open(self, draft_id: str) -> None:
        """Show a draft, or raise StoreError."""
        self.session.open(draft_id)
        for page in self.sheets.values():
            page.reset()
        self.show_page(0)
        self.sheets["card"].view.setFocus(Qt.FocusReason.OtherFocusReason)

    def settle(self) -> bool:
        """Save all that was typed; return whether all of it could be."""
        return self.session.settle()

    def undo(self) -> None:
        """Take back the last change: of the field that is typed in first, then of the pack."""
        field = self._typed_in()
        if field is not None and _can(field, "Undo"):
            field.undo()
        else:
            self._turn(self.session.undo, "Undid", self.undo_words)

    def redo(self) -> None:
        """Make again what was last taken back: in the field that is typed in first."""
        field = self._typed_in()
        if field is not None and _can(field, "Redo"):
            field.redo()
        else:
            self._turn(self.session.redo, "Redid", self.redo_words)

    def retry(self) -> None:
        """Try again to save what could not be: in the cell that is open first, which holds it."""
        self.leave_cell()
        self.session.retry()

    def leave_cell(self) -> None:
        """Take what is typed in the cell that is open, if any, into the pack."""
        page = self.page()
        if isinstance(page, SheetPage):
            page.view.leave_cell()

    def _turn(self, turn: Callable[[], None], verb: str, words: str) -> None:
        """Go a step back or forward, and choose what it changed."""
        before = self.session.pack
        turn()
        shown = self.pages.currentIndex()
        pages = list(self.sheets.values())
        # What is changed on the page that is shown is chosen rather than what is elsewhere.
        for page in sorted(pages, key=lambda page: pages.index(page) != shown):
            changed = page.changed_since(before)
            if changed:
                self.show_page(pages.index(page))
                page.view.choose(changed, column=max(0, page.view.currentIndex().column()))
                break
        if words:
            page.hands.say(f"{verb} {words}")

    def take_fix(self, fix: "Fix") -> bool:
        """Show a correction that was sent in, and return whether it was accepted."""
        return self.errands.take_fix(fix)

    # Where one is

    def page(self) -> SheetPage | DetailsPage:
        """Return the page that is shown."""
        shown = self.pages.currentWidget()
        assert isinstance(shown, SheetPage | DetailsPage)
        return shown

    def show_page(self, number: int) -> None:
        """Show the cards, the factors, the questions, their types or the details."""
        self.switch.choose(number)
        self.pages.setCurrentIndex(number)
        self._tools.setCurrentIndex(number)

    def show_problem(self, problem: Problem) -> None:
        """Go to the place that a problem is about."""
        listed = [page.sheet.listed for page in self.sheets.values()]
        if problem.kind in self.sheets:
            self.show_page(list(self.sheets).index(problem.kind))
            self.sheets[problem.kind].go_to(problem.part, problem.field)
        elif problem.field in listed:
            self.show_page(listed.index(problem.field))
            list(self.sheets.values())[listed.index(problem.field)].begin_new()
        else:
            self.show_page(len(self.sheets))
            self.details.go_to(problem.field)

    def next_pane(self) -> None:
        """Give the keyboard to the next of the table, the form and the problems."""
        page = self.page()
        focused = QApplication.focusWidget()
        panes: list[QWidget] = [self.problems]
        panes[:0] = [page.view, page.form] if isinstance(page, SheetPage) else [page]
        here = [pane is focused or pane.isAncestorOf(focused) for pane in panes if focused]
        at = (here.index(True) + 1) % len(panes) if True in here else 0
        if panes[at] is self.problems:
            self.problems.take_focus()
        elif isinstance(page, DetailsPage):
            page.go_to()
        elif panes[at] is page.form:
            page.form.take_focus()
        else:
            page.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        page = self.page()
        ctrl = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_F6:
            self.next_pane()
        elif ctrl and event.key() == Qt.Key.Key_F and isinstance(page, SheetPage):
            page.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
            page.filter.selectAll()
        elif ctrl and Qt.Key.Key_1 <= event.key() <= Qt.Key.Key_5:
            self._on_switched(event.key() - Qt.Key.Key_1)
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._dropped(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        file = self._dropped(event.mimeData())
        if file is not None:
            event.acceptProposedAction()
            self.errands.take_file(file)

    def _dropped(self, mime: QMimeData) -> Path | None:
        """Return the one file of notes or a table that is dropped, or None."""
        from planner.packs.material import KINDS

        files = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
        return files[0] if len(files) == 1 and files[0].suffix.lower() in KINDS else None

    def _typed_in(self) -> QLineEdit | QPlainTextEdit | None:
        focused = QApplication.focusWidget()
        if isinstance(focused, QLineEdit | QPlainTextEdit) and self.isAncestorOf(focused):
            return focused
        return None

    # What it is told

    def _on_pack_changed(self, before: Pack | None, pack: Pack) -> None:
        named = before is not None and (before.factors, before.question_types)
        if named != (pack.factors, pack.question_types):
            session = self.session
            self._words = Words(pack.factors, session.types, session.frameworks)
        for number, page in enumerate(self.sheets.values()):
            page.sync(pack, self._words)
            self.switch.count(number, len(page.sheet.parts(pack)))
        self._show_pack()
        self._check.look(pack, at_once=before is None)
        if before is None or before.info.title != pack.info.title:
            self.title_changed.emit(pack.info.title)

    def _show_pack(self) -> None:
        pack, published = self.session.pack, self.session.published
        self.header.show_pack(pack, published)
        self.details.show_pack(pack, published)

    def _on_history_changed(self) -> None:
        self.header.show_turns(self.undo_words, self.redo_words)
        self._show_pack()
        self.history_changed.emit()

    def _on_problems(self, problems: tuple[Problem, ...]) -> None:
        self.problems.show_problems(problems)
        self.details.show_problems(problems)
        for word, page in self.sheets.items():
            page.show_problems(by_place(problems, word))

    def _on_switched(self, number: int) -> None:
        self.show_page(number)
        page = self.page()
        if isinstance(page, SheetPage):
            page.view.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            page.go_to()

    # How it is laid

    def _connect(self) -> None:
        session, header, errands = self.session, self.header, self.errands
        session.pack_changed.connect(self._on_pack_changed)
        session.history_changed.connect(self._on_history_changed)
        session.status_changed.connect(self.status_changed)
        header.left.connect(self.left)
        header.undo_asked.connect(self.undo)
        header.redo_asked.connect(self.redo)
        header.import_asked.connect(errands.choose_file)
        header.print_asked.connect(errands.print)
        header.publish_asked.connect(errands.publish)
        header.source_asked.connect(errands.save_source)
        errands.problem_asked.connect(self.show_problem)
        errands.cards_added.connect(self._on_cards_added)
        self.switch.chosen.connect(self._on_switched)
        self.problems.asked.connect(self.show_problem)
        self.problems.toggled.connect(self._on_toggled)
        self._check.found.connect(self._on_problems)
        self.destroyed.connect(self._check.stop)
        for page in self.sheets.values():
            page.hands.material_pasted.connect(errands.take_in)

    def _on_cards_added(self, ids: list[str]) -> None:
        self.show_page(0)
        self.sheets["card"].filter.clear()
        self.sheets["card"].view.choose(ids)
        self.sheets["card"].view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_toggled(self, opened: bool) -> None:
        bar, whole = self.problems.minimumSizeHint().height(), self.upright.height()
        room = min(190, whole * 2 // 5) if opened else bar
        self.problems.setMaximumHeight(16_777_215 if opened else bar)
        self.upright.setSizes([whole - room, room])

    def _lay(self) -> None:
        for page in self.sheets.values():
            self._tools.addWidget(page.tools)
            self.pages.addWidget(page)
        self._tools.addWidget(QWidget(self._tools))
        self.pages.addWidget(self.details)
        self.switch.lay_beside(self._tools)
        self.upright.setHandleWidth(1)
        self.upright.setChildrenCollapsible(False)
        self.upright.addWidget(self.pages)
        self.upright.addWidget(self.problems)
        self.upright.setStretchFactor(0, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.header)
        box.addWidget(self.switch)
        box.addWidget(self.upright, 1)
        self._on_toggled(False)


def _can(field: QLineEdit | QPlainTextEdit, turn: str) -> bool:
    of = field if isinstance(field, QLineEdit) else field.document()
    return bool(getattr(of, f"is{turn}Available")())
