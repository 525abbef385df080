"""The timer: it counts down, stands still when paused, and ends by itself or when stopped."""

import pytest

from planner.ui.versions.clock import Clock, time_left
from planner.ui.versions.timer import PlanTimer


class Time:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def now():
    return Time()


@pytest.fixture
def timer(now, qapp):
    timer = PlanTimer(clock=now)
    timer.ends = []
    timer.ended.connect(lambda: timer.ends.append((timer.minutes, timer.used)))
    yield timer
    timer.stop()
    timer.deleteLater()


def test_it_counts_down_and_ends(timer, now):
    assert not timer.is_on
    timer.start(5)
    assert (timer.is_on, timer.left) == (True, 300)
    now.now += 10.5
    timer.look()
    assert timer.left == 290
    now.now += 289.4
    timer.look()
    assert timer.left == 1
    assert timer.ends == []
    now.now += 0.2
    timer.look()
    assert timer.ends == [(5, 300.0)]
    assert not timer.is_on
    timer.look()
    assert len(timer.ends) == 1


def test_what_is_paused_does_not_count(timer, now):
    timer.start(1)
    now.now += 20
    timer.pause()
    assert timer.is_paused
    now.now += 1_000
    timer.look()
    assert timer.left == 40
    timer.resume()
    assert not timer.is_paused
    now.now += 15
    assert timer.left == 25
    timer.stop()
    assert timer.ends == [(1, 35.0)]


def test_stopping_what_is_paused_tells_what_was_used(timer, now):
    timer.start(2)
    now.now += 30
    timer.pause()
    now.now += 30
    timer.stop()
    assert timer.ends == [(2, 30.0)]
    timer.stop()
    assert len(timer.ends) == 1


def test_it_looks_at_the_clock_by_itself(timer, now, qtbot):
    timer.start(1)
    now.now += 61
    qtbot.waitUntil(lambda: timer.ends == [(1, 60.0)], timeout=3_000)


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        (600, "10 minutes left"),
        (541, "10 minutes left"),
        (540, "9 minutes left"),
        (61, "2 minutes left"),
        (60, "60 s left"),
        (1, "1 s left"),
    ],
)
def test_the_time_that_is_left_is_told_calmly(seconds, told):
    assert time_left(seconds) == told


def test_the_clock_is_only_there_while_the_time_runs(timer, now, theme, qtbot):
    from PySide6.QtWidgets import QWidget

    holder = QWidget()
    qtbot.addWidget(holder)
    clock = Clock(timer, theme, holder)
    assert clock.isHidden()
    timer.start(10)
    assert not clock.isHidden()
    assert clock.left.text() == "10 minutes left"
    assert clock.pause.accessibleName() == "Pause the timer"
    clock.pause.click()
    assert timer.is_paused
    assert clock.left.text() == "10 minutes left, paused"
    assert clock.pause.accessibleName() == "Go on with the timer"
    clock.pause.click()
    assert not timer.is_paused
    now.now += 300
    timer.look()
    assert clock.left.text() == "5 minutes left"
    clock.stop.click()
    assert clock.isHidden()
    assert timer.ends == [(10, 300.0)]
