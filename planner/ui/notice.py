"""A strip above the page that says what went wrong or what was done, and offers what to do."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from planner.ui.controls import Mark, announce, button, icon_button, label
from planner.ui.icons import icon
from planner.ui.theme import Theme

PASSING = 12_000
"""Milliseconds for which a notice of something done stays."""


class Notice(QFrame):
    """One message at a time; a screen reader reads it as an alert."""

    warned = Signal()
    """Something that went wrong is being told."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._action: Callable[[], object] | None = None
        self._further: Callable[[], object] | None = None
        self.mark = Mark()
        self.text = label(wrap=True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.act = button("", "quiet")
        # Pressed with the mouse, it leaves the keyboard where it was.
        self.act.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.act.clicked.connect(self._on_act)
        self.more = button("", "quiet")
        self.more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.more.clicked.connect(self._on_more)
        self.close_button = icon_button(theme, "x", "Close this message")
        self.close_button.clicked.connect(self.clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 7, 10, 7)
        row.setSpacing(10)
        row.addWidget(self.mark)
        row.addWidget(self.text, 1)
        row.addWidget(self.more)
        row.addWidget(self.act)
        row.addWidget(self.close_button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.clear)
        self.hide()

    def warn(self, text: str, offer: str = "", action: Callable[[], object] | None = None) -> None:
        """Say what went wrong, until it is put away or put right."""
        self._show("warning", "circle-alert", "warn", text, offer, action)
        self.warned.emit()

    def refuses(self, why: str) -> bool:
        """Say why something cannot be done, and tell whether that is so: no reason is none."""
        if why:
            self.warn(why)
        return bool(why)

    def tell(
        self,
        text: str,
        offer: str = "",
        action: Callable[[], object] | None = None,
        *,
        passing: bool = True,
    ) -> None:
        """Say what was done, for a while, or what is so, until it is put away."""
        self._show("notice", "info", "focus", text, offer, action)
        if passing:
            self._timer.start(PASSING)

    def add(self, text: str, offer: str, action: Callable[[], object]) -> None:
        """Say one thing more of what is told, and offer something for it, until it is put away."""
        self._timer.stop()
        self._say(f"{self.text.text()} {text}")
        self.offer_more(offer, action)

    def offer_more(self, offer: str, action: Callable[[], object]) -> None:
        """Offer one thing more for what is told."""
        self.more.setText(offer)
        self.more.show()
        self._further = action

    @property
    def is_warning(self) -> bool:
        """Tell whether something that went wrong is shown."""
        return self.isVisible() and self.property("kind") == "warning"

    def leave(self) -> None:
        """Put away what is so of the page that is left, and keep what went wrong or was done."""
        if self.isVisible() and not self.is_warning and not self._timer.isActive():
            self.clear()

    def clear(self) -> None:
        """Put the message away."""
        self._timer.stop()
        self._action = self._further = None
        self.hide()

    def _show(
        self,
        kind: str,
        mark: str,
        token: str,
        text: str,
        offer: str,
        action: Callable[[], object] | None,
    ) -> None:
        self._timer.stop()
        self.setProperty("kind", kind)
        self.style().unpolish(self)
        self.style().polish(self)
        self.mark.show_icon(icon(self._theme, mark, token))
        self.act.setText(offer)
        self.act.setVisible(bool(offer))
        self.more.setText("")
        self.more.hide()
        self._action, self._further = action, None
        self.show()
        self._say(text)

    def _say(self, text: str) -> None:
        self.text.setText(text)
        self.setAccessibleName(text)
        announce(self, text)

    def _on_act(self) -> None:
        self._do(self._action)

    def _on_more(self) -> None:
        self._do(self._further)

    def _do(self, action: Callable[[], object] | None) -> None:
        self.clear()
        if action is not None:
            action()
