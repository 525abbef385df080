import gc
import weakref

import pytest
from PySide6.QtCore import QObject

from planner.ui import garbage
from planner.ui.garbage import collect, collected_at_rest


class Knot:
    """Refers to itself, so that only a collection ends it."""

    def __init__(self) -> None:
        self.itself = self


def test_garbage_is_left_where_it_is_until_the_loop_is_at_rest(qtbot, monkeypatch):
    monkeypatch.setattr(garbage, "_EVERY", 20)
    gc.collect()
    gc.enable()
    with collected_at_rest(QObject()):
        assert not gc.isenabled()
        knot = weakref.ref(Knot())
        # Far more than what Python collects after.
        many = [[] for _ in range(3 * gc.get_threshold()[0])]
        assert knot() is not None
        qtbot.waitUntil(lambda: knot() is None)
        assert len(many) == 3 * gc.get_threshold()[0]
    assert gc.isenabled()
    gc.disable()


def test_it_stays_off_where_it_was_off(qapp):
    assert not gc.isenabled()
    with collected_at_rest(qapp):
        pass
    assert not gc.isenabled()


def test_little_is_not_collected():
    gc.collect()
    knot = weakref.ref(Knot())
    collect()
    assert knot() is not None


@pytest.mark.parametrize(
    ("counts", "collected"),
    [
        ((700, 11, 11), []),
        ((701, 10, 11), [0]),
        ((701, 11, 10), [0, 1]),
        ((701, 11, 11), [0, 1, 2]),
    ],
)
def test_what_is_older_is_collected_more_seldom(counts, collected, monkeypatch):
    seen = []
    monkeypatch.setattr(gc, "get_threshold", lambda: (700, 10, 10))
    monkeypatch.setattr(gc, "get_count", lambda: counts)
    monkeypatch.setattr(gc, "collect", seen.append)
    collect()
    assert seen == collected
