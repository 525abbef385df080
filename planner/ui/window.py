"""The window: Home, the desk and the packs, with notices above and the status bar below."""

from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from planner.model.framework import Frameworks, QuestionType
from planner.model.plan import Plan
from planner.store.errors import StoreError
from planner.store.library import Library
from planner.ui.desk import Desk
from planner.ui.faults import Faults
from planner.ui.kit import make_kit
from planner.ui.leaving import may_leave
from planner.ui.memory import Memory
from planner.ui.notice import Notice
from planner.ui.packs.deeds import PackDeeds
from planner.ui.packs.dropping import Dropping
from planner.ui.packs.receiving import SUFFIXES, Receiving
from planner.ui.past import Past
from planner.ui.plan_files import PlanFiles
from planner.ui.plan_making import PlanMaking
from planner.ui.safety.safety import Safety
from planner.ui.session import Session
from planner.ui.status import Status
from planner.ui.theme import Theme
from planner.ui.turning import Turning
from planner.ui.versions.keeping import Keeping
from planner.ui.watch import Watch
from planner.ui.window_menus import WindowMenus

if TYPE_CHECKING:
    from planner.ui.editor.editor import PackEditor
    from planner.ui.home import Home
    from planner.ui.packs.packs_page import PacksPage

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
        self.notice = Notice(theme)
        self.faults = Faults(self)
        self.memory = Memory(library, self.notice)
        self.kit = make_kit(self, self.session, library, theme, frameworks, types, self.memory)
        self.past = Past(self.notice, self)
        self.deeds = PackDeeds(library, self.past, self.notice, self)
        self.desk = Desk(self.kit, library, self.notice, self.memory)
        self._editor: PackEditor | None = None
        self.files = PlanFiles(
            self,
            self.session,
            library.plans,
            self.memory,
            self.notice,
            frameworks.essay,
            self.kit.marks,
        )
        self._making = PlanMaking(self, library, self.notice, self.kit, self.memory, self.open_plan)
        self.receiving = Receiving(self, library, self.deeds)
        self.dropping = Dropping(
            self, theme, SUFFIXES, self.receiving.open, self.notice.warn, self._is_editing
        )
        self.pages = QStackedWidget()
        self.pages.addWidget(self.desk)
        self.watch = Watch(self, library)
        self.status = Status(
            self.statusBar(), self.session, self.notice, self.watch.elsewhere.save_copy
        )
        self.keeping = Keeping(
            self,
            self.session,
            library.versions,
            self.notice,
            theme,
            self.statusBar(),
            self._making.copy,
        )
        self.safety = Safety(self)
        self.turning = Turning(self)
        self.menus = WindowMenus(self)
        self.setAcceptDrops(True)
        self._lay()
        self._connect(app)

    @property
    def library(self) -> Library:
        """Return what the plans are in."""
        return self._library

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
        return self.session.is_open and self.pages.currentWidget() is self.desk

    @property
    def editing(self) -> "PackEditor | None":
        """Return the editor where it is shown, or None."""
        return self._editor if self.pages.currentWidget() is self._editor else None

    @cached_property
    def home(self) -> "Home":
        """Return the page of the plans, which is made when it is first wanted."""
        from planner.ui.home import Home

        page = Home(self._library.plans, self.theme, self.notice, self.past)
        self.pages.addWidget(page)
        page.plan_opened.connect(self.open_plan)
        page.new_asked.connect(self.new_plan)
        page.file_asked.connect(self.receiving.choose)
        page.packs_asked.connect(self.go_packs)
        page.versions_asked.connect(self.keeping.show_deleted)
        self.deeds.changed.connect(page.refresh)
        return page

    @cached_property
    def packs(self) -> "PacksPage":
        """Return the page of the packs, which is made when it is first wanted."""
        from planner.ui.packs.packs_page import PacksPage

        page = PacksPage(
            self._library,
            self.theme,
            self.notice,
            self.past,
            self.deeds,
            self.memory,
            self._frameworks,
        )
        self.pages.addWidget(page)
        page.left.connect(self.go_home)
        page.file_asked.connect(self.receiving.choose)
        page.draft_opened.connect(self.open_draft)
        page.fix_asked.connect(self.receiving.paste_fix)
        self.deeds.changed.connect(page.refresh)
        return page

    def start(self, file: Path | None = None) -> None:
        """Show the last plan where there was one, or else Home; then open a file."""
        self.memory.restore_window(self, self.desk.split)
        chosen = Qt.ColorScheme.__members__.get(self.scheme, Qt.ColorScheme.Unknown)
        if chosen is not Qt.ColorScheme.Unknown:
            self.theme.choose(chosen)
        last = self.memory.get("last_plan")
        if file is None and self._library.plans.has(last):
            self.open_plan(last)
        if not self.on_desk:
            self.go_home()
        if file is not None:
            # What it asks, it asks over a window that is there.
            QTimer.singleShot(0, self, partial(self.receiving.open, file))

    def dress(self) -> None:
        """Look as the theme has it, where the window was made without its style sheet."""
        self.theme.dress()
        self.status.fit()

    def go_home(self) -> None:
        """Show the plans."""
        if not may_leave(self):
            return
        self.home.refresh()
        if self.session.is_open:
            self.home.list.choose(self.session.plan.id)
        self._go(self.home)
        self.memory.set("last_plan", "")
        self.home.list.setFocus() if self.home.list.chosen() else self.home.new.setFocus()

    def go_packs(self) -> None:
        """Show the packs."""
        if may_leave(self):
            self._go(self.packs)
            self.packs.refresh()
            self.packs.take_focus()

    def open_draft(self, draft_id: str) -> "PackEditor | None":
        """Show a pack that is made here in the editor, and return that."""
        if self.watch.shows_draft(draft_id):
            return None
        if not may_leave(self):
            return None
        if self._editor is None:
            self._editor = self._make_editor()
        try:
            self._editor.open(draft_id)
        except StoreError as error:
            self.notice.warn(str(error))
            return None
        self._go(self._editor, self._editor.title)
        return self._editor

    def open_plan(self, plan_id: str) -> None:
        """Show a plan on the desk."""
        if not may_leave(self):
            return
        try:
            plan = self._library.plans.load(plan_id)
            worked = self._library.plans.is_worked(plan_id)
        except StoreError as error:
            self.safety.tell_unreadable(plan_id, str(error))
            return
        self.notice.leave()
        self.desk.open(plan, worked=worked)
        self.pages.setCurrentWidget(self.desk)
        self.memory.set("last_plan", "" if worked else plan_id)
        self.desk.shelf.list.setFocus()
        if worked and not self.session.refusal:
            self.notice.tell(
                "This is a worked example. Your first change makes a copy of your own.",
                "Make a copy",
                self._making.copy,
                passing=False,
            )
        elif not self.session.refusal:
            self.desk.tell_new_wordings()
        self.menus.refresh()

    def new_plan(self) -> None:
        """Ask for a question, and begin a plan for it."""
        self._making.ask()

    def settle(self) -> bool:
        """Save all that was typed on the page that is shown; return whether it could be."""
        if self.on_desk:
            return self.session.settle()
        editor = self.editing
        return editor is None or editor.settle()

    def closeEvent(self, event: QCloseEvent) -> None:
        # What fails here unforeseen does not close the window over what is not saved.
        event.ignore()
        if not may_leave(self, closing=True):
            return
        event.accept()
        self.keeping.timer.stop()
        self.watch.stop()
        self.memory.keep_window(self, self.desk.split)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.dropping.watch()
        QTimer.singleShot(400, self, self.watch.start)

    def _go(self, page: QWidget, title: str = "") -> None:
        """Show a page that is no plan."""
        self.notice.leave()
        self.pages.setCurrentWidget(page)
        self._on_title(title)
        self.status.clear()
        self.menus.refresh()

    def _make_editor(self) -> "PackEditor":
        from planner.ui.editor.editor import PackEditor

        editor = PackEditor(
            self._library, self.theme, self.notice, self.memory, self._types, self._frameworks
        )
        self.pages.addWidget(editor)
        editor.left.connect(self.go_packs)
        editor.copy_asked.connect(self.watch.elsewhere.save_copy)
        self.watch.elsewhere.follow(editor.session)
        editor.history_changed.connect(self.menus.refresh)
        editor.status_changed.connect(self.status.say)
        editor.title_changed.connect(self._on_title)
        return editor

    def _is_editing(self) -> bool:
        return self.editing is not None

    def _lay(self) -> None:
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.watch.strip)
        box.addWidget(self.notice)
        box.addWidget(self.pages, 1)
        self.setCentralWidget(page)
        self.setMinimumSize(880, 520)

    def _connect(self, app: QApplication) -> None:
        self.past.changed.connect(self.menus.refresh)
        self.deeds.changed.connect(self._on_packs_changed)
        self.deeds.told.connect(self._on_deed_told)
        header = self.desk.header
        self.desk.plan_asked.connect(self.open_plan)
        self.desk.another_asked.connect(self._making.sort_again)
        header.home_asked.connect(self.go_home)
        header.question_asked.connect(self.desk.ask_question)
        header.kind_asked.connect(self.desk.ask_kind)
        header.export_asked.connect(self.files.export)
        header.undo_asked.connect(self.turning.undo)
        header.redo_asked.connect(self.turning.redo)
        self.session.plan_changed.connect(self._on_plan_changed)
        self.session.history_changed.connect(self.menus.refresh)
        self.session.copied.connect(self._on_copied)
        app.focusChanged.connect(self._on_focus_changed)

    def _on_plan_changed(self, _before: Plan | None, plan: Plan) -> None:
        self._on_title(plan.question.text)

    def _on_title(self, title: str) -> None:
        self.setWindowTitle(f"{title} – {NAME}" if title else NAME)

    def _on_packs_changed(self) -> None:
        self.kit.kinds.refresh()
        self.desk.library_changed()

    def _on_deed_told(self) -> None:
        if self.on_desk:
            self.desk.add_new_wordings()

    def _on_copied(self) -> None:
        self.memory.set("last_plan", self.session.plan.id)
        self.notice.tell("You are working on a copy of your own now. The example is as it was.")

    def _on_focus_changed(self, _old: QWidget | None, _new: QWidget | None) -> None:
        self.menus.refresh()
