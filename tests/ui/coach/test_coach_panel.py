"""The coach's page: its buttons, where they lead, their menu, and the rules."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel

from planner.coach.advice import Advice, Where
from planner.model import edits
from planner.model.plan import Field, Part
from planner.ui.coach.advice_box import AdviceBox
from planner.ui.coach.coach_panel import NOTHING
from planner.ui.side_panel import COACH, PROGRESS
from tests.ui import look, samples
from tests.ui.modal import choose, close, find, settle

ARGUMENT = "The plan has no line of argument yet."


@pytest.fixture
def coach(desk):
    """Return the coach's page in a window, with its advice on the new plan."""
    panel = desk.desk.panel
    panel.show_page(COACH)
    panel.adviser.advise()
    settle()
    return panel.pages[COACH]


def boxes(coach) -> list[AdviceBox]:
    return [box for box in coach.findChildren(AdviceBox) if box.isVisible()]


def box(coach, begins: str) -> AdviceBox:
    return next(b for b in boxes(coach) if b.accessibleName().startswith(begins))


def say(desk, *advice: Advice) -> None:
    """Have the coach say this."""
    adviser = desk.desk.panel.adviser
    adviser.advice, adviser.ready = advice, True
    adviser.changed.emit()
    settle()


def labels(part) -> list[str]:
    return [shown.text() for shown in part.findChildren(QLabel) if shown.isVisible()]


def test_advice_says_what_is_missing_why_and_what_to_do(desk, coach):
    adviser = desk.desk.panel.adviser
    assert [b.advice for b in boxes(coach)] == list(adviser.advice)
    first = box(coach, ARGUMENT)
    rule = adviser.rules["no-argument"]
    assert labels(first) == [ARGUMENT, rule.why, first.advice.do]
    assert first.accessibleName() == f"{ARGUMENT} {first.advice.do}"
    assert first.accessibleDescription() == rule.why
    assert NOTHING not in labels(coach)


def test_all_of_a_long_sentence_is_shown(desk, coach):
    field = Field(Part.LINE_OF_ARGUMENT)
    long = Advice("no-argument", Where(field), "What is missing is long. " * 8, "Do it. " * 20)
    say(desk, long)
    (shown,) = boxes(coach)
    for part in (shown.says, shown.does, shown.why):
        assert part.height() >= part.heightForWidth(part.width())
        assert shown.rect().contains(part.geometry())


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_a_press_leads_to_the_field(desk, coach, key, qtbot):
    coach.take_focus()
    assert boxes(coach)[0].hasFocus()
    qtbot.keyClick(box(coach, ARGUMENT), key)
    settle()
    assert look.named(desk, "Line of argument").hasFocus()


def test_a_press_leads_to_a_slot_and_filters_the_shelf(desk, coach):
    slot = samples.evidence(desk.session.plan, 2)
    where = Where(Field(Part.SLOT, slot.id), factors=(samples.MACHINE.id, "gone/factor"))
    say(desk, Advice("no-evidence", where, "Paragraph 2 proves nothing.", "Place a card."))
    boxes(coach)[0].click()
    settle()
    assert look.slot(desk, "Evidence, paragraph 2").text.hasFocus()
    shelf = desk.desk.shelf
    assert shelf.chips.chosen() == {samples.MACHINE.id}
    assert look.shown(shelf.list) == ["The factionalism charge", "General Secretary"]
    where = Where(Field(Part.SLOT, slot.id), words="funeral")
    say(desk, Advice("no-evidence", where, "Paragraph 2 proves nothing.", "Place a card."))
    boxes(coach)[0].click()
    assert (shelf.search.text(), shelf.chips.chosen()) == ("funeral", frozenset())


def test_advice_that_filters_nothing_leaves_the_shelf(desk, coach):
    desk.desk.shelf.search.setText("funeral")
    box(coach, ARGUMENT).click()
    assert desk.desk.shelf.search.text() == "funeral"


def test_a_folded_paragraph_unfolds_to_the_slot_that_is_gone_to(desk, coach):
    paragraph = desk.session.plan.paragraphs[1]
    desk.kit.gestures.collapse(paragraph)
    slot = samples.evidence(desk.session.plan, 2)
    say(desk, Advice("no-evidence", Where(Field(Part.SLOT, slot.id)), "Nothing.", "Place."))
    boxes(coach)[0].click()
    settle()
    assert not desk.session.plan.paragraphs[1].collapsed
    assert desk.focusWidget() is look.slot(desk, "Evidence, paragraph 2").text
    assert look.slot(desk, "Evidence, paragraph 2").text.isVisible()


def test_the_tab_counts_and_nothing_is_announced(desk, coach, monkeypatch):
    tab = desk.desk.panel.tabs[COACH]
    count = len(desk.desk.panel.adviser.advice)
    assert (tab.text(), tab.accessibleName()) == (f"Coach {count}", f"Coach panel, {count}")
    said = []
    monkeypatch.setattr(desk.kit.hands, "say", said.append)
    say(desk)
    assert (tab.text(), tab.accessibleName()) == ("Coach", "Coach panel")
    assert labels(coach) == [NOTHING]
    assert said == []
    assert not desk.notice.isVisible()


def test_before_the_first_advice_nothing_is_said(desk, coach):
    desk.open_plan("usa/worked")
    desk.desk.panel.show_page(COACH)
    assert boxes(coach) == []
    assert NOTHING not in labels(coach)


def test_a_hidden_page_is_brought_up_to_date_when_it_is_shown(desk, coach):
    panel = desk.desk.panel
    panel.show_page(PROGRESS)
    desk.session.apply(
        lambda p: samples.write(p, Part.LINE_OF_ARGUMENT, "Because he was cunning, he won."), "x"
    )
    panel.adviser.advise()
    panel.show_page(COACH)
    settle()
    assert ARGUMENT not in [b.says.text() for b in boxes(coach)]


def test_the_keyboard_stays_on_the_page_when_what_it_was_on_is_gone(desk, coach):
    field = Field(Part.LINE_OF_ARGUMENT)
    said = [Advice("no-argument", Where(field), f"Thing {n}.", "Do.") for n in range(3)]
    say(desk, *said)
    boxes(coach)[2].setFocus()
    say(desk, *said[:1])
    assert boxes(coach)[0].hasFocus()
    say(desk)
    assert coach.settings.hasFocus()


def test_tab_goes_through_the_advice_in_order_and_then_to_the_rules(desk, coach):
    field = Field(Part.LINE_OF_ARGUMENT)
    say(desk, *(Advice("no-argument", Where(field), f"Thing {n}.", "Do.") for n in range(3)))
    coach.take_focus()
    walked = [desk.focusWidget()]
    for _ in range(6):
        QTest.keyClick(walked[-1], Qt.Key.Key_Tab)
        walked.append(desk.focusWidget())
    stops = [stop for one in boxes(coach) for stop in (one, one.options)]
    assert walked == [*stops, coach.settings]


def test_the_menu_switches_a_rule_off(desk, coach, modals, library):
    modals.answer(choose("Switch this rule off"))
    box(coach, ARGUMENT).options.click()
    settle()
    assert ARGUMENT not in [b.says.text() for b in boxes(coach)]
    assert "1 rule off" in labels(coach)
    assert library.setting("coach_off") == "no-argument"


def test_the_menu_hides_why_and_remembers_it(desk, coach, modals, library):
    def answer(menu):
        assert find(menu, "Why it matters").isChecked()
        choose("Why it matters")(menu)

    modals.answer(answer)
    box(coach, ARGUMENT).options.click()
    assert not any(b.why.isVisible() for b in boxes(coach))
    assert library.setting("coach_why") == "hidden"
    modals.answer(choose("Why it matters"))
    box(coach, ARGUMENT).options.click()
    assert all(b.why.isVisible() for b in boxes(coach))


def test_all_rules_can_be_switched(desk, coach, modals, library):
    adviser = desk.desk.panel.adviser

    def answer(dialog):
        ticks = {tick.text(): tick for tick in dialog.findChildren(QCheckBox)}
        assert [text.replace("&&", "&") for text in ticks] == [
            rule.name for rule in adviser.rules.values()
        ]
        assert all(tick.isChecked() for tick in ticks.values())
        tick = ticks["No line of argument"]
        assert tick.accessibleDescription() == adviser.rules["no-argument"].why
        tick.click()
        assert adviser.off == {"no-argument"}
        ticks["Card used twice"].click()
        tick.click()
        close(dialog)

    modals.answer(answer)
    coach.settings.click()
    assert library.setting("coach_off") == "same-card"
    assert box(coach, ARGUMENT)


def test_it_follows_a_change_of_the_plan(desk, coach, qtbot):
    desk.session.apply(edits.add_paragraph, "add")
    write = lambda p: samples.write(p, Part.LINE_OF_ARGUMENT, "He won because he was cunning.")  # noqa: E731
    desk.session.apply(write, "write")
    qtbot.waitUntil(lambda: ARGUMENT not in [b.says.text() for b in boxes(coach)], timeout=5_000)
