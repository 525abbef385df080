from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from planner.model import edits, sorting
from planner.model.evidence import Card, Factor, Question
from planner.model.framework import Framework, Role
from planner.model.plan import MOST_CARDS, MOST_PARAGRAPHS, MOST_PILES, Field, Part, Placement
from planner.model.sorting import ASIDE, Serves, pile_cards, sort_into
from planner.model.text import LINE, TextError
from planner.model.tree import EditError
from tests.model.examples import (
    CHARGE,
    CUNNING,
    FUNERAL,
    MACHINE,
    PEA,
    TESTAMENT,
    essay,
    headlines,
    slot,
)
from tests.strategies import REFUSALS, cards, plans

SIX = [Card(f"x/c{number}", f"Card {number}") for number in range(6)]


def sorted_plan(**piles):
    """Return a plan with piles of these names, and the cards of SIX by their numbers in them."""
    plan = essay()
    for name, numbers in piles.items():
        plan = sorting.add_pile(plan, name)
        plan = sort_into(plan, plan.piles[-1].id, [SIX[number] for number in numbers])
    return plan


def in_piles(plan):
    """Return the names of the piles, and the numbers of their cards."""
    return {
        plan.pile_name(pile): [int(p.card.id[-1]) for p in pile.placements] for pile in plan.piles
    }


def in_paragraphs(plan):
    """Return the headings, and the numbers of the cards in each paragraph."""
    return [
        (each.heading, [int(p.card.id[-1]) for s in each.slots for p in s.placements])
        for each in plan.paragraphs
    ]


def aside(plan):
    return [p.card for p in plan.aside]


def head(plan, number, words):
    return edits.write(plan, Field(Part.HEADING, plan.paragraphs[number - 1].id), words)


# Piles


def test_a_pile_has_a_name_of_one_line_and_comes_where_it_is_asked_for():
    plan = sorting.add_pile(sorted_plan(a=[], b=[]), " The \n party ", 1)
    assert list(in_piles(plan)) == ["a", "The party", "b"]
    assert sorting.add_pile(plan).piles[-1].name == ""
    with pytest.raises(TextError, match=r"^A pile’s name can have at most 300"):
        sorting.add_pile(plan, "x" * (LINE + 1))


def test_there_is_a_most_of_piles():
    plan = essay()
    for _ in range(MOST_PILES):
        plan = sorting.add_pile(plan)
    with pytest.raises(EditError, match="at most 30 piles"):
        sorting.add_pile(plan)


@pytest.mark.parametrize(
    ("to", "order"), [(0, "bac"), (1, "abc"), (2, "acb"), (9, "acb"), (-3, "bac")]
)
def test_a_pile_moves_to_the_number_asked_for(to, order):
    plan = sorted_plan(a=[], b=[1], c=[])
    moved = sorting.move_pile(plan, plan.piles[1].id, to)
    assert "".join(in_piles(moved)) == order
    assert in_piles(moved)["b"] == [1]


def test_a_pile_that_goes_leaves_its_cards_unsorted_and_its_paragraph():
    plan = sorting.make_paragraphs(sorted_plan(a=[0], b=[1]))
    gone = sorting.remove_pile(plan, plan.piles[0].id)
    assert in_piles(gone) == {"b": [1]}
    assert gone.paragraphs == plan.paragraphs
    # The paragraph is free to have a pile again.
    assert in_piles(sorting.make_piles(gone)) == {"a": [0], "b": [1]}


@pytest.mark.parametrize(
    "edit",
    [
        lambda plan: sorting.remove_pile(plan, "n999"),
        lambda plan: sorting.move_pile(plan, "n999", 0),
        lambda plan: sort_into(plan, "n999", SIX),
        lambda plan: edits.write(plan, Field(Part.PILE, "n999"), "x"),
    ],
)
def test_a_pile_that_is_gone_is_told(edit):
    with pytest.raises(EditError, match=r"^This pile is no longer there\.$"):
        edit(sorted_plan(a=[0]))


# Cards


@pytest.mark.parametrize(
    ("cards", "at", "order"),
    [
        ([5], None, [0, 1, 2, 5]),
        ([5], 0, [5, 0, 1, 2]),
        ([5], 2, [0, 1, 5, 2]),
        ([5], 99, [0, 1, 2, 5]),
        ([5], -7, [5, 0, 1, 2]),
        ([5, 4], 1, [0, 5, 4, 1, 2]),
        # Those that are there already are counted before the change.
        ([0], 3, [1, 2, 0]),
        ([0], 2, [1, 0, 2]),
        ([0], 1, [0, 1, 2]),
        ([0], 0, [0, 1, 2]),
        ([2], 0, [2, 0, 1]),
        ([0, 1], 3, [2, 0, 1]),
        ([2, 0], 1, [2, 0, 1]),
        ([1], None, [0, 2, 1]),
        ([3], 1, [0, 3, 1, 2]),
        ([3, 3], None, [0, 1, 2, 3]),
        ([], 1, [0, 1, 2]),
    ],
)
def test_cards_are_sorted_in_before_the_number_asked_for(cards, at, order):
    plan = sorted_plan(a=[0, 1, 2], b=[3])
    after = sort_into(plan, plan.piles[0].id, [SIX[number] for number in cards], at)
    assert in_piles(after)["a"] == order
    assert in_piles(after)["b"] == ([] if 3 in cards else [3])


def test_a_card_that_is_sorted_again_keeps_its_id_and_its_wording():
    plan = sorted_plan(a=[0], b=[])
    (before,) = plan.piles[0].placements
    newer = replace(SIX[0], headline="Newer")
    moved = sort_into(plan, plan.piles[1].id, [newer])
    assert moved.piles[0].placements == ()
    assert moved.piles[1].placements == (before,)
    assert moved.serial == plan.serial


def test_of_two_wordings_of_a_card_the_first_is_sorted():
    plan = sorting.add_pile(essay())
    plan = sort_into(plan, plan.piles[0].id, [FUNERAL, replace(FUNERAL, headline="Other")])
    assert [p.card for p in plan.piles[0].placements] == [FUNERAL]


def test_what_is_not_relevant_is_a_pile_too():
    plan = sort_into(sorted_plan(a=[0, 1]), ASIDE, [SIX[1], SIX[2]])
    assert aside(plan) == [SIX[1], SIX[2]]
    assert pile_cards(plan, ASIDE) == plan.aside
    assert in_piles(plan) == {"a": [0]}
    back = sort_into(plan, plan.piles[0].id, [SIX[1]], 0)
    assert in_piles(back) == {"a": [1, 0]}
    assert aside(back) == [SIX[2]]


def test_sorting_brings_the_factors_that_the_cards_speak_to():
    plan = sorting.add_pile(essay())
    other = Factor("a/b", "B")
    plan = sort_into(plan, plan.piles[0].id, [CHARGE], factors=[MACHINE, other])
    assert plan.factors == (CUNNING, MACHINE)


def test_a_pile_holds_only_so_much_and_aside_more():
    many = [Card(f"x/m{number}", "M") for number in range(MOST_CARDS)]
    plan = sorting.add_pile(sorted_plan(a=[0]), "b")
    full = sort_into(plan, plan.piles[1].id, many)
    with pytest.raises(EditError, match="at most 100 cards"):
        sort_into(full, full.piles[1].id, [SIX[0]])
    # What is there already is not counted twice.
    assert sort_into(full, full.piles[1].id, many[:5]).piles[1].placements[-1].card == many[4]
    assert len(sort_into(full, ASIDE, [*many, *SIX]).aside) == MOST_CARDS + 6


def test_unsorted_cards_are_in_no_pile_and_stay_in_their_paragraphs():
    plan = sort_into(sorting.make_paragraphs(sorted_plan(a=[0, 1], b=[2])), ASIDE, [SIX[3]])
    after = sorting.unsort(plan, [SIX[0].id, SIX[3].id, "x/nothing"])
    assert in_piles(after) == {"a": [1], "b": [2]}
    assert aside(after) == []
    assert after.paragraphs == plan.paragraphs
    with pytest.raises(EditError, match=r"^This card is in no pile\.$"):
        sorting.unsort(after, [SIX[0].id])


# Piles to paragraphs


def test_piles_become_paragraphs_in_their_order():
    plan = sorting.make_paragraphs(sorted_plan(b=[3, 4], a=[0], c=[], d=[5]))
    assert in_paragraphs(plan) == [("b", [3, 4]), ("a", [0]), ("c", []), ("d", [5])]
    assert headlines(slot(plan)) == ["Card 3", "Card 4"]
    assert [pile.paragraph for pile in plan.piles] == [p.id for p in plan.paragraphs]


def test_paragraphs_that_hold_something_are_not_taken():
    plan = head(sorted_plan(a=[0]), 1, "Mine")
    plan = edits.write(plan, Field(Part.SLOT, plan.paragraphs[1].slots[2].id), "Because.")
    made = sorting.make_paragraphs(plan)
    assert in_paragraphs(made) == [("Mine", []), ("", []), ("a", [0])]
    assert made.paragraphs[:2] == plan.paragraphs[:2]


def test_a_pile_with_no_name_and_no_cards_makes_none():
    assert in_paragraphs(sorting.make_paragraphs(sorted_plan(a=[0])))[1:] == [("", []), ("", [])]
    plan = sorting.add_pile(sorted_plan(a=[0]))
    assert sorting.make_paragraphs(plan).piles[1].paragraph == ""
    with pytest.raises(EditError, match="nothing sorted yet"):
        sorting.make_paragraphs(sorting.add_pile(essay()))


def test_cards_that_were_sorted_again_go_to_their_piles_paragraphs():
    plan = sorting.make_paragraphs(sorted_plan(a=[0, 1], b=[2]))
    moved = next(plan.placements())
    plan = sort_into(plan, plan.piles[1].id, [SIX[0], SIX[5]], 0)
    again = sorting.make_paragraphs(plan)
    assert in_paragraphs(again)[:2] == [("a", [1]), ("b", [2, 0, 5])]
    # It is the same placement, so that whoever had it selected has it still.
    assert moved in again.paragraphs[1].slots[1].placements


def test_a_card_stays_where_it_was_put_in_its_own_paragraph_and_in_others():
    plan = sorting.make_paragraphs(sorted_plan(a=[0], b=[1]))
    placement = plan.paragraphs[0].slots[1].placements[0]
    plan = edits.move(plan, [placement.id], plan.paragraphs[0].slots[0].id)
    plan = edits.copy(plan, [placement.id], plan.paragraphs[1].slots[3].id)
    assert sorting.make_paragraphs(plan) == plan
    # What is set aside, or in no pile, stays where it stands.
    assert sorting.make_paragraphs(sort_into(plan, ASIDE, [SIX[1]])).paragraphs == plan.paragraphs


def test_a_card_in_a_paragraph_without_a_pile_is_placed_again():
    plan = edits.place(head(sorted_plan(a=[0]), 3, "Mine"), slot(essay(), paragraph=3).id, SIX[:1])
    made = sorting.make_paragraphs(plan)
    assert in_paragraphs(made) == [("a", [0]), ("", []), ("Mine", [0])]


def test_the_pile_is_called_as_its_paragraph_is():
    plan = sorting.make_paragraphs(sorted_plan(a=[0], b=[1]))
    plan = head(plan, 1, "On the board")
    assert list(in_piles(plan)) == ["On the board", "b"]
    assert sorting.make_paragraphs(plan) == plan
    plan = edits.write(plan, Field(Part.PILE, plan.piles[0].id), "In the pile")
    assert plan.paragraphs[0].heading == "In the pile"
    assert plan.text(Field(Part.PILE, plan.piles[0].id)) == "In the pile"
    # A heading that was emptied is the pile's name again.
    assert in_paragraphs(sorting.make_paragraphs(head(plan, 1, "")))[0][0] == "In the pile"


def test_no_pile_takes_the_paragraph_of_another():
    plan = head(sorting.make_paragraphs(sorted_plan(a=[])), 1, "")
    made = sorting.make_paragraphs(sorting.add_pile(plan, "b", 0))
    assert in_paragraphs(made) == [("b", []), ("a", []), ("", [])]


def test_a_paragraph_that_goes_leaves_its_pile_with_its_name():
    plan = head(sorting.make_paragraphs(sorted_plan(a=[0], b=[1])), 1, "Renamed")
    gone = edits.remove_paragraph(plan, plan.paragraphs[0].id)
    assert in_piles(gone) == {"Renamed": [0], "b": [1]}
    assert gone.piles[0].paragraph == ""
    again = sorting.make_paragraphs(gone)
    assert in_paragraphs(again) == [("Renamed", [0]), ("b", [1])]
    assert {p.id for p in again.paragraphs} == {p.id for p in gone.paragraphs}


def test_the_order_on_the_board_is_the_order_of_the_piles():
    plan = sorting.make_paragraphs(sorted_plan(a=[0], b=[1], c=[2]))
    moved = edits.move_paragraph(plan, plan.paragraphs[2].id, 0)
    assert list(in_piles(moved)) == ["c", "a", "b"]
    assert sorting.make_paragraphs(moved) == moved
    back = sorting.make_paragraphs(sorting.move_pile(moved, moved.piles[0].id, 2))
    assert in_paragraphs(back) == in_paragraphs(plan)


def test_paragraphs_without_a_pile_keep_their_places():
    plan = head(essay(), 2, "Mine")
    for name in "ba":
        plan = sorting.add_pile(plan, name)
    plan = sorting.make_paragraphs(plan)
    assert in_paragraphs(plan) == [("b", []), ("Mine", []), ("a", [])]
    plan = sorting.make_paragraphs(sorting.move_pile(plan, plan.piles[0].id, 1))
    assert in_paragraphs(plan) == [("a", []), ("Mine", []), ("b", [])]


def test_a_framework_without_an_evidence_slot_has_its_first():
    points = tuple(k for k in PEA.slots if k.role is not Role.EVIDENCE)
    plan = edits.use_framework(sorted_plan(a=[0]), replace(PEA, slots=points))
    made = sorting.make_paragraphs(plan)
    assert headlines(slot(made, "Point")) == ["Card 0"]


def test_a_framework_without_slots_can_take_names_and_no_cards():
    plan = edits.use_framework(sorted_plan(a=[], b=[]), Framework("none", "None"))
    made = sorting.make_paragraphs(plan)
    assert in_paragraphs(made) == [("a", []), ("b", []), ("", [])]
    with pytest.raises(EditError, match="no slots for the cards"):
        sorting.make_paragraphs(sort_into(made, made.piles[0].id, SIX[:1]))


def test_a_paragraph_without_slots_gets_the_frameworks():
    plan = sorting.make_paragraphs(sorted_plan(a=[]))
    for each in plan.paragraphs[0].slots:
        plan = edits.remove_slot(plan, each.id)
    assert sorting.make_paragraphs(plan) == plan
    made = sorting.make_paragraphs(sort_into(plan, plan.piles[0].id, SIX[:1]))
    assert headlines(slot(made)) == ["Card 0"]


def test_where_there_is_no_room_nothing_is_made():
    plan = sorted_plan(a=[0])
    while len(plan.paragraphs) < MOST_PARAGRAPHS:
        plan = edits.add_paragraph(plan)
    for number in range(1, MOST_PARAGRAPHS + 1):
        plan = head(plan, number, f"P{number}")
    with pytest.raises(EditError, match="at most 60 paragraphs"):
        sorting.make_paragraphs(plan)
    with pytest.raises(EditError, match="at most 30 piles"):
        sorting.make_piles(plan)
    full = sorting.make_paragraphs(sorted_plan(a=[]))
    full = edits.place(full, slot(full).id, [Card(f"x/m{n}", "M") for n in range(MOST_CARDS)])
    with pytest.raises(EditError, match="at most 100 cards"):
        sorting.make_paragraphs(sort_into(full, full.piles[0].id, SIX[:1]))


# Paragraphs to piles


def test_paragraphs_become_piles():
    plan = head(essay(), 3, "Third")
    plan = edits.place(plan, slot(plan).id, SIX[:2])
    plan = edits.place(plan, slot(plan, "Explain").id, SIX[1:3])
    made = sorting.make_piles(plan)
    assert in_piles(made) == {"": [0, 1, 2], "Third": []}
    assert [pile.paragraph for pile in made.piles] == [plan.paragraphs[0].id, plan.paragraphs[2].id]
    assert made.paragraphs == plan.paragraphs
    assert sorting.make_piles(made) == made
    assert sorting.make_paragraphs(made) == made


def test_a_new_pile_comes_where_its_paragraph_is():
    plan = head(sorting.make_paragraphs(sorted_plan(a=[0], b=[1])), 3, "Mine")
    plan = edits.move_paragraph(plan, plan.paragraphs[2].id, 0)
    made = sorting.make_piles(plan)
    assert list(in_piles(made)) == ["Mine", "a", "b"]
    assert sorting.make_paragraphs(made).paragraphs == plan.paragraphs


def test_a_pile_takes_what_was_placed_in_its_paragraph_and_is_in_no_pile():
    plan = sort_into(sorting.make_paragraphs(sorted_plan(a=[0], b=[1])), ASIDE, [SIX[5]])
    plan = edits.place(plan, slot(plan).id, [SIX[1], SIX[2], SIX[5]])
    assert in_piles(sorting.make_piles(plan)) == {"a": [0, 2], "b": [1]}


def test_a_wording_that_was_left_is_left_in_the_pile_and_the_copy_too():
    left = Placement("n90", FUNERAL, "0123456789abcdef")
    plan = edits.place(essay(), slot(essay()).id, [TESTAMENT])
    first = plan.paragraphs[0]
    slots = (replace(first.slots[0], placements=(left,)), *first.slots[1:])
    plan = replace(plan, paragraphs=(replace(first, slots=slots),), serial=91)
    piled = sorting.make_piles(plan)
    assert [p.left for p in piled.piles[0].placements] == [left.left, ""]
    other = sorting.copy_sort(piled, "p2", Question("own/q2", "How?"))
    assert [p.left for p in other.piles[0].placements] == [left.left, ""]


# Another question


def test_a_sort_is_copied_for_another_question():
    plan = head(sorting.make_paragraphs(sorted_plan(a=[0, 1], b=[2])), 1, "Renamed")
    plan = sort_into(plan, ASIDE, [SIX[3]])
    other = Question("own/q2", "How far do you agree?")
    copied = sorting.copy_sort(plan, "plan-2", other)
    assert (copied.id, copied.question, copied.sorted_for) == ("plan-2", other, plan.id)
    assert in_piles(copied) == {"Renamed": [0, 1], "b": [2]}
    assert aside(copied) == [SIX[3]]
    assert copied.factors == plan.factors
    assert copied.framework == plan.framework
    assert not list(copied.placements())
    assert all(not pile.paragraph for pile in copied.piles)


def test_a_card_serves_the_first_question_the_second_or_both():
    first = sorted_plan(a=[0, 1], b=[2])
    second = sorting.copy_sort(first, "plan-2", Question("own/q2", "How?"))
    second = sort_into(second, ASIDE, [SIX[0]])
    second = sort_into(sorting.unsort(second, [SIX[1].id]), second.piles[0].id, [SIX[4]])
    assert sorting.serving(first, second) == {
        SIX[0].id: Serves.FIRST,
        SIX[1].id: Serves.FIRST,
        SIX[2].id: Serves.BOTH,
        SIX[4].id: Serves.SECOND,
    }


# Whatever was done before


def tried(edit, plan):
    try:
        return edit(plan)
    except REFUSALS:
        return None


def held(plan):
    """Return all that paragraphs hold: which cards there are, and what is written."""
    return {p.card.id for p in plan.placements()}, [s.text for s in plan.slots() if s.filled]


@given(plans(20))
def test_making_paragraphs_loses_nothing_and_then_changes_nothing(plan):
    made = tried(sorting.make_paragraphs, plan)
    if made is None:
        return
    ids = [paragraph.id for paragraph in plan.paragraphs]
    assert set(ids) <= {paragraph.id for paragraph in made.paragraphs}
    cards = {p.card.id for p in plan.placements()}
    written = Counter(s.text for s in plan.slots() if s.text.strip())
    sorted_cards = {p.card.id for pile in plan.piles for p in pile.placements}
    assert {p.card.id for p in made.placements()} == cards | sorted_cards
    assert Counter(s.text for s in made.slots() if s.text.strip()) == written
    # Other paragraphs are as they were, and where they were.
    own = {pile.paragraph for pile in made.piles}
    others = [p for p in plan.paragraphs if p.id not in own]
    assert [p for p in made.paragraphs if p.id not in own] == others
    assert [each.placements for each in made.piles] == [each.placements for each in plan.piles]
    # A pile's cards are in its paragraph, which is called as it is.
    for pile in made.piles:
        if paragraph := made.paragraph(pile.paragraph):
            there = {p.card.id for each in paragraph.slots for p in each.placements}
            assert there >= {p.card.id for p in pile.placements}
            assert paragraph.heading == made.pile_name(pile)
    order = [pile.paragraph for pile in made.piles if pile.paragraph]
    assert [p.id for p in made.paragraphs if p.id in own] == order
    assert sorting.make_paragraphs(made) == made


@given(plans(20))
def test_back_and_forth_changes_no_paragraph(plan):
    piled = tried(sorting.make_piles, plan)
    if piled is None:
        return
    assert piled.paragraphs == plan.paragraphs
    assert sorting.make_piles(piled) == piled
    for paragraph in plan.paragraphs:
        made = [pile for pile in piled.piles if pile.paragraph == paragraph.id]
        filled = paragraph.heading or any(each.placements for each in paragraph.slots)
        assert len(made) == 1 if filled else len(made) <= 1
    known = {p.card.id for p in piled.sorted_placements()}
    assert known >= {p.card.id for p in plan.placements()}
    forth = tried(sorting.make_paragraphs, piled)
    if forth is not None:
        again = sorting.make_piles(forth)
        assert [p.placements for p in again.piles] == [p.placements for p in forth.piles]
        assert sorting.make_paragraphs(again) == again


@given(plans(20), st.lists(cards(), max_size=4), st.integers(-3, 9) | st.none(), st.data())
def test_sorting_moves_cards_and_loses_none(plan, new, at, data):
    pile = data.draw(st.sampled_from([ASIDE, *(pile.id for pile in plan.piles)]))
    after = sort_into(plan, pile, new, at)
    before = Counter(p.card.id for p in plan.sorted_placements())
    asked = dict.fromkeys(card.id for card in new)
    assert Counter(p.card.id for p in after.sorted_placements()) == before | Counter(asked.keys())
    there = [p.card.id for p in pile_cards(after, pile)]
    assert [card for card in there if card in asked] == list(asked)
    others = [p for p in pile_cards(plan, pile) if p.card.id not in asked]
    assert [p for p in pile_cards(after, pile) if p.card.id not in asked] == others
    if at is not None and asked:
        first = sum(p.card.id not in asked for p in pile_cards(plan, pile)[: max(at, 0)])
        assert there.index(next(iter(asked))) == first
    assert after.paragraphs == plan.paragraphs
