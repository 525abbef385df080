import datetime

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QWidget

from planner.store.plans import PlanSummary
from planner.ui.plans_list import PlansList, PlansModel, touched

NOON = datetime.datetime(2026, 3, 9, 12)


def summary(name: str, when: datetime.datetime = NOON, **more) -> PlanSummary:
    return PlanSummary(name, f"Plan {name}", "Why?", 3, 15, when.timestamp(), **more)


@given(st.lists(st.lists(st.sampled_from("abcd"), unique=True), max_size=5))
def test_the_model_shows_what_it_is_given(qapp, moments):
    holder = QWidget()
    model = PlansModel(holder)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    for names in moments:
        model.show([summary(name) for name in names])
        assert [model.index(row).data() for row in range(model.rowCount())] == [
            f"Plan {name}" for name in names
        ]
        assert [model.row_of(name) for name in names] == list(range(len(names)))
    assert model.row_of("none") == -1
    del tester


def test_a_plan_is_described(qapp):
    holder = QWidget()
    model = PlansModel(holder)
    model.show([summary("a"), PlanSummary("b", "Why?", "Why?", 0, 15, 0.0, True)])
    role = Qt.ItemDataRole.AccessibleDescriptionRole
    assert model.index(0).data(role) == f"Why?. 3 of 15 filled. {touched(summary('a'))}"
    assert model.index(1).data(role) == "0 of 15 filled. Worked example"


def test_when_is_said_as_people_say_it():
    def said(**ago) -> str:
        return touched(summary("a", NOON - datetime.timedelta(**ago)), NOON)

    assert said(minutes=30) == "Today at 11:30"
    assert said(hours=13) == "Yesterday at 23:00"
    assert said(days=3) == "6 March at 12:00"
    assert said(days=300) == "13 May 2025 at 12:00"
    assert touched(PlanSummary("a", "", "", 0, 0)) == ""
    assert touched(PlanSummary("a", "", "", 0, 0, worked=True)) == "Worked example"


def test_keys_open_rename_and_delete(theme, qtbot):
    plans = PlansList(theme, "Plans")
    plans.plans.show([summary("a"), summary("b")])
    plans.choose("b")
    with qtbot.waitSignal(plans.opened, timeout=100) as opened:
        qtbot.keyClick(plans, Qt.Key.Key_Return)
    assert opened.args == ["b"]
    with qtbot.waitSignal(plans.renaming_asked, timeout=100):
        qtbot.keyClick(plans, Qt.Key.Key_F2)
    with qtbot.waitSignal(plans.deleting_asked, timeout=100):
        qtbot.keyClick(plans, Qt.Key.Key_Delete)
    qtbot.keyClick(plans, Qt.Key.Key_Up)
    assert plans.chosen().id == "a"
    plans.deleteLater()


def test_an_empty_list_has_no_plan_to_open(theme, qtbot):
    plans = PlansList(theme, "Plans")
    with qtbot.assertNotEmitted(plans.opened):
        qtbot.keyClick(plans, Qt.Key.Key_Return)
    assert plans.chosen() is None
    plans.choose("none")
    plans.deleteLater()
