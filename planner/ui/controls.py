"""Small controls made the same way everywhere: plain labels, icon buttons, escaped tooltips."""

from PySide6.QtCore import QMimeData, QObject, QRect, QSignalBlocker, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QWidget,
)

from planner.model.text import PASSAGE, clean_text
from planner.ui.endless import Breaking
from planner.ui.icons import icon
from planner.ui.letters import meet_all
from planner.ui.theme import Theme

TITLE = 90
"""The most characters of a title that are quoted in a sentence."""
MOST_PASTED = PASSAGE + 1_000
"""The most characters that are taken from a clipboard at a time."""
MOST_TOLD = 800
"""The most characters of a text that a tooltip tells: Qt lays it out each time that it shows."""

# As html.escape() does, whose module takes longer to import than any tooltip to make.
_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;"})


def label(text: str = "", kind: str = "", *, wrap: bool = False) -> QLabel:
    """Return a label that shows its text as it is; kind names its look in the style sheet."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if kind:
        made.setProperty("kind", kind)
    return made


class Mark(QWidget):
    """An icon that only shows something, of a size in pixels."""

    def __init__(self, size: int = 18) -> None:
        super().__init__()
        self._icon = QIcon()
        self.setFixedSize(size, size)

    def show_icon(self, shown: QIcon) -> None:
        """Show an icon."""
        self._icon = shown
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        self._icon.paint(QPainter(self), self.rect())


class Choice(QComboBox):
    """A choice from a list, with an arrow in the theme's colour."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._arrow = icon(theme, "chevron-down")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        top = (self.height() - 14) // 2
        self._arrow.paint(QPainter(self), QRect(self.width() - 22, top, 14, 14))


class Problem(QLabel):
    """What is wrong with a dialog's fields; hidden until there is something."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("kind", "problem")
        self.hide()

    def tell(self, text: str) -> None:
        """Say what is wrong, in a dialog that is high enough to show it whole."""
        self.setText(text)
        self.setAccessibleName(text)
        self.show()
        announce(self, text)
        fit_height(self.window())


def announce(teller: QObject, words: str) -> None:
    """Have a screen reader say something; teller: the widget or the window that tells it."""
    # Its many enumerations take longer to make than most of what a window has.
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(teller, words))


def fit_height(dialog: QWidget) -> None:
    """Make a dialog high enough for its wrapped lines, which its first size does not count."""
    layout = dialog.layout()
    if layout is not None:
        layout.activate()
        least = layout.totalHeightForWidth(dialog.width())
        dialog.resize(dialog.width(), max(dialog.height(), least))


class PlainEdit(QPlainTextEdit):
    """A text of several lines, into which no more can be pasted than any text may hold.

    No word in it holds the window, however it is made.
    """

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._breaking = Breaking(self.document())
        self.textChanged.connect(self._on_words_changed)
        if text:
            meet_all(text, self.font())
            self.setPlainText(text)

    def words(self) -> str:
        """Return what is written; Qt's own toPlainText turns no-break spaces into plain ones."""
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def setPlainText(self, text: str) -> None:
        self._breaking.add(text)
        if text and not self.document().isEmpty():
            # In the place of another text, Qt would lay it out twice.
            with QSignalBlocker(self):
                super().setPlainText("")
        super().setPlainText(text)
        self._breaking.replaced(text)

    def insert(self, words: str) -> None:
        """Write words where the cursor is, over what is selected."""
        meet_all(words, self.font())
        self._breaking.add(words)
        self.textCursor().insertText(words)
        self.ensureCursorVisible()

    def insertFromMimeData(self, source: QMimeData) -> None:
        if source.hasText():
            self.insert(pasted(source))

    def _on_words_changed(self) -> None:
        self._breaking.add(self.words())


def pasted(source: QMimeData) -> str:
    """Return the text of a clipboard, clean, and cut where it is longer than any that is kept.

    Qt lays out a line in time that grows with its square: one of two million letters would hold
    the window for minutes. What is left is still too long to be saved, and so is told of.
    """
    return clean_text(source.text()[:MOST_PASTED])


def button(text: str, kind: str = "") -> QPushButton:
    """Return a button; kind names its look in the style sheet."""
    made = QPushButton(text)
    # Enter in a dialog's field presses the dialog's own button, not whichever comes first.
    made.setAutoDefault(False)
    made.setIconSize(QSize(22, 16) if text else QSize(18, 18))
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    if kind:
        made.setProperty("kind", kind)
    return made


def icon_button(theme: Theme, name: str, told: str, token: str = "muted") -> QToolButton:
    """Return a button that shows an icon, and tells its name to a screen reader and on hovering."""
    made = QToolButton()
    made.setIcon(icon(theme, name, token))
    made.setIconSize(QSize(18, 18))
    made.setAccessibleName(told)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    set_tip(made, told)
    return made


def shortened(words: str, most: int = TITLE) -> str:
    """Return the first of the words, so many characters of them, on one line."""
    flat = " ".join(words[: 2 * most].split())
    return flat if len(flat) <= most else f"{flat[: most - 1].rstrip()}…"


def tip(*parts: str) -> str:
    """Return a tooltip that is only ever text, whatever stands in it; each part a paragraph.

    A tooltip guesses at rich text and cannot be told not to, so that all is escaped. No more of a
    part is told than can be read while it is there.
    """
    return "".join(f"<p>{_told(part).translate(_ESCAPED)}</p>" for part in parts if part)


def set_tip(widget: QWidget, text: str) -> None:
    """Give a widget a tooltip."""
    widget.setToolTip(tip(text))


def _told(part: str) -> str:
    return part if len(part) <= MOST_TOLD else f"{part[: MOST_TOLD - 1].rstrip()}…"
