"""Rules about the question: what it states, offers and asks for must be in the plan."""

from collections.abc import Iterator

from planner.coach.advice import Advice, Rule, Where
from planner.coach.question import Topic
from planner.coach.reading import ParagraphRead, Reading
from planner.coach.saying import quoted
from planner.coach.text import read_text
from planner.coach.words import Sign
from planner.model.framework import Need
from planner.model.plan import Field, Part

_FEWEST = 5
"""How many words a line of argument must have for what is not in it to be missing."""
_DEVELOPED = 60
"""How many words a plan must have before all of it can be said to take one side."""

_TURNS = frozenset({Sign.CONTRAST, Sign.BESIDE})
_ARGUMENT = Field(Part.LINE_OF_ARGUMENT)


def _no_argument(reading: Reading) -> Iterator[Advice]:
    """Ask for an answer in a sentence, but of a narrative account, which argues nothing."""
    if not reading.argument.count and not _is_narrative(reading):
        says = "The plan has no line of argument yet."
        do = "Write your answer to the question in one sentence; it can change as you plan."
        yield Advice("no-argument", Where(_ARGUMENT), says, do)


def _is_narrative(reading: Reading) -> bool:
    return reading.needs(Need.LINKED_STAGES) and not reading.needs(Need.JUDGEMENT)


_ANSWERS = {
    Sign.ASKS_DEGREE: (
        {Sign.DEGREE, Sign.MOST},
        "The question asks how far, and the line of argument does not say how far.",
        "Say how far you agree, or how much of the answer this is.",
    ),
    Sign.ASKS_WHICH: (
        {Sign.MOST, Sign.COMPARE, Sign.DEGREE},
        "The question asks which mattered more, and the line of argument does not choose.",
        "Say which one mattered more than the others.",
    ),
    Sign.ASKS_WHY: (
        {Sign.REASON, Sign.CAUSE, Sign.MOST},
        "The question asks why, and the line of argument does not give a reason.",
        "Name the reason, or the reasons, that you will argue for.",
    ),
}
"""What each command asks an answer to do, with what to say and do where it does not."""


def _misses_command(reading: Reading) -> Iterator[Advice]:
    argument = reading.argument
    if argument.count < _FEWEST or not argument.english:
        return
    asked = reading.question.text.signs
    if asked.isdisjoint(_ANSWERS):
        asked = read_text(reading.kind.command, reading.words).signs
    for command, (answers, says, do) in _ANSWERS.items():
        if command in asked:
            if argument.signs.isdisjoint(answers):
                yield Advice("argument-misses-command", Where(_ARGUMENT), says, do)
            return


def _stated_missing(reading: Reading) -> Iterator[Advice]:
    stated = reading.question.stated
    if stated and reading.pointed and not any(_touches(p, stated) for p in reading.paragraphs):
        says = f"No paragraph takes up what the question states: {quoted(stated.words)}."
        do = "Give it a paragraph of its own, even if you argue against it."
        yield Advice("stated-factor-missing", _last(reading, stated), says, do)


def _given_missing(reading: Reading) -> Iterator[Advice]:
    for point in reading.question.points if reading.pointed else ():
        if not any(_touches(paragraph, point) for paragraph in reading.paragraphs):
            says = f"No paragraph takes up {quoted(point.words)}, which the question gives."
            do = "Write about it in a paragraph."
            if reading.needs(Need.OWN_POINT):
                do = "Write about it if you can use it; the question lets you choose."
            yield Advice("given-point-missing", _last(reading, point), says, do)


def _no_own_point(reading: Reading) -> Iterator[Advice]:
    """Tell where each heading or point holds all the words of a given point."""
    points = reading.question.points
    if not reading.needs(Need.OWN_POINT) or not reading.pointed:
        return
    if all(any(_is_about(p, point) for point in points) for p in reading.paragraphs):
        says = "Every paragraph is about a point that the question gives."
        do = "Add a paragraph on a reason of your own, or make one of these about it."
        where = Where(reading.paragraphs[-1].field)
        yield Advice("no-own-point", where, says, do)


def _one_side(reading: Reading) -> Iterator[Advice]:
    """Tell where a developed plan has no word that turns, and no factor but the stated one."""
    if not reading.needs(Need.BOTH_SIDES) or not reading.pointed:
        return
    stated = reading.question.stated
    if stated is not None and not all(_is_about(p, stated) for p in reading.paragraphs):
        return
    texts = [reading.argument, reading.introduction, reading.conclusion]
    texts += [text for p in reading.paragraphs for text in (p.heading, *(s.text for s in p.slots))]
    long = [text for text in texts if text.count >= _FEWEST]
    developed = sum(text.count for text in texts) >= _DEVELOPED
    english = all(text.english for text in long)
    if developed and english and all(_TURNS.isdisjoint(text.signs) for text in texts):
        says = "The plan takes one side only, and the question asks for both."
        do = "Add what speaks against your answer, in a paragraph or within one."
        yield Advice("one-side", Where(reading.paragraphs[-1].field), says, do)


def _touches(paragraph: ParagraphRead, topic: Topic) -> bool:
    """Tell whether a paragraph may be about this: any word of it or what is short for it."""
    for text in paragraph.whole:
        if not topic.keys.isdisjoint(text.about) or not topic.initials.isdisjoint(text.folded):
            return True
    return any(capitals in paragraph.initials for capitals in topic.capitals)


def _is_about(paragraph: ParagraphRead, topic: Topic) -> bool:
    """Tell whether a paragraph is surely about this: all words of it in its heading or point."""
    return topic.keys <= paragraph.topic


def _last(reading: Reading, topic: Topic) -> Where:
    """Return the last paragraph, with the shelf at the factors that a topic is named like."""
    named = ((f.id, read_text(f.name, reading.words).about) for f in reading.plan.factors)
    factors = tuple(factor for factor, name in named if not name.isdisjoint(topic.keys))
    words = "" if factors else topic.search
    return Where(reading.paragraphs[-1].field, words, factors)


NO_ARGUMENT = Rule(
    "no-argument",
    "No line of argument",
    "A marker looks for one argument that holds from the first paragraph to the last.",
    _no_argument,
)
MISSES_COMMAND = Rule(
    "argument-misses-command",
    "Line of argument that does not answer the command",
    "A marker judges an answer by what the command asks for: why, how far, or which more.",
    _misses_command,
)
STATED_MISSING = Rule(
    "stated-factor-missing",
    "Stated factor missing",
    "A marker expects the factor or the claim in the question to be dealt with, agree or not.",
    _stated_missing,
)
GIVEN_MISSING = Rule(
    "given-point-missing",
    "Given point missing",
    "A marker knows which points the question gave, and looks for what was made of them.",
    _given_missing,
)
NO_OWN_POINT = Rule(
    "no-own-point",
    "No point of one’s own",
    "A marker of this question must see a point beyond those that it gives.",
    _no_own_point,
)
ONE_SIDE = Rule(
    "one-side",
    "One side only",
    "A marker of this question looks for what speaks for a view and what speaks against it.",
    _one_side,
)
