"""Searching the shelf: from a typed key until its answer is there, and until that is painted."""

import random
import sqlite3
import time
from collections import Counter
from contextlib import closing
from functools import partial

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.measure import Clock, Figure
from benchmarks.shelves import Painted, full_library, rest, shown_window
from planner.store.library import Library
from planner.store.ranking import WEIGHTS
from planner.store.search import RANKED, Query
from planner.store.words import folded
from planner.ui.shelf import Shelf
from planner.ui.shelf_model import FIRST

_SIZES, _SIZES_SMALL = (10_000, 100_000), (2_000,)
_SECONDS, _P99, _P99_PAINTED = 0.001, 0.008, 0.016
_TOP = 10
_ALIKE = 1e-6


def measure(runs: int, small: bool = False) -> list[Figure]:
    """Return what a key takes that is typed into the shelf's field, at several sizes.

    Many texts are typed letter by letter: frequent and rare words, two and three of them, names,
    dates, accents, and what is nowhere. The floor is the same query to a bare FTS5, unranked.
    """
    sizes = _SIZES_SMALL if small else _SIZES
    return [figure for size in sizes for figure in measure_size(size, runs, small=small)]


def measure_size(size: int, runs: int, *, small: bool = False) -> list[Figure]:
    """Return what a key takes on a shelf of so many cards."""
    clock = Clock()
    with full_library(size) as library:
        texts = sample_texts(library, 1 if small else 8)
        check_ranking(library, texts)
        with shown_window(library) as window:
            typing = _Typing(library, window.desk.shelf, clock)
            # What is typed first finds little of the library in memory.
            for text in texts * min(runs, 2):
                typing.type(text)
        _floor(clock, library, texts)
        _counts(clock, library, texts)
    floor = clock.median("floor")
    return [
        Figure(
            "search: a key to its answer",
            size,
            clock.median("answer"),
            floor,
            _SECONDS,
            p99=clock.p99("answer"),
            goal_p99=_P99,
        ),
        Figure(
            "search: a key to its answer painted",
            size,
            clock.median("painted"),
            p99=clock.p99("painted"),
            goal_p99=_P99_PAINTED,
        ),
        Figure(
            "search: a crowd counted after a pause",
            size,
            clock.median("count"),
            p99=clock.p99("count"),
            goal_p99=_P99_PAINTED,
        ),
    ]


def sample_texts(library: Library, each: int) -> list[str]:
    """Return what is typed: of each sort so many texts, the same each time."""
    chance = random.Random(1)
    cards = library.page(Query("course"), 0, 2_000)
    found = Counter(word for card in cards for word in folded(f"{card.headline} {card.detail}"))
    words = [word for word, _ in found.most_common() if len(word) >= 3 and word.isalpha()]
    frequent, usual, rare = words[:100], words[100:1_000], words[1_000:]

    def joined(*sorts: list[str]) -> str:
        return " ".join(chance.choice(sort) for sort in sorts)

    def sample(kind: int) -> str:
        card = chance.choice(cards)
        match kind:
            case 0:
                return " ".join(card.headline.split()[:3])
            case 1:
                return chance.choice(card.people)
            case 2:
                return card.when.shown
            case 3:
                return joined(frequent).replace("e", "é").upper()
            case 4:
                return f"{joined(usual)}zzq"
        return str(chance.randint(1, len(cards)))

    sorts = (
        [frequent],
        [usual],
        [rare],
        [frequent, frequent],
        [frequent, rare],
        [usual, usual],
        [rare, frequent, usual],
    )
    texts = [joined(*sort) for sort in sorts for _ in range(each)]
    return texts + [sample(kind) for kind in range(6) for _ in range(each)]


def check_ranking(library: Library, texts: list[str]) -> None:
    """Raise where what is ranked does not begin with the best ten of all that match."""
    with closing(_bare(library)) as bare:
        for query in dict.fromkeys(key for text in texts for key in _keys(text)):
            count = library.count(Query(query))
            if not folded(query) or not 1 < count <= RANKED:
                continue
            scored = bare.execute(
                f"SELECT cards.id, bm25(search, {', '.join(map(str, WEIGHTS))}) AS score "
                "FROM search JOIN cards ON number = search.rowid "
                "WHERE search MATCH ? ORDER BY score, number",
                [_match(query)],
            ).fetchall()
            scores = dict(scored)
            told = [scores[card.id] for card in library.page(Query(query), 0, _TOP)]
            best = [score for _, score in scored[:_TOP]]
            # Of equal ones either may come first.
            if any(abs(a - b) > _ALIKE * abs(b) for a, b in zip(told, best, strict=True)):
                raise RuntimeError(f"not the true top ten of {query}: {told}, and not {best}")


class _Typing:
    """Types into a shelf's field, and notes how long each key takes."""

    def __init__(self, library: Library, shelf: Shelf, clock: Clock) -> None:
        self._library, self._shelf, self._clock = library, shelf, clock
        self._answered = 0.0
        self._painted = Painted(shelf.list.viewport(), shelf.search)
        shelf.model.modelReset.connect(self._on_reset)

    def type(self, text: str) -> None:
        """Type a text letter by letter, as the first that is looked for."""
        self._shelf.search.clear()
        rest(0.1)
        self._library.search.forget()
        for letter in text:
            start = time.perf_counter()
            painted = self._painted.time(partial(self._press, letter))
            self._clock.note("answer", self._answered - start)
            self._clock.note("painted", painted)

    def _press(self, letter: str) -> QWidget:
        """Press a key; return the list, or the field where nothing is found."""
        none = Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(self._shelf.search, QKeyEvent(QEvent.Type.KeyPress, 0, none, letter))
        found = self._shelf.model.rowCount()
        return self._shelf.list.viewport() if found else self._shelf.search

    def _on_reset(self) -> None:
        self._answered = time.perf_counter()


def _floor(clock: Clock, library: Library, texts: list[str]) -> None:
    with closing(_bare(library)) as bare:
        for query in (key for text in texts for key in _keys(text) if folded(key)):
            start = time.perf_counter()
            sql = "SELECT rowid FROM search WHERE search MATCH ? LIMIT ?"
            bare.execute(sql, [_match(query), FIRST]).fetchall()
            clock.note("floor", time.perf_counter() - start)


def _counts(clock: Clock, library: Library, texts: list[str]) -> None:
    for text in texts:
        library.search.forget()
        for key in map(Query, _keys(text)):
            if library.search.tally(key) is None:
                start = time.perf_counter()
                library.count(key)
                clock.note("count", time.perf_counter() - start)


def _keys(text: str) -> list[str]:
    """Return what stands in the field after each key."""
    return [text[:end] for end in range(1, len(text) + 1)]


def _match(words: str) -> str:
    return " AND ".join(f'"{word}"*' for word in dict.fromkeys(folded(words)))


def _bare(library: Library) -> sqlite3.Connection:
    """Return a connection of SQLite's own to a library that nobody writes to meanwhile."""
    return sqlite3.connect(f"{library.path.as_uri()}?mode=ro&immutable=1", uri=True)
