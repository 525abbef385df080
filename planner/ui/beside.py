"""Long work, with the window painted and the system answered meanwhile."""

from collections.abc import Callable
from threading import Thread
from typing import Generic, TypeVar

from PySide6.QtCore import QElapsedTimer, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

LOOK = 20
"""Milliseconds between two looks at whether work in a thread is done."""

_AT_ONCE = 0.05
_QUIETLY = (
    QEventLoop.ProcessEventsFlag.WaitForMoreEvents
    | QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents
)

_Result = TypeVar("_Result")


class Beside(Thread, Generic[_Result]):
    """One piece of work in a thread, which touches neither the window nor the library."""

    def __init__(self, work: Callable[[], _Result]) -> None:
        super().__init__(daemon=True)
        self._work = work
        self._results: list[_Result] = []
        self._faults: list[BaseException] = []

    def run(self) -> None:
        """Do the work."""
        try:
            self._results.append(self._work())
        except BaseException as fault:
            # Raised again where it is waited for.
            self._faults.append(fault)

    def result(self) -> _Result:
        """Return what the work gave once it is done, or raise what it raised."""
        self.join()
        if self._faults:
            raise self._faults[0]
        return self._results[0]

    def wait(self, going_on: Callable[[], bool]) -> None:
        """Return once the work is done or need not go on; what is clicked or typed waits."""
        # What waits for an event is woken by it.
        alarm = QTimer()
        alarm.start(LOOK)
        while self.is_alive() and going_on():
            QApplication.processEvents(_QUIETLY)


def beside(work: Callable[[], _Result]) -> _Result:
    """Return what work gives, or raise what it raises; the window does not freeze meanwhile.

    For what takes no time as a rule, such as writing a file: on Windows that waits where another
    program has the file open. Keys and clicks wait as well, and are not lost.
    """
    thread = Beside(work)
    thread.start()
    thread.join(_AT_ONCE)
    thread.wait(lambda: True)
    return thread.result()


class Between:
    """Lets the window answer between two pieces of work that has to be done in its own thread.

    What is clicked or typed waits. It is called with how much is done of how much.
    """

    def __init__(self) -> None:
        self._clock = QElapsedTimer()
        self._clock.start()

    def __call__(self, _done: int, _total: int) -> None:
        if self._clock.elapsed() >= LOOK:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
            self._clock.restart()
