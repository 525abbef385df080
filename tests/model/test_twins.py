from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.model import twins
from planner.model.evidence import Card
from planner.model.twins import find_twins


def card(headline, detail=""):
    return Card("p/a", headline, detail)


MURDER = card(
    "Murder",
    "In August 1940, an agent (Ramon Mercader) sent by Stalin murdered Trotsky in Mexico "
    "(where he was in exile).",
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            MURDER,
            card("Killed", "In August 1940, an agent sent by Stalin murdered Trotsky in Mexico."),
        ),
        (card("The funeral trick"), card("the FUNERAL trick!", "Something else entirely.")),
        (card("The trick at the funeral"), card("A funeral trick")),
        (card("Étienne in Paris"), card("In Paris: Etienne")),
        (
            card(
                "A", "Stalin joined Zinoviev and Kamenev to isolate Trotsky in the party after 1923"
            ),
            card(
                "B",
                "After 1923 Stalin joined Kamenev and Zinoviev to isolate Trotsky in the Party.",
            ),
        ),
        (card("列宁去世"), card("列宁去世")),
    ],
)
def test_alike(one, other):
    assert find_twins([one, card("Between"), other]) == [(2, 0)]
    assert find_twins([other, one]) == [(1, 0)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (card("Zinoviev and Kamenev sacked"), card("Zinoviev and Kamenev repent")),
        (card("The election of November 1924"), card("The election of November 1928")),
        (
            card(
                "A",
                "In 1925 Trotsky lost his post as Commissar for War at a great congress in Moscow",
            ),
            card(
                "B",
                "In 1927 Trotsky lost his post as Commissar for War at a great congress in Moscow",
            ),
        ),
        (
            card(
                "A",
                "Zinoviev and Kamenev lost their posts in the party after a plot against Stalin",
            ),
            card(
                "B", "Bukharin and Rykov lost their posts in the party after a plot against Stalin"
            ),
        ),
        (card("Lenin dies"), card("Lenin falls ill")),
        (card(""), card("")),
        (card("It is what it was"), card("That which he had")),
        (card("Trotsky", "He was a fine speaker."), card("Stalin", "He was a poor speaker.")),
    ],
)
def test_not_alike(one, other):
    assert find_twins([one, other]) == []


def test_each_card_is_told_once_with_the_first_that_is_like_it():
    cards = [card("The NEP"), card("The Cheka"), card("the nep"), card("NEP, the"), card("Cheka")]
    assert find_twins(cards) == [(2, 0), (3, 0), (4, 1)]


words = st.sampled_from(["stalin", "trotsky", "party", "plot", "exile", "1924", "1927", "post"])


@given(st.lists(st.lists(words, max_size=8).map(" ".join), max_size=12))
def test_twins_are_told_in_order_and_with_an_earlier_card(texts):
    cards = [card(f"h{at} g{at}", text) for at, text in enumerate(texts)]
    found = find_twins(cards)
    assert all(earlier < later for later, earlier in found)
    assert [later for later, _ in found] == sorted({later for later, _ in found})
    # What has the same words is always found, whatever else there is.
    first: dict[frozenset[str], int] = {}
    for at, text in enumerate(texts):
        bag = frozenset(text.split())
        if len(bag) >= 5 and first.setdefault(bag, at) != at:
            assert at in dict(found)


@pytest.mark.parametrize(("own", "alike"), [(0, True), (1, True), (4, False)])
def test_the_work_does_not_grow_with_the_square(own, alike, monkeypatch):
    tried, looked_at = [], []

    class Counting(Counter):
        def update(self, held=(), /):
            looked_at.extend(held if isinstance(held, list) else ())
            super().update(held)

    monkeypatch.setattr(twins, "Counter", Counting)
    compare = twins._are_alike  # noqa: SLF001
    monkeypatch.setattr(twins, "_are_alike", lambda *both: tried.append(1) or compare(*both))
    shared = "stalin arranged with his allies to leave trotsky isolated within the whole party"
    cards = [
        card(f"n{at}", f"{shared} {' '.join(f'w{at % 3000}x{n}' for n in range(own))}")
        for at in range(4_000)
    ]
    found = find_twins(cards)
    assert len(found) == (len(cards) - 1 if alike else 1_000)
    assert len(tried) < 13 * len(cards)
    assert len(looked_at) < 500 * len(cards)
