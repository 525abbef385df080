"""Versions in the window: kept by hand and by the timer, opened, gone back to, deleted."""

from PySide6.QtWidgets import QLabel, QListWidget, QPushButton

from planner.model.plan import Part
from planner.store.errors import StoreError
from tests.ui import look, samples
from tests.ui.modal import close, find, plain, press, settle


def write(window, words: str, part: Part = Part.INTRODUCTION) -> None:
    window.session.apply(lambda plan: samples.write(plan, part, words), "write")


def kept(window, library) -> list[str]:
    return [version.label for version in library.versions.list(window.session.plan.id)]


def plan_menu(window):
    return next(a.menu() for a in window.menuBar().actions() if plain(a.text()) == "Plan")


def pass_time(window, seconds: float) -> None:
    """Let the timer's clock go on."""
    timer = window.keeping.timer
    clock = timer.clock
    timer.clock = lambda: clock() + seconds
    timer.look()
    settle()


def told(dialog) -> str:
    return "\n".join(shown.text() for shown in dialog.findChildren(QLabel) if shown.isVisible())


def enabled(dialog) -> list[str]:
    return [b.text() for b in dialog.findChildren(QPushButton) if b.isEnabled()]


def lines(dialog) -> list[str]:
    held = look.named(dialog, "Versions", QListWidget)
    told = [held.item(row).text().partition("\n")[2] for row in range(held.count())]
    return [line.partition(" – ")[0] for line in told]


# By hand


def test_a_version_is_kept_with_what_was_just_typed(desk, library):
    look.named(desk, "Introduction").insertPlainText("Just typed")
    find(plan_menu(desk), "Keep a version now").trigger()
    (version,) = library.versions.list(desk.session.plan.id)
    assert version.label == "Kept by hand"
    assert library.versions.load(version.id).introduction == "Just typed"
    assert desk.notice.text.text() == "This version is kept."


def test_a_version_that_cannot_be_kept_is_told(desk, library, monkeypatch):
    def full(*_):
        raise StoreError("The disk is full.")

    monkeypatch.setattr(library.versions, "keep", full)
    desk.keeping.keep()
    assert desk.notice.text.text() == "The disk is full."


def test_nothing_kept_yet_is_told(desk, modals):
    def answer(dialog):
        assert "No version of this plan is kept yet" in told(dialog)
        assert [b.text() for b in dialog.findChildren(QPushButton) if b.isVisible()] == ["Close"]
        close(dialog)

    modals.answer(answer)
    find(plan_menu(desk), "Versions").trigger()


def test_a_version_tells_what_changed_since(desk, library, modals):
    write(desk, "One two three")
    desk.keeping.keep()
    write(desk, "One", Part.CONCLUSION)
    desk.session.apply(lambda p: samples.placed(p, samples.MOOD), "place")

    def answer(dialog):
        assert "3 words, 0 cards, 3 paragraphs; now 4 words, 1 card, 3 paragraphs." in told(dialog)
        assert "Changed since: paragraph 1, the conclusion." in told(dialog)
        close(dialog)

    modals.answer(answer)
    desk.keeping.show()


def test_one_that_reads_the_same_is_not_gone_back_to(desk, modals):
    desk.keeping.keep()

    def answer(dialog):
        assert "The plan reads the same now." in told(dialog)
        assert "Go back to this" not in enabled(dialog)
        assert "Open as a copy" in enabled(dialog)
        close(dialog)

    modals.answer(answer)
    desk.keeping.show()


def test_going_back_is_one_change_and_gives_no_id_twice(desk, library, modals):
    write(desk, "As it was")
    desk.keeping.keep()
    before = desk.session.plan
    desk.kit.gestures.add_paragraph()
    desk.kit.gestures.rename_plan("Another name")
    now = desk.session.plan
    modals.answer(press("Go back to this"))
    desk.keeping.show()
    plan = desk.session.plan
    assert plan.paragraphs == before.paragraphs
    assert (plan.id, plan.name) == (now.id, "Another name")
    assert plan.serial == now.serial > before.serial
    assert desk.session.undo_words == "go back to “Kept by hand”"
    assert library.plans.load(plan.id) == plan
    desk.turning.undo()
    assert desk.session.plan == now


def test_a_copy_is_a_plan_of_its_own(desk, library, modals):
    write(desk, "As it was")
    desk.keeping.keep()
    write(desk, "As it is")
    first = desk.session.plan
    modals.answer(press("Open as a copy"))
    desk.keeping.show()
    settle()
    copy = desk.session.plan
    assert copy.id != first.id
    assert (copy.introduction, copy.name) == ("As it was", f"Copy of {first.title}")
    assert library.plans.load(first.id) == first


def test_a_version_is_deleted_after_asking(desk, library, modals):
    desk.keeping.keep()
    write(desk, "More")
    desk.keeping.keep()

    def answer(dialog):
        assert lines(dialog) == ["Kept by hand"] * 2
        modals.answer(press("Keep it"))
        press("Delete…")(dialog)
        assert len(lines(dialog)) == 2
        modals.answer(press("Delete"))
        press("Delete…")(dialog)
        assert len(lines(dialog)) == 1
        close(dialog)

    modals.answer(answer)
    desk.keeping.show()
    (left,) = library.versions.list(desk.session.plan.id)
    assert library.versions.load(left.id).introduction == ""


def test_a_damaged_version_is_told_in_its_place(desk, library, modals, monkeypatch):
    def damaged(_):
        raise StoreError("The version is damaged.")

    desk.keeping.keep()
    write(desk, "More")
    monkeypatch.setattr(library.versions, "load", damaged)

    def answer(dialog):
        assert "is damaged" in told(dialog)
        assert sorted(enabled(dialog)) == ["Close", "Delete…"]
        close(dialog)

    modals.answer(answer)
    desk.keeping.show()


# Against the clock


def start(window, *path: str) -> None:
    find(plan_menu(window), "Timed planning", *path).trigger()


def test_what_was_done_in_the_time_is_kept(desk, library):
    start(desk, "5 minutes")
    clock = desk.keeping.clock
    assert clock.isVisible()
    assert clock.left.text() == "5 minutes left"
    look.named(desk, "Introduction").insertPlainText("In time")
    pass_time(desk, 301)
    assert kept(desk, library) == ["Planned in 5 minutes"]
    (version,) = library.versions.list(desk.session.plan.id)
    assert library.versions.load(version.id).introduction == "In time"
    assert desk.notice.text.text().startswith("The time is up.")
    assert not clock.isVisible()


def test_a_time_in_which_nothing_was_done_keeps_nothing(desk, library):
    start(desk, "10 minutes")
    pass_time(desk, 601)
    assert kept(desk, library) == []
    assert "Nothing in the plan was changed" in desk.notice.text.text()


def test_the_timer_is_paused_and_stopped_in_the_menu_too(desk, library):
    start(desk, "10 minutes")
    write(desk, "Some")
    pass_time(desk, 245)
    start(desk, "Pause")
    assert desk.keeping.timer.is_paused
    start(desk, "Go on")
    start(desk, "Stop")
    assert kept(desk, library) == ["Planned in 4 of 10 minutes"]
    assert not desk.keeping.timer.is_on


def test_a_length_of_ones_own(desk, modals):
    def answer(dialog):
        field = look.named(dialog, "Minutes to plan in")
        for wrong in ("0", "301", "ten", ""):
            field.setText(wrong)
            press("Start")(dialog)
            assert dialog.isVisible()
            assert "from 1 to 300" in told(dialog)
        field.setText(" 42 ")
        press("Start")(dialog)

    modals.answer(answer)
    start(desk, "Another length")
    assert desk.keeping.timer.minutes == 42


def test_another_plan_ends_the_time_of_the_one_before(desk, library):
    first = desk.session.plan.id
    start(desk, "10 minutes")
    write(desk, "In the first")
    desk.open_plan("usa/worked")
    assert not desk.keeping.timer.is_on
    (version,) = library.versions.list(first)
    assert library.versions.load(version.id).introduction == "In the first"
    assert library.versions.list("usa/worked") == []
    assert desk.session.plan.id == "usa/worked"


def test_the_notice_of_a_time_that_another_plan_ended_leads_nowhere(desk, library):
    first, other = desk.session.plan, samples.begun("other")
    library.plans.save(other, 1)
    start(desk, "10 minutes")
    write(desk, "In the first")
    desk.open_plan("other")
    said = desk.notice.text.text()
    assert said.startswith(f"The timer is stopped. What you planned in “{first.title}”")
    assert not desk.notice.act.isVisible()


def test_closing_the_window_keeps_what_was_done(desk, library, plan):
    start(desk, "10 minutes")
    write(desk, "Before closing")
    desk.close()
    assert [v.label for v in library.versions.list(plan.id)] == ["Planned in under 1 of 10 minutes"]


def test_a_worked_example_is_timed_as_the_copy_that_it_becomes(desk, library):
    desk.open_plan("usa/worked")
    start(desk, "5 minutes")
    write(desk, "My own")
    pass_time(desk, 301)
    assert kept(desk, library) == ["Planned in 5 minutes"]
    assert library.versions.list("usa/worked") == []


def test_a_worked_example_that_was_not_changed_has_no_versions(desk, library):
    desk.open_plan("usa/worked")
    desk.keeping.keep()
    assert library.versions.list("usa/worked") == []
    assert "Make a copy" in desk.notice.text.text()
