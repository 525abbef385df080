"""Sharing an exam question’s minutes over the parts of its answer."""

from msgspec import Struct

from planner.model.framework import Need, QuestionType

SHORT = 12
"""The most marks of a question that is answered without an introduction."""

_MOST_PLANNING = 7
_USUAL = 3
_INTRODUCTION, _PARAGRAPH, _CONCLUSION = 2, 5, 3
"""How the writing time is weighed: in 20 minutes, a paragraph of three has 5."""


class Minutes(Struct, frozen=True):
    """Whole minutes for each part of an answer; paragraphs: one number for each of them."""

    planning: int
    introduction: int
    paragraphs: tuple[int, ...]
    conclusion: int

    @property
    def total(self) -> int:
        """Return all the minutes together."""
        return self.planning + self.introduction + sum(self.paragraphs) + self.conclusion


def share_minutes(
    kind: QuestionType, paragraphs: int = 0, *, minutes: int = 0, marks: int = 0
) -> Minutes:
    """Share the minutes of a question, so that they add up exactly.

    minutes, marks: the question’s own; 0 stands for those of its type. paragraphs: how many the
    answer has; 0 for as many as are usual. A question of few marks has no introduction, and no
    conclusion either unless it asks for a judgement. Minutes left over go to the first paragraphs.
    """
    minutes = max(0, minutes or kind.minutes)
    marks = marks or kind.marks
    many = paragraphs if paragraphs > 0 else kind.paragraphs or _USUAL
    short = 0 < marks <= SHORT
    begins = 0 if short else _INTRODUCTION
    closes = 0 if short and Need.JUDGEMENT not in kind.needs else _CONCLUSION
    planning = min(_MOST_PLANNING, (minutes + 2) // 5)
    writing = minutes - planning
    weight = begins + _PARAGRAPH * many + closes
    introduction = (2 * writing * begins + weight) // (2 * weight)
    conclusion = (2 * writing * closes + weight) // (2 * weight)
    # Rounding up twice never takes more than there is, since paragraphs weigh a half or more.
    each, over = divmod(writing - introduction - conclusion, many)
    shares = tuple(each + (place < over) for place in range(many))
    return Minutes(planning, introduction, shares, conclusion)
