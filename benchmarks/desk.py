"""The desk with a plan of 12 paragraphs and 100 cards: keys, cards let go of, undo, opening."""

import random
import sqlite3
import tempfile
import time
from collections import deque
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from threading import Thread

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QPlainTextEdit, QWidget

from benchmarks.coach import sample_plan
from benchmarks.frames import Frames
from benchmarks.measure import Clock, Figure
from benchmarks.samples import sample_pack
from planner.model.evidence import Card
from planner.model.plan import Field, Part
from planner.packs.data import read_frameworks, read_question_types
from planner.store.library import Library
from planner.store.opening import open_library
from planner.ui.garbage import collected_at_rest
from planner.ui.payload import Payload, to_mime
from planner.ui.side_panel import COACH
from planner.ui.slot import SlotBox
from planner.ui.theme import Theme, load_fonts
from planner.ui.window import Window

_SIZES, _SIZES_SMALL = (1_000, 10_000, 100_000), (1_000, 5_000)
_KEYS, _DROPS, _OPENINGS = 300, 60, 11
_KEYS_SMALL, _DROPS_SMALL, _OPENINGS_SMALL = 80, 20, 5
_PAUSES = (0.05, 0.16)
"""Seconds between two keys of a fast typist."""
_PATIENCE = 30.0
_KEY, _DROP, _TURN, _OPENING = 0.008, 0.033, 0.016, 0.1
_MOST_GROWTH = 1.5
_TEXT = "and so the party’s posts went to those who owed theirs to him; "
_COMMITS = ("locking_mode=EXCLUSIVE", "journal_mode=TRUNCATE", "synchronous=FULL")


def measure(_runs: int, small: bool = False) -> list[Figure]:
    """Return what the window takes on that plan, beside packs of several sizes.

    The floors: a key in a field of Qt's in a window of its own; for cards and undo, SQLite's commit
    of a row as long, and for growth the same with the smallest pack.
    """
    app = QApplication([])
    app.setStyle("Fusion")
    load_fonts()
    theme = Theme(app)
    clocks = dict[int, Clock]()
    with collected_at_rest(app):
        for size in _SIZES_SMALL if small else _SIZES:
            clocks[size] = Clock()
            with _desk(app, theme, size) as (window, cards):
                _use(window, cards, clocks[size], small=small)
        first = next(iter(clocks.values()))
        _time_bare_keys(first, _KEYS_SMALL if small else _KEYS)
        _time_commits(first, _DROPS)
    return _figures(clocks)


@contextmanager
def _desk(app: QApplication, theme: Theme, size: int) -> Iterator[tuple[Window, list[Card]]]:
    """Show a window with two such plans, and a pack of so many cards."""
    with (
        tempfile.TemporaryDirectory() as folder,
        open_library(Path(folder) / "evidence.db") as library,
    ):
        cards = _stock(library, size)
        window = Window(app, library, theme, read_frameworks(), read_question_types())
        window.start()
        window.show()
        window.activateWindow()
        window.desk.panel.show_page(COACH)
        yield window, cards
        window.close()
        window.deleteLater()
        app.processEvents()


def _stock(library: Library, size: int) -> list[Card]:
    pack = sample_pack(size)
    library.install(pack)
    for number in range(2):
        library.plans.save(replace(sample_plan(number), id=f"plan-{number}"), time.time())
    library.set_setting("last_plan", "plan-0")
    return list(pack.cards[-_DROPS:])


def _use(window: Window, cards: list[Card], clock: Clock, *, small: bool) -> None:
    frames = Frames(window)
    frames.until_rest()
    for number in range(1, 1 + (_OPENINGS_SMALL if small else _OPENINGS)):
        began = time.perf_counter()
        window.open_plan(f"plan-{number % 2}")
        clock.note("open", frames.until_painted() - began)
        clock.note("open whole", frames.until_rest() - began)
    # By now the coach has read the plan.
    _wait(2.0)
    field = _a_slot(window)
    window.desk.board.show_place(field)
    frames.until_rest()
    for took in _typed(frames, _KEYS_SMALL if small else _KEYS):
        clock.note("key", took)
    _wait(2.0)
    _carry(window, frames, clock, cards[: _DROPS_SMALL if small else _DROPS])


def _a_slot(window: Window) -> Field:
    """Return the field of a slot in the midst of the plan."""
    paragraphs = window.session.plan.paragraphs
    return Field(Part.SLOT, paragraphs[len(paragraphs) // 2].slots[2].id)


# Keys


class _Typist(QObject):
    """Gives keys to the field that has the keyboard, when they come, and not when it is ready."""

    def __init__(self, frames: Frames) -> None:
        super().__init__()
        self._frames = frames
        self._pressed = deque[tuple[float, str]]()
        self._taken = list[float]()
        self.times = list[float]()
        frames.painted.connect(self._on_painted)

    def press(self, letter: str) -> None:
        """Press a key, from another thread."""
        self._pressed.append((time.perf_counter(), letter))
        QCoreApplication.postEvent(self, QEvent(QEvent.Type.User))

    def customEvent(self, _event: QEvent) -> None:
        """Take a key as the field does; the next frame shows it."""
        pressed, letter = self._pressed.popleft()
        target = QApplication.focusWidget()
        assert target is not None, "no field has the keyboard"
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(target, event)
        self._taken.append(pressed)

    def _on_painted(self) -> None:
        self.times += [self._frames.last - pressed for pressed in self._taken]
        self._taken.clear()


def _typed(frames: Frames, many: int) -> list[float]:
    """Type as a fast typist does, and return how long each key took to be painted."""
    typist = _Typist(frames)
    chance = random.Random(many)

    def hands() -> None:
        for number in range(many):
            time.sleep(chance.uniform(*_PAUSES))
            typist.press(_TEXT[number % len(_TEXT)])

    thread = Thread(target=hands)
    thread.start()
    late = time.perf_counter() + many * _PAUSES[1] + _PATIENCE
    while thread.is_alive() or len(typist.times) < many:
        if time.perf_counter() > late:
            raise TimeoutError("a key was not painted")
        QApplication.processEvents()
        time.sleep(0.0002)
    return typist.times


def _time_bare_keys(clock: Clock, many: int) -> None:
    window = QMainWindow()
    field = QPlainTextEdit(_TEXT * 10)
    window.setCentralWidget(field)
    window.resize(900, 600)
    window.show()
    window.activateWindow()
    field.setFocus()
    frames = Frames(window)
    frames.until_rest()
    for took in _typed(frames, many):
        clock.note("bare key", took)
    window.close()


# Cards


def _carry(window: Window, frames: Frames, clock: Clock, cards: list[Card]) -> None:
    """Let go of each card over a slot, take that back, do it again, and leave it taken back."""
    field = _a_slot(window)
    slot = next(box for box in window.findChildren(SlotBox) if box.text.field == field)
    turns = {"undo": window.turning.undo, "redo": window.turning.redo, "": window.turning.undo}
    for card in cards:
        mime = to_mime(Payload((card,)))
        _hover(window, slot, mime)
        frames.until_rest()
        clock.note("drop", frames.time(partial(_let_go, window, slot, mime)))
        assert window.statusBar().currentMessage() == "Saved", "what was let go of is not saved"
        for name, turn in turns.items():
            frames.until_rest()
            clock.note(name, frames.time(turn))


def _place_in(window: Window, slot: QWidget) -> QPoint:
    """Return where a slot is in view, in the window."""
    return slot.mapTo(window, slot.visibleRegion().boundingRect().center())


def _hover(window: Window, slot: QWidget, mime: QMimeData) -> None:
    at = _place_in(window, slot)
    for kind in (QDragEnterEvent, QDragMoveEvent):
        event = kind(at, *_held(mime))
        QApplication.sendEvent(window.windowHandle(), event)


def _let_go(window: Window, slot: QWidget, mime: QMimeData) -> None:
    at = QPointF(_place_in(window, slot))
    event = QDropEvent(at, *_held(mime))
    QApplication.sendEvent(window.windowHandle(), event)
    assert event.isAccepted(), "the slot did not take the card"


def _held(mime: QMimeData) -> tuple[Qt.DropAction, QMimeData, Qt.MouseButton, Qt.KeyboardModifier]:
    return (
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )


def _time_commits(clock: Clock, many: int) -> None:
    """Time SQLite's own commit of a row as long as the plan's, as durable as Marshal's."""
    row = b"x" * 60_000
    save = "INSERT OR REPLACE INTO plans VALUES ('plan', ?)"
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(sqlite3.connect(Path(folder) / "floor.db", isolation_level=None)) as bare,
    ):
        for pragma in _COMMITS:
            bare.execute(f"PRAGMA {pragma}").fetchall()
        bare.execute("CREATE TABLE plans (id TEXT PRIMARY KEY, row BLOB) STRICT")
        for number in range(many):
            clock.time("commit", partial(bare.execute, save, (row + bytes([number]),)))


def _wait(seconds: float) -> None:
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        QApplication.processEvents()
        time.sleep(0.001)


# Figures

_WHAT: dict[str, tuple[str, str, float, bool]] = {
    # name: what it is, its floor, its goal, whether the goal is for 99 of 100.
    "key": ("a key typed in a slot, painted", "bare key", _KEY, True),
    "drop": ("a card let go of, committed and painted", "commit", _DROP, True),
    "undo": ("undo", "commit", _TURN, True),
    "redo": ("redo", "commit", _TURN, True),
    "open": ("opening the plan, to the first frame", "", _OPENING, False),
    "open whole": ("opening the plan, all of it there", "", 0.0, False),
}


def _figures(clocks: dict[int, Clock]) -> list[Figure]:
    sizes = list(clocks)
    least = clocks[sizes[0]]
    figures = []
    for name, (what, floor, goal, for_most) in _WHAT.items():
        for size, clock in clocks.items():
            figures.append(
                Figure(
                    what,
                    size,
                    clock.median(name),
                    least.median(floor) if floor else 0.0,
                    goal=0.0 if for_most else goal,
                    p99=clock.p99(name) if for_most else 0.0,
                    goal_p99=goal if for_most else 0.0,
                )
            )
    grown = [
        Figure(
            f"{what}: growth from {sizes[0]:,} cards",
            size,
            clocks[size].median(name),
            least.median(name),
            most=_MOST_GROWTH,
        )
        for name, (what, *_) in _WHAT.items()
        for size in sizes[1:]
    ]
    return [*figures, *grown]
