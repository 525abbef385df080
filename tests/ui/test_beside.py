import os
import threading

import pytest
from PySide6.QtCore import QTimer

from planner.packs.plan_file import read_plan
from planner.ui.beside import Between, beside


def test_what_work_gives_is_returned(qapp):
    assert beside(lambda: threading.current_thread().name) != "MainThread"


def test_what_work_raises_is_raised(qapp):
    def fail() -> None:
        raise ValueError("on purpose")

    with pytest.raises(ValueError, match="on purpose"):
        beside(fail)


def test_between_two_pieces_of_work_the_window_answers_now_and_then(qapp, monkeypatch):
    answered = []
    between = Between()
    QTimer.singleShot(0, lambda: answered.append("answered"))
    monkeypatch.setattr("planner.ui.beside.LOOK", 60_000)
    between(1, 9)
    assert answered == []
    monkeypatch.setattr("planner.ui.beside.LOOK", 0)
    between(2, 9)
    assert answered == ["answered"]


class Scanner:
    """Another program that has a file open, as Windows tells of it, until the window has ticked."""

    def __init__(self, window, ticks: int) -> None:
        self._replace, self._left = os.replace, ticks
        self.refused = 0
        self._timer = QTimer(window)
        self._timer.timeout.connect(self._on_tick)
        self._timer.start(10)

    def replace(self, source, target) -> None:
        if self._left > 0:
            self.refused += 1
            error = PermissionError(13, "The process cannot access the file", str(source))
            error.winerror = 32
            raise error
        self._replace(source, target)

    def _on_tick(self) -> None:
        self._left -= 1


def test_the_window_lives_while_a_file_waits_for_another_program(desk, monkeypatch, tmp_path):
    # Were the window frozen, it would not tick, and the file would be given up.
    scanner = Scanner(desk, 20)
    monkeypatch.setattr(os, "replace", scanner.replace)
    path = tmp_path / "mine.essayplan"
    monkeypatch.setattr(
        "PySide6.QtWidgets.QFileDialog.getSaveFileName", lambda *_, **__: (str(path), "")
    )
    desk.files.save_as()
    assert scanner.refused > 1
    assert read_plan(path) == desk.session.plan
    assert desk.notice.text.text() == f"Saved the plan to {path}"
