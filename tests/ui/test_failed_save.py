"""What a failed save says and offers, over the real window, its fields and its files."""

import os
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from planner.model import edits
from planner.model.plan import Field, Part
from planner.model.text import PASSAGE
from planner.store.errors import StoreError
from planner.store.library import Library
from planner.ui.failed_save import ELSEWHERE
from planner.ui.plan_text import PlanText
from planner.ui.session import Session
from tests.ui import look, samples
from tests.ui.modal import plain, press, settle

WORDS = "Stalin held the party."
ARGUMENT = Field(Part.LINE_OF_ARGUMENT)


@pytest.fixture
def target(monkeypatch, tmp_path) -> Path:
    """Return the file that the system’s own dialog answers."""
    path = tmp_path / "stick" / "copy.db"
    path.parent.mkdir()
    monkeypatch.setattr(
        "PySide6.QtWidgets.QFileDialog.getSaveFileName", lambda *_, **__: (str(path), "")
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


def copied(path, plan_id="plan"):
    """Return a plan as it is in a copy of the library."""
    with Library.open(path) as copy:
        return copy.plans.load(plan_id)


def test_a_copy_elsewhere_has_all_and_the_words_that_are_not_saved(failing, store, library, target):
    library.set_note(samples.FUNERAL.id, "My note")
    look.pushed(failing.notice, ELSEWHERE).click()
    with Library.open(target) as copy:
        kept = copy.plans.load("plan")
        assert copy.notes([samples.FUNERAL.id]) == {samples.FUNERAL.id: "My note"}
        assert copy.pack("usa") == samples.pack()
    assert kept == edits.write(failing.session.plan, ARGUMENT, WORDS)
    assert said(failing).startswith(f"All that you did is in {target} now.")
    assert failing.notice.act.text() == "Go on in the copy"
    # The library still fails, which takes nothing away that is not read yet.
    assert not failing.session.settle()
    assert str(target) in said(failing)
    assert failing.statusBar().currentMessage() == "Not saved"
    store.broken = False
    assert failing.session.settle()
    assert said(failing).startswith("evidence.db can be saved in again, and all that you did is")
    assert str(target) in said(failing)
    assert not failing.notice.act.isVisible()
    assert library.plans.load("plan") == kept


def test_what_was_done_after_the_copy_is_in_it_when_it_is_gone_on_in(failing, target):
    look.pushed(failing.notice, ELSEWHERE).click()
    QTest.keyClicks(argument(failing), " And then more.")
    look.pushed(failing.notice, "Go on in the copy").click()
    assert not failing.isVisible()
    assert failing.watch.elsewhere.next == target
    assert copied(target).line_of_argument == f"{WORDS} And then more."


def test_a_copy_that_is_gone_is_not_gone_on_in(failing, target):
    look.pushed(failing.notice, ELSEWHERE).click()
    target.unlink()
    target.parent.rmdir()
    look.pushed(failing.notice, "Go on in the copy").click()
    assert failing.isVisible()
    assert failing.watch.elsewhere.next is None
    assert said(failing).startswith("The copy was not saved.")
    assert argument(failing).words() == WORDS


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
    assert said(failing).startswith("The copy was not saved. No copy could be saved in")
    target.parent.mkdir()
    look.pushed(failing.notice, ELSEWHERE).click()
    assert copied(target).line_of_argument == WORDS


def test_a_copy_that_is_not_wanted_is_not_offered_any_more_once_all_is_saved(
    failing, store, monkeypatch
):
    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getSaveFileName", lambda *_, **__: ("", ""))
    look.pushed(failing.notice, ELSEWHERE).click()
    assert said(failing) == "The copy was not saved. All that you did is still here."
    store.broken = False
    assert failing.session.settle()
    assert said(failing) == ""


def test_a_copy_is_saved_though_the_library_cannot_be_read(failing, library, monkeypatch, target):
    def fail(*_):
        raise StoreError("The disk did not give the data.")

    monkeypatch.setattr(library, "save_copy", fail)
    monkeypatch.setattr(library, "setting", fail)
    look.pushed(failing.notice, ELSEWHERE).click()
    assert os.listdir(target.parent) == [target.name]
    assert copied(target).line_of_argument == WORDS
    assert said(failing).startswith(f"The plan that is on the screen is in {target} now.")
    assert "The rest of your library could not be read." in said(failing)


def test_words_that_no_file_takes_are_told(failing, target):
    failing.session.type(ARGUMENT, "x" * 50 * PASSAGE)
    look.pushed(failing.notice, ELSEWHERE).click()
    assert "Shorten it" in said(failing)
    assert not target.exists()
    argument(failing).setPlainText(WORDS)
    look.pushed(failing.notice, ELSEWHERE).click()
    assert copied(target).line_of_argument == WORDS


def test_a_copy_has_the_change_that_failed(failing, target):
    failing.session.forget_typing()
    failing.session.apply(lambda plan: samples.placed(plan, samples.MOOD), "place")
    look.pushed(failing.notice, ELSEWHERE).click()
    cards = [placement.card for placement in copied(target).placements()]
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
    with Library.open(target) as copy:
        assert copy.drafts.load("usa").cards[0].headline == WORDS
    assert said(window).startswith(f"All that you did is in {target} now.")
    assert window.statusBar().currentMessage() == "Not saved"
    editor.session.forget_typing()


# Leaving


def offered(box) -> list[str]:
    return [plain(button.text()) for button in box.buttons()]


def test_closing_asks_and_says_why_and_offers_the_copy(failing, modals, target, store):
    def look_at(box):
        assert box.text() == "Leave without saving the last words?"
        assert box.informativeText().startswith("The disk is full")
        assert offered(box) == [ELSEWHERE, "Leave", "Go back"]
        assert box.defaultButton().text() == "Go back"
        press("Go back")(box)

    modals.answer(look_at)
    assert not failing.close()
    assert argument(failing).words() == WORDS
    assert not target.exists()
    store.broken = False


def test_a_copy_is_saved_from_there_and_the_window_closes(failing, modals, target, store):
    told = []

    def read(box):
        told.append(box.informativeText())
        press("OK")(box)

    modals.answer(press(ELSEWHERE), read)
    assert failing.close()
    assert str(target) in told[0]
    assert copied(target).line_of_argument == WORDS


def test_a_copy_that_fails_there_keeps_the_window(failing, modals, target):
    target.parent.rmdir()
    modals.answer(press(ELSEWHERE))
    assert not failing.close()
    assert said(failing).startswith("The copy was not saved.")
    assert argument(failing).words() == WORDS


def test_a_copy_that_is_saved_on_the_way_to_another_page_keeps_this_one(failing, modals, target):
    modals.answer(press(ELSEWHERE))
    failing.go_home()
    assert failing.on_desk
    assert copied(target).line_of_argument == WORDS
    assert failing.notice.act.text() == "Go on in the copy"


def test_what_no_library_takes_is_not_offered_to_a_copy(desk, modals):
    desk.session.type(ARGUMENT, "x" * 50 * PASSAGE)

    def look_at(box):
        assert offered(box) == ["Leave", "Go back"]
        assert "Go back to shorten it" in box.informativeText()
        press("Leave")(box)

    modals.answer(look_at)
    desk.go_home()
    assert not desk.on_desk


def test_no_backup_is_restored_over_what_is_not_saved(failing, target):
    failing.safety.show_backups()
    assert "so no backup can be restored yet" in said(failing)
    look.pushed(failing.notice, ELSEWHERE).click()
    assert copied(target).line_of_argument == WORDS


# Another library


@pytest.fixture
def other(failing, target, store):
    """Return a copy that was saved, with the library well again."""
    look.pushed(failing.notice, ELSEWHERE).click()
    store.broken = False
    assert failing.session.settle()
    return target


def test_a_copy_is_opened_as_any_file_is(failing, other, modals):
    modals.answer(press("Stay here"))
    failing.receiving.open(other)
    assert failing.isVisible()
    assert failing.watch.elsewhere.next is None
    modals.answer(press("Go on in it"))
    failing.receiving.open(other)
    assert not failing.isVisible()
    assert failing.watch.elsewhere.next == other


def test_what_is_no_library_is_not_opened(failing, other):
    before = other.read_bytes()
    other.write_bytes(b"SQLite format 3\0" + bytes(200))
    failing.receiving.open(other)
    assert "is not a Marshal library" in said(failing) or failing.notice.is_warning
    other.write_bytes(before)
    named = other.with_name("copy")
    os.rename(other, named)
    named.write_bytes(b"Not one")
    failing.receiving.open(named)
    assert failing.notice.is_warning
    assert failing.isVisible()


def test_words_that_cannot_be_saved_keep_the_library_open(failing, other, modals, store):
    store.broken = True
    failing.session.type(ARGUMENT, "More.")
    modals.answer(press("Go on in it"), press("Go back"))
    failing.receiving.open(other)
    assert failing.isVisible()
    assert failing.watch.elsewhere.next is None
    store.broken = False
