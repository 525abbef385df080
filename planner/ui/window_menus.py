"""The window's menus, and the words that undo and redo have in them."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from planner.ui.desk_header import fill_frameworks
from planner.ui.hands import menu_text
from planner.ui.help_menu import HelpMenu
from planner.ui.menus import Item, Menus
from planner.ui.prompting import LEVELS
from planner.ui.your_data import YourData

if TYPE_CHECKING:
    from planner.ui.window import Window

_SCHEMES = (
    ("As the system", Qt.ColorScheme.Unknown),
    ("Light", Qt.ColorScheme.Light),
    ("Dark", Qt.ColorScheme.Dark),
)


class WindowMenus:
    """Builds the window's menus and keeps them true."""

    def __init__(self, window: "Window") -> None:
        self._window = window
        menus = Menus(window)
        self._menus = menus
        desk, files = window.desk, window.files
        self.data = YourData(window)
        menus.add(
            "&File",
            [
                Item("New plan…", window.new_plan, "Ctrl+N"),
                Item("Open…", window.receiving.choose, "Ctrl+O"),
                Item("Open a fix from the clipboard", window.receiving.paste_fix, "Ctrl+Shift+O"),
                Item("Save as a plan file…", files.save_as, "Ctrl+Shift+S", desk=True),
                None,
                Item("Export…", files.export, "Ctrl+E", desk=True),
                Item("Copy as Markdown", files.copy_markdown, "Ctrl+Shift+C", desk=True),
                None,
                Item("All plans", window.go_home, "Ctrl+Shift+H"),
                Item("Packs…", window.go_packs, "Ctrl+Shift+K"),
                None,
                Item("Restore a backup…", window.safety.show_backups),
                Item("Your data…", self.data.show),
                None,
                Item("Quit", self._quit, "Ctrl+Q"),
            ],
        )
        edit = menus.add("&Edit", [])
        self._undo = menus.action(Item("Undo", window.turning.undo, "Ctrl+Z"))
        self._redo = menus.action(Item("Redo", window.turning.redo, "Ctrl+Shift+Z | Ctrl+Y"))
        edit.addActions([self._undo, self._redo])
        edit.addSeparator()
        edit.addAction(menus.action(Item("Search the evidence", self._search, "Ctrl+F", desk=True)))
        edit.addAction(menus.action(Item("New card…", desk.cards.new, "Ctrl+Shift+N", desk=True)))
        edit.aboutToShow.connect(self.refresh)
        plan = menus.add(
            "&Plan",
            [
                Item("New wordings…", desk.ask_wordings, desk=True),
                None,
                Item("Add paragraph", desk.board.add.click, "Ctrl+Shift+P", desk=True),
                Item("Change the question…", desk.ask_question, desk=True),
                Item("Kind of question…", desk.ask_kind, desk=True),
                Item("Rename plan…", desk.ask_name, desk=True),
            ],
        )
        self._frameworks = plan.addMenu("Framework")
        self._frameworks.aboutToShow.connect(self._on_frameworks)
        plan.addSeparator()
        self._timed = plan.addMenu("Timed planning")
        self._timed.aboutToShow.connect(self._on_timed)
        for item in (
            Item("Keep a version now", window.keeping.keep, desk=True),
            Item("Versions…", window.keeping.show, "Ctrl+H", desk=True),
        ):
            plan.addAction(menus.action(item))
        view = menus.add("&View", [])
        self._lay_views(view)
        self._panel = menus.action(
            Item("Progress panel", self._show_panel, "F9", desk=True, checkable=True)
        )
        self._panel.setChecked(True)
        view.addAction(self._panel)
        view.addAction(
            menus.action(Item("Next part of the desk", self._next_pane, "F6", desk=True))
        )
        self._lay_levels(view.addMenu("Prompts and starters"))
        self._lay_schemes(view.addMenu("Colours"))
        self.help = HelpMenu(window)
        menus.add("&Help", self.help.items())

    def refresh(self) -> None:
        """Name what undo and redo would do, and offer what can be done now."""
        window = self._window
        self._menus.show_desk(window.on_desk)
        undo, redo = window.turning.words
        self._undo.setText(menu_text(f"Undo {undo}".strip()))
        self._redo.setText(menu_text(f"Redo {redo}".strip()))
        # Left enabled where there is nothing to undo: typing may begin at any moment, and a
        # disabled action would leave the key to whatever has the keyboard.
        window.desk.header.show_turns(bool(undo), bool(redo))

    def _quit(self) -> None:
        self._window.close()

    def _search(self) -> None:
        search = self._window.desk.shelf.search
        search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        search.selectAll()

    def _show_panel(self) -> None:
        self._window.desk.panel.setVisible(self._panel.isChecked())

    def _next_pane(self) -> None:
        self._window.desk.next_pane()

    def _on_frameworks(self) -> None:
        if self._window.on_desk:
            fill_frameworks(self._frameworks, self._window.kit)

    def _lay_views(self, menu: QMenu) -> None:
        """Offer the views of the plan, with the shown one marked."""
        views, group = self._window.desk.views, QActionGroup(menu)
        self._views: dict[str, QAction] = {}
        for number, name in enumerate(views.names, 1):
            show = partial(views.show_view, name)
            action = self._menus.action(
                Item(views.buttons[name].text(), show, f"Ctrl+{number}", desk=True, checkable=True)
            )
            action.setChecked(name == views.current)
            group.addAction(action)
            menu.addAction(action)
            self._views[name] = action
        views.shown.connect(self._on_view_shown)
        menu.addSeparator()

    def _on_view_shown(self, name: str) -> None:
        self._views[name].setChecked(True)

    def _on_timed(self) -> None:
        self._timed.clear()
        if self._window.on_desk:
            self._window.keeping.fill(self._timed)

    def _lay_levels(self, menu: QMenu) -> None:
        """Offer how much help the places to write in show."""
        group, prompting = QActionGroup(menu), self._window.kit.prompting
        for level, name in LEVELS.items():
            action = menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(level is prompting.level)
            action.triggered.connect(partial(prompting.choose, level))
            group.addAction(action)

    def _lay_schemes(self, menu: QMenu) -> None:
        group = QActionGroup(menu)
        chosen = self._window.scheme
        for text, scheme in _SCHEMES:
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setChecked(scheme.name == chosen)
            action.triggered.connect(partial(self._window.choose_scheme, scheme))
            group.addAction(action)
