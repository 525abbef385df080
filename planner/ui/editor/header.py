"""The strip above the editor: which pack it is, and what can be done with the whole of it."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from planner.model.pack import Pack
from planner.ui.controls import button, icon_button, label, set_tip
from planner.ui.desk_header import QuestionLabel
from planner.ui.icons import icon
from planner.ui.menus import pop_up
from planner.ui.theme import Theme


class EditorHeader(QWidget):
    """The pack's title and the editor's chief buttons."""

    left = Signal()
    undo_asked = Signal()
    redo_asked = Signal()
    import_asked = Signal()
    print_asked = Signal()
    publish_asked = Signal()
    source_asked = Signal()
    """Save as TOML."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.back = button("Packs", "header")
        self.back.setIcon(icon(theme, "arrow-left", "text"))
        set_tip(self.back, "Back to all packs")
        self.title = QuestionLabel()
        self.version = label(kind="tag")
        self.undo = self._small("undo-2", "Undo")
        self.redo = self._small("redo-2", "Redo")
        self.take_in = button("Import…", "header")
        set_tip(self.take_in, "Make cards from notes or a table in a file")
        self.print = button("Print…", "header")
        set_tip(self.print, "Cards to cut out, a knowledge organiser, a timeline")
        self.publish = button("Publish…", "primary")
        set_tip(self.publish, "Make the file to hand out")
        self.more = icon_button(theme, "ellipsis", "More for this pack", "text")
        self.more.clicked.connect(self._on_more)
        for control, asked in (
            (self.back, self.left),
            (self.undo, self.undo_asked),
            (self.redo, self.redo_asked),
            (self.take_in, self.import_asked),
            (self.print, self.print_asked),
            (self.publish, self.publish_asked),
        ):
            control.clicked.connect(asked)
        self._lay()

    def show_pack(self, pack: Pack, published: Pack | None) -> None:
        """Show what the pack is called, and how far it has been handed out."""
        title = pack.info.title or "Pack without a title"
        if self.title.text() != title:
            self.title.setText(title)
            self.title.setAccessibleName(title)
            set_tip(self.title, title)
        self.version.setText(f"Version {published.info.version}" if published else "Not published")

    def show_turns(self, undo: str, redo: str) -> None:
        """Offer undo and redo where there is something to take back or to make again."""
        self.undo.setEnabled(bool(undo))
        self.redo.setEnabled(bool(redo))
        set_tip(self.undo, f"Undo {undo} (Ctrl+Z)")
        set_tip(self.redo, f"Redo {redo} (Ctrl+Shift+Z)")

    def _on_more(self) -> None:
        menu = QMenu(self)
        menu.addAction("Save as TOML…", self.source_asked.emit)
        pop_up(menu, self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _small(self, name: str, told: str) -> QPushButton:
        made = button("", "header")
        made.setIcon(icon(self._theme, name, "text"))
        made.setIconSize(QSize(18, 18))
        made.setAccessibleName(told)
        # The field that is being typed in keeps the keyboard, and undoes first.
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return made

    def _lay(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 9, 16, 9)
        row.setSpacing(8)
        row.addWidget(self.back)
        row.addSpacing(6)
        row.addWidget(self.title, 10)
        row.addStretch(1)
        row.addWidget(self.version, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addSpacing(8)
        for control in (self.undo, self.redo, self.take_in, self.print, self.publish, self.more):
            row.addWidget(control)
