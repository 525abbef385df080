"""Rules about what follows the evidence: the explanation, and the link to the question."""

from collections.abc import Iterator
from itertools import takewhile

from planner.coach.advice import Advice, Rule, Where
from planner.coach.reading import ParagraphRead, Reading, SlotRead
from planner.coach.saying import listed, paragraph_name, quoted, under
from planner.coach.words import Sign
from planner.model.framework import Role

_FEWEST = 8
"""How many words of explanation can be told to have no reason among them."""
_FEWEST_IN_LINK = 5
_MOST_KEYS = 4
_EXPLAINS = frozenset({Sign.CAUSE, Sign.EFFECT, Sign.WEIGH})


def lacks_evidence(paragraph: ParagraphRead) -> SlotRead | None:
    """Return the slot that is still without evidence, where the paragraph has such a slot."""
    slots = paragraph.of(Role.EVIDENCE)
    if not slots or paragraph.cards or paragraph.runs_on or any(slot.used for slot in slots):
        return None
    return slots[0]


def lacks_explanation(paragraph: ParagraphRead) -> SlotRead | None:
    """Return the slot in which evidence of the paragraph is still to be explained, or None.

    Evidence is explained in the slots up to the next evidence, or in any slot where there are none
    between; also where the sentences beside the cards explain them already.
    """
    for at, slot in enumerate(() if paragraph.runs_on else paragraph.slots):
        holds = slot.used if slot.role is Role.EVIDENCE else bool(slot.slot.placements)
        if slot.role not in (Role.EVIDENCE, Role.EXPLAIN) or not holds:
            continue
        after = takewhile(lambda s: s.role is not Role.EVIDENCE, paragraph.slots[at + 1 :])
        near = [s for s in (slot, *after) if s.role is Role.EXPLAIN]
        places = near or paragraph.of(Role.EXPLAIN)
        if places and Sign.CAUSE not in slot.text.signs and not any(s.written for s in places):
            return places[0]
    return None


def lacks_link(paragraph: ParagraphRead) -> SlotRead | None:
    """Return the slot that is still without a link, or None."""
    slots = paragraph.of(Role.LINK)
    lacks = slots and not paragraph.writes(Role.LINK) and not paragraph.runs_on
    return slots[0] if lacks else None


def is_whole(paragraph: ParagraphRead) -> bool:
    """Tell whether each part that the paragraph’s slots ask for is there."""
    lacks_point = paragraph.of(Role.POINT) and paragraph.point is None
    lacks = (lacks_evidence, lacks_explanation, lacks_link)
    return not lacks_point and not any(lack(paragraph) for lack in lacks)


def _unexplained(reading: Reading) -> Iterator[Advice]:
    for number, paragraph in reading.started:
        slot = lacks_explanation(paragraph)
        if slot is not None:
            says = f"{paragraph_name(number)} does not explain its evidence yet."
            do = f"Say {under(slot)} what the evidence led to, or how it proves the point."
            yield Advice("evidence-unexplained", Where(slot.field), says, do)


def _retells(reading: Reading) -> Iterator[Advice]:
    """Tell of an explanation without one word that gives a reason, an effect or a weight."""
    for number, paragraph in reading.started:
        for group in _explanations(paragraph):
            written = [slot for slot in group if slot.written]
            signs = frozenset[Sign]().union(*(slot.text.signs for slot in written))
            told = sum(slot.text.count for slot in written) >= _FEWEST
            english = all(slot.text.english for slot in written)
            if told and english and signs.isdisjoint(_EXPLAINS):
                slot = next((slot for slot in group if not slot.written), group[-1])
                says = f"The explanation in {paragraph_name(number).lower()} tells what happened, "
                says += "but not what it led to or why it mattered."
                do = f"Add {under(slot)} how this brought about what the question asks about."
                yield Advice("explanation-retells", Where(slot.field), says, do)


def _explanations(paragraph: ParagraphRead) -> Iterator[list[SlotRead]]:
    """Go through the slots for explanations, those together that no evidence parts."""
    group: list[SlotRead] = []
    for slot in paragraph.slots:
        if slot.role is Role.EXPLAIN:
            group.append(slot)
        elif slot.role is Role.EVIDENCE:
            yield group
            group = []
    yield group


def _no_link(reading: Reading) -> Iterator[Advice]:
    for number, paragraph in reading.started:
        slot = lacks_link(paragraph)
        explained = paragraph.writes(Role.EXPLAIN) or not paragraph.of(Role.EXPLAIN)
        if slot is not None and explained:
            says = f"{paragraph_name(number)} has no link back to the question yet."
            do = f"Say {under(slot)} how this paragraph answers the question, in its own words."
            yield Advice("no-link", Where(slot.field), says, do)


def _link_without_words(reading: Reading) -> Iterator[Advice]:
    """Tell of a link with none of the question’s words, unless it leads to the next topic."""
    asked = reading.question
    for number, paragraph in reading.started if asked.keys else ():
        following = reading.paragraphs[number : number + 1]
        next_topic = following[0].topic - paragraph.topic if following else frozenset()
        for slot in paragraph.of(Role.LINK):
            text = slot.text
            if text.count < _FEWEST_IN_LINK or not text.english:
                continue
            if text.about.isdisjoint(asked.answering) and text.about.isdisjoint(next_topic):
                keys = listed(quoted(word) for word in [*asked.keys.values()][:_MOST_KEYS])
                says = f"The link of {paragraph_name(number).lower()} has none of the question’s "
                says += "own key words."
                do = f"Come back to the question, with words of its own such as {keys}."
                yield Advice("link-without-question", Where(slot.field), says, do)


UNEXPLAINED = Rule(
    "evidence-unexplained",
    "Evidence without an explanation",
    "A marker credits evidence for what is made of it, and does not make the connection for you.",
    _unexplained,
    step=True,
)
RETELLS = Rule(
    "explanation-retells",
    "Explanation that only retells",
    "A marker tells analysis from narrative by whether it says why things happened or mattered.",
    _retells,
)
NO_LINK = Rule(
    "no-link",
    "Paragraph without a link",
    "A marker wants to see that each paragraph answers the question that was set.",
    _no_link,
    step=True,
)
LINK_WITHOUT_QUESTION = Rule(
    "link-without-question",
    "Link without the question’s words",
    "A marker sees by the question’s own words that a paragraph has stayed on it.",
    _link_without_words,
)
