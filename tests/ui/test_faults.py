"""Errors that nobody expected: seen, noted without a word of the essay, and gone on from."""

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QDialog, QPlainTextEdit

import planner.app
from planner.log import read_log
from planner.model.plan import Field, Part
from planner.store.errors import StoreError
from planner.store.library import Library
from planner.ui import faults as faults_module
from planner.ui.faults import WRONG
from tests.ui import broken, look, samples
from tests.ui.broken import SECRET, WORDS
from tests.ui.modal import close, plain, press, settle
from tests.ui.store import FULL

ROOT = Path(__file__).resolve().parents[2]
ARGUMENT = Field(Part.LINE_OF_ARGUMENT)


@pytest.fixture
def watched(desk):
    """Return a window as the program shows it, with its hooks in force."""
    with desk.faults:
        yield desk


def said(window) -> str:
    settle()
    return window.notice.text.text() if window.notice.is_warning else ""


class Faulty(QObject):
    pressed = Signal()

    def fail(self) -> None:
        raise ZeroDivisionError(SECRET)

    def fail_at_the_disk(self) -> None:
        raise StoreError(FULL)


@pytest.fixture
def faulty():
    made = Faulty()
    made.pressed.connect(made.fail)
    return made


def test_a_broken_menu_is_told_and_all_else_goes_on(watched, monkeypatch, path, qtbot, capsys):
    window = watched
    action = next(
        action
        for menu in window.menuBar().actions()
        for action in menu.menu().actions()
        if plain(action.text()) == "Add paragraph"
    )
    monkeypatch.setattr("planner.model.edits.add_paragraph", broken.fail)
    before = window.session.plan
    action.trigger()
    assert said(window).startswith(f"{WRONG}. Your plan is saved in your library, evidence.db")
    assert window.session.plan == before
    monkeypatch.undo()
    action.trigger()
    assert len(window.session.plan.paragraphs) == len(before.paragraphs) + 1
    window.session.type(ARGUMENT, WORDS)
    assert window.settle()
    assert window.library.plans.load("plan").line_of_argument == WORDS
    told = capsys.readouterr().err
    assert told.startswith("Traceback, without")
    for kept in (told, read_log(path)):
        assert "ValueError" in kept
        assert "in fail" in kept
        assert SECRET not in kept


def test_it_says_what_is_saved_and_since_when(watched, faulty):
    faulty.pressed.emit()
    assert "as it was when you opened it. You can go on." in said(watched)
    watched.notice.clear()
    watched.session.type(ARGUMENT, WORDS)
    watched.settle()
    watched.session.saved_at = time.mktime((2026, 11, 23, 14, 5, 0, 0, 0, -1))
    watched.session.type(ARGUMENT, WORDS + " And more")
    assert "What you typed since is still on the screen." in faults_module.told(watched, 1)
    assert "as it was at 14:05." in faults_module.told(watched, 1)


def test_it_says_what_is_so_on_every_page(watched):
    watched.go_home()
    assert "Your plans are saved" in faults_module.told(watched, 1)
    watched.go_packs()
    watched.library.drafts.save(samples.pack(), 1.0)
    watched.open_draft("usa")
    assert "Your pack is saved" in faults_module.told(watched, 1)


def test_errors_that_come_again_are_one_notice(watched, faulty, path, monkeypatch):
    monkeypatch.setattr(faults_module, "_FIRST", 0.01)
    monkeypatch.setattr(faults_module, "_LONGEST", 0.01)
    for _ in range(25):
        faulty.pressed.emit()
    settle()
    assert said(watched).startswith(f"{WRONG}, 25 times. ")
    faulty.pressed.emit()
    watched.faults._timer.start(0)  # noqa: SLF001
    assert said(watched).startswith(f"{WRONG}, 26 times. ")
    # The first, and the tenth.
    assert read_log(path).count("ZeroDivisionError") == 2
    assert "(10 times)" in read_log(path)


def test_an_error_in_every_paint_is_told_seldom(watched, faulty, monkeypatch, qtbot):
    monkeypatch.setattr(faults_module, "_FIRST", 0.05)
    told = []
    monkeypatch.setattr(watched.notice, "warn", lambda text, *_: told.append(text))
    alarm = QTimer()
    alarm.timeout.connect(faulty.fail)
    alarm.start(1)
    qtbot.wait(500)
    alarm.stop()
    assert 2 <= len(told) <= 5


def test_a_notice_that_was_put_away_counts_anew(watched, faulty, monkeypatch):
    monkeypatch.setattr(faults_module, "CALM", 0.0)
    monkeypatch.setattr(faults_module, "_FIRST", 0.0)
    for _ in range(2):
        faulty.pressed.emit()
        assert said(watched).startswith(f"{WRONG}. ")
        watched.notice.clear()


def test_what_failed_before_is_read_first(watched, faulty, monkeypatch, store, qtbot):
    monkeypatch.setattr(faults_module, "_BUSY", 10)
    store.broken = True
    watched.session.type(ARGUMENT, WORDS)
    watched.settle()
    faulty.pressed.emit()
    qtbot.wait(30)
    assert said(watched).startswith(FULL)
    store.broken = False
    look.pushed(watched.notice, "Try again").click()
    qtbot.waitUntil(lambda: said(watched).startswith(WRONG))


def test_a_library_that_fails_in_a_slot_says_so_itself(watched, path):
    faulty = Faulty()
    faulty.pressed.connect(faulty.fail_at_the_disk)
    faulty.pressed.emit()
    assert said(watched) == FULL
    assert "StoreError" in read_log(path)
    assert FULL not in read_log(path)


def test_an_error_in_a_thread_is_told_in_the_window(watched):
    thread = threading.Thread(target=broken.fail)
    thread.start()
    thread.join()
    assert said(watched).startswith(WRONG)


def test_a_thread_may_end_itself(watched):
    thread = threading.Thread(target=sys.exit)
    thread.start()
    thread.join()
    assert said(watched) == ""


def test_an_error_that_cannot_be_raised_is_told(watched):
    broken.Broken()
    assert said(watched).startswith(WRONG)


def test_the_log_is_shown(watched, faulty, modals):
    seen = []

    def read(dialog):
        seen.append(look.named(dialog, "Log", QPlainTextEdit).toPlainText())
        press("Copy all")(dialog)
        close(dialog)

    faulty.pressed.emit()
    settle()
    modals.answer(read)
    look.pushed(watched.notice, "Show the log").click()
    assert "ZeroDivisionError" in seen[0]


def test_the_log_is_shown_where_it_could_not_be_written(watched, faulty, modals, path):
    path.with_name("marshal.log").mkdir()
    seen = []

    def read(dialog):
        seen.append(look.named(dialog, "Log", QPlainTextEdit).toPlainText())
        close(dialog)

    faulty.pressed.emit()
    assert said(watched).startswith(WRONG)
    modals.answer(read)
    watched.faults.show_log()
    assert "ZeroDivisionError" in seen[0]


def test_over_a_dialog_it_is_told_there(watched, faulty, modals):
    def fail(dialog):
        QTimer.singleShot(0, faulty.fail)
        QTimer.singleShot(300, dialog, dialog.reject)

    def read(box):
        assert WRONG in box.text()
        press("OK")(box)

    modals.answer(fail, read)
    dialog = QDialog(watched)
    dialog.exec()
    assert said(watched).startswith(WRONG)


def test_what_tells_of_errors_makes_no_more(watched, faulty, monkeypatch):
    monkeypatch.setattr("planner.log.note", broken.fail)
    faulty.pressed.emit()
    assert said(watched) == ""
    monkeypatch.undo()
    faulty.pressed.emit()
    assert said(watched).startswith(WRONG)


def test_an_interrupt_closes_the_window(watched):
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert not watched.isVisible()


def test_an_unforeseen_error_does_not_close_the_window_over_what_is_typed(watched, monkeypatch):
    monkeypatch.setattr(type(watched.session), "settle", broken.fail)
    QTimer.singleShot(0, watched, watched.close)
    assert said(watched).startswith(WRONG)
    assert watched.isVisible()
    monkeypatch.undo()


def test_the_hooks_are_given_back(desk):
    before = sys.excepthook, threading.excepthook, sys.unraisablehook
    with desk.faults:
        assert sys.excepthook is not before[0]
    assert (sys.excepthook, threading.excepthook, sys.unraisablehook) == before


def test_a_start_that_fails_says_where_the_work_is(
    tmp_path, stocked, modals, theme, qapp, monkeypatch, capsys
):
    path = tmp_path / "mine.db"
    path.write_bytes(stocked)
    monkeypatch.setattr("planner.app.read_frameworks", broken.fail)
    seen = []

    def read(box):
        seen.append(box.informativeText())
        press("OK")(box)

    modals.answer(read)
    assert planner.app._run(qapp, theme, str(path), None) == 1  # noqa: SLF001
    assert f"All that was saved is safe in {path}." in seen[0]
    assert SECRET not in seen[0] + capsys.readouterr().err + read_log(path)
    assert "ValueError" in read_log(path)


@pytest.mark.parametrize("what", ["slot", "timer", "thread", "paint", "event", "data", "end"])
def test_the_program_goes_on_whatever_breaks(what, path, plan, library):
    library.close()
    environ = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.broken", str(path), what],
        cwd=ROOT,
        env=environ,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    status, told = done.stdout.splitlines()
    assert status == "Saved"
    assert told.startswith(WRONG)
    with Library.open(path) as again:
        assert again.plans.load("plan").line_of_argument == WORDS
    log = read_log(path)
    assert "ValueError" in log
    assert " in fail\n" in log
    assert SECRET not in log
