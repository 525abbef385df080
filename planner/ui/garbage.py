"""Python's garbage, collected by the window's own thread between two events."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QTimer

_EVERY = 2_000
"""Milliseconds between two looks at how much there is to collect."""


@contextmanager
def collected_at_rest(parent: QObject) -> Iterator[None]:
    """Collect garbage only while the event loop has nothing else to do, until this is left.

    Left to itself Python collects wherever many objects are made: in a thread that writes a
    backup, or in the midst of Qt's way through all widgets as the colours change. A widget that
    is found to be garbage is deleted there, which can end the program.
    """
    timer = QTimer(parent)
    timer.timeout.connect(collect)
    was_on = gc.isenabled()
    gc.disable()
    timer.start(_EVERY)
    try:
        yield
    finally:
        timer.stop()
        timer.deleteLater()
        if was_on:
            gc.enable()


def collect() -> None:
    """Collect as many generations as Python itself would by now."""
    counts, limits = gc.get_count(), gc.get_threshold()
    for generation, (count, limit) in enumerate(zip(counts, limits, strict=True)):
        if count <= limit:
            return
        gc.collect(generation)
