"""Rules about the judgement: that there is one, that it has grounds, and that the plan bears it."""

from collections.abc import Collection, Iterator

from planner.coach.advice import Advice, Rule, Where
from planner.coach.reading import Reading
from planner.coach.saying import paragraph_name, title, under
from planner.coach.text import read_text, sentences
from planner.coach.words import Sign
from planner.model.framework import Need, Role
from planner.model.plan import Field, Part

_FEWEST = 12
"""How many words a conclusion must have for what is not in it to be missing."""
_FEWEST_PARAGRAPHS = 3
"""How many paragraphs have an order that says something."""

_CONCLUSION = Field(Part.CONCLUSION)
_JUDGES = frozenset({Sign.WEIGH, Sign.DEGREE, Sign.MOST, Sign.COMPARE})


def _no_judgement(reading: Reading) -> Iterator[Advice]:
    """Tell of a paragraph that asks for a judgement, and of the plan once it has its points."""
    for number, paragraph in reading.started:
        slots = paragraph.of(Role.JUDGEMENT)
        if slots and not paragraph.writes(Role.JUDGEMENT):
            says = f"{paragraph_name(number)} does not judge yet."
            do = f"Say {under(slots[0])} how much this paragraph weighs in the answer."
            yield Advice("no-judgement", Where(slots[0].field), says, do)
    if not reading.needs(Need.JUDGEMENT) or not reading.pointed:
        return
    if not reading.conclusion.count:
        says = "The question asks for a judgement, and the conclusion is empty."
        do = "Say in the conclusion what your answer is, and why that and no other."
        yield Advice("no-judgement", Where(_CONCLUSION), says, do)
    elif _can_tell(reading) and reading.conclusion.signs.isdisjoint(_JUDGES):
        says = "The conclusion sums up, but does not judge."
        do = "Decide what mattered most, or how far you agree, and say so."
        yield Advice("no-judgement", Where(_CONCLUSION), says, do)


def _can_tell(reading: Reading) -> bool:
    return reading.conclusion.count >= _FEWEST and reading.conclusion.english


def _judged(reading: Reading) -> frozenset[Sign]:
    """Return what the conclusion does, and what the judgements within paragraphs do."""
    within = [slot.text.signs for p in reading.paragraphs for slot in p.of(Role.JUDGEMENT)]
    return reading.conclusion.signs.union(*within)


def _has_judgement(reading: Reading) -> bool:
    return _can_tell(reading) and not reading.conclusion.signs.isdisjoint(_JUDGES)


def _no_criterion(reading: Reading) -> Iterator[Advice]:
    """Ask for a test, which may stand in the introduction, or be a reason that is compared."""
    if not _has_judgement(reading):
        return
    signs = _judged(reading)
    if reading.needs(Need.CRITERION):
        tests = signs | reading.introduction.signs | reading.argument.signs
        lacks = Sign.CRITERION not in tests and not signs >= {Sign.CAUSE, Sign.COMPARE}
    else:
        grounds = {Sign.CRITERION, Sign.COMPARE, Sign.CAUSE}
        lacks = reading.needs(Need.JUDGEMENT) and signs.isdisjoint(grounds)
    if lacks:
        says = "The conclusion judges, but does not say by what test."
        do = "Say what you judge by, such as how lasting, how wide or how necessary it was."
        yield Advice("no-criterion", Where(_CONCLUSION), says, do)


def _no_comparison(reading: Reading) -> Iterator[Advice]:
    asks = reading.needs(Need.COMPARISON) and reading.needs(Need.JUDGEMENT)
    if asks and _has_judgement(reading) and Sign.COMPARE not in _judged(reading):
        says = "The conclusion judges, but does not compare."
        do = "Set the one beside the other: why does it weigh more?"
        yield Advice("no-comparison", Where(_CONCLUSION), says, do)


def _against_order(reading: Reading) -> Iterator[Advice]:
    """Tell where the conclusion puts first what another point, or the order, does not."""
    chosen = _chosen(reading, reading.plan.conclusion, {Sign.MOST})
    if chosen is None:
        return
    name = title(reading.paragraphs[chosen], chosen + 1)
    for at, paragraph in enumerate(reading.paragraphs):
        point = paragraph.point
        if at != chosen and point and _chosen(reading, point.slot.text, {Sign.MOST}) == at:
            says = f"The conclusion puts {name} first, but the point of paragraph {at + 1} calls "
            says += "its own reason the main one."
            do = "Decide which of the two it is, and change the other sentence."
            yield Advice("judgement-against-order", Where(_CONCLUSION), says, do)
            return
    if reading.question.stated or reading.needs(Need.LINKED_STAGES):
        # What is stated comes first by custom, and stages come in the order of time.
        return
    last = len(reading.paragraphs) - 1
    built_up = any(Sign.MOST in slot.text.signs for slot in reading.paragraphs[chosen].slots)
    if chosen == last and last >= _FEWEST_PARAGRAPHS - 1 and not built_up and reading.pointed:
        says = f"The conclusion puts {name} first, but its paragraph comes last."
        do = "Move the paragraph up, or say in it that you have kept the weightiest for the end."
        where = Where(reading.paragraphs[last].field)
        yield Advice("judgement-against-order", where, says, do)


def _against_argument(reading: Reading) -> Iterator[Advice]:
    argued = _chosen(reading, reading.plan.line_of_argument, {Sign.MOST, Sign.BECAUSE})
    judged = _chosen(reading, reading.plan.conclusion, {Sign.MOST})
    if argued is not None and judged is not None and argued != judged:
        first = title(reading.paragraphs[argued], argued + 1)
        second = title(reading.paragraphs[judged], judged + 1)
        says = f"The line of argument is for {first}, but the conclusion is for {second}."
        do = "Decide which of the two your answer is, and change the other."
        yield Advice("judgement-against-argument", Where(_CONCLUSION), says, do)


def _chosen(reading: Reading, text: str, signs: Collection[Sign]) -> int | None:
    """Return the place of the paragraph that a text puts above the rest, where that is certain.

    A sentence counts that has one of the signs, none that leaves doubt, and words of one
    paragraph’s heading only; all such sentences must be of one paragraph.
    """
    own = _own_words(reading)
    found: set[int] = set()
    for sentence in sentences(text):
        read = read_text(sentence, reading.words)
        if read.signs.isdisjoint(signs) or Sign.DOUBT in read.signs:
            continue
        found.update(at for at, keys in enumerate(own) if not keys.isdisjoint(read.about))
    return found.pop() if len(found) == 1 else None


def _own_words(reading: Reading) -> list[frozenset[str]]:
    """Return for each paragraph the stems that its heading, or else its point, alone has."""
    topics = [
        (p.heading.about or (p.point.text.about if p.point else frozenset()))
        - reading.words.scaffolding
        - reading.words.minors
        - reading.question.open_keys
        for p in reading.paragraphs
    ]
    return [
        topic.difference(*(other for n, other in enumerate(topics) if n != at))
        for at, topic in enumerate(topics)
    ]


NO_JUDGEMENT = Rule(
    "no-judgement",
    "No judgement",
    "A marker of this question looks for a decision, and for the reasons behind it.",
    _no_judgement,
    step=True,
)
NO_CRITERION = Rule(
    "no-criterion",
    "Judgement without a criterion",
    "A marker tells a reasoned judgement from an opinion by the test that it is made by.",
    _no_criterion,
)
NO_COMPARISON = Rule(
    "no-comparison",
    "Judgement without a comparison",
    "A marker needs to see why one factor weighs more than another.",
    _no_comparison,
)
AGAINST_ORDER = Rule(
    "judgement-against-order",
    "Judgement that the paragraphs contradict",
    "A marker cannot credit a judgement that the essay before it has argued against.",
    _against_order,
)
AGAINST_ARGUMENT = Rule(
    "judgement-against-argument",
    "Judgement that the line of argument contradicts",
    "A marker looks for one argument that is kept up from beginning to end.",
    _against_argument,
)
