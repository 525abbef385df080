"""A plan as the coach reads it, which keeps what it read of each text and each paragraph.

Both are values, so what an edit did not touch is found again by itself, and reading a plan after
each change costs no more than reading the text that changed.
"""

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache

from msgspec import Struct

from planner.coach.dates import Clash, dated_cards, find_clashes, read_claims
from planner.coach.folding import fold
from planner.coach.question import QuestionRead, read_question
from planner.coach.steps import Steps, finish
from planner.coach.text import NOTHING, Text, read_text
from planner.coach.words import Words
from planner.model.evidence import Card
from planner.model.framework import Need, QuestionType, Role
from planner.model.plan import Field, Paragraph, Part, Plan, Slot
from planner.model.recognise import Recognised

_OPEN = 10
"""A sentence of at most so many words that has a starter’s “…” is only begun."""
# Where one sentence ends and the next may begin.
_PARTS = re.compile(r"(?<=[.?!…])\s+(?=[“‘\"']?[^\W\d_a-z])|\n+")
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
        self.slots = tuple(
            SlotRead(slot, read_part(slot.text, words, slot.kind.starters))
            for slot in paragraph.slots
        )
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
        names = (read_text(name, self._words) for card in self.cards for name in card.people)
        return frozenset(word for name in names for word in name.folded)

    @cached_property
    def topic(self) -> frozenset[str]:
        """Return the stems of what its heading and its points are about."""
        points = [slot.text.about for slot in self.of(Role.POINT)]
        return self.heading.about.union(*points)

    @cached_property
    def whole(self) -> tuple[Text, ...]:
        """Return all the texts that stand in the paragraph, on its cards too."""
        on_cards = (
            read_text(text, self._words)
            for card in self.cards
            for text in (card.headline, card.detail, *card.people)
        )
        return self.heading, *(slot.text for slot in self.slots), *on_cards

    @cached_property
    def initials(self) -> str:
        """Return the first letters of all words in the paragraph that say what it is about."""
        telling = (self._words.telling(text.folded) for text in self.whole)
        return "".join(word[0] for words in telling for word in words)

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
    return finish(reading_plan(plan, kind, words, asked))


def reading_plan(
    plan: Plan, kind: QuestionType, words: Words, asked: Recognised | None = None
) -> Steps[Reading]:
    """Do what `read_plan` does, a text at each step."""
    stated, points = (asked.stated, asked.points) if asked else ("", ())
    paragraphs = []
    for paragraph in plan.paragraphs:
        yield from _reading_texts(paragraph, words)
        paragraphs.append(read_paragraph(paragraph, words))
        yield
    people = frozenset[str]().union(*(paragraph.people for paragraph in paragraphs))
    question = read_question(plan.question.text, stated, points, people, words)
    yield
    essay = []
    for text in (plan.line_of_argument, plan.introduction, plan.conclusion):
        essay.append(read_part(text, words))
        yield
    return Reading(plan, kind, words, question, tuple(paragraphs), *essay)


def _reading_texts(paragraph: Paragraph, words: Words) -> Iterator[None]:
    """Read what a paragraph may be long by; what was read is kept for the paragraph."""
    dated = bool(dated_cards(paragraph))
    for slot in paragraph.slots:
        read_part(slot.text, words, slot.kind.starters)
        yield
        if dated:
            read_claims(slot.text, words)
            yield


@lru_cache(maxsize=_KEPT)
def read_paragraph(paragraph: Paragraph, words: Words) -> ParagraphRead:
    """Read a paragraph, or return what was read of it before."""
    return ParagraphRead(paragraph, words)


def read_part(text: str, words: Words, starters: tuple[str, ...] = ()) -> Text:
    """Read what is written at a place; nothing where each sentence is only begun.

    starters: ways to begin a sentence that the place offers beside those that ship with Marshal.
    """
    read = read_text(text, words)
    own = _folded(starters)
    if read.folded in own or words.is_start(read.folded):
        return NOTHING
    if "…" in text and all(_is_begun(part, words, own) for part in _PARTS.split(text)):
        return NOTHING
    return read


def _is_begun(part: str, words: Words, own: frozenset[tuple[str, ...]]) -> bool:
    read = read_text(part, words)
    short = read.count <= _OPEN and "…" in part
    return short or read.folded in own or words.is_start(read.folded)


@lru_cache(maxsize=_KEPT)
def _folded(starters: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(fold(starter)) for starter in starters)
