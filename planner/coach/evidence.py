"""Rules about evidence: that it is there, precise, varied, used once, and dated rightly."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

from planner.coach.advice import Advice, Rule, Where
from planner.coach.explaining import lacks_evidence
from planner.coach.folding import fold
from planner.coach.reading import ParagraphRead, Reading
from planner.coach.saying import listed, paragraph_name, quoted, under
from planner.coach.text import read_text
from planner.model.evidence import Card, sort_key
from planner.model.framework import Need, Role
from planner.model.plan import Field, Part, Placement
from planner.model.vague import is_vague, known_names

_WORD = re.compile(r"[^\W\d_]+")
_FEWEST_WORDS = 3
"""How many words of evidence can be told to be vague."""
_FEWEST_CARDS = 4
_FEWEST_PARAGRAPHS = 2
"""How many cards, in how many paragraphs, must be alike to be told."""


def _no_evidence(reading: Reading) -> Iterator[Advice | None]:
    for number, paragraph in reading.started:
        yield None
        slot = lacks_evidence(paragraph)
        if not paragraph.of(Role.EVIDENCE) and _is_bare(paragraph, reading):
            # What–How–Why and its like have no slot for it, and need it all the same.
            slot = paragraph.of(Role.EXPLAIN)[0]
        if slot is not None:
            says = f"{paragraph_name(number)} has no evidence yet."
            do = f"Place a card {under(slot)}, or write a precise fact there."
            where = Where(slot.field, factors=_factors_of(paragraph, reading))
            yield Advice("no-evidence", where, says, do)


def _is_bare(paragraph: ParagraphRead, reading: Reading) -> bool:
    """Tell whether a paragraph is fully explained, without a card or anything precise."""
    explain = paragraph.of(Role.EXPLAIN)
    written = bool(explain) and all(slot.written for slot in explain)
    return written and not paragraph.cards and _says_vaguely(paragraph, reading)


def _factors_of(paragraph: ParagraphRead, reading: Reading) -> tuple[str, ...]:
    """Return the factors whose names its heading or its point has words of."""
    topic = paragraph.topic - reading.question.open_keys
    named = ((f.id, read_text(f.name, reading.words).about) for f in reading.plan.factors)
    return tuple(factor for factor, name in named if not name.isdisjoint(topic))


def _vague(reading: Reading) -> Iterator[Advice | None]:
    """Tell of evidence in which neither card nor sentence has a name, a date or a number."""
    for number, paragraph in reading.started:
        yield None
        slots = [slot for slot in paragraph.of(Role.EVIDENCE) if slot.used]
        typed = sum(slot.text.count for slot in slots)
        if not slots or (typed < _FEWEST_WORDS and not paragraph.cards):
            continue
        if any(not is_vague(card) for card in paragraph.cards):
            continue
        names = _names(tuple(reading.plan.placements())) if paragraph.cards else frozenset[str]()
        if all(is_vague(card, names) for card in paragraph.cards) and _says_vaguely(
            paragraph, reading
        ):
            says = f"The evidence in {paragraph_name(number).lower()} has no name, date or number "
            says += "in it beyond the question’s own."
            do = "Add a card with a precise fact, or write who, when or how many."
            where = Where(slots[0].field, factors=_factors_of(paragraph, reading))
            yield Advice("evidence-vague", where, says, do)


def _says_vaguely(paragraph: ParagraphRead, reading: Reading) -> bool:
    """Tell whether what is written as evidence or explanation names nothing but the question."""
    roles = (Role.EVIDENCE, Role.EXPLAIN, Role.OTHER)
    said = "\n".join(s.slot.text for s in paragraph.slots if s.written and s.role in roles)
    names = _names(tuple(reading.plan.placements()))
    asked = reading.question.names
    # A long text has each of its words many times.
    small = {word for word in set(_WORD.findall(said)) if asked.intersection(fold(word))}
    plain = _WORD.sub(lambda word: _small(word[0], small), said) if small else said
    known = {word for name in names for word in fold(name)} - asked
    if not is_vague(Card("own/said", "", plain), names) or not known.isdisjoint(fold(plain)):
        return False
    return all(reading.words.is_plain(word) for word in _openers(plain))


def _openers(text: str) -> Iterator[str]:
    """Go through the folded words that have a capital; a name may begin a sentence."""
    for word in dict.fromkeys(_WORD.findall(text)):
        if word[0].isupper():
            yield from fold(word)


def _small(word: str, names: set[str]) -> str:
    """Return a word that is one of these names as one that could not be a name."""
    return word.lower() if word in names else word


@lru_cache(maxsize=4)
def _names(placements: tuple[Placement, ...]) -> frozenset[str]:
    """Return what the cards show to be names; each of them is looked through, so it is kept."""
    return known_names(placement.card for placement in placements)


def _wrong_date(reading: Reading) -> Iterator[Advice]:
    for number, paragraph in reading.started:
        for clash in paragraph.clashes:
            when = clash.card.when.shown or clash.card.when.start
            says = f"{paragraph_name(number)} says {quoted(clash.shown)} of "
            says += f"{quoted(clash.card.headline)}, but the card says {quoted(when)}."
            do = "Check which of the two is right, and correct the sentence."
            yield Advice("date-differs", Where(Field(Part.SLOT, clash.slot)), says, do)


def _same_card(reading: Reading) -> Iterator[Advice]:
    """Tell of a card that stands in two places, at the later one."""
    places: dict[str, list[tuple[int, str, Card]]] = {}
    for number, paragraph in enumerate(reading.paragraphs, 1):
        for slot in paragraph.slots:
            for placement in slot.slot.placements:
                place = (number, slot.slot.id, placement.card)
                places.setdefault(placement.card.id, []).append(place)
    for found in places.values():
        if len(found) < 2:
            continue
        _, slot_id, card = found[-1]
        numbers = list(dict.fromkeys(str(number) for number, _, _ in found))
        if len(numbers) > 1:
            says = f"{quoted(card.headline or card.detail)} is in paragraphs {listed(numbers)}."
            do = "Keep it where it proves most, or say what else it proves here."
        else:
            says = f"{quoted(card.headline or card.detail)} is in paragraph {numbers[0]} twice."
            do = "Take one of the two out, or put another card in its place."
        yield Advice("same-card", Where(Field(Part.SLOT, slot_id)), says, do)


def _one_source(reading: Reading) -> Iterator[Advice]:
    """Tell where all the cards of a plan are of one factor, of one person or from one year."""
    using = [paragraph for paragraph in reading.paragraphs if paragraph.cards]
    cards = [*{card.id: card for paragraph in using for card in paragraph.cards}.values()]
    if len(cards) < _FEWEST_CARDS or len(using) < _FEWEST_PARAGRAPHS:
        return
    found = _one_factor(reading, cards) or _one_person(reading, cards) or _one_year(reading, cards)
    if found is not None:
        says, do, factors = found
        fewest = min(using, key=lambda paragraph: len(paragraph.cards))
        slot = next(slot for slot in fewest.slots if slot.slot.placements)
        yield Advice("evidence-one-sided", Where(slot.field, factors=factors), says, do)


_Found = tuple[str, str, tuple[str, ...]]


def _one_factor(reading: Reading, cards: list[Card]) -> _Found | None:
    shared = _shared(card.factors for card in cards)
    names = [factor.name for factor in reading.plan.factors if factor.id in shared]
    wanted = reading.plan.question.factors
    unused = [
        factor.id
        for factor in reading.plan.factors
        if not any(factor.id in card.factors for card in cards)
        and (not wanted or factor.id in wanted)
    ]
    if not names or not unused or reading.needs(Need.LINKED_STAGES):
        return None
    says = f"All the cards of the plan speak to one factor, {quoted(names[0])}."
    return says, "Look for a card that speaks to another factor.", tuple(unused)


def _one_person(reading: Reading, cards: list[Card]) -> _Found | None:
    """Find a person whom all cards name, and the question does not."""
    asked = reading.question.text.about
    for person in sorted(_shared(card.people for card in cards)):
        if read_text(person, reading.words).about.isdisjoint(asked) and person.strip():
            says = f"All the cards of the plan are about {quoted(person)}."
            return says, "Look for a card about someone else who mattered.", ()
    return None


def _one_year(reading: Reading, cards: list[Card]) -> _Found | None:
    """Find the one year of all cards, where the question is not about a year itself."""
    years = {_year(card) for card in cards}
    year = years.pop()
    if years or year is None or re.search(r"\d", reading.plan.question.text):
        return None
    shown = f"{year}" if year > 0 else f"{-year} BC"
    says = f"All the cards of the plan are from one year, {shown}."
    return says, "Look for a card from before or after it.", ()


def _year(card: Card) -> int | None:
    """Return the one year that a card is from; None where it has none, or several."""
    start = sort_key(card.when.start)
    end = sort_key(card.when.end or card.when.start)
    if start is None or end is None or start // 10_000 != end // 10_000:
        return None
    return start // 10_000


def _shared(lists: Iterable[tuple[str, ...]]) -> set[str]:
    """Return what stands in all of these."""
    lists = list(lists)
    counted = Counter(name for names in lists for name in set(names))
    return {name for name, count in counted.items() if count == len(lists)}


NO_EVIDENCE = Rule(
    "no-evidence",
    "Paragraph without evidence",
    "A marker cannot credit a point that nothing proves.",
    _no_evidence,
    step=True,
)
VAGUE = Rule(
    "evidence-vague",
    "Vague evidence",
    "A marker looks for precise knowledge: who, when, where and how many.",
    _vague,
)
WRONG_DATE = Rule(
    "date-differs",
    "Date that differs from its card’s",
    "A marker trusts an answer less where its dates are wrong.",
    _wrong_date,
)
SAME_CARD = Rule(
    "same-card",
    "Card used twice",
    "A marker credits a fact once, and looks for a range of them.",
    _same_card,
)
ONE_SIDED = Rule(
    "evidence-one-sided",
    "Evidence of one kind",
    "A marker looks for a range of evidence, across factors, people and years.",
    _one_source,
)
