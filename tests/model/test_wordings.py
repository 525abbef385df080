import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from planner.model import edits
from planner.model.evidence import Card, Factor, wording
from planner.model.plan import MOST_FACTORS
from planner.model.ranking import order_paragraphs
from planner.model.sorting import ASIDE, add_pile, sort_into
from planner.model.tree import with_placements
from planner.model.wordings import Offer, leave_wording, offered, take_wording
from tests.model.examples import CHARGE, CUNNING, FUNERAL, MACHINE, essay, slot
from tests.strategies import REFUSALS, cards, edits_on, factors, plans

NEWER = replace(FUNERAL, headline="The telegram about the funeral")
NEWEST = replace(NEWER, detail="Sent on 22 January.")


def holding(*placed, at=1, plan=None):
    """Return a plan that holds these cards in its paragraph with this number."""
    plan = plan or essay()
    return edits.place(plan, slot(plan, paragraph=at).id, placed)


def copies(plan):
    return [placement.card for placement in everywhere(plan)]


def everywhere(plan):
    return [*plan.placements(), *plan.sorted_placements()]


def test_a_card_that_reads_otherwise_now_is_offered():
    plan = holding(CHARGE, FUNERAL)
    assert offered(plan, [CHARGE, NEWER]) == (Offer(FUNERAL.id, FUNERAL, NEWER),)
    assert offered(plan, [CHARGE, FUNERAL]) == ()
    # Withdrawn: there is nothing to offer, and the plan keeps its copy.
    assert offered(plan, []) == ()
    assert offered(holding(CHARGE), [NEWER]) == ()


def test_one_offer_for_each_old_wording_in_reading_order():
    plan = holding(NEWER, at=3, plan=holding(FUNERAL, at=2, plan=holding(CHARGE, FUNERAL)))
    charge = replace(CHARGE, detail="More.")
    assert offered(plan, [NEWEST, charge]) == (
        Offer(CHARGE.id, CHARGE, charge),
        Offer(FUNERAL.id, FUNERAL, NEWEST),
        Offer(FUNERAL.id, NEWER, NEWEST),
    )


def test_a_wording_is_taken_wherever_the_card_is():
    plan = holding(FUNERAL, at=2, plan=holding(CHARGE, FUNERAL))
    taken = take_wording(plan, [NEWER])
    assert copies(taken) == [CHARGE, NEWER, NEWER]
    assert offered(taken, [CHARGE, NEWER]) == ()
    assert [p.id for p in taken.placements()] == [p.id for p in plan.placements()]


def test_cards_in_piles_and_aside_are_offered_too():
    plan = add_pile(essay(), "Cunning")
    plan = sort_into(plan, plan.piles[0].id, [FUNERAL])
    plan = sort_into(plan, ASIDE, [replace(CHARGE, factors=())])
    offers = [NEWER, CHARGE]
    assert [offer.after for offer in offered(plan, offers)] == offers
    taken = take_wording(plan, offers, [MACHINE])
    assert copies(taken) == offers
    assert taken.factors == (*plan.factors, MACHINE)


def test_taking_brings_the_factors_that_the_card_speaks_to():
    newer = replace(CHARGE, factors=(MACHINE.id,))
    plan = holding(replace(CHARGE, factors=()))
    others = [MACHINE, CUNNING, Factor("a/b", "B")]
    assert take_wording(plan, [newer], others).factors == (*plan.factors, MACHINE)
    assert take_wording(plan, [NEWER, replace(newer, id="a/other")]) == plan
    assert take_wording(plan, [replace(newer, id="a/other")], others).factors == plan.factors
    renamed = replace(MACHINE, name="Machine")
    taken = take_wording(plan, [newer], others)
    assert take_wording(taken, [CHARGE], [renamed]).factors == taken.factors


def test_a_plan_that_is_full_of_factors_is_told():
    full = tuple(Factor(f"f/{n}", str(n)) for n in range(MOST_FACTORS))
    plan = replace(holding(FUNERAL), factors=full)
    newer = replace(NEWER, factors=(MACHINE.id,))
    with pytest.raises(edits.EditError, match="factors"):
        take_wording(plan, [newer], [MACHINE])


def test_a_wording_that_is_left_is_offered_no_more_and_a_newer_one_is():
    left = leave_wording(holding(CHARGE, FUNERAL), [NEWER, CHARGE])
    assert copies(left) == [CHARGE, FUNERAL]
    assert [p.left for p in left.placements()] == ["", wording(NEWER)]
    assert offered(left, [NEWER]) == ()
    assert offered(left, [NEWEST]) == (Offer(FUNERAL.id, FUNERAL, NEWEST),)
    # What is not about the plan's cards leaves it as it is, to its parts: no view looks again.
    assert take_wording(left, [replace(NEWER, id="a/b")]).paragraphs[0] is left.paragraphs[0]
    taken = take_wording(left, [NEWEST])
    assert [p.left for p in taken.placements()] == ["", ""]


def test_copies_of_a_card_remember_what_was_left():
    left = leave_wording(holding(FUNERAL), [NEWER])
    (placed,) = left.placements()
    for plan in (
        edits.copy(left, [placed.id], slot(left, paragraph=2).id),
        edits.move(left, [placed.id], slot(left, paragraph=2).id),
        edits.duplicate_paragraph(left, left.paragraphs[0].id),
    ):
        assert offered(plan, [NEWER]) == ()
    # What is placed anew from the shelf is the card as it reads now.
    assert offered(holding(NEWER, at=2, plan=left), [NEWER]) == ()


def test_a_plan_that_never_left_a_wording_is_written_as_before():
    assert b"left" not in msgspec.json.encode(holding(FUNERAL))


def without_copies(plan):
    """Return all that is the student’s: everything but how the cards read, and what was left."""

    def bare(placement):
        return replace(placement, card=Card(placement.card.id, ""), left="")

    return replace(with_placements(plan, bare), factors=())


versions = st.lists(cards(), max_size=6, unique_by=lambda card: card.id)


@given(plans(20), versions, st.data())
def test_taking_changes_those_copies_alone_and_leaving_changes_none(plan, now, data):
    chosen = data.draw(st.lists(st.sampled_from(now), unique=True)) if now else []
    names = {card.id for card in chosen}
    others = [card for card in now if card.id not in names]

    taken = take_wording(plan, chosen, data.draw(st.lists(factors(), max_size=3)))
    assert without_copies(taken) == without_copies(plan)
    for before, after in zip(everywhere(plan), everywhere(taken), strict=True):
        if before.card.id in names:
            assert after.card == next(c for c in chosen if c.id == before.card.id)
        else:
            assert after == before
    assert taken.factors[: len(plan.factors)] == plan.factors

    left = leave_wording(plan, chosen)
    assert copies(left) == copies(plan)
    assert without_copies(left) == without_copies(plan)
    assert left.factors == plan.factors

    for answered in (taken, left):
        assert offered(answered, chosen) == ()
        assert offered(answered, others) == offered(plan, others)


@given(plans(), st.lists(versions, min_size=1, max_size=5), st.data())
def test_no_sequence_of_updates_and_edits_loses_what_the_student_did(plan, updates, data):
    # The student's edits alone, beside the same edits among updates that are taken or left.
    alone = among = plan
    for version in updates:
        edit = data.draw(edits_on(alone))
        # The order of paragraphs can come from their cards' factors, which an update changes.
        if edit.verb not in (take_wording, leave_wording, order_paragraphs):
            alone, among = attempted(edit, alone), attempted(edit, among)
        answer = data.draw(st.sampled_from([take_wording, leave_wording]))
        offers = [offer.after for offer in offered(among, version)]
        among = answer(among, offers)
        assert offered(among, version) == ()
        assert without_copies(among) == without_copies(alone)


def attempted(edit, plan):
    try:
        return edit(plan)
    except REFUSALS:
        return plan
