"""How a plan's evidence is spread: which factors, people and years each paragraph speaks of."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from math import ceil, floor

from msgspec import Struct

from planner.model.axis import Span, span_of, year_words
from planner.model.evidence import Card, When
from planner.model.plan import Plan


class By(StrEnum):
    """What the cards are counted by."""

    FACTOR = "factor"
    PERSON = "person"
    YEAR = "year"


class Sought(Struct, frozen=True):
    """Which cards are meant: those of any of these factors, of a person, or of some years.

    years: the first year, and the one after the last; years BC are negative. lacking: those that
    say nothing of this are meant instead; for factors, those that speak to none of these. Where
    all is empty, every card is meant.
    """

    factors: frozenset[str] = frozenset()
    person: str = ""
    years: tuple[int, int] | None = None
    lacking: By | None = None


def suits(sought: Sought, when: When, people: Iterable[str], factors: Iterable[str]) -> bool:
    """Tell whether a card that says this is meant."""
    match sought.lacking:
        case By.FACTOR:
            return sought.factors.isdisjoint(factors)
        case By.PERSON:
            return not tuple(people)
        case By.YEAR:
            return span_of(when) is None
    if sought.factors and sought.factors.isdisjoint(factors):
        return False
    if sought.person and sought.person not in people:
        return False
    if sought.years is None:
        return True
    span = span_of(when)
    return span is not None and span[0] < sought.years[1] and span[1] > sought.years[0]


class Row(Struct, frozen=True):
    """What is counted in a row of a coverage: for each paragraph, and in the whole plan."""

    name: str
    sought: Sought
    counts: tuple[int, ...]
    total: int


class Coverage(Struct, frozen=True):
    """A table of counts, with a column for each paragraph of the plan.

    rest: the cards that are in none of the rows, or None where there is no such card. whole: all
    cards. A card counts once in a paragraph and once in the plan, however often it is there.
    """

    rows: tuple[Row, ...]
    whole: Row
    rest: Row | None = None


# So many rows of years at most, and so many empty ones together.
_MOST_YEARS, _MOST_EMPTY = 14, 2
_UNITS = (1, 10, 100, 1_000)
_REST = {By.FACTOR: "No factor", By.PERSON: "No one named", By.YEAR: "No date"}


def cover(plan: Plan, by: By) -> Coverage:
    """Count the cards of each paragraph by their factors, the people in them, or their years.

    Every factor that the plan carries has a row, and every person whom a card names, the most
    often named first. Years go on from the first to the last, or tens or hundreds of them where
    they would be too many, without long stretches of which no card is; a card counts in all that
    it covers.
    """
    every: dict[str, Card] = {}
    for placement in plan.placements():
        every.setdefault(placement.card.id, placement.card)
    held = [{p.card.id for s in of.slots for p in s.placements} for of in plan.paragraphs]

    def row(name: str, sought: Sought) -> Row:
        cards = every.values()
        ids = {c.id for c in cards if suits(sought, c.when, c.people, c.factors)}
        return Row(name, sought, tuple(len(of & ids) for of in held), len(ids))

    rest = Sought(lacking=by)
    match by:
        case By.FACTOR:
            rows = [row(f.name, Sought(frozenset([f.id]))) for f in plan.factors]
            rest = Sought(frozenset(factor.id for factor in plan.factors), lacking=by)
        case By.PERSON:
            people = dict.fromkeys(name for card in every.values() for name in card.people)
            rows = [row(name, Sought(person=name)) for name in people]
            rows.sort(key=lambda of: (-of.total, of.name))
        case By.YEAR:
            rows = [row(name, Sought(years=years)) for name, years in _years(every.values())]
    left = row(_REST[by], rest)
    return Coverage(tuple(rows), row("All cards", Sought()), left if left.total else None)


def _years(cards: Iterable[Card]) -> Iterator[tuple[str, tuple[int, int]]]:
    """Go through years, or tens or hundreds of them: a name, and where they begin and end."""
    spans = [span for card in cards if (span := span_of(card.when))]
    if not spans:
        return
    for unit in _UNITS:
        numbers = _numbers(spans, unit)
        if len(numbers) <= _MOST_YEARS:
            break
    for number in numbers:
        start = number * unit
        yield _years_name(start, unit), (start, start + unit)


def _numbers(spans: Iterable[Span], unit: int) -> list[int]:
    """Return which units of years have a row: those that are covered, and short gaps between."""
    covered = {
        number for start, end in spans for number in range(floor(start / unit), ceil(end / unit))
    }
    numbers: list[int] = []
    for number in sorted(covered):
        if numbers and number - numbers[-1] - 1 <= _MOST_EMPTY:
            numbers += range(numbers[-1] + 1, number)
        numbers.append(number)
    return numbers


def _years_name(start: int, unit: int) -> str:
    if unit == 1:
        return year_words(start)
    if start < 0:
        return f"{-start}–{max(1, 1 - start - unit)} BC"
    return f"{start}s" if unit < 1_000 else f"{start}–{start + unit - 1}"
