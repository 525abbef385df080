"""What a part of a pack may hold: text through the one gate, numbers and lists within limits."""

import re
from collections.abc import Container

from msgspec.structs import replace

from planner.model.evidence import DATE, Card, Factor, Question, When
from planner.model.framework import QuestionType
from planner.model.pack import PackInfo
from planner.model.text import LINE, PASSAGE, QUESTION, clean_line, clean_text, within
from planner.model.tree import EditError

MOST_NAMES = 50
"""The most people, and the most factors, that a card can name."""
MOST_QUESTION_FACTORS = 100
MOST_MARKS = 500
MOST_MINUTES = 500
MOST_HUE = 1_000
MOST_STEMS = 20
MOST_PARAGRAPHS = 20
MOST_YEAR = 3_000
"""The most stems of a question type, its most paragraphs, and the last year it was checked in."""

_DATE = re.compile(DATE)
_ID = re.compile(r"[a-z0-9]+(?:[-/][a-z0-9]+)*\Z")


def clean_info(info: PackInfo) -> PackInfo:
    """Return what a pack says of itself as it is kept, or raise TextError where it is too long."""
    return replace(
        info,
        title=line(info.title, "A title"),
        author=line(info.author, "The author’s name"),
        subject=line(info.subject, "The subject"),
        licence=line(info.licence, "The licence"),
        language=line(info.language, "The language"),
        about=passage(info.about, "What the pack is about"),
    )


_Part = Card | Factor | Question | QuestionType


def clean_part(part: _Part, known: Container[str]) -> _Part:
    """Return a part as it is kept, or raise TextError or EditError.

    known: the ids of the factors that it may name.
    """
    match part:
        case Card():
            return _card(part, known)
        case Question():
            return _question(part, known)
        case QuestionType():
            return _type(part)
        case Factor():
            return replace(
                part,
                name=line(part.name, "A factor’s name"),
                about=passage(part.about, "What the factor is about"),
                hue=_number(part.hue, MOST_HUE, "A colour’s number"),
            )


def line(words: str, what: str) -> str:
    """Return words on one line, or raise TextError; what begins the sentence."""
    return within(clean_line(words), LINE, what)


def passage(words: str, what: str) -> str:
    """Return words of any number of lines, without space around them, or raise TextError."""
    return within(clean_text(words).strip(), PASSAGE, what)


def _card(card: Card, known: Container[str]) -> Card:
    people = tuple(dict.fromkeys(filter(None, (line(name, "A name") for name in card.people))))
    if len(people) > MOST_NAMES:
        raise EditError(f"A card can name at most {MOST_NAMES} people, and this has {len(people)}.")
    when = card.when
    return replace(
        card,
        headline=line(card.headline, "A headline"),
        detail=passage(card.detail, "The detail"),
        when=When(line(when.shown, "The date"), _date(when.start), _date(when.end)),
        people=people,
        factors=_factors(card.factors, known, MOST_NAMES, "A card"),
        source=passage(card.source, "The source"),
    )


def _question(question: Question, known: Container[str]) -> Question:
    if not _ID.match(question.type):
        raise EditError("Choose a type of question from the list.")
    return replace(
        question,
        text=within(clean_line(question.text), QUESTION, "A question"),
        marks=_number(question.marks, MOST_MARKS, "The marks"),
        minutes=_number(question.minutes, MOST_MINUTES, "The minutes"),
        factors=_factors(question.factors, known, MOST_QUESTION_FACTORS, "A question"),
    )


def _type(kind: QuestionType) -> QuestionType:
    stems = tuple(dict.fromkeys(filter(None, (line(stem, "A stem") for stem in kind.stems))))
    if len(stems) > MOST_STEMS:
        says = f"A type can have at most {MOST_STEMS} stems, and this has {len(stems)}."
        raise EditError(says)
    return replace(
        kind,
        name=line(kind.name, "A type’s name"),
        stem=line(kind.stem, "How such a question begins"),
        board=line(kind.board, "The board"),
        level=line(kind.level, "The level"),
        command=line(kind.command, "The command words"),
        stems=stems,
        marks=_number(kind.marks, MOST_MARKS, "The marks"),
        minutes=_number(kind.minutes, MOST_MINUTES, "The minutes"),
        paragraphs=_number(kind.paragraphs, MOST_PARAGRAPHS, "The paragraphs"),
        year=_number(kind.year, MOST_YEAR, "The year"),
        needs=tuple(dict.fromkeys(kind.needs)),
        framework=line(kind.framework, "The framework"),
        rewarded=passage(kind.rewarded, "What markers look for"),
    )


def _factors(
    names: tuple[str, ...], known: Container[str], most: int, what: str
) -> tuple[str, ...]:
    once = tuple(dict.fromkeys(names))
    if any(name not in known for name in once):
        raise EditError("This factor is no longer in the pack.")
    if len(once) > most:
        raise EditError(f"{what} can speak to at most {most} factors, and this has {len(once)}.")
    return once


def _date(date: str) -> str:
    if date and not _DATE.match(date):
        raise EditError(
            "Marshal keeps a date as a year, a month or a day: 1924, 1924-01 or 1924-01-21."
        )
    return date


def _number(number: int, most: int, what: str) -> int:
    if not 0 <= number <= most:
        raise EditError(f"{what} can be from 0 to {most}, and this is {number}.")
    return number
