"""The program that test_events runs: Marshal's own window, with a random hand at it.

Arguments: a folder with a library and an inbox, a seed, how many events. The folder's events.txt
tells each event before it is done; what went wrong is printed, and ends the run with exit code 1.
"""

import faulthandler
import os
import random
import secrets
import sys
import time
import traceback
import uuid
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QDesktopServices, QDrag
from PySide6.QtWidgets import QApplication, QFileDialog

from planner import app as program
from planner.store.library import Library
from planner.ui.beside import Beside
from planner.ui.faults import Faults
from planner.ui.garbage import collected_at_rest
from planner.ui.theme import Theme, load_fonts
from planner.ui.window import Window
from tests.reliability.monkey import Monkey

LONGEST = 5.0
"""Seconds of work after which an event counts as one that froze the window."""
_STUCK = 60
_MOST_FAULTS = 5
# What the offscreen screen cannot do, and what the fonts of this computer have not.
_QUIET = ("This plugin does not support", "OpenType support missing for")


class Watch:
    """Writes down what happens, and what goes wrong."""

    def __init__(self, path: Path) -> None:
        self.faults: list[str] = []
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        self._event, self._began = "the start", time.thread_time()
        self._armed = 0.0

    def note(self, told: str) -> None:
        """Write an event down, and see how long the one before it worked."""
        os.write(self._file, f"{told}\n".encode(errors="replace"))
        spent = time.thread_time() - self._began
        if spent > LONGEST:
            self.add(f"{spent:.1f} s of work")
        self._event, self._began = told, time.thread_time()
        if time.monotonic() - self._armed > 1:
            # What waits for ever ends the program, with the place that it waits at.
            faulthandler.dump_traceback_later(_STUCK, exit=True)
            self._armed = time.monotonic()

    def add(self, fault: str) -> None:
        """Keep what went wrong; enough is enough."""
        self.faults.append(f"in event {self._event.strip()}: {fault}")
        if len(self.faults) >= _MOST_FAULTS:
            self.end()

    def end(self) -> None:
        """Print what went wrong, and end the program there and then where it did."""
        if self.faults:
            sys.stdout.write("\n".join(self.faults) + "\n")
            sys.stdout.flush()
            os._exit(1)

    def on_raised(self, error: BaseException) -> None:
        """Take an error that nobody expects."""
        self.add("".join(traceback.format_exception(error)))

    def on_warned(self, _kind: QtMsgType, _of: QMessageLogContext, told: str) -> None:
        """Stand for Qt's own way of warning."""
        if not told.startswith(_QUIET):
            self.add(told + "\n" + "".join(traceback.format_stack(limit=8)))


def _choose_files(monkey: Monkey, inbox: Path, out: Path) -> None:
    """Answer each question for a file at random: with one of the inbox, or one that is written."""

    def to_open(*_: object, **__: object) -> tuple[str, str]:
        files = sorted(inbox.iterdir())
        return str(monkey.chance.choice([*files, ""])), ""

    def to_save(*given: object, **_: object) -> tuple[str, str]:
        suffix = Path(str(given[2])).suffix or ".out"
        name = monkey.chance.choice(["a", "b", "the plan", "Éric’s", f"missing/{monkey.count}"])
        return monkey.chance.choice([str(out / f"{name}{suffix}"), str(out / name), ""]), ""

    QFileDialog.getOpenFileName = to_open
    QFileDialog.getSaveFileName = to_save
    QFileDialog.getExistingDirectory = lambda *_, **__: str(out)
    QDesktopServices.openUrl = lambda *_: True


def _wait_blocked(monkey: Monkey, wait: Callable[..., None]) -> Callable[..., None]:
    """Let the hand rest while keys and clicks wait for a thread."""

    def waiting(*given: object) -> None:
        monkey.blocked += 1
        try:
            wait(*given)
        finally:
            monkey.blocked -= 1

    return waiting


def _begin_in(monkey: Monkey, start: Callable[..., None]) -> Callable[..., None]:
    def begin(window: Window, file: Path | None = None) -> None:
        start(window, file)
        monkey.note(f"-- window {window.library.path.name}")
        monkey.begin(window)

    return begin


def main(folder: Path, seed: int, events: int) -> None:
    """Run the program over the library until so many events have been, start after start."""
    random.seed(seed)
    watch = Watch(folder / "events.txt")
    application = program._application()  # noqa: SLF001
    qInstallMessageHandler(watch.on_warned)
    load_fonts()
    monkey = Monkey(seed, events, folder / "inbox", watch.note)
    (folder / "out").mkdir(exist_ok=True)
    _choose_files(monkey, folder / "inbox", folder / "out")
    QDrag.exec = lambda drag, *_: monkey.carry(drag)
    Beside.wait = _wait_blocked(monkey, Beside.wait)
    Window.start = _begin_in(monkey, Window.start)
    Faults.take = lambda _, error: watch.on_raised(error)
    sys.excepthook = lambda _kind, error, _trace: watch.on_raised(error)
    sys.unraisablehook = lambda of: watch.on_raised(of.exc_value or of.exc_type())
    uuid.uuid4 = lambda: uuid.UUID(int=random.getrandbits(128), version=4)
    secrets.token_hex = lambda size: random.randbytes(size).hex()
    theme = Theme(application)
    path = folder / "evidence.db"
    try:
        with collected_at_rest(application):
            while not monkey.done:
                program._run(application, theme, str(path), None)  # noqa: SLF001
        check(path, watch)
    except Exception as error:
        watch.on_raised(error)
    QApplication.clipboard().clear()
    watch.end()
    qInstallMessageHandler(None)
    print(monkey.count, "events")


def check(path: Path, watch: Watch) -> None:
    """See that the library is sound, opens, and gives all that it lists."""
    with Library.open(path) as library:
        for fault in library.check().faults:
            watch.add(fault)
        plans = library.plans
        for listed in (*plans.summaries(), *plans.deleted(), *plans.worked()):
            plans.load(listed.id)
            for version in library.versions.list(listed.id):
                library.versions.load(version.id)
        for draft in (*library.drafts.summaries(), *library.drafts.deleted()):
            library.drafts.load(draft.id)
        for pack in library.installed():
            library.pack(pack.info.id)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
