"""What kind of question a plan answers: as its words tell, or as the student chose."""

import re
from collections.abc import Mapping

from msgspec.structs import replace

from planner.model import edits
from planner.model.framework import QuestionType
from planner.model.plan import Plan
from planner.model.recognise import Recognised, recognise

GENERAL = "general"
"""The id of the kind for a question that is none of the others."""
MOST_GIVEN = 500
"""The most marks, and the most minutes, that a question can have."""

_DASH = re.compile(r"^[ \t]*[-–—*·][ \t]+", re.MULTILINE)


def question_line(words: str) -> str:
    """Return a question as it is kept, on one line; raise where it is empty or too long.

    The points that it gives, each on a line of its own, stay points.
    """
    return edits.question_text(_DASH.sub("• ", words) if "\n" in words.strip() else words)


def likely(asked: Recognised, like: QuestionType | None = None) -> QuestionType | None:
    """Return the likeliest kind that was recognised, or None where none was.

    like: a kind that the student chose; where one of the same board and level fits, it comes first.
    """
    if like is not None:
        for one in asked.types:
            if (one.board, one.level) == (like.board, like.level):
                return one
    return asked.types[0] if asked.types else None


def terms(kind: QuestionType, asked: Recognised) -> tuple[int, int]:
    """Return the marks and the minutes of a question of this kind, by the marks it names itself."""
    if not asked.marks or asked.marks - kind.marks in (0, 4) or not kind.marks:
        return kind.marks or asked.marks, kind.minutes
    return asked.marks, max(1, round(kind.minutes * asked.marks / kind.marks))


def retype(plan: Plan, kind_id: str, marks: int, minutes: int) -> Plan:
    """Say what kind of question the plan answers, and what is given for it; 0 for not said."""
    if not (0 <= marks <= MOST_GIVEN and 0 <= minutes <= MOST_GIVEN):
        raise edits.EditError(f"Marks and minutes can be at most {MOST_GIVEN}.")
    return replace(
        plan, question=replace(plan.question, type=kind_id, marks=marks, minutes=minutes)
    )


def ask_anew(plan: Plan, words: str, types: Mapping[str, QuestionType]) -> Plan:
    """Put another question in the place of the plan’s own, and let its kind follow the words.

    A kind stays that suits the new question too, or that was chosen against what the words told.
    Words that tell no kind leave the marks and minutes as they were.
    """
    before = plan.question
    plan = edits.ask(plan, question_line(words))
    asked = recognise(plan.question.text, types.values())
    held = types.get(before.type)
    if held in asked.types or plan.question.text == before.text:
        return plan
    told = recognise(before.text, types.values()).types
    if held is not None and held.id != GENERAL and held not in told:
        return plan
    kind = likely(asked, held)
    if kind is None:
        return retype(plan, GENERAL, asked.marks or before.marks, before.minutes)
    return retype(plan, kind.id, *terms(kind, asked))


def resize(plan: Plan, count: int) -> Plan:
    """Give the plan so many paragraphs: empty ones come and go at the end, written ones stay."""
    while len(plan.paragraphs) < count:
        plan = edits.add_paragraph(plan)
    for paragraph in reversed(plan.paragraphs):
        empty = not paragraph.heading and not any(slot.filled for slot in paragraph.slots)
        if empty and len(plan.paragraphs) > count:
            plan = edits.remove_paragraph(plan, paragraph.id)
    return plan
