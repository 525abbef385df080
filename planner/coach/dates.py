"""Finding a sentence that dates what a card tells at another time than the card does."""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from msgspec import Struct

from planner.coach.folding import fold
from planner.coach.text import sentences
from planner.coach.words import Sign, Words
from planner.model.evidence import Card, When, sort_key
from planner.model.mentions import MONTHS, Mention, find_dates
from planner.model.plan import Paragraph

_YEAR = re.compile(r"\d{3,4}")
# A time that something may lie on either side of.
_ROUGH = re.compile(r"(?:from|since|by|until|till|before|after|about|around|circa|c)\b", re.I)
# Where other words begin, whose time may be another.
_BREAK = re.compile(
    r"[,;:()–—]|\b(?:and|because|but|so|that|when|where|which|while|who|whose)\b", re.I
)
_FEWEST = 2
"""How many words of its own a headline must have to be known again in a sentence."""
_CALENDARS = 14
"""By how many days one day can differ in the old calendar and the new, and a day over."""


class Clash(Struct, frozen=True):
    """A sentence in a slot that names one time, and the card in its paragraph that has another."""

    slot: str
    shown: str
    card: Card


class Claim(Struct, frozen=True):
    """What a sentence dates: its one time, and the stems of what is said beside that."""

    when: When
    said: tuple[str, ...]


def find_clashes(paragraph: Paragraph, words: Words) -> Iterator[Clash]:
    """Go through the sentences whose time a card of the paragraph contradicts, one for each slot.

    Only a sentence tells that names one time, with one card’s headline word by word beside it and
    no other’s, sets nothing before or after something else, and is at no time that the card itself
    mentions.
    """
    dated = dated_cards(paragraph)
    for slot in paragraph.slots if dated else ():
        for claim in read_claims(slot.text, words):
            told = {c.id: c for c in dated if _holds(claim.said, _headline(c.headline, words))}
            if len(told) == 1 and _contradicts(claim.when, *told.values()):
                yield Clash(slot.id, claim.when.shown, *told.values())
                break


def dated_cards(paragraph: Paragraph) -> list[Card]:
    """Return the cards of a paragraph that have a date."""
    return [p.card for slot in paragraph.slots for p in slot.placements if p.card.when.start]


@lru_cache(maxsize=1024)
def read_claims(text: str, words: Words) -> tuple[Claim, ...]:
    """Return what the sentences of a text date, those from which it can be told; it is kept."""
    found = (_claim(sentence, words) for sentence in sentences(text) if _YEAR.search(sentence))
    return tuple(claim for claim in found if claim is not None)


def _claim(sentence: str, words: Words) -> Claim | None:
    dates = find_dates(sentence)
    if len(dates) != 1 or _ROUGH.match(dates[0].when.shown):
        return None
    start, end = _clause(sentence, dates[0], words)
    folded = fold(sentence[start:end])
    # After “led to”, what is dated is not the card’s event.
    before = words.signs_in(fold(sentence[start : dates[0].at]))
    if Sign.ELSEWHEN in words.signs_in(folded) or Sign.CAUSE in before:
        return None
    return Claim(dates[0].when, _stems(folded, words))


def _clause(sentence: str, dated: Mention, words: Words) -> tuple[int, int]:
    """Return from where to where the words go that a date belongs to.

    “In 1924,” at the beginning of a sentence belongs to what follows it.
    """
    ends = [found for found in _BREAK.finditer(sentence) if found.start() >= dated.to]
    starts = [found.end() for found in _BREAK.finditer(sentence) if found.end() <= dated.at]
    start = starts[-1] if starts else 0
    if not starts and ends and not sentence[dated.to : ends[0].start()].strip():
        bare = not words.telling(fold(sentence[: dated.at]))
        ends = ends[1:] if bare and ends[0][0] == "," else ends
    return start, ends[0].start() if ends else len(sentence)


@lru_cache(maxsize=1024)
def _headline(headline: str, words: Words) -> tuple[str, ...]:
    return _stems(fold(headline), words)


def _stems(folded: list[str], words: Words) -> tuple[str, ...]:
    """Return the stems of what folded words are about, in order."""
    return tuple(words.stem(word) for word in words.telling(folded))


def _holds(said: tuple[str, ...], headline: tuple[str, ...]) -> bool:
    """Tell whether a headline with words enough of its own stands in a sentence."""
    size = len(headline)
    return size >= _FEWEST and any(
        said[at : at + size] == headline for at in range(len(said) - size + 1)
    )


def _contradicts(named: When, card: Card) -> bool:
    """Tell whether a card is surely not from the time that a sentence names."""
    when = card.when
    if _ROUGH.match(when.shown):
        return False
    near = _CALENDARS if _is_fine(named) and _is_fine(when) else 0
    return _days_apart(named, when) > near and not _tells_of(card, named)


def _is_fine(when: When) -> bool:
    """Tell whether a time begins with a month or a day, and not with a whole year."""
    return "-" in when.start[1:]


def _days_apart(one: When, other: When) -> int:
    """Return how many days lie between two times; none or fewer where they overlap."""
    first, last = _span(one)
    begin, end = _span(other)
    return max(_number(first) - _number(end), _number(begin) - _number(last))


def _number(day: int) -> int:
    """Return the number of a day; that some years have one more matters to nothing here."""
    return day // 10_000 * 365 + date(1, day // 100 % 100, 1).toordinal() + day % 100


def _span(when: When) -> tuple[int, int]:
    """Return the first and the last day of a time that has one, as whole numbers that sort."""
    start = sort_key(when.start) or 0
    return start, sort_key(when.end or when.start, last=True) or start


def _tells_of(card: Card, named: When) -> bool:
    """Tell whether a card’s words may be of the time that a sentence names, beside its own time."""
    text = f"{card.headline}\n{card.detail}"
    years = _years(named)
    if years.isdisjoint(_years(card.when)) or not _is_fine(named):
        return not years.isdisjoint(_YEAR.findall(f"{text}\n{card.when.shown}"))
    words = fold(text)
    months = {MONTHS[day // 100 % 100 - 1] for day in _span(named)}
    return not months.isdisjoint(words) or not years.isdisjoint(_YEAR.findall(text))


def _years(when: When) -> set[str]:
    return set(_YEAR.findall(f"{when.shown} {when.start} {when.end}"))
