"""Rules about points: that each paragraph makes one, and that it says something of its own."""

from collections.abc import Iterator

from planner.coach.advice import Advice, Rule, Where
from planner.coach.explaining import is_whole
from planner.coach.reading import Reading, SlotRead
from planner.coach.saying import paragraph_name, under
from planner.coach.text import Text
from planner.coach.words import Sign
from planner.model.framework import Need, Role

_FEWEST = 3
"""How many words a point must have before it can be said to repeat anything."""
_ALIKE = 0.75
"""How much of the longer of two points the shorter must be for both to be one."""


def _no_point(reading: Reading) -> Iterator[Advice]:
    """Tell of each paragraph that is begun without a point, and of the next empty one."""
    for number, paragraph in reading.started:
        points = paragraph.of(Role.POINT)
        if points and paragraph.point is None:
            says = f"{paragraph_name(number)} does not make a point yet."
            do = f"Say {under(points[0])} in one sentence what this paragraph argues."
            yield Advice("no-point", Where(points[0].field), says, do)
    if all(is_whole(paragraph) for _, paragraph in reading.started):
        yield from _next_point(reading)


def _next_point(reading: Reading) -> Iterator[Advice]:
    for number, paragraph in enumerate(reading.paragraphs, 1):
        points = paragraph.of(Role.POINT)
        if not paragraph.touched and points:
            says = f"{paragraph_name(number)} is still empty."
            do = f"Say {under(points[0])} in one sentence what this paragraph will argue."
            yield Advice("no-point", Where(points[0].field), says, do)
            return


def _repeats_question(reading: Reading) -> Iterator[Advice]:
    """Tell of a point with the question’s words alone; what that states may be a point."""
    asked = reading.question
    may_state = reading.needs(Need.STATED_FACTOR) or reading.needs(Need.BOTH_SIDES)
    if may_state and asked.stated is None:
        return
    for number, paragraph in reading.started:
        slot = paragraph.point
        if slot is None or slot.text.count < _FEWEST:
            continue
        said = slot.text.about - reading.words.scaffolding
        if len(said) > 1 and said <= asked.open_keys:
            says = f"The point of {paragraph_name(number).lower()} only repeats the question."
            do = "Name the reason or the idea that this paragraph is about."
            yield Advice("point-repeats-question", Where(slot.field), says, do)


def _repeats_point(reading: Reading) -> Iterator[Advice]:
    """Tell of two points that say the same, at the later one."""
    earlier: list[tuple[int, SlotRead]] = []
    for number, paragraph in reading.started:
        slot = paragraph.point
        if slot is None:
            continue
        like = next((n for n, other in earlier if _are_alike(other.text, slot.text, reading)), None)
        earlier.append((number, slot))
        if like is not None:
            says = f"Paragraphs {like} and {number} make the same point."
            do = "Join the two paragraphs, or give this one a point of its own."
            yield Advice("point-repeats-point", Where(slot.field), says, do)


def _own(text: Text, reading: Reading) -> frozenset[str]:
    """Return what a point is about beside what any answer to the question is about."""
    return text.about - reading.words.scaffolding - reading.question.open_keys


def _are_alike(one: Text, other: Text, reading: Reading) -> bool:
    if min(one.count, other.count) < _FEWEST:
        return one.count == other.count and one.folded == other.folded
    if (Sign.CONTRAST in one.signs) is not (Sign.CONTRAST in other.signs):
        # “Cunning mattered” and “Yet his cunning had limits” are two sides of one factor.
        return False
    mine, theirs = _own(one, reading), _own(other, reading)
    if not mine or not theirs:
        return one.folded == other.folded
    # A word in place of another may be all the difference, and so may a “not”.
    short, long = sorted((mine, theirs), key=len)
    near = short < long and len(short) >= _ALIKE * len(long)
    return mine == theirs or (near and reading.words.minors.isdisjoint(long - short))


NO_POINT = Rule(
    "no-point",
    "Paragraph without a point",
    "A marker looks at the start of a paragraph for the reason that it will argue.",
    _no_point,
    step=True,
)
REPEATS_QUESTION = Rule(
    "point-repeats-question",
    "Point that repeats the question",
    "A marker credits an answer to the question, and the question’s own words are no answer yet.",
    _repeats_question,
)
REPEATS_POINT = Rule(
    "point-repeats-point",
    "Point that repeats another",
    "A marker credits a range of reasons, and counts the same one only once.",
    _repeats_point,
)
