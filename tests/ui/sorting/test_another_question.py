"""The same cards, sorted for a second question."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget

from planner.model import sorting
from planner.model.sorting import Serves
from planner.ui.card_model import CardRole
from tests.ui import look, samples
from tests.ui.modal import close, press, settle
from tests.ui.sorting.piles import box, held, pile_mime, view

A, B, C, D, E = (card.headline for card in samples.CARDS)
ASK = "Another question…"


def how(dialog):
    """Choose the second question in the dialog that asks for one."""
    questions = look.named(dialog, "Questions", QListWidget)
    # The question that the cards are sorted for already is not offered.
    assert [questions.item(n).text() for n in range(questions.count())] == [samples.HOW.text]
    row = next(n for n in range(questions.count()) if questions.item(n).text() == samples.HOW.text)
    questions.setCurrentRow(row)
    assert dialog.windowTitle() == "Same cards, another question"
    press("Sort for this question")(dialog)


@pytest.fixture
def second(piled, modals):
    """Return the window with a plan for a second question, begun with the first one's piles."""
    modals.answer(how)
    look.pushed(piled, ASK).click()
    settle()
    return piled


def marks(window, number) -> list[str]:
    model = box(window, number).cards.pile
    return [model.index(row).data(CardRole.SERVES) for row in range(model.count())]


def test_the_piles_are_copied_to_a_plan_for_the_second_question(second, library):
    plan = second.session.plan
    assert plan.id != "plan"
    assert plan.question.text == samples.HOW.text
    assert plan.sorted_for == "plan"
    # It is open, with the table shown.
    assert held(second) == {"Cunning": [A, B, C], "Machine": []}
    assert library.plans.load("plan").question == samples.WHY
    assert {s.id for s in library.plans.summaries()} == {"plan", plan.id}


def test_nothing_is_made_where_no_question_is_given(piled, modals, library):
    modals.answer(close)
    look.pushed(piled, ASK).click()
    assert piled.session.plan.id == "plan"
    assert [s.id for s in library.plans.summaries()] == ["plan"]


def test_a_plan_that_cannot_be_kept_is_not_opened(piled, modals, store):
    store.broken = True
    modals.answer(how)
    look.pushed(piled, ASK).click()
    assert piled.session.plan.id == "plan"
    assert piled.notice.is_warning
    store.broken = False


def test_each_card_says_which_question_it_serves(second, hand):
    assert marks(second, 1) == [Serves.BOTH] * 3
    assert hand.drop(pile_mime(second, 1, 0), box(second, 0)) is not None
    settle()
    assert marks(second, 0) == [Serves.FIRST]
    shelf = second.desk.shelf.list
    look.choose(shelf, look.row(shelf, D))
    view(second).sorter.land(shelf.payload(), second.session.plan.piles[1].id)
    settle()
    assert marks(second, 2) == [Serves.SECOND]
    model = box(second, 2).cards.pile
    told = model.index(0).data(Qt.ItemDataRole.AccessibleDescriptionRole)
    assert "Serves the second question" in told


def test_the_legend_names_both_questions_and_counts(second, hand):
    assert hand.drop(pile_mime(second, 1, 0), box(second, 0)) is not None
    lines = view(second).table.legend.lines
    assert view(second).table.legend.isVisible()
    assert lines[Serves.FIRST].text() == f"First: {samples.WHY.text} – 1 card for this one only"
    assert (
        lines[Serves.SECOND].text()
        == f"Second, this plan: {samples.HOW.text} – 0 cards for this one only"
    )
    assert lines[Serves.BOTH].text() == "Both – 2 cards"


def test_the_other_plan_is_opened_at_its_table_and_leads_back(second, hand):
    assert hand.drop(pile_mime(second, 1, 0), box(second, 0)) is not None
    asked = second.session.plan
    look.pushed(second, "Open the first plan").click()
    settle()
    assert second.session.plan.id == "plan"
    assert held(second) == {"Cunning": [A, B, C], "Machine": []}
    # The first compares too, with the plan that was made from its sort.
    legend = view(second).table.legend
    assert legend.isVisible()
    assert legend.lines[Serves.FIRST].text() == (
        f"First, this plan: {samples.WHY.text} – 1 card for this one only"
    )
    assert legend.lines[Serves.SECOND].text() == (
        f"Second: {samples.HOW.text} – 0 cards for this one only"
    )
    assert legend.lines[Serves.BOTH].text() == "Both – 2 cards"
    assert marks(second, 1) == [Serves.FIRST, Serves.BOTH, Serves.BOTH]
    assert not legend.choice.isVisible()
    look.pushed(second, "Open the second plan").click()
    settle()
    assert second.session.plan == asked
    assert second.desk.views.current == "sort"


def test_of_several_plans_from_one_sort_each_can_be_compared_with(second, library):
    first = library.plans.load("plan")
    third = sorting.copy_sort(first, "third", replace(samples.HOW, text="A third question?"))
    library.plans.save(sorting.remove_pile(third, third.piles[0].id), 1e12)
    look.pushed(second, "Open the first plan").click()
    settle()
    legend = view(second).table.legend
    assert legend.choice.isVisible()
    # The one that was last worked on comes first.
    assert [legend.choice.itemText(n) for n in range(2)] == ["A third question?", samples.HOW.text]
    assert marks(second, 1) == [Serves.FIRST] * 3
    legend.choice.activated.emit(1)
    assert marks(second, 1) == [Serves.BOTH] * 3
    look.pushed(second, "Open the second plan").click()
    assert second.session.plan.question.text == samples.HOW.text


def test_a_deleted_plan_is_not_compared_with(second, library):
    library.plans.delete(second.session.plan.id, 2.0)
    second.open_plan("plan")
    second.desk.views.show_view("sort")
    settle()
    assert not view(second).table.legend.isVisible()
    assert marks(second, 1) == ["", "", ""]


def test_the_plans_framework_is_offered_whatever_the_question_is_built_with(piled, modals):
    frameworks = piled.kit.frameworks
    other = next(f for f in frameworks.frameworks if f.id not in ("peel", "peal"))
    piled.kit.gestures.use_framework(other)
    modals.answer(how)
    look.pushed(piled, ASK).click()
    settle()
    assert piled.session.plan.framework.id == other.id


def test_a_mark_is_words_and_a_shape_on_the_card(second):
    cards = box(second, 1).cards
    shown = cards.viewport().grab().toImage()
    model = cards.pile
    for serves in (Serves.FIRST, Serves.SECOND):
        placements = second.session.plan.piles[0].placements
        model.show_pile(placements, {p.card.id: serves for p in placements})
        settle()
        now = cards.viewport().grab().toImage()
        assert now != shown
        shown = now


def test_without_the_other_plan_there_are_no_marks(second, library):
    plan = second.session.plan
    library.plans.forget("plan")
    second.open_plan(plan.id)
    second.desk.views.show_view("sort")
    settle()
    assert not view(second).table.legend.isVisible()
    assert marks(second, 1) == ["", "", ""]


def test_a_change_in_the_other_plan_is_seen_on_coming_back(second, library):
    plan = second.session.plan
    first = library.plans.load("plan")
    library.plans.save(sorting.unsort(first, [samples.TESTAMENT.id]), 2.0)
    second.desk.views.show_view("board")
    second.open_plan(plan.id)
    second.desk.views.show_view("sort")
    assert marks(second, 1) == [Serves.SECOND, Serves.BOTH, Serves.BOTH]


def test_a_mark_that_turns_is_told(second):
    model, told = box(second, 1).cards.pile, []
    model.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    placements = second.session.plan.piles[0].placements
    model.show_pile(placements, {placements[0].card.id: Serves.FIRST})
    assert told == [(0, 2)]
    model.show_pile(placements, {placements[0].card.id: Serves.FIRST})
    assert told == [(0, 2)]
