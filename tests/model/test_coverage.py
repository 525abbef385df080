import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from planner.model import edits
from planner.model.coverage import By, Sought, cover, suits
from planner.model.evidence import Card, Factor, Question, When
from planner.model.framework import Framework, Role, SlotKind
from tests import strategies

CUNNING, MACHINE = Factor("p/cunning", "Cunning"), Factor("p/machine", "Party machine")
TWO = Framework("f", "F", slots=(SlotKind("Point", Role.POINT), SlotKind("Proof", Role.EVIDENCE)))


def card(name, *factors, people=(), start="", end=""):
    when = When("", start, end or start)
    return Card(f"p/{name}", name, when=when, people=people, factors=tuple(f.id for f in factors))


def plan_of(*paragraphs):
    """Return a plan with cards in the second slot of each paragraph."""
    plan = edits.begin("plan", Question("q", "Why?"), TWO, [CUNNING, MACHINE])
    while len(plan.paragraphs) < len(paragraphs):
        plan = edits.add_paragraph(plan)
    for paragraph, cards in zip(plan.paragraphs, paragraphs, strict=False):
        if cards:
            plan = edits.place(plan, paragraph.slots[1].id, cards)
    return plan


def told(plan, by):
    found = cover(plan, by)
    return {row.name: (row.counts, row.total) for row in (*found.rows, found.rest) if row}


def test_cards_count_by_their_factors_in_each_paragraph():
    a, b, c = card("a", CUNNING), card("b", CUNNING, MACHINE), card("c")
    plan = plan_of([a, b], [b], [c])
    assert told(plan, By.FACTOR) == {
        "Cunning": ((2, 1, 0), 2),
        "Party machine": ((1, 1, 0), 1),
        "No factor": ((0, 0, 1), 1),
    }
    sought = [row.sought for row in cover(plan, By.FACTOR).rows]
    assert sought == [Sought(frozenset(["p/cunning"])), Sought(frozenset(["p/machine"]))]
    whole = cover(plan, By.FACTOR).whole
    assert (whole.counts, whole.total) == ((2, 1, 1), 3)


def test_a_card_counts_once_in_a_paragraph():
    plan = plan_of([card("a", CUNNING)], [], [])
    plan = edits.place(plan, plan.paragraphs[0].slots[0].id, [card("a", CUNNING)])
    assert told(plan, By.FACTOR)["Cunning"] == ((1, 0, 0), 1)


def test_people_come_by_how_often_they_are_named():
    plan = plan_of(
        [card("a", people=("Lenin", "Stalin"))], [card("b", people=("Stalin",))], [card("c")]
    )
    assert told(plan, By.PERSON) == {
        "Stalin": ((1, 1, 0), 2),
        "Lenin": ((1, 0, 0), 1),
        "No one named": ((0, 0, 1), 1),
    }
    assert list(told(plan, By.PERSON)) == ["Stalin", "Lenin", "No one named"]
    assert [row.sought.person for row in cover(plan, By.PERSON).rows] == ["Stalin", "Lenin"]


def years(*cards):
    return {name: counts[0] for name, (counts, _) in told(plan_of(cards, [], []), By.YEAR).items()}


def test_a_card_counts_in_every_year_that_it_covers():
    assert years(card("a", start="1922", end="1924-06"), card("b", start="1924-01")) == {
        "1922": 1,
        "1923": 1,
        "1924": 2,
    }


@pytest.mark.parametrize(
    ("dates", "names"),
    [
        (["1924"], ["1924"]),
        (["1922", "1925"], ["1922", "1923", "1924", "1925"]),
        (["1922", "1926"], ["1922", "1926"]),
        (["1901", "1911", "1925"], ["1901", "1911", "1925"]),
        ([str(year) for year in range(1901, 1920)], ["1900s", "1910s"]),
        (
            [str(year) for year in range(1500, 1999, 9)],
            ["1500s", "1600s", "1700s", "1800s", "1900s"],
        ),
        (["-0044"], ["44 BC"]),
        ([f"-{year:04}" for year in range(31, 60)], ["60–51 BC", "50–41 BC", "40–31 BC"]),
    ],
)
def test_years_are_single_or_taken_together_as_fits(dates, names):
    assert list(years(*(card(date, start=date) for date in dates))) == names


@pytest.mark.parametrize(
    ("dates", "spans"),
    [
        (["1924"], [(1924, 1925)]),
        (["-0044"], [(-44, -43)]),
        ([str(year) for year in range(1901, 1920)], [(1900, 1910), (1910, 1920)]),
        ([str(year) for year in range(1500, 1700, 9)], [(1500, 1600), (1600, 1700)]),
    ],
)
def test_a_row_of_years_says_which_years_it_means(dates, spans):
    plan = plan_of([card(date, start=date) for date in dates], [], [])
    found = [row.sought.years for row in cover(plan, By.YEAR).rows]
    assert found == spans


@given(strategies.plans(), st.sampled_from(By))
def test_each_row_counts_just_the_cards_that_it_means(plan, by):
    found = cover(plan, by)
    # A card that is there in two wordings is counted as the first reads.
    placed = reversed([placement.card for placement in plan.placements()])
    cards = {card.id: card for card in placed}.values()
    for row in (*found.rows, *([found.rest] if found.rest else []), found.whole):
        meant = [c for c in cards if suits(row.sought, c.when, c.people, c.factors)]
        assert len(meant) == row.total
    assert all(suits(found.whole.sought, c.when, c.people, c.factors) for c in cards)


def test_an_empty_plan_has_its_factors_and_no_rest():
    found = cover(plan_of([], [], []), By.FACTOR)
    assert [row.counts for row in found.rows] == [(0, 0, 0)] * 2
    assert found.rest is None
    assert cover(plan_of([], [], []), By.YEAR).rows == ()


@given(strategies.plans(), st.sampled_from(By))
def test_every_card_is_in_a_row_or_in_the_rest(plan, by):
    found = cover(plan, by)
    ids = {placement.card.id for placement in plan.placements()}
    assert found.whole.total == len(ids)
    rows = [*found.rows, *([found.rest] if found.rest else [])]
    assert sum(row.total for row in rows) >= len(ids)
    for row in [*rows, found.whole]:
        assert len(row.counts) == len(plan.paragraphs)
        assert max(row.counts, default=0) <= row.total <= sum(row.counts)
        assert row.total <= len(ids)
    assert found.rest is None or found.rest.total > 0


@given(strategies.plans())
def test_headings_change_no_count(plan):
    other = replace(plan, paragraphs=tuple(replace(p, heading="x") for p in plan.paragraphs))
    assert all(cover(plan, by) == cover(other, by) for by in By)
