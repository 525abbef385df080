"""Deleted plans: brought back, looked at in their versions, deleted for good."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from planner.model.plan import Part
from planner.store.errors import StoreError
from tests.ui import look, samples
from tests.ui.modal import close, press, settle
from tests.ui.test_home import home, pick, titles, undo

__all__ = ["home"]


def deleted(home):
    settle()
    return home.deleted


def test_deleted_plans_are_restored(home, modals):
    assert not deleted(home).isVisible()
    pick(home, "B")
    look.pushed(home, "Delete").click()
    assert deleted(home).text() == "Deleted plans (1)"

    def restore(dialog):
        press("Restore")(dialog)
        assert dialog.empty.isVisible()
        assert [b.text() for b in dialog.findChildren(QPushButton) if b.isVisible()] == ["Close"]
        press("Close")(dialog)

    modals.answer(restore)
    deleted(home).click()
    assert sorted(titles(home)) == ["A", "B", "C"]
    assert not deleted(home).isVisible()
    assert home.window().focusWidget() is home.list
    # Which is undone as all else is, step by step.
    assert home.undo_words == "restore plan"
    undo(home)
    assert titles(home) == ["C", "A"]
    assert home.undo_words == "delete plan"
    undo(home)
    assert sorted(titles(home)) == ["A", "B", "C"]


@pytest.mark.parametrize(("answer", "left"), [("Delete for good", 0), ("Keep it", 1)])
def test_deleted_plans_are_deleted_for_good(home, library, modals, answer, left):
    pick(home, "A")
    look.pushed(home, "Duplicate").click()
    pick(home, "B")
    look.pushed(home, "Delete").click()

    def forget(dialog):
        press("Delete for good…")(dialog)
        press("Close")(dialog)

    modals.answer(forget, press(answer))
    deleted(home).click()
    assert len(library.plans.deleted()) == left
    assert titles(home) == ["Copy of A", "C", "A"]
    # Only what became impossible is forgotten, and nothing offers to undo it.
    assert home.undo_words == ("delete plan" if left else "duplicate plan")
    assert home.window().notice.isVisible() is bool(left)


def test_undoing_what_was_deleted_for_good_is_told(home, library):
    pick(home, "B")
    look.pushed(home, "Delete").click()
    library.plans.forget("plan-b")
    undo(home)
    assert home.window().notice.is_warning
    assert titles(home) == ["C", "A"]


def shown(dialog) -> list[str]:
    return [b.text() for b in dialog.findChildren(QPushButton) if b.isVisible()]


def test_one_is_restored_by_return(home, library, modals):
    pick(home, "B")
    look.pushed(home, "Delete").click()

    def restore(dialog):
        assert dialog.focusWidget() is dialog.list
        QTest.keyClick(dialog.list, Qt.Key.Key_Return)
        close(dialog)

    modals.answer(restore)
    deleted(home).click()
    assert library.plans.deleted() == []


@pytest.fixture
def versioned(home, library):
    """Return Home with a deleted plan of which a version was kept."""
    was = samples.write(library.plans.load("plan-b"), Part.INTRODUCTION, "As it was.")
    library.versions.keep(was, "Kept by hand", 5.0)
    pick(home, "B")
    look.pushed(home, "Delete").click()
    return home


def test_the_versions_of_one_are_looked_at_and_opened(versioned, library, modals):
    def look_at(dialog):
        assert dialog.windowTitle() == "Versions of a deleted plan"
        assert dialog.about.text().startswith(
            "3 words, 0 cards, 3 paragraphs; when deleted 0 words"
        )
        assert shown(dialog) == ["Delete…", "Close", "Open as a copy"]
        assert dialog.copy_button.isDefault()
        press("Open as a copy")(dialog)

    modals.answer(press("Versions…"), look_at)
    deleted(versioned).click()
    settle()
    window = versioned.window()
    assert window.on_desk
    assert window.session.plan.introduction == "As it was."
    # It is a plan of its own: the deleted one stays deleted, with its versions.
    assert [plan.id for plan in library.plans.deleted()] == ["plan-b"]
    assert len(library.versions.list("plan-b")) == 1


def test_one_that_cannot_be_read_still_shows_its_versions(versioned, library, modals, monkeypatch):
    def damaged(_store, _id):
        raise StoreError("The plan is damaged.")

    monkeypatch.setattr("tests.ui.store.ShakyStore.load", damaged, raising=False)

    def versions(dialog):
        dialog.versions.click()
        close(dialog)

    def look_at(dialog):
        assert "The plan itself cannot be read now." in dialog.about.text()
        close(dialog)

    modals.answer(versions, look_at)
    deleted(versioned).click()
    assert len(library.plans.deleted()) == 1
