"""What is wrong with a pack, or could be better: all of it at once."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

from msgspec import Struct

from planner.model.evidence import DATE, OWN, Card, Factor, Question, sort_key
from planner.model.framework import QuestionType
from planner.model.pack import (
    MOST_CARDS,
    MOST_FACTORS,
    MOST_QUESTIONS,
    MOST_TYPES,
    MOST_WORKED,
    Pack,
)
from planner.model.plan import Plan
from planner.model.text import LINE, PASSAGE, QUESTION, clean_line
from planner.model.twins import find_twins
from planner.model.type_faults import type_faults
from planner.model.vague import find_vague

LONG_HEADLINE = 80
"""The most characters of a headline that can be taken in at a glance, and printed on a card."""
NAME = 90
"""The most characters in a pack’s id, and in what follows it in an id of one of its parts."""

_NAME = re.compile(rf"(?=.{{1,{NAME}}}\Z)[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_DATE = re.compile(DATE)
_PRONOUN = re.compile(r"(?:He|She|They|His|Her|Their)(?=\s)")
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

_MOST = {
    "factors": MOST_FACTORS,
    "questions": MOST_QUESTIONS,
    "cards": MOST_CARDS,
    "plans": MOST_WORKED,
    "question_types": MOST_TYPES,
}
_WORDS = {
    "about": "description",
    "plan": "worked plan",
    "plans": "worked plans",
    "question_types": "question types",
}
"""What fields and kinds are called, where not by their names."""

_Part = Card | Factor | Question | Plan | QuestionType


class Problem(Struct, frozen=True):
    """One thing to put right or to look at.

    rule: the rule's id, such as "no-date". part: the id of the card, factor, question, question
    type or worked plan, or empty for the pack itself; kind says which of these it is, since a card
    and a factor may have one id. field: the field's name in the model, such as "headline", or
    empty. says: what is wrong, in a sentence. do: what to do, in a sentence.
    grave: the pack cannot be published until it is put right.
    """

    rule: str
    part: str
    field: str
    says: str
    do: str
    grave: bool = False
    kind: str = ""


def problems(pack: Pack) -> tuple[Problem, ...]:
    """Return all that is wrong with a pack, the grave first, then in the pack's order."""
    rules = (_of_info, _of_counts, _of_ids, _of_factors, _of_types, _of_questions, _of_cards)
    found = [problem for rule in rules for problem in rule(pack)]
    return tuple(sorted(found, key=lambda problem: not problem.grave))


def is_name(words: str) -> bool:
    """Tell whether this can be a pack's id, or what follows it in the id of one of its parts."""
    return _NAME.match(words) is not None


# The pack


def _of_info(pack: Pack) -> Iterator[Problem]:
    info = pack.info
    if not is_name(info.id) or info.id == OWN:
        yield Problem(
            "bad-id",
            "",
            "id",
            f"The pack’s id cannot be {_quoted(info.id)}." if info.id else "The pack has no id.",
            f"Use at most {NAME} small letters, digits and hyphens, such as power-struggle.",
            True,
        )
    if not info.title.strip():
        yield Problem("no-title", "", "title", "The pack has no title.", "Give it one.", True)
    if not info.author.strip():
        says, do = "The pack does not say who made it.", "Write its author’s name."
        yield Problem("no-author", "", "author", says, do)
    if not info.licence.strip():
        says = "The pack does not say how others may use it."
        do = "Write its licence, such as CC BY 4.0, or “For our school only”."
        yield Problem("no-licence", "", "licence", says, do)
    lines = ("title", "author", "subject", "licence", "language")
    for field, most in {**dict.fromkeys(lines, LINE), "about": PASSAGE}.items():
        if len(getattr(info, field)) > most:
            says = f"The pack’s {_WORDS.get(field, field)} is too long."
            yield Problem("too-long", "", field, says, _shorten(most), True)


def _of_counts(pack: Pack) -> Iterator[Problem]:
    for field, most in _MOST.items():
        held = len(getattr(pack, field))
        if held > most:
            says = f"The pack has {held:,} {_WORDS.get(field, field)}, and can have {most:,}."
            yield Problem("too-many", "", field, says, "Make two packs of it.", True)
    if not pack.cards:
        do = "Add its first card."
        yield Problem("no-cards", "", "cards", "The pack has no cards.", do, True)


# Its parts


def _of_factors(pack: Pack) -> Iterator[Problem]:
    speaking = Counter(chain.from_iterable(set(card.factors) for card in pack.cards))
    first: dict[str, int] = {}
    for place, factor in enumerate(pack.factors):
        if not factor.name.strip():
            yield _grave(factor, place, "no-name", "name", "has no name", "Give it one.")
        yield from _too_long(factor, place, name=LINE, about=PASSAGE)
        if pack.cards and (held := speaking[factor.id]) < 2:
            fault = "has only one card" if held else "has no cards"
            do = "Choose it for more cards that speak to it, or take it out."
            yield _advice(factor, place, "few-cards", "", fault, do)
        name = clean_line(factor.name).casefold()
        if name and (other := first.setdefault(name, place)) != place:
            fault = f"has the same name as factor {other + 1}"
            do = "Rename one of the two, or make them one."
            yield _advice(factor, place, "same-name", "name", fault, do)


def _of_types(pack: Pack) -> Iterator[Problem]:
    # Which frameworks there are is known where files are read, and two of one id are told before.
    frameworks = {kind.framework for kind in pack.question_types}
    places = {kind.id: place for place, kind in enumerate(pack.question_types)}
    kinds = [pack.question_types[place] for place in places.values()]
    for told in type_faults(kinds, frameworks):
        place = places[told.of]
        kind = pack.question_types[place]
        yield _grave(kind, place, "question-type", told.field, told.says, told.do)
    for place, kind in enumerate(pack.question_types):
        if not kind.stems:
            do = "Write how such a question begins, such as Explain why."
            fault = "has no words that a question is recognised by"
            yield _advice(kind, place, "no-stem", "stems", fault, do)


def _of_questions(pack: Pack) -> Iterator[Problem]:
    served = set(chain.from_iterable(card.factors for card in pack.cards))
    factors = {factor.id for factor in pack.factors}
    for place, question in enumerate(pack.questions):
        if not question.text.strip():
            do = "Write what the exam would ask."
            yield _grave(question, place, "no-text", "text", "has no text", do)
        yield from _too_long(question, place, text=QUESTION)
        yield from _unknown(question, place, factors)
        if pack.cards and question.factors and served.isdisjoint(question.factors):
            do = "Add cards for its factors, or choose other factors for it."
            fault = "has only factors that no card speaks to"
            yield _advice(question, place, "no-evidence", "factors", fault, do)


def _of_cards(pack: Pack) -> Iterator[Problem]:
    factors = {factor.id for factor in pack.factors}
    twins = dict(find_twins(pack.cards))
    vague = find_vague(pack.cards)
    for place, card in enumerate(pack.cards):
        yield from _of_texts(card, place)
        yield from _of_when(card, place)
        yield from _unknown(card, place, factors)
        if not card.factors:
            do = "Choose the factors that it speaks to."
            if not factors:
                do = "Add a factor to the pack, then choose it for this card."
            yield _advice(card, place, "no-factor", "factors", "has no factor", do)
        if of := _PRONOUN.match(card.headline):
            fault = f"begins with “{of[0]}”, and does not say who that is"
            do = "Write the name: each card is read by itself."
            yield _advice(card, place, "pronoun", "headline", fault, do)
        if place in vague and card.headline.strip():
            fault = "is vague: it has no name, date or number in it"
            yield _advice(card, place, "vague", "detail", fault, "Say who, when or how many.")
        if place in twins:
            yield _twin(card, place, pack.cards[twins[place]], twins[place])


def _of_texts(card: Card, place: int) -> Iterator[Problem]:
    if not card.headline.strip():
        do = "Say in a few words what the card shows."
        yield _grave(card, place, "no-headline", "headline", "has no headline", do)
    elif LONG_HEADLINE < len(card.headline) <= LINE:
        fault = f"has a headline of {len(card.headline)} characters"
        do = f"Shorten it to {LONG_HEADLINE} or fewer, and put the rest in the detail."
        yield _advice(card, place, "long-headline", "headline", fault, do)
    yield from _too_long(card, place, headline=LINE, detail=PASSAGE, source=PASSAGE)
    if len(card.when.shown) > LINE:
        fault = "has too long a text for when it was"
        yield _grave(card, place, "too-long", "when", fault, _shorten(LINE))
    if any(len(person) > LINE for person in card.people):
        fault = "has a person whose name is too long"
        yield _grave(card, place, "too-long", "people", fault, _shorten(LINE))


def _of_when(card: Card, place: int) -> Iterator[Problem]:
    start, end = card.when.start, card.when.end
    if not (start or end):
        fault, do = "has no date", "Say when it was, such as 1924 or January 1924."
        if card.when.shown.strip():
            fault = f"says {_quoted(card.when.shown)}, and has no date to sort it by"
            do = "Give the date that it began, such as 1924, and the date that it ended."
        yield _advice(card, place, "no-date", "when", fault, do)
        return
    for date in dict.fromkeys(filter(None, (start, end))):
        if not _DATE.match(date):
            fault = f"has {_quoted(date)} where a date should be"
            do = "Write it as 1924, 1924-01 or 1924-01-21."
            yield _grave(card, place, "bad-date", "when", fault, do)
        elif not _is_real(date):
            fault = f"has the date {date}, a day that its month never has"
            yield _advice(card, place, "no-such-day", "when", fault, "Correct the day.")
    first, last = sort_key(start), sort_key(end, last=True)
    if not start:
        fault, do = "has an end and no beginning", "Give the date that it began."
        yield _grave(card, place, "no-start", "when", fault, do)
    elif first is not None and last is not None and last < first:
        fault = f"ends ({end}) before it begins ({start})"
        yield _grave(card, place, "date-order", "when", fault, "Correct one of the two dates.")


def _twin(card: Card, place: int, other: Card, other_place: int) -> Problem:
    fault, like = "says nearly the same as", f"card {other_place + 1}"
    do = "Take one of the two out, make them one, or say what sets them apart."
    if clean_line(card.headline).casefold() == clean_line(other.headline).casefold() != "":
        fault = "has the same headline as"
        do = "Take one of the two out, or give it a headline that tells them apart."
    elif other.headline.strip():
        like = f"{_quoted(other.headline)} ({like})"
    return _advice(card, place, "near-duplicate", "headline", f"{fault} {like}", do)


# What they share


def _of_ids(pack: Pack) -> Iterator[Problem]:
    kinds: tuple[Sequence[_Part], ...] = (
        pack.factors,
        pack.questions,
        pack.cards,
        pack.plans,
        pack.question_types,
    )
    for parts in kinds:
        seen: set[str] = set()
        for place, part in enumerate(parts):
            home, _, name = part.id.partition("/")
            if home != pack.info.id:
                fault = f"has the id {_quoted(part.id)}, which is another pack’s"
                do = f"Give it an id that begins with {_quoted(pack.info.id + '/')}."
                yield _grave(part, place, "other-pack", "id", fault, do)
            elif not is_name(name):
                do = f"Use at most {NAME} small letters, digits and hyphens, such as funeral-trick."
                fault = f"cannot have the id {_quoted(name)}"
                yield _grave(part, place, "bad-id", "id", fault, do)
            if part.id in seen:
                fault = f"has the id {_quoted(name)}, which another {_kind(part)} has too"
                do = "Give one of the two another id."
                yield _grave(part, place, "double-id", "id", fault, do)
            seen.add(part.id)


def _unknown(part: Card | Question, place: int, factors: set[str]) -> Iterator[Problem]:
    for factor in part.factors:
        if factor not in factors:
            fault = f"has the factor {_quoted(factor)}, which the pack does not have"
            do = "Choose a factor of this pack, or add this one to it."
            yield _grave(part, place, "unknown-factor", "factors", fault, do)


def _too_long(part: _Part, place: int, **most: int) -> Iterator[Problem]:
    for field, limit in most.items():
        if len(getattr(part, field)) > limit:
            fault = f"has too long a text in “{field}”"
            yield _grave(part, place, "too-long", field, fault, _shorten(limit))


def _grave(part: _Part, place: int, rule: str, field: str, fault: str, do: str) -> Problem:
    return Problem(rule, part.id, field, f"{_called(part, place)} {fault}.", do, True, _kind(part))


def _advice(part: _Part, place: int, rule: str, field: str, fault: str, do: str) -> Problem:
    return Problem(rule, part.id, field, f"{_called(part, place)} {fault}.", do, False, _kind(part))


def _called(part: _Part, place: int) -> str:
    """Return what a part is called at the beginning of a sentence."""
    kind, words = _kind(part), _words(part)
    kind = _WORDS.get(kind, kind)
    if not words.strip():
        return f"{kind.capitalize()} {place + 1}"
    return _quoted(words) if kind == "card" else f"The {kind} {_quoted(words)}"


def _kind(part: _Part) -> str:
    return "question type" if isinstance(part, QuestionType) else type(part).__name__.lower()


def _words(part: _Part) -> str:
    match part:
        case Card():
            return part.headline
        case Factor() | QuestionType():
            return part.name
        case Question():
            return part.text
        case Plan():
            return part.title


def _quoted(words: str) -> str:
    line = clean_line(words)
    return f"“{line}”" if len(line) <= 60 else f"“{line[:59]}…”"


def _shorten(most: int) -> str:
    return f"Shorten it to {most:,} characters or fewer."


def _is_real(date: str) -> bool:
    _, month, day = ["", *date.lstrip("-").split("-"), "", ""][1:4]
    return not day or int(day) <= _DAYS[int(month) - 1]
