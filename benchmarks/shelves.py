"""The real window with a full shelf, and what it takes to have something painted in it."""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.samples import natural_pack
from planner.packs.data import read_frameworks, read_question_types
from planner.store.library import Library
from planner.store.opening import open_library
from planner.ui.garbage import collected_at_rest
from planner.ui.theme import Theme, load_fonts
from planner.ui.window import Window

_PATIENCE = 10.0


@contextmanager
def full_library(cards: int) -> Iterator[Library]:
    """Give a library with so many cards, whose last plan is the shipped example."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "evidence.db"
        with closing(open_library(path)) as library:
            worked = library.plans.load(library.plans.worked()[0].id)
            library.plans.save(replace(worked, id="plan-1"), time.time())
            library.set_setting("last_plan", "plan-1")
            library.install(natural_pack(cards))
            yield library


@contextmanager
def shown_window(library: Library) -> Iterator[Window]:
    """Show the window of a library with its last plan, and give it once it has come to rest."""
    QApplication.setStyle("Fusion")
    held = QApplication.instance()
    app = held if isinstance(held, QApplication) else QApplication(["benchmarks"])
    with collected_at_rest(app):
        load_fonts()
        window = Window(app, library, Theme(app), read_frameworks(), read_question_types())
        window.resize(1400, 860)
        window.start()
        window.show()
        until(lambda: window.desk.shelf.list.viewport().isVisible())
        rest(0.5)
        yield window
        window.close()
        window.safety.backing_up.finish()
        window.deleteLater()
        rest(0.1)


class Painted(QObject):
    """Sees when widgets are painted."""

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        self._seen = set[QObject]()
        for widget in widgets:
            self.watch(widget)

    def watch(self, widget: QWidget) -> None:
        """See this one too."""
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note what is being painted."""
        if event.type() == QEvent.Type.Paint:
            self._seen.add(watched)
        return False

    def time(self, deed: Callable[[], QWidget]) -> float:
        """Do something that returns what it changes; return the seconds until that is painted."""
        self._seen.clear()
        start = time.perf_counter()
        changed = deed()
        # A frame goes to the screen before the event that paints it is over.
        until(lambda: changed in self._seen)
        return time.perf_counter() - start


def until(done: Callable[[], bool]) -> None:
    """Let the window work until something is so."""
    latest = time.monotonic() + _PATIENCE
    while not done():
        if time.monotonic() > latest:
            raise TimeoutError("the window did not do what is measured")
        QApplication.processEvents()


def rest(seconds: float) -> None:
    """Let the window work for so long."""
    latest = time.monotonic() + seconds
    until(lambda: time.monotonic() > latest)
