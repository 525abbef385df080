"""A timer that counts down, and can be paused."""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

MOST = 300
"""The longest time that can be set, in minutes."""
_TICK = 500
"""Milliseconds between two looks at the clock."""


class PlanTimer(QObject):
    """Counts whole seconds that are left; what was paused does not count."""

    changed = Signal()
    """What is left, or whether it runs, is another than before."""
    ended = Signal()
    """The time is up, or the timer was stopped."""

    def __init__(
        self, parent: QObject | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(parent)
        self.clock = clock
        self.minutes = 0
        self._used = 0.0
        self._since: float | None = None
        self._shown = -1
        self._ticker = QTimer(self)
        self._ticker.setInterval(_TICK)
        self._ticker.timeout.connect(self.look)

    @property
    def is_on(self) -> bool:
        """Tell whether a time is running, or paused."""
        return self.minutes > 0

    @property
    def is_paused(self) -> bool:
        """Tell whether the time stands still for now."""
        return self.is_on and self._since is None

    @property
    def used(self) -> float:
        """Return how many seconds of the time are over."""
        running = self.clock() - self._since if self._since is not None else 0.0
        return min(self._used + running, self.minutes * 60.0)

    @property
    def left(self) -> int:
        """Return how many seconds are left, rounded up."""
        return -int(-(self.minutes * 60.0 - self.used) // 1)

    def start(self, minutes: int) -> None:
        """Count these minutes down, in place of what was counted."""
        self.minutes, self._used = minutes, 0.0
        self.resume()

    def pause(self) -> None:
        """Let the time stand still."""
        self._used, self._since = self.used, None
        self._ticker.stop()
        self._tell()

    def resume(self) -> None:
        """Let the time go on."""
        self._since = self.clock()
        self._ticker.start()
        self._tell()

    def stop(self) -> None:
        """End the time before it is up."""
        if self.is_on:
            self._used, self._since = self.used, None
            self._ticker.stop()
            self.ended.emit()
            self.minutes, self._used = 0, 0.0
            self._tell()

    def look(self) -> None:
        """Look at the clock, and end the time where it is up."""
        if self.is_on and self.left <= 0:
            self.stop()
        elif self.left != self._shown:
            self._tell()

    def _tell(self) -> None:
        self._shown = self.left
        self.changed.emit()
