"""What a failed save says and offers, over the real window, its fields and its files."""

import tomllib
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from planner.model import edits
from planner.model.plan import Field, Part
from planner.model.text import PASSAGE
from planner.packs.plan_file import read_plan_file
from planner.store.errors import StoreError
from planner.ui.failed_save import ELSEWHERE
from planner.ui.plan_text import PlanText
from planner.ui.session import Session
from tests.ui import look, samples
from tests.ui.modal import settle

WORDS = "Stalin held the party."
ARGUMENT = Field(Part.LINE_OF_ARGUMENT)


@pytest.fixture
def target(monkeypatch, tmp_path) -> Path:
    """Return the file that the system’s own dialog answers."""
    path = tmp_path / "stick" / "copy.essayplan"
    path.parent.mkdir()
    monkeypatch.setattr(
        "planner.ui.file_asking.QFileDialog.getSaveFileName", lambda *_, **__: (str(path), "")
    )
    return path


@pytest.fixture
def failing(desk, store):
    """Return a window in which words were typed that the disk does not take."""
    desk.session.apply(lambda plan: samples.placed(plan, samples.FUNERAL), "place")
    store.broken = True
    field = argument(desk)
    field.setFocus()
    QTest.keyClicks(field, WORDS)
    assert not desk.session.settle()
    return desk


def argument(window) -> PlanText:
    return look.named(window, "Line of argument", PlanText)


def said(window) -> str:
    return window.notice.text.text() if window.notice.isVisible() else ""


def test_the_words_stay_and_one_message_says_what_can_be_done(failing, store, library):
    assert argument(failing).words() == WORDS
    assert failing.statusBar().currentMessage() == "Not saved"
    assert said(failing).startswith("The disk is full")
    assert said(failing).endswith("What you typed stays on the screen.")
    assert look.pushed(failing.notice, ELSEWHERE).isVisible()
    look.pushed(failing.notice, "Try again").click()
    assert said(failing).startswith("The disk is full")
    store.broken = False
    look.pushed(failing.notice, "Try again").click()
    assert failing.statusBar().currentMessage() == "Saved"
    assert said(failing) == ""
    assert library.plans.load("plan").line_of_argument == WORDS


def test_a_copy_elsewhere_has_the_words_that_are_not_saved(failing, store, library, target):
    library.set_note(samples.FUNERAL.id, "My note")
    look.pushed(failing.notice, ELSEWHERE).click()
    file = read_plan_file(target)
    assert file.plan == edits.write(failing.session.plan, ARGUMENT, WORDS)
    assert file.notes == {samples.FUNERAL.id: "My note"}
    assert str(target) in said(failing)
    assert "still to be saved in your library" in said(failing)
    # The library still fails, which takes nothing away that is not read yet.
    assert not failing.session.settle()
    assert str(target) in said(failing)
    assert failing.statusBar().currentMessage() == "Not saved"
    store.broken = False
    assert failing.session.settle()
    assert str(target) in said(failing)
    assert library.plans.load("plan") == file.plan


def test_a_failure_is_told_again_once_what_was_told_meanwhile_is_gone(failing):
    failing.notice.tell("Exported.")
    assert not failing.session.settle()
    assert said(failing) == "Exported."
    failing.notice.clear()
    assert not failing.session.settle()
    assert said(failing).startswith("The disk is full")


def test_a_copy_that_is_not_made_is_offered_again(failing, monkeypatch, target):
    target.parent.rmdir()
    look.pushed(failing.notice, ELSEWHERE).click()
    assert "could not be written" in said(failing)
    target.parent.mkdir()
    look.pushed(failing.notice, "Try again").click()
    assert read_plan_file(target).plan.line_of_argument == WORDS


def test_a_copy_is_saved_though_the_library_cannot_be_read(failing, library, monkeypatch, target):
    def fail(*_):
        raise StoreError("The disk did not give the data.")

    monkeypatch.setattr(library, "notes", fail)
    monkeypatch.setattr(library, "setting", fail)
    look.pushed(failing.notice, ELSEWHERE).click()
    assert read_plan_file(target).plan.line_of_argument == WORDS
    assert "notes on its cards could not be read" in said(failing)


def test_words_that_no_file_takes_are_told(failing, target):
    failing.session.type(ARGUMENT, "x" * 50 * PASSAGE)
    look.pushed(failing.notice, ELSEWHERE).click()
    assert "Shorten it" in said(failing)
    assert not target.exists()
    argument(failing).setPlainText(WORDS)
    look.pushed(failing.notice, ELSEWHERE).click()
    assert read_plan_file(target).plan.line_of_argument == WORDS


def test_a_copy_has_the_change_that_failed(failing, target):
    failing.session.forget_typing()
    failing.session.apply(lambda plan: samples.placed(plan, samples.MOOD), "place")
    look.pushed(failing.notice, ELSEWHERE).click()
    cards = [placement.card for placement in read_plan_file(target).plan.placements()]
    assert cards == [samples.FUNERAL, samples.MOOD]


def test_a_copy_of_an_example_is_a_plan_of_its_own(library, store, qapp):
    session = Session(store)
    session.open(samples.worked(), worked=True)
    store.broken = True
    session.type(ARGUMENT, WORDS)
    assert not session.settle()
    shown = session.shown()
    assert shown.line_of_argument == WORDS
    assert shown.id != samples.worked().id
    session.forget_typing()
    session.deleteLater()


def test_a_drafts_copy_has_the_cell_that_is_being_typed_in(window, library, monkeypatch, target):
    def fail(*_):
        raise StoreError("The disk is full, so the last change was not saved.")

    library.drafts.save(samples.pack(), 1.0)
    editor = window.open_draft("usa")
    settle()
    monkeypatch.setattr(library.drafts, "save", fail)
    view = editor.sheets["card"].view
    view.setCurrentIndex(view.model().index(0, 0))
    view.setFocus()
    for letter in WORDS:
        # The first opens the cell, which the next ones go to.
        QTest.keyClick(window.focusWidget(), letter)
    editor.retry()
    settle()
    look.pushed(window.notice, ELSEWHERE).click()
    made = tomllib.loads(target.with_name("copy.essayplan.toml").read_text(encoding="utf-8"))
    assert made["cards"][0]["headline"] == WORDS
    assert "still to be saved in your library" in said(window)
    assert window.statusBar().currentMessage() == "Not saved"
    editor.session.forget_typing()
