"""What kind of question a plan answers: as its words tell, or as the student chose."""

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from planner.model import edits
from planner.model.framework import Need, QuestionType
from planner.model.plan import Paragraph, Plan

if TYPE_CHECKING:
    from planner.model.recognise import Recognised

GENERAL = "general"
"""The id of the kind for a question that is none of the others."""
MOST_GIVEN = 500
"""The most marks, and the most minutes, that a question can have."""

_FEW, _A_MARK, _A_MARK_OF_MANY = 16, 1.5, 1.8
"""Minutes for a mark: what papers give on average, up to so many marks and beyond them."""
_MARKS_A_PARAGRAPH = 4

_DASH = r"(?m)^[ \t]*[-–—*·][ \t]+"


def question_line(words: str) -> str:
    """Return a question as it is kept, on one line; raise where it is empty or too long.

    The points that it gives, each on a line of its own, stay points.
    """
    return edits.question_text(re.sub(_DASH, "• ", words) if "\n" in words.strip() else words)


def likely(asked: "Recognised", like: QuestionType | None = None) -> QuestionType | None:
    """Return the likeliest kind that was recognised, or None where none was.

    like: a kind that the student chose; where one of the same board and level fits, it comes first.
    """
    if like is not None:
        for one in asked.types:
            if (one.board, one.level) == (like.board, like.level):
                return one
    return asked.types[0] if asked.types else None


class Terms(NamedTuple):
    """What is given for a question, 0 for not said, and how many paragraphs its answer begins with.

    The paragraphs are only what is usual: a plan has as many as it has, and shares the minutes
    over those.
    """

    marks: int
    minutes: int
    paragraphs: int


def terms(kind: QuestionType, asked: "Recognised") -> Terms:
    """Return what is given for a question of this kind, by the marks it names itself.

    Where its kind has no marks or minutes of its own, the marks tell how long it should take.
    """
    marks, minutes = kind.marks or asked.marks, kind.minutes
    if asked.marks and kind.marks and asked.marks - kind.marks not in (0, 4):
        marks, minutes = asked.marks, max(1, round(minutes * asked.marks / kind.marks))
    if not minutes:
        minutes = round(marks * (_A_MARK if marks <= _FEW else _A_MARK_OF_MANY))
    paragraphs = kind.paragraphs or edits.FIRST_PARAGRAPHS
    if marks and not kind.marks:
        paragraphs = min(paragraphs, max(1, marks // _MARKS_A_PARAGRAPH))
    return Terms(marks, min(minutes, MOST_GIVEN), paragraphs)


def retype(
    plan: Plan, kind_id: str, marks: int, minutes: int, needs: Sequence[Need] | None = None
) -> Plan:
    """Say what kind of question the plan answers, and what is given for it; 0 for not said.

    needs: what the answer is to have; None for what its kind asks for.
    """
    if not (0 <= marks <= MOST_GIVEN and 0 <= minutes <= MOST_GIVEN):
        raise edits.EditError(f"Marks and minutes can be at most {MOST_GIVEN}.")
    question = replace(plan.question, type=kind_id, marks=marks, minutes=minutes)
    return replace(plan, question=question, needs=None if needs is None else tuple(needs))


def as_chosen(kind: QuestionType, plan: Plan) -> QuestionType:
    """Return the kind of a plan’s question, asking for what the student said it asks for."""
    return kind if plan.needs is None else replace(kind, needs=plan.needs)


def ask_anew(plan: Plan, words: str, types: Mapping[str, QuestionType]) -> Plan:
    """Put another question in the place of the plan’s own, and let its kind follow the words.

    A kind stays that suits the new question too, or that was chosen against what the words told;
    what is given for it then changes only with the marks that the words name. Where they tell
    no kind, marks and minutes that were set by hand stay, and those of the old kind go with it.
    """
    from planner.model.recognise import recognise

    before, needs = plan.question, plan.needs
    plan = edits.ask(plan, question_line(words))
    if plan.question.text == before.text:
        return plan
    asked, told = (recognise(text, types.values()) for text in (plan.question.text, before.text))
    held, given = types.get(before.type), (before.marks, before.minutes)
    chosen = held is not None and held.id != GENERAL and held not in told.types
    if held is not None and (chosen or held in asked.types):
        if asked.marks in (0, told.marks):
            return plan
        return retype(plan, held.id, *terms(held, asked)[:2], needs)
    kind = likely(asked, held)
    by_hand = held is None or given != terms(held, told)[:2]
    if kind is None and by_hand and not asked.marks:
        return retype(plan, GENERAL, *given)
    kind = kind or types[GENERAL]
    marks, minutes, paragraphs = terms(kind, asked)
    plan = retype(plan, kind.id, marks, minutes)
    begun = any(not _is_empty(paragraph) for paragraph in plan.paragraphs)
    return plan if begun else resize(plan, paragraphs)


def resize(plan: Plan, count: int) -> Plan:
    """Give the plan so many paragraphs: empty ones come and go at the end, written ones stay."""
    while len(plan.paragraphs) < count:
        plan = edits.add_paragraph(plan)
    for paragraph in reversed(plan.paragraphs):
        if _is_empty(paragraph) and len(plan.paragraphs) > count:
            plan = edits.remove_paragraph(plan, paragraph.id)
    return plan


def _is_empty(paragraph: Paragraph) -> bool:
    return not paragraph.heading and not any(slot.filled for slot in paragraph.slots)
