"""What holds for every run of edits, whatever they are."""

from collections import Counter

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from planner.model import edits
from planner.model.history import MOST_STEPS, History
from planner.model.plan import Plan, slot_names
from planner.model.progress import evidence_by_factor, plan_progress
from planner.model.text import clean_line, clean_text
from tests.strategies import REFUSALS, frameworks, plans, runs


def encoded(plan):
    return msgspec.json.encode(plan)


def names(plan):
    """Return the id of every paragraph, slot, placement, pile and arrow."""
    return [
        *(p.id for p in plan.piles),
        *(p.id for p in plan.sorted_placements()),
        *(a.id for a in plan.arrows),
        *(p.id for p in plan.paragraphs),
        *(s.id for s in plan.slots()),
        *(p.id for p in plan.placements()),
    ]


@given(runs())
def test_what_holds_for_every_run(run):
    # Together, since a run takes longer to draw than to look at.
    undo_leads_to_the_start_and_redo_to_the_end(run)
    an_edit_leaves_the_plan_that_it_was_given_as_it_was(run)
    names_are_unique_and_never_used_again(run)
    for plan in run.plans:
        a_plan_is_read_as_it_was_written(plan)
        a_slot_holds_a_card_once(plan)
        a_card_is_in_one_pile_at_most(plan)
        what_the_ranking_the_arrows_and_the_piles_are_of_is_in_the_plan(plan)
        all_that_is_written_has_passed_the_gate(plan)
        what_is_asked_of_a_plan_agrees_with_what_is_in_it(plan)
        added = [factor.id for factor in plan.factors[len(run.start.factors) :]]
        assert len(set(added)) == len(added), "a factor is carried twice"


def undo_leads_to_the_start_and_redo_to_the_end(run):
    history = History(run.start)
    for step in run.steps:
        if step.after is not None:
            history = history.after(step.after, repr(step.edit))
    end = history
    for _ in end.past:
        history = history.undone()
    assert history.present == run.start
    assert encoded(history.present) == encoded(run.start)
    for _ in end.past:
        history = history.redone()
    assert history.present == end.present == run.end
    assert len(end.past) <= MOST_STEPS


def an_edit_leaves_the_plan_that_it_was_given_as_it_was(run):
    """Make each edit again: it comes to the same, or is refused in a sentence."""
    for step in run.steps:
        before = encoded(step.before)
        try:
            again = step.edit(step.before)
        except REFUSALS as refused:
            again, said = None, str(refused)
            assert said[0].isupper(), said
            assert said.endswith("."), said
        assert again == step.after
        assert encoded(step.before) == before


def a_plan_is_read_as_it_was_written(plan):
    data = encoded(plan)
    again = msgspec.json.decode(data, type=Plan)
    assert again == plan
    assert encoded(again) == data


def names_are_unique_and_never_used_again(run):
    used = set(names(run.start))
    for earlier, later in zip(run.plans, run.plans[1:], strict=False):
        found = names(later)
        assert len(set(found)) == len(found)
        new = set(found) - set(names(earlier))
        assert not new & used
        assert all(int(name[1:]) < later.serial for name in found)
        assert all(int(name[1:]) >= earlier.serial for name in new)
        assert later.serial >= earlier.serial
        used |= new


def a_slot_holds_a_card_once(plan):
    for slot in plan.slots():
        held = [placement.card.id for placement in slot.placements]
        assert len(set(held)) == len(held)


def a_card_is_in_one_pile_at_most(plan):
    held = [placement.card.id for placement in plan.sorted_placements()]
    assert len(set(held)) == len(held)


def what_the_ranking_the_arrows_and_the_piles_are_of_is_in_the_plan(plan):
    factors = {factor.id for factor in plan.factors}
    ranked = [each.factor for each in plan.ranking]
    assert len(set(ranked)) == len(ranked)
    assert factors.issuperset(ranked)
    paragraphs = {paragraph.id for paragraph in plan.paragraphs}
    for arrow in plan.arrows:
        assert arrow.start != arrow.end
        assert {arrow.start, arrow.end} <= paragraphs | factors
    made = [pile.paragraph for pile in plan.piles if pile.paragraph]
    assert len(set(made)) == len(made)
    assert paragraphs.issuperset(made)


def all_that_is_written_has_passed_the_gate(plan):
    passages = [plan.line_of_argument, plan.introduction, plan.conclusion]
    passages += [slot.text for slot in plan.slots()]
    passages += [ranked.reason for ranked in plan.ranking]
    passages += [arrow.because for arrow in plan.arrows]
    assert [clean_text(text) for text in passages] == passages
    on_one_line = [plan.name, plan.question.text]
    on_one_line += [p.heading for p in plan.paragraphs]
    on_one_line += [slot.kind.label for slot in plan.slots()]
    on_one_line += [pile.name for pile in plan.piles]
    assert [clean_line(text) for text in on_one_line] == on_one_line


def what_is_asked_of_a_plan_agrees_with_what_is_in_it(plan):
    progress = plan_progress(plan)
    assert 0 <= progress.filled <= progress.total
    assert 0 <= progress.share <= 1
    cards = {placement.card.id for placement in plan.placements()}
    used_in = plan.used_in()
    assert set(used_in) == cards
    assert set(plan.cards()) == cards | {p.card.id for p in plan.sorted_placements()}
    assert [f for f, _ in evidence_by_factor(plan)] == list(plan.factors)
    for number, paragraph in enumerate(plan.paragraphs, 1):
        called = slot_names(paragraph)
        assert len(set(called)) == len(called)
        for slot in paragraph.slots:
            assert plan.slot(slot.id) == slot
            assert all(number in used_in[p.card.id] for p in slot.placements)


def held(plan):
    """Return what the plan holds, wherever it is: its placements and its written slots."""
    written = [slot.text for slot in plan.slots() if slot.text.strip()]
    return Counter(plan.placements()), Counter(written)


@given(plans(), frameworks(), st.data())
def test_another_framework_loses_nothing(plan, framework, data):
    if plan.paragraphs:
        paragraph = data.draw(st.sampled_from(plan.paragraphs)).id
        changed = edits.reframe(plan, paragraph, framework)
        assert held(changed) == held(plan)
        at = plan.paragraphs.index(plan.paragraph(paragraph))
        kinds = [slot.kind for slot in changed.paragraphs[at].slots]
        assert tuple(kinds[: len(framework.slots)]) == framework.slots
        assert all(slot.filled for slot in changed.paragraphs[at].slots[len(framework.slots) :])
        assert changed.paragraphs[:at] == plan.paragraphs[:at]
        assert changed.paragraphs[at + 1 :] == plan.paragraphs[at + 1 :]
    assert held(edits.use_framework(plan, framework)) == held(plan)


@given(plans(), st.data())
def test_moving_and_copying_lose_no_card(plan, data):
    placements = list(plan.placements())
    slots = list(plan.slots())
    if not placements or not slots:
        return
    chosen = [p.id for p in data.draw(st.lists(st.sampled_from(placements), min_size=1))]
    slot = data.draw(st.sampled_from(slots)).id
    at = data.draw(st.none() | st.integers(-2, 8))
    try:
        moved = edits.move(plan, chosen, slot, at)
    except edits.EditError:
        pass
    else:
        assert Counter(moved.placements()) == Counter(plan.placements())
    try:
        copied = edits.copy(plan, chosen, slot, at)
    except edits.EditError:
        pass
    else:
        assert Counter(plan.placements()) <= Counter(copied.placements())
    left = edits.remove(plan, chosen)
    assert [p for p in placements if p.id not in chosen] == list(left.placements())


@given(plans(), st.data())
def test_a_paragraph_and_a_slot_come_to_the_number_asked_for(plan, data):
    if not plan.paragraphs:
        return
    paragraph = data.draw(st.sampled_from(plan.paragraphs))
    to = data.draw(st.integers(0, len(plan.paragraphs) - 1))
    moved = edits.move_paragraph(plan, paragraph.id, to)
    assert moved.paragraphs[to] == paragraph
    assert Counter(moved.paragraphs) == Counter(plan.paragraphs)
    if paragraph.slots:
        slot = data.draw(st.sampled_from(paragraph.slots))
        to = data.draw(st.integers(0, len(paragraph.slots) - 1))
        slots = edits.move_slot(plan, slot.id, to).paragraph(paragraph.id).slots
        assert slots[to] == slot
        assert Counter(slots) == Counter(paragraph.slots)
