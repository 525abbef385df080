"""One draft whole: the line that it came from, and what its card says, to be changed."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from planner.model.intake import Draft
from planner.model.text import LINE
from planner.ui.controls import PlainEdit, button, label
from planner.ui.editor.intake_model import lines_of
from planner.ui.letters import meet_all

_TURNS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class DraftForm(QWidget):
    """Shows a draft; whatever is typed is told at once, by field and words."""

    typed = Signal(str, str)
    split_asked = Signal(int)
    """Split before the character at this place of the draft's text."""
    left = Signal()
    """Enter was pressed in a field of one line: back to the list."""

    def __init__(self) -> None:
        super().__init__()
        self._showing = False
        self._text = ""
        self.where = label("", "field")
        self.source = PlainEdit()
        self.source.setReadOnly(True)
        self.source.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.source.setTabChangesFocus(True)
        self.source.setAccessibleName("The line it comes from")
        self.source.cursorPositionChanged.connect(self._on_cursor_moved)
        self.split = button("Split at the cursor")
        self.split.clicked.connect(self._on_split)
        self.detail = PlainEdit()
        self.detail.setTabChangesFocus(True)
        self.detail.setPlaceholderText("Nothing beyond the headline")
        self.detail.setAccessibleName("Detail")
        self.detail.textChanged.connect(self._on_detail)
        self.detail.installEventFilter(self)
        self.lines: dict[str, QLineEdit] = {}
        for field, told, hint in (
            ("headline", "Headline", "A handful of words"),
            ("when", "When", "January 1924, or 1922–29"),
            ("people", "People", "Separated by commas"),
        ):
            edit = QLineEdit()
            edit.setAccessibleName(told)
            edit.setPlaceholderText(hint)
            edit.setMaxLength(LINE if field != "people" else 20 * LINE)
            edit.installEventFilter(self)
            self.lines[field] = edit
        self.lines["headline"].textEdited.connect(self._on_headline)
        self.lines["when"].textEdited.connect(self._on_when)
        self.lines["people"].textEdited.connect(self._on_people)
        self._lay()

    def show_draft(self, draft: Draft | None, but: str = "") -> None:
        """Show a draft, or that none is chosen; but: the field that is being typed in stays."""
        if draft is not None:
            meet_all(draft.detail + draft.text, self.detail.font())
        self.setEnabled(draft is not None)
        self._showing = True
        said = (
            {}
            if draft is None
            else {
                "headline": draft.headline,
                "when": draft.when.shown,
                "people": ", ".join(draft.people),
            }
        )
        for field, edit in self.lines.items():
            if field != but and edit.text() != said.get(field, ""):
                edit.setText(said.get(field, ""))
                edit.setCursorPosition(0)
        detail = draft.detail if draft is not None else ""
        if but != "detail" and self.detail.words() != detail:
            self.detail.setPlainText(detail)
        self._text = draft.text if draft is not None else ""
        if self.source.words() != self._text:
            self.source.setPlainText(self._text)
            self.source.moveCursor(QTextCursor.MoveOperation.Start)
        self._showing = False
        if draft is None:
            self.where.setText("No line chosen")
        else:
            plural = "s" if draft.line != draft.last else ""
            self.where.setText(f"From line{plural} {lines_of(draft)}")
        self._on_cursor_moved()

    def edit_headline(self) -> None:
        """Give the keyboard to the headline."""
        self.lines["headline"].setFocus(Qt.FocusReason.OtherFocusReason)
        self.lines["headline"].selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and any(map(event.matches, _TURNS)):
                # Undo takes back the change to the draft, and not to the field alone.
                event.ignore()
                return True
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            plain = event.modifiers() in (
                Qt.KeyboardModifier.NoModifier,
                Qt.KeyboardModifier.KeypadModifier,
            )
            if (
                event.type() == QEvent.Type.KeyPress
                and enter
                and plain
                and watched is not self.detail
            ):
                self.left.emit()
                return True
        return super().eventFilter(watched, event)

    def _on_headline(self, words: str) -> None:
        self.typed.emit("headline", words)

    def _on_when(self, words: str) -> None:
        self.typed.emit("when", words)

    def _on_people(self, words: str) -> None:
        self.typed.emit("people", words)

    def _on_detail(self) -> None:
        if not self._showing:
            self.typed.emit("detail", self.detail.words())

    def _on_cursor_moved(self) -> None:
        at = self._at()
        pieces = (self._text[:at], self._text[at:])
        self.split.setEnabled(all(any(map(str.isalnum, piece)) for piece in pieces))

    def _on_split(self) -> None:
        self.split_asked.emit(self._at())

    def _at(self) -> int:
        """Return the cursor's place in the draft's text; Qt counts in UTF-16."""
        place = self.source.textCursor().position()
        units = self.source.words().encode("utf-16-le", "surrogatepass")[: 2 * place]
        return len(units.decode("utf-16-le", "surrogatepass"))

    def _lay(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 0, 0, 0)
        box.setSpacing(4)
        row = QGridLayout()
        row.addWidget(self.where, 0, 0)
        row.addWidget(self.split, 0, 1)
        row.setColumnStretch(0, 1)
        box.addLayout(row)
        self.source.setMinimumHeight(48)
        box.addWidget(self.source, 2)
        self._named(box, "Headline", self.lines["headline"])
        self._named(box, "Detail", self.detail, 3)
        self.detail.setMinimumHeight(48)
        foot = QGridLayout()
        foot.setHorizontalSpacing(10)
        foot.setVerticalSpacing(4)
        for column, (told, field) in enumerate((("When", "when"), ("People", "people"))):
            name = label(told, "field")
            name.setBuddy(self.lines[field])
            foot.addWidget(name, 0, column)
            foot.addWidget(self.lines[field], 1, column)
            foot.setColumnStretch(column, 2 + column)
        box.addLayout(foot)

    @staticmethod
    def _named(box: QVBoxLayout, told: str, edit: QWidget, stretch: int = 0) -> None:
        name = label(told, "field")
        name.setBuddy(edit)
        box.addWidget(name)
        box.addWidget(edit, stretch)
