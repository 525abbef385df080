"""How a plan's evidence is spread: which factors, people and years each paragraph speaks of."""

from collections.abc import Iterable, Iterator, Set
from enum import StrEnum
from math import ceil, floor

from msgspec import Struct

from planner.model.axis import Span, span_of, year_words
from planner.model.evidence import Card
from planner.model.plan import Plan


class By(StrEnum):
    """What the cards are counted by."""

    FACTOR = "factor"
    PERSON = "person"
    YEAR = "year"


class Row(Struct, frozen=True):
    """What is counted in a row of a coverage: for each paragraph, and in the whole plan.

    factor: the id of the factor that is counted. words: what finds such cards on the shelf. Both
    are empty in a row of what cannot be looked for.
    """

    name: str
    counts: tuple[int, ...]
    total: int
    factor: str = ""
    words: str = ""


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

    def row(name: str, ids: Set[str], factor: str = "", words: str = "") -> Row:
        return Row(name, tuple(len(of & ids) for of in held), len(ids), factor, words)

    cards = every.values()
    match by:
        case By.FACTOR:
            rows = [
                row(f.name, {card.id for card in cards if f.id in card.factors}, f.id)
                for f in plan.factors
            ]
            known = {factor.id for factor in plan.factors}
            found = {card.id for card in cards if not known.isdisjoint(card.factors)}
        case By.PERSON:
            people = {name for card in cards for name in card.people}
            rows = [
                row(name, {card.id for card in cards if name in card.people}, words=name)
                for name in people
            ]
            rows.sort(key=lambda of: (-of.total, of.name))
            found = {card.id for card in cards if card.people}
        case By.YEAR:
            rows = [row(name, ids, words=words) for name, ids, words in _by_years(cards)]
            found = {card.id for card in cards if span_of(card.when)}
    rest = every.keys() - found
    return Coverage(
        tuple(rows), row("All cards", every.keys()), row(_REST[by], rest) if rest else None
    )


def _by_years(cards: Iterable[Card]) -> Iterator[tuple[str, set[str], str]]:
    """Go through years, or tens or hundreds of them: a name, the cards, and words to find them."""
    spans: dict[str, Span] = {}
    for card in cards:
        span = span_of(card.when)
        if span is not None:
            spans[card.id] = span
    if not spans:
        return
    for unit in _UNITS:
        numbers = _numbers(spans.values(), unit)
        if len(numbers) <= _MOST_YEARS:
            break
    for number in numbers:
        start, end = number * unit, (number + 1) * unit
        ids = {name for name, (begin, until) in spans.items() if begin < end and until > start}
        yield _years_name(start, unit), ids, _years_words(start, unit)


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


def _years_words(start: int, unit: int) -> str:
    """Return what finds cards of these years: a search finds words by how they begin."""
    if unit == 1:
        return str(abs(start))
    # "192" finds every year of the 1920s; of centuries so little is common that it finds too much.
    return str(start // 10) if unit == 10 and start >= 1_000 else ""
