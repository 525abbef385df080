import threading
import time

import pytest
from PySide6.QtWidgets import QWidget

from planner.ui.packs.progress import Advance, Cancelled, in_thread
from planner.ui.packs.progress_dialog import ProgressDialog
from tests.ui.modal import close, press


@pytest.fixture
def parent(theme, qtbot):
    parent = QWidget()
    yield parent
    parent.deleteLater()


def test_what_work_gives_is_returned(parent):
    assert in_thread(parent, "Reading…", lambda: threading.current_thread().name) != "MainThread"


def test_what_work_raises_is_raised(parent):
    def fail() -> None:
        raise ValueError("on purpose")

    with pytest.raises(ValueError, match="on purpose"):
        in_thread(parent, "Reading…", fail)


def test_quick_work_shows_nothing(parent, modals):
    in_thread(parent, "Reading…", lambda: time.sleep(0.1))
    with Advance(parent, "Installing…") as advance:
        for done in range(100):
            advance(done, 100)


def test_long_work_says_what_it_does(parent, modals):
    done, seen = threading.Event(), []

    def look(dialog: ProgressDialog) -> None:
        seen.append((dialog.windowTitle(), dialog.bar.accessibleName()))
        done.set()

    modals.answer(look)
    assert in_thread(parent, "Reading a.evidencepack…", lambda: done.wait(5)) is True
    assert seen == [("Reading a.evidencepack", "Reading a.evidencepack…")]


@pytest.mark.parametrize("how", [press("Cancel"), close])
def test_long_work_can_be_cancelled(parent, modals, how):
    done = threading.Event()
    modals.answer(how)
    with pytest.raises(Cancelled):
        in_thread(parent, "Reading…", lambda: done.wait(5))
    done.set()


def test_work_in_the_window_shows_how_far_it_is(parent, modals):
    seen: list[int] = []

    def look(dialog: ProgressDialog) -> None:
        seen.append(dialog.bar.value())

    modals.answer(look)
    with Advance(parent, "Installing…") as advance:
        for done in range(1, 21):
            time.sleep(0.035)
            advance(done, 20)
    assert seen
    assert 14 <= seen[0] <= 20


def test_work_in_the_window_can_be_cancelled(parent, modals):
    modals.answer(press("Cancel"))

    def work() -> None:
        with Advance(parent, "Installing…") as advance:
            for done in range(200):
                time.sleep(0.02)
                advance(done, 200)

    with pytest.raises(Cancelled):
        work()
