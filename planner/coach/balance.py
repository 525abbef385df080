"""The rule about balance: paragraphs that fit the minutes and one another."""

from collections.abc import Iterator

from planner.coach.advice import Advice, Rule, Where
from planner.coach.explaining import is_whole
from planner.coach.reading import Reading
from planner.coach.saying import paragraph_name
from planner.model.minutes import share_minutes

_SHORTEST = 3
_SHORT = 4
"""Minutes for a paragraph that are too few, and that are too few with two more than usual."""
_TIMES = 3
_APART = 80
"""How many times as long, and by how many words, one paragraph must be longer than another."""


def _unbalanced(reading: Reading) -> Iterator[Advice]:
    yield from _too_many(reading)
    yield from _uneven(reading)


def _too_many(reading: Reading) -> Iterator[Advice]:
    """Tell of more paragraphs than are usual, in minutes that do not suffice for them."""
    begun = [paragraph for _, paragraph in reading.started]
    question = reading.plan.question
    minutes = question.minutes or reading.kind.minutes
    usual = reading.kind.paragraphs
    if not minutes or not usual or len(begun) <= usual:
        return
    shares = share_minutes(reading.kind, len(begun), minutes=question.minutes, marks=question.marks)
    least = min(shares.paragraphs)
    if least < _SHORTEST or (least < _SHORT and len(begun) >= usual + 2):
        says = f"{len(begun)} paragraphs in {minutes} minutes leave about {_minutes(least)} for "
        says += "each."
        do = "Join paragraphs that belong together, or leave out the one that proves least."
        yield Advice("out-of-balance", Where(begun[-1].field), says, do)


def _minutes(number: int) -> str:
    if number < 1:
        return "no time"
    return "1 minute" if number == 1 else f"{number} minutes"


def _uneven(reading: Reading) -> Iterator[Advice]:
    """Tell of one paragraph far longer than another, of those that have all their parts."""
    whole = [(n, p) for n, p in reading.started if p.size and is_whole(p)]
    if len(whole) < 2:
        return
    short, thin = min(whole, key=lambda one: one[1].size)
    long, thick = max(whole, key=lambda one: one[1].size)
    if thick.size >= _TIMES * thin.size and thick.size - thin.size >= _APART:
        says = f"{paragraph_name(long)} is more than {_TIMES} times as long as paragraph {short}."
        do = "Give the shorter one more to prove or explain, or shorten the longer one."
        yield Advice("out-of-balance", Where(thin.field), says, do)


BALANCE = Rule(
    "out-of-balance",
    "Paragraphs out of balance",
    "A marker reads what was finished in time, and weighs a thin paragraph as a thin argument.",
    _unbalanced,
)
