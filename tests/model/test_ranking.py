from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from planner.model import edits, ranking, sorting
from planner.model.evidence import Card, Factor
from planner.model.plan import MOST_ARROWS, MOST_RANKED, Field, Part
from planner.model.text import ID, LINE, PASSAGE, TextError
from planner.model.tree import EditError
from planner.packs.plan_file import plan_bytes, read_plan, sound_plan
from tests.model.examples import CHARGE, CUNNING, FUNERAL, MACHINE, TESTAMENT, essay, slot
from tests.strategies import factors, plans, runs

LETTERS = [Factor(f"x/{letter}", letter.upper()) for letter in "abcdefghijkl"]


def ranked(letters, diamond=False):
    """Return a plan whose ranking has factors of these letters."""
    plan = essay()
    for letter in letters:
        plan = ranking.rank(plan, next(f for f in LETTERS if f.name == letter))
    return ranking.shape(plan, diamond)


def order(plan):
    return "".join(plan.factor(each.factor).name for each in plan.ranking)


def reason(plan, letter, words):
    return edits.write(plan, Field(Part.REASON, f"x/{letter.lower()}"), words)


def headed(*headings):
    """Return a plan whose paragraphs have these headings."""
    plan = essay()
    for paragraph, heading in zip(plan.paragraphs, headings, strict=True):
        plan = edits.write(plan, Field(Part.HEADING, paragraph.id), heading)
    return plan


def headings(plan):
    return [paragraph.heading for paragraph in plan.paragraphs]


# The ranking


@pytest.mark.parametrize(
    ("letter", "at", "after"),
    [
        ("D", None, "ABCD"),
        ("D", 0, "DABC"),
        ("D", 2, "ABDC"),
        ("D", 99, "ABCD"),
        ("D", -5, "DABC"),
        # What is ranked already is counted before it moves.
        ("A", None, "BCA"),
        ("A", 3, "BCA"),
        ("A", 2, "BAC"),
        ("A", 1, "ABC"),
        ("A", 0, "ABC"),
        ("C", 0, "CAB"),
        ("C", 1, "ACB"),
        ("B", -1, "BAC"),
    ],
)
def test_a_factor_is_ranked_before_the_number_asked_for(letter, at, after):
    factor = next(f for f in LETTERS if f.name == letter)
    assert order(ranking.rank(ranked("ABC"), factor, at)) == after


def test_a_reason_stays_with_its_factor_until_that_leaves_the_ranking():
    plan = reason(ranked("ABC"), "A", " Because\nof this. ")
    plan = ranking.rank(plan, LETTERS[0], 3)
    assert plan.text(Field(Part.REASON, "x/a")) == " Because\nof this. "
    gone = ranking.unrank(plan, "x/a")
    assert order(gone) == "BC"
    assert gone.factor("x/a")
    assert ranking.rank(gone, LETTERS[0]).ranking[-1].reason == ""


def test_the_plan_keeps_a_factor_as_it_carries_it():
    plan = ranking.rank(ranked("A"), replace(LETTERS[0], name="Otherwise"))
    assert order(plan) == "A"


def test_there_is_a_most_of_ranked_factors():
    plan = essay()
    for number in range(MOST_RANKED):
        plan = ranking.rank(plan, Factor(f"x/{number}", f"F{number}"))
    with pytest.raises(EditError, match="At most 50"):
        ranking.rank(plan, LETTERS[0])
    with pytest.raises(EditError, match="At most 50"):
        ranking.add_factor(plan, "Luck")
    assert ranking.rank(plan, Factor("x/0", "F0")).ranking[-1].factor == "x/0"


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (lambda plan: ranking.unrank(plan, "x/a"), "no longer in the ranking"),
        (lambda plan: reason(plan, "A", "x"), "no longer in the ranking"),
        (ranking.order_paragraphs, "Nothing is ranked yet"),
        (ranking.conclude, "Nothing is ranked yet"),
        (lambda plan: ranking.unlink(plan, "n99"), "no longer there"),
        (lambda plan: edits.write(plan, Field(Part.BECAUSE, "n99"), "x"), "no longer there"),
    ],
)
def test_what_is_not_there_is_told(edit, words):
    with pytest.raises(EditError, match=words):
        edit(essay())


def test_a_factor_of_ones_own_is_ranked_last():
    plan = ranking.add_factor(ranked("AB"), "  Sheer \n luck ")
    own = plan.factor(plan.ranking[-1].factor)
    assert own.name == "Sheer luck"
    assert own.id.startswith("own/")
    assert plan.serial == essay().serial + 1
    # Two that are made one after the other are two.
    assert len(ranking.add_factor(plan, "Fate").factors) == len(plan.factors) + 1


def test_a_factor_of_ones_own_needs_a_name_that_the_plan_has_not():
    with pytest.raises(EditError, match="needs a name"):
        ranking.add_factor(essay(), " \n ")
    with pytest.raises(EditError, match="has the factor “cunning” already"):
        ranking.add_factor(essay(), "cunning")
    with pytest.raises(TextError, match=r"^A factor’s name"):
        ranking.add_factor(essay(), "x" * (LINE + 1))


def test_a_factor_of_ones_own_can_be_read_again_whatever_the_plan_is_called():
    for plan_id in ("x" * ID, "pack/worked-1"):
        plan = ranking.add_factor(replace(essay(), id=plan_id), "Luck")
        assert read_plan(plan_bytes(plan)) == plan
    other = ranking.add_factor(replace(essay(), id="plan-2"), "Luck")
    assert other.factors[-1].id != plan.factors[-1].id


def with_luck():
    """Return a plan with a factor of the student's own, its reason, an arrow and a card; its id."""
    plan = ranking.add_factor(ranked("AB"), "Luck")
    own = plan.factors[-1].id
    plan = edits.write(plan, Field(Part.REASON, own), "It was luck.")
    plan = ranking.link(plan, own, "x/a")
    plan = ranking.link(plan, "x/a", "x/b")
    card = Card("own/1", "Mine", factors=(own, "x/a"))
    plan = edits.place(plan, next(plan.slots()).id, [card])
    return sorting.sort_into(sorting.add_pile(plan), sorting.ASIDE, [card]), own


def test_a_factor_of_ones_own_is_called_otherwise_wherever_it_is():
    plan, own = with_luck()
    after = ranking.rename_factor(plan, own, "  Sheer\nluck ")
    assert after.factor(own).name == "Sheer luck"
    assert ranking.end_name(after, own) == "Sheer luck"
    before = plan.factor(own)
    assert replace(after, factors=(*after.factors[:-1], before)) == plan
    # Its own name may be written in other letters.
    assert ranking.rename_factor(plan, own, "LUCK").factor(own).name == "LUCK"
    for name, words in (("a", "already"), (" ", "needs a name")):
        with pytest.raises(EditError, match=words):
            ranking.rename_factor(plan, own, name)


def test_a_factor_of_ones_own_that_is_removed_takes_its_rank_and_arrows_with_it():
    plan, own = with_luck()
    after = ranking.remove_factor(plan, own)
    assert after.factor(own) is None
    assert order(after) == "AB"
    assert [(a.start, a.end) for a in after.arrows] == [("x/a", "x/b")]
    for part in ("paragraphs", "piles", "aside", "conclusion", "serial"):
        assert getattr(after, part) == getattr(plan, part)
    assert read_plan(plan_bytes(after)) == after


@pytest.mark.parametrize("edit", [ranking.remove_factor, partial(ranking.rename_factor, name="B")])
def test_a_factor_of_a_pack_is_the_packs(edit):
    with pytest.raises(EditError, match="comes from a pack"):
        edit(ranked("AB"), "x/a")
    with pytest.raises(EditError, match="no longer in the plan"):
        edit(ranked("AB"), "own/none")


@pytest.mark.parametrize(
    ("letters", "rows"),
    [
        ("", []),
        ("A", ["A"]),
        ("ABCD", ["A", "BC", "D"]),
        ("ABCDEFGHI", ["A", "BC", "DEF", "GH", "I"]),
        ("ABCDEFGHIJKL", ["A", "BC", "DEF", "GH", "I", "J", "K", "L"]),
    ],
)
def test_a_diamond_nine_has_rows_of_one_to_three(letters, rows):
    plan = ranked(letters, diamond=True)
    shown = ["".join(plan.factor(r.factor).name for r in row) for row in ranking.rows(plan)]
    assert shown == rows
    ladder = ranking.rows(ranking.shape(plan, False))
    assert [len(row) for row in ladder] == [1] * len(letters)


def test_the_ranking_in_words_numbers_its_rows():
    plan = reason(ranked("ABC", diamond=True), "B", "It came\n\nfirst.")
    assert ranking.ranking_lines(plan) == ["1. A", "2. B: It came first.", "2. C"]
    assert ranking.ranking_lines(ranking.shape(plan, False))[2] == "3. C"


def test_the_ranking_is_written_after_the_conclusion():
    plan = ranking.conclude(ranked("AB"))
    assert plan.conclusion == "1. A\n2. B"
    plan = replace(ranked("AB"), conclusion="In the end, A.\n")
    plan = ranking.conclude(plan)
    assert plan.conclusion == "In the end, A.\n1. A\n2. B"
    with pytest.raises(EditError, match="has this ranking already"):
        ranking.conclude(plan)
    # Another ranking is other material.
    other = ranking.conclude(ranking.rank(plan, LETTERS[0]))
    assert other.conclusion == "In the end, A.\n1. A\n2. B\n1. B\n2. A"
    with pytest.raises(TextError, match=r"^The conclusion"):
        ranking.conclude(replace(plan, conclusion="x" * PASSAGE))


# The order of the paragraphs


def test_paragraphs_take_the_order_of_the_ranking_and_others_go_last():
    plan = headed("Other", "Why the PARTY MACHINE counts", "Cunning")
    plan = ranking.rank(ranking.rank(plan, CUNNING), MACHINE)
    plan = ranking.order_paragraphs(plan)
    assert headings(plan) == ["Cunning", "Why the PARTY MACHINE counts", "Other"]
    assert ranking.order_paragraphs(plan) == plan
    turned = ranking.order_paragraphs(ranking.rank(plan, MACHINE, 0))
    assert headings(turned) == ["Why the PARTY MACHINE counts", "Cunning", "Other"]


def test_the_piles_go_with_their_paragraphs():
    plan = sorting.add_pile(sorting.add_pile(essay(), "Party machine"), "Cunning")
    plan = sorting.make_paragraphs(plan)
    plan = ranking.rank(ranking.rank(plan, CUNNING), MACHINE)
    plan = ranking.order_paragraphs(plan)
    assert [plan.pile_name(pile) for pile in plan.piles] == ["Cunning", "Party machine"]
    assert sorting.make_paragraphs(plan) == plan


@pytest.mark.parametrize(
    ("heading", "placed", "about"),
    [
        ("", [], ""),
        ("Cunning", [], CUNNING.id),
        ("cunning, again", [], CUNNING.id),
        # A name within a longer word is not that name.
        ("The cunningest", [], ""),
        ("Cunning", [CHARGE], CUNNING.id),
        ("Both cunning and the party machine", [CHARGE], MACHINE.id),
        ("Both cunning and the party machine", [], ""),
        ("", [FUNERAL, TESTAMENT, CHARGE], CUNNING.id),
        ("Other", [FUNERAL, CHARGE], ""),
        ("", [Card("x/1", "1", factors=("x/unknown",))], "x/unknown"),
    ],
)
def test_what_a_paragraph_is_about(heading, placed, about):
    plan = headed(heading, "", "")
    plan = replace(plan, factors=(CUNNING, MACHINE, Factor("x/nameless", "")))
    if placed:
        plan = edits.place(plan, slot(plan).id, placed)
    assert ranking.main_factor(plan, plan.paragraphs[0]) == about


def test_a_factor_may_have_any_name():
    plan = ranking.add_factor(headed("Why C++ (and *)", "", ""), "C++ (and *)")
    assert ranking.main_factor(plan, plan.paragraphs[0]) == plan.factors[-1].id


# Arrows


def test_an_arrow_leads_from_one_thing_to_another_and_says_why():
    plan = headed("First", "", "")
    one, two, _ = (paragraph.id for paragraph in plan.paragraphs)
    plan = ranking.link(ranking.link(plan, one, two), two, CUNNING.id)
    field = Field(Part.BECAUSE, plan.arrows[0].id)
    plan = edits.write(plan, field, "it made\nroom")
    assert plan.text(field) == "it made\nroom"
    assert ranking.arrow_lines(plan) == [
        "First → Paragraph 2: it made room",
        "Paragraph 2 → Cunning",
    ]
    assert ranking.unlink(plan, plan.arrows[0].id).arrows == plan.arrows[1:]


def test_an_arrow_needs_two_ends_that_are_there_and_is_drawn_once():
    plan = essay()
    one, two, _ = (paragraph.id for paragraph in plan.paragraphs)
    for ends in ((one, "n999"), ("x/nothing", one), (plan.paragraphs[0].slots[0].id, two)):
        with pytest.raises(EditError, match="no longer in the plan"):
            ranking.link(plan, *ends)
    with pytest.raises(EditError, match="two different ends"):
        ranking.link(plan, one, one)
    plan = ranking.link(plan, one, two)
    with pytest.raises(EditError, match="between these already"):
        ranking.link(plan, one, two)
    # The other way round is another arrow.
    assert len(ranking.link(plan, two, one).arrows) == 2


def test_there_is_a_most_of_arrows():
    plan = essay()
    for number in range(MOST_ARROWS + 1):
        plan = replace(plan, factors=(*plan.factors, Factor(f"x/{number}", f"F{number}")))
    for number in range(MOST_ARROWS):
        plan = ranking.link(plan, CUNNING.id, f"x/{number}")
    with pytest.raises(EditError, match="at most 100 arrows"):
        ranking.link(plan, CUNNING.id, f"x/{MOST_ARROWS}")


def test_a_paragraph_that_goes_takes_its_arrows_along():
    plan = headed("A", "B", "C")
    one, two, three = (paragraph.id for paragraph in plan.paragraphs)
    for ends in ((one, two), (two, three), (CUNNING.id, two), (one, three)):
        plan = ranking.link(plan, *ends)
    gone = edits.remove_paragraph(plan, two)
    assert ranking.arrow_lines(gone) == ["A → C"]


# Whatever was done before


@given(plans(), factors(), st.none() | st.integers(-3, 9))
def test_ranking_moves_one_factor_and_no_other(plan, factor, at):
    after = ranking.rank(plan, factor, at)
    others = [r for r in plan.ranking if r.factor != factor.id]
    assert [r for r in after.ranking if r.factor != factor.id] == others
    assert [r.factor for r in after.ranking].count(factor.id) == 1
    held = [r for r in plan.ranking if r.factor == factor.id]
    assert not held or held[0] in after.ranking
    assert sum(map(len, ranking.rows(after))) == len(after.ranking)
    ordered = ranking.order_paragraphs(after)
    assert set(ordered.paragraphs) == set(after.paragraphs)
    assert ranking.order_paragraphs(ordered) == ordered


@given(runs(20))
def test_what_any_edit_gives_is_sound_and_can_be_read_again(run):
    for plan in run.plans:
        assert sound_plan(plan, "The plan") == plan
        assert read_plan(plan_bytes(plan)) == plan
