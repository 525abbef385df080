"""Versions that keep themselves, and how they are shown beside the plan."""

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTextEdit

from planner.model.plan import Part
from planner.store.errors import StoreError
from planner.ui.packs.field_changes import MarkedText
from tests.ui import look, samples
from tests.ui.modal import close, press, settle
from tests.ui.versions.test_keeping import told, write


@pytest.fixture
def worked_on(library, plan, window):
    """Return a window with a plan that has something in it, as of an earlier day."""
    library.plans.save(samples.write(plan, Part.INTRODUCTION, "Of yesterday"), 1.0)
    window.open_plan(plan.id)
    settle()
    return window


def kept(window, library) -> list[str]:
    """Return what the introduction was in the versions that kept themselves, the last first."""
    versions = library.versions.list(window.session.plan.id)
    return [library.versions.load(v.id).introduction for v in versions if v.automatic]


def pass_minutes(window, minutes: float) -> None:
    keeping = window.keeping.self_keeping
    clock = keeping.clock
    keeping.clock = lambda: clock() + minutes * 60


def test_what_was_opened_is_kept_with_the_first_change(worked_on, library):
    assert kept(worked_on, library) == []
    write(worked_on, "Of today")
    write(worked_on, "Of today, and more")
    assert kept(worked_on, library) == ["Of yesterday"]


def test_a_plan_that_is_only_looked_at_changes_nothing(worked_on, library):
    worked_on.go_home()
    worked_on.open_plan("plan")
    assert library.versions.list("plan") == []


def test_every_ten_minutes_of_work_keep_what_was_there_before_them(worked_on, library):
    write(worked_on, "One")
    pass_minutes(worked_on, 9)
    write(worked_on, "Two")
    assert kept(worked_on, library) == ["Of yesterday"]
    pass_minutes(worked_on, 1.1)
    write(worked_on, "Three")
    assert kept(worked_on, library) == ["Two", "Of yesterday"]
    pass_minutes(worked_on, 60)
    assert len(kept(worked_on, library)) == 2


def test_what_was_not_changed_since_is_not_kept_twice(worked_on, library):
    write(worked_on, "One")
    worked_on.go_home()
    worked_on.open_plan("plan")
    write(worked_on, "Two")
    assert kept(worked_on, library) == ["One", "Of yesterday"]
    worked_on.keeping.keep()
    worked_on.go_home()
    worked_on.open_plan("plan")
    write(worked_on, "Three")
    assert kept(worked_on, library) == ["One", "Of yesterday"]


def test_a_new_plan_keeps_no_emptiness(desk, library):
    write(desk, "One")
    write(desk, "Two")
    assert kept(desk, library) == []
    pass_minutes(desk, 10.1)
    write(desk, "Three")
    assert kept(desk, library) == ["Two"]


def test_a_worked_example_and_its_copy_begin_anew(desk, library):
    desk.open_plan("usa/worked")
    write(desk, "Mine")
    assert library.versions.list("usa/worked") == []
    write(desk, "Mine, and more")
    assert kept(desk, library) == ["Mine"]


def test_a_disk_that_fails_is_tried_again_with_the_next_change(worked_on, library, monkeypatch):
    keep = library.versions.keep_automatic

    def full(*_):
        raise StoreError("The disk is full.")

    monkeypatch.setattr(library.versions, "keep_automatic", full)
    write(worked_on, "One")
    assert worked_on.session.status == "Saved"
    monkeypatch.setattr(library.versions, "keep_automatic", keep)
    write(worked_on, "Two")
    assert kept(worked_on, library) == ["One"]


def test_a_deleted_plan_comes_back_with_its_versions(worked_on, library):
    write(worked_on, "One")
    library.plans.delete("plan", time.time())
    library.plans.restore("plan")
    worked_on.open_plan("plan")
    assert kept(worked_on, library) == ["Of yesterday"]


# Side by side


def texts(dialog) -> dict[str, str]:
    return {t.accessibleName(): t.toPlainText() for t in dialog.findChildren(MarkedText)}


def test_a_version_is_listed_by_time_with_what_changed_in_words(worked_on, modals):
    write(worked_on, "Of today")
    worked_on.keeping.keep()

    def answer(dialog):
        lines = [dialog.list.item(row).text() for row in range(dialog.list.count())]
        year = time.strftime("%Y, %H")
        assert [year in line for line in lines] == [True, True]
        assert lines[0].endswith("Kept by hand – changed: the introduction")
        assert lines[1].endswith("Kept by itself – the first that is kept")
        close(dialog)

    modals.answer(answer)
    worked_on.keeping.show()


def test_both_are_side_by_side_and_marked_by_more_than_colour(worked_on, modals):
    write(worked_on, "Of today")

    def answer(dialog):
        assert texts(dialog) == {
            "Introduction, then": "Of yesterday",
            "Introduction, now": "Of today",
        }
        then, now = dialog.findChildren(MarkedText)
        assert "line-through" in then.toHtml()
        assert "underline" in now.toHtml()
        # The keyboard gets to each, and a screen reader is told what it is.
        for text in (then, now):
            assert text.focusPolicy() & Qt.FocusPolicy.TabFocus
            assert look.told_of(text).text(QAccessible.Text.Name) == text.accessibleName()
            assert isinstance(text, QTextEdit)
            assert text.isReadOnly()
        # One area scrolls both.
        assert dialog.fields.widget().isAncestorOf(then)
        assert dialog.fields.widget().isAncestorOf(now)
        close(dialog)

    modals.answer(answer)
    worked_on.keeping.show()


def test_one_that_kept_itself_is_gone_back_to_by_keys_and_undone(worked_on, library, modals):
    write(worked_on, "Of today")

    def answer(dialog):
        QTest.keyClick(dialog.list, Qt.Key.Key_Down)
        QTest.keyClick(dialog.list, Qt.Key.Key_Return)

    modals.answer(answer)
    QTest.keyClick(worked_on, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    assert worked_on.session.plan.introduction == "Of yesterday"
    assert worked_on.session.undo_words.startswith("go back to the version of ")
    worked_on.turning.undo()
    assert worked_on.session.plan.introduction == "Of today"


def test_one_that_the_plan_still_is_shows_what_it_says(worked_on, modals):
    worked_on.keeping.keep()

    def answer(dialog):
        assert texts(dialog)["Introduction"] == "Of yesterday"
        assert not dialog.back.isEnabled()
        close(dialog)

    modals.answer(answer)
    worked_on.keeping.show()


def test_a_version_that_differs_everywhere_is_shown_as_far_as_there_is_room(
    worked_on, modals, monkeypatch
):
    monkeypatch.setattr("planner.ui.versions.versions_dialog._MOST_FIELDS", 1)
    write(worked_on, "Of today")
    write(worked_on, "So", Part.CONCLUSION)

    def answer(dialog):
        assert list(texts(dialog)) == ["Introduction, then", "Introduction, now"]
        assert "And 1 more text. Open it as a copy" in told(dialog)
        close(dialog)

    modals.answer(answer)
    worked_on.keeping.show()


def test_a_damaged_version_does_not_keep_the_others_from_being_shown(
    worked_on, library, modals, monkeypatch
):
    write(worked_on, "Of today")
    worked_on.keeping.keep()
    hand, _ = library.versions.list("plan")
    load = library.versions.load

    def damaged(version_id):
        if version_id == hand.id:
            raise StoreError("This version is damaged.")
        return load(version_id)

    monkeypatch.setattr(library.versions, "load", damaged)

    def answer(dialog):
        assert dialog.list.item(0).text().endswith("– damaged")
        assert dialog.problem.isVisible()
        dialog.list.setCurrentRow(1)
        assert not dialog.problem.isVisible()
        press("Go back to this")(dialog)

    modals.answer(answer)
    worked_on.keeping.show()
    assert worked_on.session.plan.introduction == "Of yesterday"
