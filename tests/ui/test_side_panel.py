"""The pages at the right of the desk."""

from PySide6.QtCore import Qt

from planner.coach.advice import Advice, Where
from planner.model.coverage import By, Row, Sought, cover
from planner.model.plan import Field, Part
from planner.ui.side_panel import COACH, COVERAGE, PROGRESS
from tests.ui import look, samples
from tests.ui.modal import settle


def test_the_progress_is_shown_first_and_the_coach_made_when_asked_for(desk):
    panel = desk.desk.panel
    assert list(panel.pages) == [PROGRESS]
    assert panel.progress.isVisible()
    look.named(panel, "Coach panel").click()
    assert not panel.progress.isVisible()
    assert panel.pages[COACH].isVisible()
    look.named(panel, "Progress panel").click()
    assert panel.progress.isVisible()


def test_the_tabs_are_gone_through_with_the_arrow_keys(desk, qtbot):
    panel = desk.desk.panel
    first = panel.tabs[PROGRESS]
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Right)
    settle()
    assert panel.pages[COACH].isVisible()
    assert panel.tabs[COACH].hasFocus()
    qtbot.keyClick(panel.tabs[COACH], Qt.Key.Key_Left)
    assert panel.progress.isVisible()


def test_f6_gives_the_keyboard_to_the_page_that_is_shown(desk):
    panel = desk.desk.panel
    panel.take_focus()
    assert look.named(panel, "Line of argument: empty").hasFocus()
    panel.show_page(COACH)
    panel.adviser.advise()
    settle()
    panel.take_focus()
    assert panel.isAncestorOf(desk.focusWidget())
    assert desk.focusWidget().isVisible()
    assert panel.pages[COACH].isAncestorOf(desk.focusWidget())


def test_all_tabs_are_in_sight_where_the_panel_is_narrow(desk):
    desk.resize(1024, 640)
    settle()
    desk.desk.split.setSizes([306, 700, 1])
    settle()
    panel = desk.desk.panel
    field = Field(Part.LINE_OF_ARGUMENT)
    panel.adviser.advice = (Advice("no-argument", Where(field), "Says.", "Do."),) * 8
    panel.adviser.changed.emit()
    settle()
    for tab in panel.tabs.values():
        assert panel.rect().contains(tab.geometry()), tab.text()
        assert tab.width() >= tab.sizeHint().width()


def test_the_coverage_filters_the_shelf(desk):
    panel = desk.desk.panel
    look.named(panel, "Coverage panel").click()
    assert panel.pages[COVERAGE].isVisible()
    rows = {row.name: row for row in cover(desk.session.plan, By.FACTOR).rows}
    panel.pages[COVERAGE].row_asked.emit(rows[samples.MACHINE.name])
    assert desk.desk.shelf.chips.chosen() == {samples.MACHINE.id}
    panel.pages[COVERAGE].row_asked.emit(Row("Trotsky", Sought(person="Trotsky"), (), 0))
    assert look.shown(desk.desk.shelf.list) == ["The funeral trick"]
    panel.pages[COVERAGE].row_asked.emit(Row("All cards", Sought(), (), 0))
    assert len(look.shown(desk.desk.shelf.list)) == len(samples.CARDS)
