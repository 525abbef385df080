"""Restoring a backup from the window, and taking that back."""

import time

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from planner.model.plan import Part
from planner.store.backup import backups
from planner.store.errors import StoreError
from planner.store.library import Library
from planner.ui.packs.progress import Cancelled
from planner.ui.safety import waiting
from planner.ui.safety.waiting import wait_for
from planner.ui.theme import tokens
from tests.ui import look, samples
from tests.ui.modal import close, find, plain, press, settle
from tests.ui.packs.test_editing import change, open_draft
from tests.ui.versions.test_keeping import write

# 23 November 2026, 14:05 and 15:05, wherever the test runs.
NOON = time.mktime((2026, 11, 23, 14, 5, 0, 0, 0, -1))
LATER = NOON + 3600


@pytest.fixture
def worked(desk, library):
    """Return a window with a plan on its desk that was changed since the only backup."""
    write(desk, "As it was")
    library.back_up("work", NOON)
    write(desk, "As it is")
    return desk


def restore(window):
    menu = next(a.menu() for a in window.menuBar().actions() if plain(a.text()) == "File")
    find(menu, "Restore a backup").trigger()
    settle()


def rows(dialog) -> list[str]:
    return [dialog.list.item(row).text() for row in range(dialog.list.count())]


def told(dialog) -> str:
    return "\n".join(shown.text() for shown in dialog.findChildren(QLabel) if shown.isVisible())


def introduction(window) -> str:
    return look.named(window, "Introduction").toPlainText()


def said(window) -> str:
    return window.notice.text.text() if window.notice.isVisible() else ""


def test_a_backup_is_restored_in_two_clicks_and_undone_in_one(worked, library, modals):
    modals.answer(press("Restore this backup"))
    restore(worked)
    assert introduction(worked) == "As it was"
    assert worked.session.plan == library.plans.load("plan")
    assert said(worked) == "Restored the backup of Monday 23 November 2026, 14:05."
    worked.notice.act.click()
    settle()
    assert introduction(worked) == "As it is"
    assert library.plans.load("plan").introduction == "As it is"


def test_what_is_typed_next_is_saved_over_what_was_restored(worked, library, modals):
    modals.answer(press("Restore this backup"))
    restore(worked)
    look.named(worked, "Introduction").insertPlainText("And then ")
    assert worked.session.settle()
    assert library.plans.load("plan").introduction == "And then As it was"
    assert [plan.id for plan in library.plans.summaries()] == ["plan"]


def test_what_was_typed_last_is_in_the_backup_that_undo_restores(worked, library, modals):
    look.named(worked, "Introduction").insertPlainText("Just typed. ")
    modals.answer(press("Restore this backup"))
    restore(worked)
    assert introduction(worked) == "As it was"
    worked.past.undo()
    settle()
    assert introduction(worked) == "Just typed. As it is"
    worked.past.redo()
    settle()
    assert introduction(worked) == "As it was"


def test_what_was_typed_before_it_is_undone_is_in_a_backup_too(worked, library, modals):
    modals.answer(press("Restore this backup"))
    restore(worked)
    look.named(worked, "Introduction").insertPlainText("And then ")
    worked.past.undo()
    settle()
    assert introduction(worked) == "As it is"
    newest = backups(library.path)[0]
    assert newest.reason == "restore"
    with Library.open(newest.path, write=False) as copy:
        assert copy.plans.load("plan").introduction == "And then As it was"


def test_a_pack_that_is_being_made_leaves_its_editor_and_is_as_it_was(worked, library, modals):
    open_draft(worked, library)
    library.back_up("work", LATER)
    change(worked, "The long struggle")
    modals.answer(press("Restore this backup"))
    restore(worked)
    assert worked.editing is None
    assert library.drafts.load("usa").info.title == "The struggle"
    worked.open_draft("usa")
    assert worked.windowTitle() == "The struggle – Marshal"


def test_the_windows_settings_stay_and_are_what_it_shows(worked, theme, modals):
    worked.choose_scheme(Qt.ColorScheme.Light)
    worked.library.back_up("work", LATER)
    worked.choose_scheme(Qt.ColorScheme.Dark)
    write(worked, "Changed again")
    modals.answer(press("Restore this backup"))
    restore(worked)
    assert introduction(worked) == "As it is"
    assert worked.scheme == "Dark"
    assert theme.tokens == tokens(Qt.ColorScheme.Dark)
    worked.choose_scheme(Qt.ColorScheme.Light)
    worked.past.undo()
    assert introduction(worked) == "Changed again"
    assert worked.scheme == "Light"
    worked.choose_scheme(Qt.ColorScheme.Unknown)


def test_backups_are_listed_by_time_with_why_and_how_much(worked, library, modals):
    library.plans.save(samples.begun("two"), 1.0)
    library.back_up("import", LATER)
    sizes = [f"{round(backup.size / 1000)} KB" for backup in backups(library.path)]

    def answer(dialog):
        assert rows(dialog) == [
            f"Monday 23 November 2026, 15:05\nBefore a change of the packs · 2 plans · {sizes[0]}",
            f"Monday 23 November 2026, 14:05\nWhile you worked · 1 plan · {sizes[1]}",
        ]
        assert dialog.list.currentRow() == 0
        assert "“evidence-backups”" in told(dialog)
        close(dialog)

    modals.answer(answer)
    restore(worked)
    assert introduction(worked) == "As it is"
    assert len(backups(library.path)) == 2


def test_what_would_change_is_said_before_it_does(worked, library, modals):
    library.plans.save(replace(samples.begun("two"), name="Two"), 1.0)
    library.plans.save(replace(samples.begun("three"), name="Three"), 2.0)
    library.back_up("work", LATER)
    library.plans.delete("two", 3.0)
    library.plans.save(samples.write(library.plans.load("three"), Part.CONCLUSION, "So"), 4.0)

    def answer(dialog):
        assert "“Three” goes back to what it was then.\n“Two” comes back." in told(dialog)
        dialog.list.setCurrentRow(1)
        assert "“Three” was not there yet, and goes." in told(dialog)
        assert "“Two”" not in told(dialog)
        assert dialog.list.accessibleDescription() == dialog.about.text()
        dialog.list.setCurrentRow(0)
        QTest.keyClick(dialog.list, Qt.Key.Key_Return)

    modals.answer(answer)
    restore(worked)
    assert {plan.title for plan in library.plans.summaries()} >= {"Two", "Three"}


def test_a_plan_that_the_backup_lacks_leaves_its_desk(desk, library, modals):
    library.plans.save(replace(samples.begun("two"), name="Two"), 1.0)
    library.plans.delete("plan", 2.0)
    library.back_up("work", NOON)
    library.plans.restore("plan")
    modals.answer(press("Restore this backup"))
    restore(desk)
    assert not desk.on_desk
    assert desk.home.list.plans.row_of("two") == 0
    assert desk.home.list.plans.row_of("plan") == -1
    assert said(desk).startswith("Restored the backup of")
    desk.turning.undo()
    assert desk.home.list.plans.row_of("plan") >= 0


def test_the_shelf_and_the_packs_are_read_again(desk, library, modals):
    library.back_up("work", NOON)
    desk.go_packs()
    library.hide("usa")
    desk.deeds.changed.emit()
    modals.answer(press("Restore this backup"))
    restore(desk)
    assert [pack.id for pack in library.packs()] == ["usa"]
    desk.go_home()
    desk.open_plan("plan")
    assert look.shown(desk.desk.shelf.list)[:1] == [samples.TESTAMENT.headline]


def test_one_that_cannot_be_restored_is_told_and_changes_nothing(worked, library, modals):
    (backup,) = backups(library.path)
    data = bytearray(backup.path.read_bytes())
    at = data.rindex(b"As it was")
    data[at] ^= 1
    backup.path.write_bytes(data)
    modals.answer(press("Restore this backup"))
    restore(worked)
    assert "is damaged, so nothing was restored. Your library is as it was." in said(worked)
    assert introduction(worked) == "As it is"
    assert len(backups(library.path)) == 1


def test_one_of_a_damaged_library_or_that_cannot_be_read_is_not_offered(worked, library, modals):
    (backup,) = backups(library.path)
    backup.path.rename(backup.path.with_name("evidence 2026-11-23 140500 work damaged.db"))
    folder = backup.path.parent
    (folder / "evidence 2026-11-23 120000 work.db").write_bytes(b"Not a library")

    def answer(dialog):
        assert "Damaged in part · While you worked · 1 plan" in rows(dialog)[0]
        assert "cannot be read" in rows(dialog)[1]
        assert "cannot be restored whole" in told(dialog)
        assert not dialog.restore.isEnabled()
        dialog.list.setCurrentRow(1)
        assert dialog.problem.isVisible()
        assert not dialog.restore.isEnabled()
        close(dialog)

    modals.answer(answer)
    restore(worked)


def test_no_backups_yet_is_told(desk, modals):
    def answer(dialog):
        assert "There are no backups yet." in told(dialog)
        assert not dialog.restore.isEnabled()
        close(dialog)

    modals.answer(answer)
    restore(desk)


def test_a_disk_that_is_full_is_told_and_leaves_all_as_it_was(worked, library, modals, monkeypatch):
    def full(*_):
        raise StoreError("The disk is full.")

    monkeypatch.setattr(library, "restore", full)
    modals.answer(press("Restore this backup"))
    restore(worked)
    assert said(worked) == "The disk is full."
    assert worked.notice.act.text() == "Choose another backup…"
    assert introduction(worked) == "As it is"


def test_what_cannot_be_saved_comes_first(worked, library, modals):
    look.named(worked, "Introduction").setPlainText("x" * 200_000)
    restore(worked)
    assert "no backup can be restored yet" in said(worked)


# Waiting


def test_long_work_shows_how_far_it_is_and_gives_what_it_made(worked, modals, monkeypatch):
    monkeypatch.setattr(waiting, "PATIENCE", 0.05)
    seen = []

    def work(advance):
        while not seen:
            advance(3, 30)
            time.sleep(0.01)
        return "made"

    def look_at(dialog):
        settle()
        seen.append((dialog.bar.value(), dialog.bar.maximum(), dialog.bar.accessibleName()))

    modals.answer(look_at)
    assert wait_for(worked, "Working…", work) == "made"
    assert seen == [(3, 30, "Working…")]


def test_work_that_is_cancelled_ends_before_anything_is_changed(
    monkeypatch, modals, worked, library
):
    monkeypatch.setattr(waiting, "PATIENCE", 0.0)
    real = library.back_up

    def slow(reason, now, advance):
        for done in range(1000):
            advance(done, 1000)
            time.sleep(0.01)
        return real(reason, now, advance)

    monkeypatch.setattr(library, "back_up", slow)
    modals.answer(press("Restore this backup"), press("Cancel"))
    restore(worked)
    assert said(worked) == "Cancelled. The library is as it was."
    assert introduction(worked) == "As it is"
    assert len(backups(library.path)) == 1


def test_what_fails_in_the_thread_is_raised_here(worked):
    def work(_advance):
        raise Cancelled

    with pytest.raises(Cancelled):
        wait_for(worked, "Working…", work)
