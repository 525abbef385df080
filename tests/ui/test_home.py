import pytest
from PySide6.QtCore import Qt

from planner.model import edits
from planner.model.plan import Part
from planner.ui.plans_list import PlansList
from tests.ui import look, samples
from tests.ui.modal import choose, close, press, settle


@pytest.fixture
def home(library, window):
    """Return Home with three plans, C last touched."""
    for when, name in enumerate("ABC"):
        library.plans.save(edits.rename_plan(samples.begun(f"plan-{name.lower()}"), name), when + 1)
    window.home.refresh()
    return window.home


def titles(home, name: str = "Plans") -> list[str]:
    settle()
    plans = look.named(home, name, PlansList)
    return [plans.plans.index(row).data() for row in range(plans.plans.rowCount())]


def pick(home, name: str) -> None:
    plans = look.named(home, "Plans", PlansList)
    plans.setCurrentIndex(plans.plans.index(titles(home).index(name)))


def name_it(name: str):
    def answer(dialog):
        look.named(dialog, "Name of the plan").setText(name)
        dialog.accept()

    return answer


def undo(home) -> None:
    home.window().turning.undo()


def redo(home) -> None:
    home.window().turning.redo()


def test_plans_are_listed_newest_first(home, library):
    assert titles(home) == ["C", "B", "A"]
    library.plans.save(edits.rename_plan(samples.begun("plan-a"), "A"), 9)
    home.refresh()
    assert titles(home) == ["A", "C", "B"]
    assert titles(home, "Worked examples") == ["Worked example"]


def test_without_plans_home_says_how_to_begin(window):
    from PySide6.QtWidgets import QLabel

    texts = [label.text() for label in window.home.findChildren(QLabel) if label.isVisible()]
    assert "No plans yet" in texts
    assert not look.named(window.home, "Plans", PlansList).isVisible()


def test_a_plan_is_renamed_and_that_is_undone(home, library, modals):
    pick(home, "B")
    modals.answer(name_it("Better\nname"))
    home.ask_name()
    assert "Better name" in titles(home)
    assert home.undo_words == "rename plan"
    undo(home)
    assert sorted(titles(home)) == ["A", "B", "C"]
    assert library.plans.load("plan-b").name == "B"


def test_undoing_a_new_name_keeps_what_was_written_since(home, library, modals):
    pick(home, "B")
    modals.answer(name_it("Better"))
    home.ask_name()
    worked_on = samples.write(library.plans.load("plan-b"), Part.CONCLUSION, "In the end …")
    library.plans.save(worked_on, 20)
    undo(home)
    after = library.plans.load("plan-b")
    assert (after.name, after.conclusion) == ("B", "In the end …")


def test_a_rename_can_be_put_away(home, modals):
    pick(home, "B")
    modals.answer(close)
    home.ask_name()
    assert titles(home) == ["C", "B", "A"]
    assert home.undo_words == ""


def test_a_name_that_is_too_long_is_asked_for_again(home, modals):
    def long(dialog):
        field = look.named(dialog, "Name of the plan")
        field.setText("n" * 301)
        press("OK")(dialog)
        # It is still there to be shortened, with all that was typed.
        assert dialog.isVisible()
        assert field.text() == "n" * 301
        field.setText("Short")
        press("OK")(dialog)

    pick(home, "B")
    modals.answer(long)
    home.ask_name()
    assert "Short" in titles(home)


def test_a_plan_is_duplicated_and_that_is_undone(home, library):
    pick(home, "B")
    look.pushed(home, "Duplicate").click()
    assert titles(home) == ["Copy of B", "C", "B", "A"]
    assert look.named(home, "Plans", PlansList).chosen().title == "Copy of B"
    undo(home)
    assert titles(home) == ["C", "B", "A"]


def test_a_plan_is_deleted_and_that_is_undone(home, library):
    pick(home, "B")
    before = library.plans.load("plan-b")
    look.pushed(home, "Delete").click()
    assert titles(home) == ["C", "A"]
    assert home.window().notice.text.text() == "Deleted “B”."
    look.pushed(home.window().notice, "Undo").click()
    assert titles(home) == ["C", "B", "A"]
    assert library.plans.load("plan-b") == before
    assert home.window().turning.words == ("", "delete plan")
    redo(home)
    assert titles(home) == ["C", "A"]
    undo(home)
    assert library.plans.load("plan-b") == before


def test_undo_goes_back_step_by_step(home, modals):
    pick(home, "A")
    look.pushed(home, "Delete").click()
    pick(home, "B")
    modals.answer(name_it("Z"))
    home.ask_name()
    undo(home)
    assert titles(home)[0] == "B"
    undo(home)
    assert sorted(titles(home)) == ["A", "B", "C"]
    undo(home)
    assert home.undo_words == ""
    # And forth again, to the last thing done.
    for _ in range(3):
        redo(home)
    assert titles(home) == ["Z", "C"]
    assert home.window().turning.words == ("rename plan", "")


def test_an_offer_to_undo_is_never_of_something_else(home, modals):
    pick(home, "A")
    look.pushed(home, "Delete").click()
    pick(home, "B")
    modals.answer(name_it("Z"))
    home.ask_name()
    assert not home.window().notice.isVisible()


def test_the_edit_menu_names_what_is_undone(home):
    pick(home, "B")
    look.pushed(home, "Delete").click()
    window = home.window()
    edit = window.menuBar().actions()[1].menu()
    edit.aboutToShow.emit()
    assert edit.actions()[0].text() == "Undo delete plan"


def test_keys_rename_and_delete(home, modals, qtbot):
    pick(home, "B")
    plans = look.named(home, "Plans", PlansList)
    modals.answer(name_it("Z"))
    qtbot.keyClick(plans, Qt.Key.Key_F2)
    assert "Z" in titles(home)
    qtbot.keyClick(plans, Qt.Key.Key_Delete)
    assert titles(home) == ["C", "A"]


def test_the_menu_of_a_plan(home, modals):
    plans = look.named(home, "Plans", PlansList)
    pick(home, "B")
    point = plans.visualRect(plans.currentIndex()).center()
    modals.answer(choose("Duplicate"))
    plans.customContextMenuRequested.emit(point)
    assert titles(home)[0] == "Copy of B"
    pick(home, "C")
    modals.answer(choose("Delete"))
    plans.customContextMenuRequested.emit(plans.visualRect(plans.currentIndex()).center())
    assert titles(home) == ["Copy of B", "B", "A"]
    modals.answer(choose("Open"))
    plans.customContextMenuRequested.emit(plans.visualRect(plans.currentIndex()).center())
    assert home.window().on_desk


def test_enter_opens_a_plan(home, qtbot):
    pick(home, "B")
    qtbot.keyClick(look.named(home, "Plans", PlansList), Qt.Key.Key_Return)
    assert home.window().on_desk
    assert home.window().session.plan.id == "plan-b"


def test_the_worked_example_opens_and_is_copied_by_the_first_change(home, library, qtbot):
    window = home.window()
    worked = look.named(home, "Worked examples", PlansList)
    worked.setCurrentIndex(worked.plans.index(0))
    qtbot.keyClick(worked, Qt.Key.Key_Return)
    assert window.session.is_worked
    assert "worked example" in window.notice.text.text()
    before = library.plans.load("usa/worked")
    window.session.apply(edits.add_paragraph, "add paragraph")
    assert library.plans.load("usa/worked") == before
    window.go_home()
    assert titles(home)[0] == "Copy of Worked example"


def test_the_worked_example_is_copied_on_demand(home, library):
    look.pushed(home, "Make a copy").click()
    assert titles(home)[0] == "Copy of Worked example"
    assert titles(home, "Worked examples") == ["Worked example"]
    copy = library.plans.load(home.list.chosen().id)
    undo(home)
    assert titles(home) == ["C", "B", "A"]
    redo(home)
    assert titles(home)[0] == "Copy of Worked example"
    assert library.plans.load(copy.id) == copy


def test_what_is_said_of_the_example_is_not_said_of_another_plan(home):
    window = home.window()
    window.open_plan("usa/worked")
    window.go_home()
    window.open_plan("plan-a")
    assert not window.notice.isVisible()


def test_a_failure_is_told_and_nothing_is_lost(home, store):
    pick(home, "B")
    store.broken = True
    look.pushed(home, "Duplicate").click()
    look.pushed(home, "Delete").click()
    assert titles(home) == ["C", "B", "A"]
    assert "The disk is full" in home.window().notice.text.text()
    assert home.undo_words == ""


def test_an_undo_that_fails_is_told(home, store):
    pick(home, "B")
    look.pushed(home, "Delete").click()
    store.broken = True
    undo(home)
    notice = home.window().notice
    assert notice.is_warning
    assert "The disk is full" in notice.text.text()
