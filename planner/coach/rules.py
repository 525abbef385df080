"""All the rules, and what of their advice is given."""

from collections import Counter
from collections.abc import Collection, Iterator

from planner.coach import balance, demands, evidence, explaining, judgement, points
from planner.coach.advice import Advice, Rule
from planner.coach.reading import Reading, reading_plan
from planner.coach.steps import Steps, finish
from planner.coach.words import Words
from planner.model.framework import QuestionType
from planner.model.plan import Field, Part, Plan
from planner.model.recognise import Recognised

RULES: tuple[Rule, ...] = (
    demands.NO_ARGUMENT,
    points.NO_POINT,
    evidence.WRONG_DATE,
    judgement.AGAINST_ARGUMENT,
    judgement.AGAINST_ORDER,
    points.REPEATS_QUESTION,
    points.REPEATS_POINT,
    evidence.NO_EVIDENCE,
    explaining.UNEXPLAINED,
    demands.STATED_MISSING,
    demands.NO_OWN_POINT,
    demands.ONE_SIDE,
    demands.MISSES_COMMAND,
    explaining.RETELLS,
    evidence.VAGUE,
    explaining.NO_LINK,
    explaining.LINK_WITHOUT_QUESTION,
    judgement.NO_JUDGEMENT,
    judgement.NO_CRITERION,
    judgement.NO_COMPARISON,
    demands.GIVEN_MISSING,
    evidence.SAME_CARD,
    evidence.ONE_SIDED,
    balance.BALANCE,
)
"""Every rule, in the order in which a student would do best to look at what they say."""

MOST = 8
MOST_OF_ONE = 3
"""How much advice is given at once, and how much of it by one rule."""


def advise(
    plan: Plan,
    kind: QuestionType,
    words: Words,
    off: Collection[str] = (),
    asked: Recognised | None = None,
) -> tuple[Advice, ...]:
    """Return what the plan lacks most, the first thing to do first.

    kind: the kind of question that it answers. off: the ids of the rules that are switched off.
    asked: what the question states and offers; without it, the rules about that stay silent.
    """
    return finish(advising(plan, kind, words, off, asked))


def advising(
    plan: Plan,
    kind: QuestionType,
    words: Words,
    off: Collection[str] = (),
    asked: Recognised | None = None,
) -> Steps[tuple[Advice, ...]]:
    """Do what `advise` does, a text or a rule at each step."""
    reading = yield from reading_plan(plan, kind, words, asked)
    given: Counter[str] = Counter()
    chosen = []
    for advice in _next_steps(reading, off):
        if advice is None:
            yield
        elif given[advice.rule] < MOST_OF_ONE:
            given[advice.rule] += 1
            chosen.append(advice)
    return tuple(chosen[:MOST])


def _next_steps(reading: Reading, off: Collection[str]) -> Iterator[Advice | None]:
    """Go through all advice, of the parts missing from a paragraph only the first.

    Before each rule, and wherever one says so, there is None: a step is done.
    """
    homes = {slot.id: p.id for p in reading.plan.paragraphs for slot in p.slots}
    told: set[Field] = set()
    for rule in RULES:
        if rule.id in off:
            continue
        yield None
        for advice in rule.check(reading):
            if advice is None:
                yield None
                continue
            field = advice.where.field
            home = Field(Part.HEADING, homes[field.of]) if field.of in homes else field
            if rule.step and home in told:
                continue
            if rule.step:
                told.add(home)
            yield advice
