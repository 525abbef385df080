"""The window: Home and the desk, with the notices above them and the status bar below."""

import time
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QPlainTextEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from planner.model.framework import Frameworks, QuestionType
from planner.model.plan import Plan
from planner.store.errors import StoreError
from planner.store.library import Library
from planner.ui.card_paint import CardPainter
from planner.ui.controls import label
from planner.ui.desk import Desk
from planner.ui.gestures import Gestures
from planner.ui.hands import Hands
from planner.ui.home import Home
from planner.ui.kit import Kit
from planner.ui.memory import Memory
from planner.ui.messages import confirm
from planner.ui.notice import Notice
from planner.ui.plan_files import SUFFIX, PlanFiles
from planner.ui.session import Session, copy_of
from planner.ui.theme import Theme
from planner.ui.window_menus import WindowMenus

NAME = "Marshal"


class Window(QMainWindow):
    """Assembles the program's parts, and goes between Home and the desk."""

    def __init__(
        self,
        app: QApplication,
        library: Library,
        theme: Theme,
        frameworks: Frameworks,
        types: dict[str, QuestionType],
    ) -> None:
        super().__init__()
        self._library, self._frameworks, self._types = library, frameworks, types
        self.theme = theme
        self.session = Session(library.plans, self)
        gestures = Gestures(self.session)
        self.kit = Kit(
            self.session,
            gestures,
            Hands(self.session, gestures, self),
            theme,
            CardPainter(theme),
            frameworks,
            {},
        )
        self.notice = Notice(theme)
        self.memory = Memory(library, self.notice)
        self.home = Home(library.plans, theme, self.notice)
        self.desk = Desk(self.kit, library, types, self.notice)
        self.files = PlanFiles(
            self, self.session, library.plans, self.memory, self.notice, frameworks.essay
        )
        self.pages = QStackedWidget()
        self.pages.addWidget(self.home)
        self.pages.addWidget(self.desk)
        self._told_failure = self._told_refusal = False
        self._summary = label(kind="small")
        self.statusBar().setSizeGripEnabled(False)
        self.statusBar().addPermanentWidget(self._summary)
        self.menus = WindowMenus(self)
        self.setAcceptDrops(True)
        self._lay()
        self._connect(app)

    @property
    def library_path(self) -> Path:
        """Return the file that the plans are in."""
        return self._library.path

    @property
    def scheme(self) -> str:
        """Return the name of the colour scheme that the user chose."""
        return self.memory.get("scheme", Qt.ColorScheme.Unknown.name)

    def choose_scheme(self, scheme: Qt.ColorScheme) -> None:
        """Use a colour scheme from now on."""
        self.theme.choose(scheme)
        self.memory.set("scheme", scheme.name)

    @property
    def on_desk(self) -> bool:
        """Tell whether a plan is shown."""
        return self.pages.currentWidget() is self.desk

    def start(self, file: Path | None = None) -> None:
        """Show the plan of a file, or the last plan where there was one, or else Home."""
        self.memory.restore_window(self, self.desk.split)
        chosen = Qt.ColorScheme.__members__.get(self.scheme, Qt.ColorScheme.Unknown)
        if chosen is not Qt.ColorScheme.Unknown:
            self.theme.choose(chosen)
        plan = self.files.take_in(file) if file is not None else None
        last = self.memory.get("last_plan")
        if plan is not None:
            self.open_plan(plan.id)
        elif file is None and last in {summary.id for summary in self._library.plans.summaries()}:
            self.open_plan(last)
        else:
            self.go_home()

    def go_home(self) -> None:
        """Show the plans."""
        if self.on_desk and not self._may_leave():
            return
        if self.on_desk and self.session.is_worked:
            # What was said of the example is not meant for another plan.
            self.notice.clear()
        self.home.refresh()
        if self.session.is_open:
            self.home.list.choose(self.session.plan.id)
        self.pages.setCurrentWidget(self.home)
        self.setWindowTitle(NAME)
        self._say("Saved")
        self._summary.clear()
        self.memory.set("last_plan", "")
        self.home.list.setFocus() if self.home.list.chosen() else self.home.new.setFocus()
        self.menus.refresh()

    def open_plan(self, plan_id: str) -> None:
        """Show a plan on the desk."""
        if self.on_desk and not self._may_leave():
            return
        try:
            plan = self._library.plans.load(plan_id)
            worked = self._library.plans.is_worked(plan_id)
        except StoreError as error:
            self.notice.warn(str(error))
            return
        self.desk.open(plan, worked=worked)
        self.pages.setCurrentWidget(self.desk)
        self.memory.set("last_plan", "" if worked else plan_id)
        self.desk.shelf.list.setFocus()
        if worked:
            self.notice.tell(
                "This is a worked example. Your first change makes a copy of your own.",
                "Make a copy",
                self._copy_worked,
                passing=False,
            )
        self.menus.refresh()

    def new_plan(self) -> None:
        """Ask for a question, and begin a plan for it."""
        from planner.ui.new_plan import ask_plan

        plan = ask_plan(
            self,
            self._library.questions(),
            self._library.factors(),
            self._types,
            self._frameworks,
            self.theme,
        )
        if plan is None:
            return
        if self._keep(plan):
            self.notice.clear()
            self.open_plan(plan.id)

    def open_file(self) -> None:
        """Ask for a plan file, and show its plan."""
        plan = self.files.choose()
        if plan is not None:
            self.open_plan(plan.id)

    def undo(self) -> None:
        """Take back the last change: of the field that is typed in first, then of the plan."""
        field = self.typed_in()
        if field is not None and field.document().isUndoAvailable():
            field.undo()
        elif self.on_desk:
            self.desk.undo()
        else:
            self.home.undo()

    def redo(self) -> None:
        """Make again what was last taken back: in the field that is typed in first."""
        field = self.typed_in()
        if field is not None and field.document().isRedoAvailable():
            field.redo()
        elif self.on_desk:
            self.desk.redo()

    def typed_in(self) -> QPlainTextEdit | None:
        """Return the text field that has the keyboard, or None."""
        focused = QApplication.focusWidget()
        return focused if isinstance(focused, QPlainTextEdit) else None

    def event(self, event: QEvent) -> bool:
        # The menus' own hints would wipe what the status bar says of saving.
        return event.type() == QEvent.Type.StatusTip or super().event(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.session.is_open and not self._may_leave():
            event.ignore()
            return
        self.memory.keep_window(self, self.desk.split)
        event.accept()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # What the first save needs is loaded once the window is there to be looked at.
        QTimer.singleShot(400, self, self._library.warm)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._plan_file(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        file = self._plan_file(event.mimeData())
        plan = self.files.take_in(file) if file is not None else None
        if plan is not None:
            event.acceptProposedAction()
            self.open_plan(plan.id)

    @staticmethod
    def _plan_file(mime: QMimeData) -> Path | None:
        paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
        return paths[0] if len(paths) == 1 and paths[0].suffix.lower() == SUFFIX else None

    def _may_leave(self) -> bool:
        """Save what was typed; where that cannot be, ask before it is left behind."""
        if self.session.settle():
            return True
        if not confirm(
            self,
            "Leave without saving the last words?",
            "What you typed last is not saved. Go back to shorten it, or to copy it elsewhere.",
            "Leave",
            "Go back",
        ):
            return False
        self.session.forget_typing()
        return True

    def _copy_worked(self) -> None:
        plan = copy_of(self.session.plan)
        if self._keep(plan):
            self.open_plan(plan.id)

    def _keep(self, plan: Plan) -> bool:
        try:
            self._library.plans.save(plan, time.time())
        except StoreError as error:
            self.notice.warn(str(error))
            return False
        return True

    def _lay(self) -> None:
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.notice)
        box.addWidget(self.pages, 1)
        self.setCentralWidget(page)
        self.setMinimumSize(880, 520)

    def _connect(self, app: QApplication) -> None:
        self.home.plan_opened.connect(self.open_plan)
        self.home.new_asked.connect(self.new_plan)
        self.home.file_asked.connect(self.open_file)
        self.home.changed.connect(self.menus.refresh)
        header = self.desk.header
        header.home_asked.connect(self.go_home)
        header.question_asked.connect(self.desk.ask_question)
        header.export_asked.connect(self.files.export)
        header.undo_asked.connect(self.undo)
        header.redo_asked.connect(self.redo)
        self.session.plan_changed.connect(self._on_plan_changed)
        self.session.history_changed.connect(self.menus.refresh)
        self.session.status_changed.connect(self._say)
        self.session.refused.connect(self._on_refused)
        self.session.failed.connect(self._on_failed)
        self.session.copied.connect(self._on_copied)
        app.focusChanged.connect(self._on_focus_changed)

    def _on_plan_changed(self, _before: Plan | None, plan: Plan) -> None:
        self.setWindowTitle(f"{plan.question.text} – {NAME}")
        cards = sum(1 for _ in plan.placements())
        count = len(plan.paragraphs)
        self._summary.setText(
            f"{count} {'paragraph' if count == 1 else 'paragraphs'}   ·   "
            f"{cards} {'card' if cards == 1 else 'cards'}"
        )

    def _on_refused(self, why: str) -> None:
        self._told_refusal = True
        self.notice.warn(why)

    def _on_failed(self, why: str) -> None:
        if why:
            self.notice.warn(
                f"{why} What you typed stays on the screen.", "Try again", self.session.retry
            )
        elif self._told_failure:
            self.notice.clear()
        self._told_failure = bool(why)

    def _on_copied(self) -> None:
        self.memory.set("last_plan", self.session.plan.id)
        self.notice.tell("You are working on a copy of your own now. The example is as it was.")

    def _on_focus_changed(self, _old: QWidget | None, _new: QWidget | None) -> None:
        self.menus.refresh()

    def _say(self, status: str) -> None:
        self.statusBar().showMessage(status)
        if status == "Saved" and self._told_refusal and not self.session.unsaved:
            # What could not be kept has been put right.
            self._told_refusal = False
            self.notice.clear()
