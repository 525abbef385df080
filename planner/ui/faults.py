"""Errors seen: whatever is raised where nobody expects it is noted, told once, and gone on from."""

import sys
import threading
import time
import traceback
from collections import Counter, deque
from contextlib import suppress
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from planner.store.errors import StoreError

if TYPE_CHECKING:
    from sys import UnraisableHookArgs
    from threading import ExceptHookArgs

    from planner.ui.window import Window

WRONG = "Something went wrong in Marshal"
CALM = 10.0
"""Seconds without an error after which the next one is told at once."""

_FIRST, _LONGEST = 1.0, 60.0
_BUSY = 500
_KEPT = 30


class Faults(QObject):
    """Takes what slots, threads, timers and Qt's own calls raise, while it is entered.

    An error that comes again and again is counted in one notice, more and more seldom.
    """

    _came = Signal()

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window = window
        self._times: Counter[tuple[object, ...]] = Counter()
        self._entries: deque[str] = deque(maxlen=_KEPT)
        self._new = self._told = 0
        self._sentence = self._said = ""
        self._at, self._pause = -CALM, 0.0
        self._asking = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._tell)
        # Never while something is being painted, and never from another thread.
        self._came.connect(self._on_came, Qt.ConnectionType.QueuedConnection)

    def __enter__(self) -> "Faults":
        self._before = sys.excepthook, threading.excepthook, sys.unraisablehook
        sys.excepthook = self._on_error
        threading.excepthook = self._on_thread
        sys.unraisablehook = self._on_unraisable
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._before

    def take(self, error: BaseException) -> None:
        """Note an error and tell of it, from any thread; it raises none itself."""
        # What tells of errors must not make more of them.
        with suppress(Exception):
            self._note(error)
            self._new += 1
            # What a library says of itself is a sentence for the student already.
            self._sentence = str(error) if isinstance(error, StoreError) else ""
            self._came.emit()
        _let_go(error)

    def show_log(self) -> None:
        """Show what the log says, also where it could not be written."""
        from planner.log import read_log
        from planner.ui.log_dialog import LogDialog

        text = read_log(self._window.library.path) or "\n".join(self._entries)
        dialog = LogDialog(self._window, text)
        dialog.exec()
        dialog.deleteLater()

    # The hooks

    def _on_error(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._window.close()
            return
        self.take(error.with_traceback(trace))

    def _on_thread(self, args: "ExceptHookArgs") -> None:
        if not issubclass(args.exc_type, SystemExit):
            self.take(args.exc_value or args.exc_type())

    def _on_unraisable(self, args: "UnraisableHookArgs") -> None:
        self.take(args.exc_value or args.exc_type())

    # Noting

    def _note(self, error: BaseException) -> None:
        """Add an error to the log; one that comes again, at its 10th, 100th and so on."""
        from planner.log import note

        place = tuple(
            (frame.f_code, line) for frame, line in traceback.walk_tb(error.__traceback__)
        )
        known = (type(error), *place[-1:])
        self._times[known] += 1
        times = self._times[known]
        if str(times).strip("0") != "1":
            return
        entry = note(self._window.library.path, error, times)
        self._entries.append(entry)
        with suppress(OSError, ValueError):
            if sys.stderr is None:
                return
            if sys.stderr.isatty():
                traceback.print_exception(error)
            else:
                # A desktop keeps what programs print, and an error's message may quote a text.
                sys.stderr.write(f"Traceback, without what the error says:\n{entry}")

    # Telling

    def _on_came(self) -> None:
        if self._timer.isActive():
            return
        now = time.monotonic()
        if now - self._at >= CALM + self._pause:
            self._pause = 0.0
        self._timer.start(max(0, round((self._at + self._pause - now) * 1000)))

    def _tell(self) -> None:
        notice = self._window.notice
        ours = notice.isVisible() and notice.text.text() == self._said
        if self._asking or (notice.is_warning and not ours):
            # What went wrong before, and what can be done about that, is read first.
            self._timer.start(_BUSY)
            return
        self._told = self._new + (self._told if ours else 0)
        self._new = 0
        self._at = time.monotonic()
        self._pause = min(_LONGEST, self._pause * 2 or _FIRST)
        if self._sentence:
            self._said = self._sentence
            notice.warn(self._said)
            return
        self._said = told(self._window, self._told)
        notice.warn(self._said, "Show the log", self.show_log)
        self._tell_over()

    def _tell_over(self) -> None:
        """Say it over a dialog too, which hides the notice."""
        from planner.ui.messages import tell

        above = QApplication.activeModalWidget()
        if above is None or self._told > 1:
            return
        self._asking = True
        try:
            tell(above, WRONG, self._said.partition(". ")[2])
        finally:
            self._asking = False


def _let_go(error: BaseException | None) -> None:
    """Free what the code that failed had in hand: a painter that stays open ends the program."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        traceback.clear_frames(error.__traceback__)
        error = error.__cause__ or error.__context__


def told(window: "Window", times: int) -> str:
    """Return what is said of errors that came up: how often, and where the work is safe."""
    often = f", {times} times" if times > 1 else ""
    return f"{WRONG}{often}. {_safe(window)}"


def _safe(window: "Window") -> str:
    """Say what is saved, where, and as it was when."""
    place = f"in your library, {window.library.path.name}"
    if window.session.refusal:
        return "Nothing in the library was changed. You can go on."
    editor = window.editing
    work = editor.session if editor is not None else window.session
    if not work.is_open or not (window.on_desk or editor is not None):
        return f"Your plans are saved {place}. You can go on."
    name = "pack" if editor is not None else "plan"
    when = (
        f"at {time.strftime('%H:%M', time.localtime(work.saved_at))}"
        if work.saved_at
        else "when you opened it"
    )
    since = "What you typed since is still on the screen." if work.unsaved else "You can go on."
    return f"Your {name} is saved {place}, as it was {when}. {since}"
