"""What is left of a timed planning, small in the status bar."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from planner.ui.controls import icon_button, label, set_tip
from planner.ui.icons import icon
from planner.ui.minutes_words import counted
from planner.ui.theme import Theme
from planner.ui.versions.timer import PlanTimer

_LAST = 60
"""The seconds in which each second is shown; before them, a change a minute is enough."""


class Clock(QWidget):
    """Shows a timer while it is on, with buttons to pause and to stop it."""

    def __init__(self, timer: PlanTimer, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._timer, self._theme = timer, theme
        self.left = label(kind="small")
        self.pause = icon_button(theme, "pause", "Pause the timer")
        self.stop = icon_button(theme, "square", "Stop the timer")
        for press in (self.pause, self.stop):
            press.setIconSize(press.iconSize() * 0.75)
        self.pause.clicked.connect(self._on_pause)
        self.stop.clicked.connect(timer.stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 6, 0)
        row.setSpacing(2)
        for part in (self.left, self.pause, self.stop):
            row.addWidget(part)
        timer.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what is left."""
        timer = self._timer
        self.setVisible(timer.is_on)
        if not timer.is_on:
            return
        said = time_left(timer.left) + (", paused" if timer.is_paused else "")
        if said != self.left.text():
            self.left.setText(said)
        told = "Go on with the timer" if timer.is_paused else "Pause the timer"
        if told != self.pause.accessibleName():
            self.pause.setIcon(icon(self._theme, "play" if timer.is_paused else "pause"))
            self.pause.setAccessibleName(told)
            set_tip(self.pause, told)

    def _on_pause(self) -> None:
        if self._timer.is_paused:
            self._timer.resume()
        else:
            self._timer.pause()


def time_left(seconds: int) -> str:
    """Say how much time is left: whole minutes, and in the last one seconds."""
    if seconds <= _LAST:
        return f"{seconds} s left"
    return f"{counted(-(-seconds // 60), 'minute')} left"
