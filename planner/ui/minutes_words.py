"""How long each part of an answer may take, and what a question gives, in words."""

from typing import TYPE_CHECKING

from planner.model.evidence import Question
from planner.model.framework import NEEDS, QuestionType
from planner.model.minutes import share_minutes

if TYPE_CHECKING:
    from planner.model.recognise import Recognised


def counted(number: int, one: str) -> str:
    """Return a number with its noun: “1 minute”, “5 minutes”."""
    return f"{number} {one if number == 1 else one + 's'}"


def given(question: Question, kind: QuestionType) -> str:
    """Return what kind of question it is, and the marks and minutes for it, on one line."""
    parts = [kind.name]
    if question.marks:
        parts.append(counted(question.marks, "mark"))
    if question.minutes:
        parts.append(f"{question.minutes} min")
    return " · ".join(parts)


def begun(question: Question, kind: QuestionType, paragraphs: int) -> str:
    """Say what a new plan begins with: its paragraphs, the minutes for each, and what it needs."""
    said = (
        shares(question, kind, paragraphs) or f"It begins with {counted(paragraphs, 'paragraph')}."
    )
    needs = [NEEDS[need] for need in NEEDS if need in kind.needs]
    return f"{said} The answer has to have {_listed(needs)}." if needs else said


def each_paragraph(question: Question, kind: QuestionType, paragraphs: int) -> str:
    """Return about how long each paragraph may take; empty where no minutes are given."""
    if not question.minutes:
        return ""
    share = share_minutes(kind, paragraphs, minutes=question.minutes, marks=question.marks)
    least, most = min(share.paragraphs), max(share.paragraphs)
    each = str(least) if least == most else f"{least}–{most}"
    return f"{each} min for each paragraph, {share.planning} to plan"


def shares(question: Question, kind: QuestionType, paragraphs: int) -> str:
    """Say how the minutes of a question are best shared; empty where none are given."""
    if not question.minutes:
        return ""
    share = share_minutes(kind, paragraphs, minutes=question.minutes, marks=question.marks)
    least, most = min(share.paragraphs), max(share.paragraphs)
    each = counted(least, "minute") if least == most else f"{least} to {most} minutes"
    parts = [f"{counted(share.planning, 'minute')} to plan"]
    if share.introduction:
        parts.append(f"{share.introduction} for the introduction")
    one = len(share.paragraphs) == 1
    many = f"each of {len(share.paragraphs)} paragraphs"
    parts.append(f"{each} for {'the one paragraph' if one else many}")
    if share.conclusion:
        parts.append(f"{share.conclusion} for the conclusion")
    return f"Of {counted(question.minutes, 'minute')}: {', '.join(parts)}."


def stated(asked: "Recognised") -> str:
    """Say what claim or points a question gives; empty where it gives none."""
    said = []
    if asked.stated:
        said.append(f"The question states: “{asked.stated}”.")
    if asked.points:
        points = "; ".join(f"“{point}”" for point in asked.points)
        said.append(f"It gives: {points}.")
    return " ".join(said)


def _listed(words: list[str]) -> str:
    """Return words in a row: “a, b and c”."""
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last
