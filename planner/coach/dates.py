"""Finding a sentence that dates what a card tells in another year than the card does."""

import re
from collections.abc import Iterator

from msgspec import Struct

from planner.coach.folding import fold
from planner.coach.text import sentences
from planner.coach.words import Sign, Words
from planner.model.evidence import Card, When, sort_key
from planner.model.mentions import Mention, find_dates
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


class Clash(Struct, frozen=True):
    """A sentence in a slot that names one time, and the card in its paragraph that has another."""

    slot: str
    shown: str
    card: Card


def find_clashes(paragraph: Paragraph, words: Words) -> Iterator[Clash]:
    """Go through the sentences whose year a card of the paragraph contradicts, one for each slot.

    Only a sentence tells that names one time, with one card’s headline word by word beside it and
    no other’s, sets nothing before or after something else, and is in no year that the card itself
    mentions.
    """
    dated = [
        (card, _telling(fold(card.headline), words))
        for slot in paragraph.slots
        for card in (placement.card for placement in slot.placements)
        if card.when.start
    ]
    for slot in paragraph.slots if dated else ():
        if not _YEAR.search(slot.text):
            continue
        for sentence in sentences(slot.text):
            clash = _clash(sentence, dated, words) if _YEAR.search(sentence) else None
            if clash is not None:
                yield Clash(slot.id, *clash)
                break


def _clash(
    sentence: str, dated: list[tuple[Card, list[str]]], words: Words
) -> tuple[str, Card] | None:
    dates = find_dates(sentence)
    if len(dates) != 1:
        return None
    named = dates[0].when
    start, end = _clause(sentence, dates[0], words)
    folded = fold(sentence[start:end])
    said = _telling(folded, words)
    told = {card.id: card for card, headline in dated if _holds(said, headline)}
    # After “led to”, what is dated is not the card’s event.
    before = words.signs_in(fold(sentence[start : dates[0].at]))
    if len(told) != 1 or Sign.ELSEWHEN in words.signs_in(folded) or Sign.CAUSE in before:
        return None
    (card,) = told.values()
    rough = _ROUGH.match(named.shown) or _ROUGH.match(card.when.shown)
    if rough or _overlap(named, card.when) or _years(named) & _told_in(card):
        return None
    return named.shown, card


def _clause(sentence: str, date: Mention, words: Words) -> tuple[int, int]:
    """Return from where to where the words go that a date belongs to.

    “In 1924,” at the beginning of a sentence belongs to what follows it.
    """
    ends = [found for found in _BREAK.finditer(sentence) if found.start() >= date.to]
    starts = [found.end() for found in _BREAK.finditer(sentence) if found.end() <= date.at]
    start = starts[-1] if starts else 0
    if not starts and ends and not sentence[date.to : ends[0].start()].strip():
        bare = not _telling(fold(sentence[: date.at]), words)
        ends = ends[1:] if bare and ends[0][0] == "," else ends
    return start, ends[0].start() if ends else len(sentence)


def _telling(folded: list[str], words: Words) -> list[str]:
    """Return the stems of what folded words are about, in order."""
    return [words.stem(word) for word in folded if not words.is_stop(word)]


def _holds(said: list[str], headline: list[str]) -> bool:
    """Tell whether a headline with words enough of its own stands in a sentence."""
    size = len(headline)
    return size >= _FEWEST and any(
        said[at : at + size] == headline for at in range(len(said) - size + 1)
    )


def _years(when: When) -> set[str]:
    return set(_YEAR.findall(f"{when.shown} {when.start} {when.end}"))


def _told_in(card: Card) -> set[str]:
    return set(_YEAR.findall(f"{card.headline} {card.detail} {card.when.shown}"))


def _overlap(one: When, other: When) -> bool:
    """Tell whether two times have a year in common."""
    first, last = _span(one)
    begin, end = _span(other)
    return first <= end and begin <= last


def _span(when: When) -> tuple[int, int]:
    start = sort_key(when.start) or 0
    end = sort_key(when.end or when.start, last=True) or start
    return start // 10_000, end // 10_000
