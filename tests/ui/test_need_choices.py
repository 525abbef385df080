"""What an answer has to have, as boxes to tick."""

from PySide6.QtCore import Qt

from planner.model.framework import NEEDS, Need
from planner.ui.need_choices import NeedChoices


def test_each_need_has_a_box_that_says_what_it_is(qtbot):
    choices = NeedChoices("Asks for")
    qtbot.addWidget(choices)
    assert set(choices.boxes) == set(Need) == set(NEEDS)
    choices.show_needs([Need.JUDGEMENT, Need.BOTH_SIDES])
    assert choices.ticked() == (Need.BOTH_SIDES, Need.JUDGEMENT)
    box = choices.boxes[Need.OWN_POINT]
    assert box.text() == "A point of your own"
    assert box.accessibleName() == "Asks for: a point of your own"


def test_only_a_user_changes_something(qtbot):
    choices = NeedChoices("Asks for")
    qtbot.addWidget(choices)
    told = []
    choices.changed.connect(lambda: told.append(choices.ticked()))
    choices.show_needs([Need.JUDGEMENT])
    assert told == []
    qtbot.keyClick(choices.boxes[Need.CRITERION], Qt.Key.Key_Space)
    assert told == [(Need.JUDGEMENT, Need.CRITERION)]
