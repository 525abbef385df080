"""A plan as the coach reads it, which keeps what it read of a paragraph.

Paragraphs are values, so one that an edit did not touch is found again by itself, and reading a
plan after each change costs no more than reading the paragraph that changed.
"""

from collections.abc import Iterable
from functools import cached_property, lru_cache
from itertools import chain

from msgspec import Struct

from planner.coach.dates import Clash, find_clashes
from planner.coach.folding import fold
from planner.coach.question import QuestionRead, read_question
from planner.coach.text import NOTHING, Text, read_folded, read_text
from planner.coach.words import Words
from planner.model.evidence import Card
from planner.model.framework import Need, QuestionType, Role
from planner.model.plan import Field, Paragraph, Part, Plan, Slot
from planner.model.recognise import Recognised

_OPEN = 10
"""A text of at most so many words that has a starter’s “…” is a sentence only started."""
_CARD_WORDS = 12
"""How many words a card stands for in the essay."""
_LONG = 45
"""A point of so many words may hold its evidence and its explanation too."""
_KEPT = 256


class SlotRead(Struct, frozen=True, eq=False):
    """A slot with what is written in it; a starter that nothing follows is nothing yet."""

    slot: Slot
    text: Text

    @property
    def role(self) -> Role:
        """Return what the slot does in its paragraph."""
        return self.slot.kind.role

    @property
    def written(self) -> bool:
        """Tell whether a sentence is written here."""
        return self.text.count > 0

    @property
    def used(self) -> bool:
        """Tell whether a sentence is written or a card placed here."""
        return self.written or bool(self.slot.placements)

    @property
    def field(self) -> Field:
        """Return the slot’s address."""
        return Field(Part.SLOT, self.slot.id)


class ParagraphRead:
    """A paragraph with what is written in it."""

    def __init__(self, paragraph: Paragraph, words: Words) -> None:
        self.paragraph = paragraph
        self.heading = read_text(paragraph.heading, words)
        self.slots = tuple(SlotRead(slot, _written(slot, words)) for slot in paragraph.slots)
        self._words = words

    @property
    def field(self) -> Field:
        """Return the address of the paragraph’s heading."""
        return Field(Part.HEADING, self.paragraph.id)

    @cached_property
    def touched(self) -> bool:
        """Tell whether anything has been done in the paragraph."""
        return bool(self.heading.count) or any(slot.slot.filled for slot in self.slots)

    def of(self, role: Role) -> list[SlotRead]:
        """Return the slots that have a role, in order."""
        return [slot for slot in self.slots if slot.role is role]

    def writes(self, role: Role) -> bool:
        """Tell whether a sentence is written in any slot that has this role."""
        return any(slot.written for slot in self.slots if slot.role is role)

    @cached_property
    def point(self) -> SlotRead | None:
        """Return the first slot where a point is written, or None."""
        return next((slot for slot in self.of(Role.POINT) if slot.written), None)

    @cached_property
    def runs_on(self) -> bool:
        """Tell whether more than a point stands as the point, so that slots tell nothing."""
        return any(s.text.count >= _LONG for s in self.slots if s.role in (Role.POINT, Role.OTHER))

    @cached_property
    def cards(self) -> tuple[Card, ...]:
        """Return the cards of the paragraph, in order."""
        return tuple(p.card for slot in self.slots for p in slot.slot.placements)

    @cached_property
    def people(self) -> frozenset[str]:
        """Return the folded words of the names of the people on its cards."""
        return frozenset(w for card in self.cards for name in card.people for w in fold(name))

    @cached_property
    def topic(self) -> frozenset[str]:
        """Return the stems of what its heading and its points are about."""
        points = [slot.text.about for slot in self.of(Role.POINT)]
        return self.heading.about.union(*points)

    @cached_property
    def whole(self) -> Text:
        """Return all that stands in the paragraph, on its cards too, as one text."""
        written = [self.heading.folded, *(slot.text.folded for slot in self.slots)]
        on_cards = [text for c in self.cards for text in (c.headline, c.detail, *c.people)]
        return read_folded([*chain(*written), *fold("\n".join(on_cards))], self._words)

    @cached_property
    def initials(self) -> str:
        """Return the first letters of all words in the paragraph that say what it is about."""
        return "".join(w[0] for w in self.whole.folded if not self._words.is_stop(w))

    @cached_property
    def clashes(self) -> tuple[Clash, ...]:
        """Return where a sentence and a card of the paragraph name different years."""
        return tuple(find_clashes(self.paragraph, self._words))

    @cached_property
    def size(self) -> int:
        """Return about how many words of the essay stand in the paragraph."""
        return sum(slot.text.count for slot in self.slots) + _CARD_WORDS * len(self.cards)


class Reading(Struct, frozen=True, eq=False):
    """A plan and its question, read."""

    plan: Plan
    kind: QuestionType
    words: Words
    question: QuestionRead
    paragraphs: tuple[ParagraphRead, ...]
    argument: Text
    introduction: Text
    conclusion: Text

    def needs(self, need: Need) -> bool:
        """Tell whether the kind of question asks for something."""
        return need in self.kind.needs

    @property
    def started(self) -> list[tuple[int, ParagraphRead]]:
        """Return the paragraphs in which something has been done, with their numbers from 1."""
        return [(n, p) for n, p in enumerate(self.paragraphs, 1) if p.touched]

    @property
    def pointed(self) -> bool:
        """Tell whether the plan has two paragraphs or more, and every one has its point."""
        return len(self.paragraphs) > 1 and all(
            p.point or (p.touched and not p.of(Role.POINT)) for p in self.paragraphs
        )


def read_plan(
    plan: Plan, kind: QuestionType, words: Words, asked: Recognised | None = None
) -> Reading:
    """Read a plan. asked: what its question states and offers, where that was recognised."""
    stated, points = (asked.stated, asked.points) if asked else ("", ())
    paragraphs = tuple(read_paragraph(paragraph, words) for paragraph in plan.paragraphs)
    people = frozenset[str]().union(*(paragraph.people for paragraph in paragraphs))
    return Reading(
        plan,
        kind,
        words,
        read_question(plan.question.text, stated, points, people, words),
        paragraphs,
        read_part(plan.line_of_argument, words),
        read_part(plan.introduction, words),
        read_part(plan.conclusion, words),
    )


@lru_cache(maxsize=_KEPT)
def read_paragraph(paragraph: Paragraph, words: Words) -> ParagraphRead:
    """Read a paragraph, or return what was read of it before."""
    return ParagraphRead(paragraph, words)


@lru_cache(maxsize=16)
def read_part(text: str, words: Words) -> Text:
    """Read a text beside the paragraphs, or return what was read of it before."""
    return _unless_started(text, fold(text), words)


def _written(slot: Slot, words: Words) -> Text:
    folded = fold(slot.text)
    return _unless_started(slot.text, folded, words, slot.kind.starters)


def _unless_started(
    text: str, folded: list[str], words: Words, starters: Iterable[str] = ()
) -> Text:
    """Read a text; nothing where it is but the start of a sentence."""
    if len(folded) <= _OPEN and "…" in text:
        return NOTHING
    if any(fold(starter) == folded for starter in starters):
        return NOTHING
    return read_folded(folded, words)
