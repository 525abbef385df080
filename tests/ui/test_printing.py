import multiprocessing
import os
import time
from functools import partial

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from planner.paper.choices import PaperError
from planner.ui.packs.progress import Cancelled
from planner.ui.printing import print_apart
from tests.ui.modal import press


@pytest.fixture
def parent(theme, qtbot):
    parent = QWidget()
    yield parent
    parent.deleteLater()


def refuse() -> bytes:
    raise PaperError("There is no paper.")


def fail() -> bytes:
    raise ValueError("on purpose")


def whose() -> bytes:
    return str(os.getpid()).encode()


def test_a_pdf_is_made_in_another_process_while_the_window_answers(parent, monkeypatch):
    monkeypatch.setattr("planner.ui.packs.progress.PATIENCE", 60)
    looks = []
    timer = QTimer()
    timer.timeout.connect(lambda: looks.append(time.monotonic()))
    timer.start(10)
    assert int(print_apart(parent, whose)) != os.getpid()
    timer.stop()
    assert len(looks) > 3


def test_what_is_raised_there_is_raised_here(parent, modals):
    with pytest.raises(PaperError, match=r"There is no paper\."):
        print_apart(parent, refuse)
    with pytest.raises(ValueError, match="on purpose") as raised:
        print_apart(parent, fail)
    # The log has where.
    assert "in fail" in "".join(raised.value.__notes__)


def test_one_that_stops_too_soon_is_told(parent, modals):
    with pytest.raises(PaperError, match=r"could not be finished, and nothing was written\."):
        print_apart(parent, partial(os._exit, 0))


def test_it_can_be_cancelled_and_then_ends(parent, modals):
    modals.answer(press("Cancel"))
    with pytest.raises(Cancelled):
        print_apart(parent, partial(time.sleep, 60))
    until = time.monotonic() + 10
    while multiprocessing.active_children():
        assert time.monotonic() < until, "it goes on"
        time.sleep(0.05)
