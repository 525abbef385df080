"""Backups as one works: when they are made, and what is said where one cannot be."""

import time

import pytest

from planner.model.plan import Part
from planner.store.backup import backups
from planner.store.check import verify
from planner.store.errors import StoreError
from planner.store.library import Library
from planner.store.reading import open_copy
from planner.ui.notice import Notice
from planner.ui.packs.field_changes import MarkedText
from planner.ui.safety import backing_up
from planner.ui.safety.backing_up import EVERY, BackingUp, faults_words
from tests.ui import samples
from tests.ui.modal import close, press, settle
from tests.ui.versions.test_keeping import write

# The timer itself, which a test does not wait for.
TICK = "_timer"


@pytest.fixture
def working(desk, monkeypatch):
    """Return a window that has backups made as its timer would."""
    monkeypatch.setattr(backing_up, "_LOOK", 5)
    return desk


def tick(window, qtbot):
    """Let ten minutes be over, and wait until what they bring is done."""
    backing = window.safety.backing_up
    backing.begin()
    qtbot.waitUntil(lambda: backing._thread is None)  # noqa: SLF001
    settle()


def said(window) -> str:
    return window.notice.text.text() if window.notice.isVisible() else ""


def reasons(library) -> list[str]:
    return [backup.reason for backup in backups(library.path)]


def test_ten_minutes_of_work_are_backed_up_and_read_through(working, library, qtbot):
    write(working, "Of today")
    tick(working, qtbot)
    (backup,) = backups(library.path)
    assert (backup.reason, backup.sound) == ("work", True)
    assert abs(backup.at - time.time()) < 60
    assert verify(backup.path).sound
    with Library.open(backup.path, write=False) as copy:
        assert copy.plans.load("plan").introduction == "Of today"
    assert said(working) == ""


def test_where_nothing_was_changed_none_is_made(working, library, qtbot):
    write(working, "Of today")
    tick(working, qtbot)
    working.memory.set("scheme", "Dark")
    tick(working, qtbot)
    assert len(backups(library.path)) == 1
    write(working, "Of today, and more")
    tick(working, qtbot)
    assert len(backups(library.path)) == 2


def test_the_timer_runs_every_ten_minutes(working):
    timer = getattr(working.safety.backing_up, TICK)
    assert timer.isActive()
    assert timer.interval() == EVERY == 10 * 60 * 1000


def test_the_window_works_on_meanwhile(working, library, qtbot, monkeypatch):
    real = library.back_up
    entered = []

    def slow(reason, now):
        entered.append(reason)
        while len(entered) < 2:
            time.sleep(0.005)
        return real(reason, now)

    monkeypatch.setattr(library, "back_up", slow)
    write(working, "Before")
    working.safety.backing_up.begin()
    qtbot.waitUntil(lambda: bool(entered))
    write(working, "Meanwhile")
    # A second tick finds the first at work.
    working.safety.backing_up.begin()
    entered.append("go on")
    tick(working, qtbot)
    assert entered.count("work") == 1
    assert library.plans.load("plan").introduction == "Meanwhile"
    tick(working, qtbot)


def test_a_library_that_is_only_read_is_not_backed_up(path, theme, qapp):
    with Library.open(path) as library:
        library.plans.save(samples.begun(), 1.0)
    with open_copy(path) as copy:
        backing = BackingUp(qapp, copy, Notice(theme))
        assert not getattr(backing, TICK).isActive()
        backing.begin()
        backing.finish()
        backing.setParent(None)
    assert backups(path) == []


def test_a_failure_is_told_once_until_one_works_again(working, library, qtbot, monkeypatch):
    real = library.back_up

    def full(*_):
        raise StoreError("The disk has too little space for a backup.")

    monkeypatch.setattr(library, "back_up", full)
    write(working, "Of today")
    tick(working, qtbot)
    assert said(working).startswith("The disk has too little space for a backup. Marshal tries")
    working.notice.clear()
    tick(working, qtbot)
    assert said(working) == ""
    monkeypatch.setattr(library, "back_up", real)
    tick(working, qtbot)
    assert len(backups(library.path)) == 1
    monkeypatch.setattr(library, "back_up", full)
    write(working, "Of tomorrow")
    tick(working, qtbot)
    assert working.notice.isVisible()
    monkeypatch.setattr(library, "back_up", real)
    working.notice.act.click()
    tick(working, qtbot)
    assert len(backups(library.path)) == 2


def test_what_is_to_be_read_is_read_before_a_failure_is_told(working, library, qtbot, monkeypatch):
    def full(*_):
        raise StoreError("No backup.")

    monkeypatch.setattr(library, "back_up", full)
    monkeypatch.setattr(backing_up, "PASSING", 20)
    write(working, "Of today")
    working.notice.tell("Deleted “A plan”.", "Undo", passing=False)
    tick(working, qtbot)
    assert said(working) == "Deleted “A plan”."
    working.notice.clear()
    qtbot.waitUntil(lambda: said(working).startswith("No backup."))


# Damage


@pytest.fixture
def spoilt(path):
    """Damage a plan in the library, of which there is a backup and an earlier version."""
    other = samples.write(samples.begun("other"), Part.INTRODUCTION, "Damage comes here")
    with Library.open(path) as library:
        library.plans.save(other, 2.0)
        was = samples.write(other, Part.INTRODUCTION, "As it was")
        library.versions.keep_automatic(was, 1.0)
        library.back_up("work", 1_795_442_712.0)
    data = bytearray(path.read_bytes())
    at = data.rindex(b"Damage comes here")
    data[at] ^= 1
    path.write_bytes(data)


@pytest.fixture
def damaged(spoilt, make_window, plan, monkeypatch):
    """Return a window over a library in which a plan that is not open is damaged."""
    monkeypatch.setattr(backing_up, "_LOOK", 5)
    window = make_window()
    window.open_plan(plan.id)
    settle()
    return window


def test_a_damaged_plan_is_found_while_others_are_worked_on(damaged, library, qtbot, modals):
    write(damaged, "Of today")
    tick(damaged, qtbot)
    assert "A part of your library is damaged. The plan “Why did Stalin win" in said(damaged)
    assert damaged.notice.act.text() == "Put it right…"
    made, sound = backups(library.path)
    assert (made.sound, sound.sound) == (False, True)
    modals.answer(close)
    damaged.notice.more.click()
    write(damaged, "And more")
    tick(damaged, qtbot)
    assert said(damaged) == ""


def test_more_than_one_fault_is_counted():
    assert "is damaged. One. All the rest" in faults_words(["One."])
    assert "One. And 1 more fault. All" in faults_words(["One.", "Two."])
    assert "One. And 2 more faults. All" in faults_words(["One.", "Two.", "Three."])


def test_a_damaged_plan_is_opened_as_it_was_in_an_earlier_version(damaged, library, modals):
    damaged.open_plan("other")
    assert "is damaged in" in said(damaged)
    assert damaged.notice.act.text() == "Earlier versions…"
    assert damaged.notice.more.text() == "Look at the backups…"

    def answer(dialog):
        assert dialog.back.isHidden()
        assert dialog.copy_button.isDefault()
        texts = {t.accessibleName(): t.toPlainText() for t in dialog.findChildren(MarkedText)}
        assert texts["Introduction"] == "As it was"
        assert "The plan itself cannot be read now." in dialog.about.text()
        press("Open as a copy")(dialog)

    modals.answer(answer)
    damaged.notice.act.click()
    settle()
    assert damaged.session.plan.introduction == "As it was"
    assert damaged.session.plan.id != "other"
    with pytest.raises(StoreError):
        library.plans.load("other")


def test_the_last_plan_being_damaged_shows_the_other_plans(spoilt, make_window, library, plan):
    library.set_setting("last_plan", "other")
    window = make_window()
    assert not window.on_desk
    assert "is damaged in" in said(window)
    assert window.home.list.plans.rowCount() == 2


def test_a_plan_that_is_not_there_leads_to_the_backups_only(damaged):
    damaged.open_plan("none")
    assert said(damaged).startswith("There is no plan")
    assert damaged.notice.act.isHidden()
    assert damaged.notice.more.text() == "Look at the backups…"


def test_putting_it_right_closes_the_window_once_that_is_agreed(damaged, modals, qtbot):
    write(damaged, "Of today")
    tick(damaged, qtbot)
    modals.answer(press("Not now"))
    damaged.notice.act.click()
    assert damaged.isVisible()
    assert not damaged.safety.mending
    modals.answer(press("Close and put it right"))
    damaged.safety.put_right()
    assert not damaged.isVisible()
    assert damaged.safety.mending


def test_whatever_meets_damage_offers_to_put_it_right(working, library, monkeypatch):
    working.notice.warn("Something else.")
    assert working.notice.more.isHidden()
    monkeypatch.setattr(library._database, "damaged", True)  # noqa: SLF001
    working.notice.warn("The list cannot be read.", "Try again", working.home.refresh)
    assert working.notice.more.text() == "Put it right…"


# At the end


def test_the_last_work_is_backed_up_at_closing(working, library):
    working.safety.backing_up.finish()
    before = len(backups(library.path))
    write(working, "Of today")
    working.close()
    working.safety.backing_up.finish()
    assert reasons(library)[: len(backups(library.path)) - before] == ["closing"]
    working.safety.backing_up.finish()
    assert len(backups(library.path)) == before + 1


def test_a_large_library_is_not_waited_for_at_closing(working, library, monkeypatch):
    monkeypatch.setattr(backing_up, "LARGEST", 1_000)
    write(working, "Of today")
    working.safety.backing_up.finish()
    assert backups(library.path) == []


def test_a_backup_that_fails_at_closing_keeps_nobody(working, library, monkeypatch):
    def full(*_):
        raise StoreError("The disk is full.")

    monkeypatch.setattr(library, "back_up", full)
    write(working, "Of today")
    working.safety.backing_up.finish()
    assert backups(library.path) == []


def test_one_that_is_being_made_at_closing_is_waited_for(working, library):
    write(working, "Of today")
    working.safety.backing_up.begin()
    working.safety.backing_up.finish()
    assert reasons(library) == ["work"]
