"""Made-up evidence and plans for hypothesis, and any edit that a plan could be given.

@given(runs())
def test_something(run):
    for step in run.steps:
        ...step.before, step.edit, step.after (None where the edit was refused)
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from hypothesis import strategies as st
from msgspec.structs import replace

from planner.model import edits, ranking, sorting, wordings
from planner.model.evidence import Card, Factor, Question, When
from planner.model.framework import Framework, Need, QuestionType, Role, SlotKind
from planner.model.pack import Pack, PackInfo
from planner.model.plan import Field, Part, Plan
from planner.model.text import LINE, PASSAGE, QUESTION, TextError, clean_line, clean_text

REFUSALS = (edits.EditError, TextError)
"""What an edit may raise, and nothing else."""


@dataclass(frozen=True)
class Edit:
    """One verb with what it is given: call it with a plan."""

    verb: Callable[..., Plan]
    given: tuple[Any, ...]

    def __call__(self, plan: Plan) -> Plan:
        return self.verb(plan, *self.given)

    def __repr__(self) -> str:
        return f"{self.verb.__name__}(plan, {', '.join(map(repr, self.given))})"


@dataclass(frozen=True)
class Step:
    """A plan, an edit of it, and the plan that this gave, or None where it was refused."""

    before: Plan
    edit: Edit
    after: Plan | None


@dataclass(frozen=True)
class Run:
    """A plan and the edits made to it, one after the other."""

    start: Plan
    steps: tuple[Step, ...]

    @property
    def plans(self) -> list[Plan]:
        """Return every plan on the way, the first and the last among them."""
        return [self.start, *(step.after for step in self.steps if step.after is not None)]

    @property
    def end(self) -> Plan:
        """Return the plan as the run leaves it."""
        return self.plans[-1]


# Text


@cache
def raw_text(most: int = 30) -> st.SearchStrategy[str]:
    """Any text that could be typed or pasted, with what the gate takes out."""
    return st.text(max_size=most).map(lambda text: text.translate(_ODD))


_ODD = {
    # So the whole text is one draw, where an alphabet of two parts would be drawn sign by sign.
    0x80 + number: sign
    for number, sign in enumerate(
        8 * "\t\r\n\x00\x07\x1f\x85\u00a0\u0301\u2028\u202e\ufeff\ufffc\ud800😀א"
    )
}


@cache
def passages(most: int = 40) -> st.SearchStrategy[str]:
    """Text of several lines, as it is kept."""
    return st.text(max_size=most).map(clean_text)


@cache
def lines(most: int = 20) -> st.SearchStrategy[str]:
    """Text of one line, as it is kept; sometimes empty."""
    return st.text(max_size=most).map(clean_line)


@cache
def labels() -> st.SearchStrategy[str]:
    """Text of one line that says something; what is short becomes one of few, so that they meet."""
    few = ["Point", "Evidence", "Explain"]
    return lines().map(lambda line: line if len(line) >= len(few) else few[len(line)])


@cache
def names() -> st.SearchStrategy[str]:
    """The last part of an id; few of them, so that they meet."""
    return st.sampled_from(_NAMES)


_NAMES = ["a", "b", "c1", "d-2"]


@cache
def ids() -> st.SearchStrategy[str]:
    """An id of something that comes from a pack."""
    return st.sampled_from([f"{pack}/{name}" for pack in ("own", "pack") for name in _NAMES])


# Evidence


@cache
def dates() -> st.SearchStrategy[str]:
    """A year, a month or a day as it is kept; sometimes BC, sometimes none."""

    def written(drawn: tuple[int, int, int]) -> str:
        year, month, day = drawn
        return f"{'-' * (year < 0)}{abs(year):04}-{month:02}-{day:02}"

    whole = st.tuples(st.integers(-9999, 9999), st.integers(1, 12), st.integers(1, 31)).map(written)
    return st.tuples(whole, st.sampled_from([0, -6, -3, None])).map(
        lambda drawn: drawn[0][: drawn[1]]
    )


@cache
def factors() -> st.SearchStrategy[Factor]:
    """A factor."""
    return st.builds(Factor, ids(), lines(), passages(), st.integers(0, 20))


@cache
def cards() -> st.SearchStrategy[Card]:
    """A card; two with one id can differ, as they do once a pack has been updated."""
    return st.builds(
        Card,
        id=ids(),
        headline=lines(),
        detail=passages(),
        when=st.builds(When, lines(), dates(), dates()),
        people=st.lists(lines(), max_size=2).map(tuple),
        factors=st.lists(ids(), max_size=3).map(tuple),
        source=passages(),
    )


@cache
def cards_to_place() -> st.SearchStrategy[Card]:
    """A card of `cards`, with one of few bodies: plans draw many, and few of their edits look."""
    return st.builds(
        lambda card_id, headline, body: replace(body, id=card_id, headline=headline),
        ids(),
        lines(),
        st.sampled_from(_BODIES),
    )


_BODIES = [
    Card("own/a", "", "", When()),
    Card("own/a", "", "A telegram.", When("1924", "1924-01-21", ""), ("Stalin",), ("own/a",)),
    Card(
        "own/a",
        "",
        "Two\nlines",
        When("1922–27", "1922", "1927-12"),
        ("Trotsky", "Lenin"),
        ("own/a", "pack/c1"),
        "Notes, page 3",
    ),
    Card("own/a", "", "", When("", "-0044", ""), ("Éric", "Éric"), ("pack/b", "own/b", "pack/a")),
    Card("own/a", "", "😀", When("later", "", "1931-05"), ("",), ("own/c1", "own/c1")),
    Card("own/a", "", "", When("1921", "1921-03", "1921-03"), (), ("pack/a",), "א"),
]


@cache
def questions() -> st.SearchStrategy[Question]:
    """A question."""
    return st.builds(
        Question,
        id=ids(),
        text=lines(40).filter(bool),
        type=st.sampled_from(["general", "explain-why"]),
        marks=st.integers(0, 40),
        minutes=st.integers(0, 60),
        factors=st.lists(ids(), max_size=3).map(tuple),
    )


@cache
def kinds() -> st.SearchStrategy[SlotKind]:
    """A kind of slot."""
    starters = st.sampled_from([(), ("One reason was",), ("As a result", "א😀")])
    return st.builds(SlotKind, labels(), st.sampled_from(Role), lines(), starters)


@cache
def frameworks() -> st.SearchStrategy[Framework]:
    """A framework, of no slots to six."""
    return st.builds(
        Framework, names(), labels(), passages(), st.lists(_few_kinds(), max_size=6).map(tuple)
    )


@cache
def _few_kinds() -> st.SearchStrategy[SlotKind]:
    """A kind of slot with a label of its own, and the rest as one of few."""
    few = [
        SlotKind("a", role, prompt, starters)
        for role, prompt, starters in zip(
            Role,
            ("", "What did he do?", "", "Élan", "How far?"),
            ((), ("One reason was",), ("As a result", "א😀"), (), ("",)),
            strict=False,
        )
    ]
    return st.tuples(labels(), st.sampled_from(few)).map(lambda d: replace(d[1], label=d[0]))


@cache
def question_types() -> st.SearchStrategy[QuestionType]:
    """A kind of question; it begins with a framework of Marshal's, or with none."""
    return st.builds(
        QuestionType,
        ids(),
        labels(),
        lines(),
        st.integers(0, 40),
        st.integers(0, 60),
        stems=st.sampled_from([(), ("Why did",), ("Explain why … you may use", "Why")]),
        needs=st.lists(st.sampled_from(Need), max_size=3, unique=True).map(tuple),
        framework=st.sampled_from(["", "peel"]),
        rewarded=passages(),
    )


@st.composite
def packs(draw: st.DrawFn, pack_id: str = "pack", plan_most: int = 0) -> Pack:
    """A pack whose parts have ids of its own, in any order; two with one id can differ.

    Its cards and questions speak to its own factors, and to others. plan_most: edits of each of
    its worked plans; 0 for no such plans.
    """

    def owned(parts: st.SearchStrategy[Any]) -> tuple[Any, ...]:
        named = zip(*draw(_named(parts)), strict=False)
        return tuple(replace(part, id=f"{pack_id}/{name}") for name, part in named)

    worked = owned(plans(plan_most)) if plan_most else ()
    kinds = owned(question_types())
    info = draw(_infos(pack_id))
    return Pack(info, owned(factors()), owned(questions()), owned(cards()), worked, kinds)


@cache
def _named(parts: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[list[str], list[Any]]]:
    return st.tuples(st.permutations(_NAMES), st.lists(parts, max_size=4))


@cache
def _infos(pack_id: str) -> st.SearchStrategy[PackInfo]:
    return st.builds(
        PackInfo, st.just(pack_id), labels(), lines(), lines(), lines(), st.integers(1, 9)
    )


# Plans


@cache
def new_plans() -> st.SearchStrategy[Plan]:
    """A plan that nothing has been done to yet."""
    some_factors = st.lists(factors(), max_size=3)
    plan_ids = st.builds("plan-{}".format, names())
    return st.builds(edits.begin, plan_ids, questions(), frameworks(), some_factors)


def pick(draw: st.DrawFn, among: Sequence[Any]) -> Any:
    """Draw one of these; quicker than `sampled_from`, which is made and checked at each draw."""
    return among[draw(_below(len(among)))]


@cache
def _below(number: int) -> st.SearchStrategy[int]:
    return st.integers(0, number - 1)


@st.composite
def edits_on(draw: st.DrawFn, plan: Plan) -> Edit:
    """Any one edit of this plan; a few are of things that are not there, or too much."""
    missing = draw(st.integers(0, 19)) == 7
    paragraphs = [] if missing else [p.id for p in plan.paragraphs]
    slots = [] if missing else [s.id for s in plan.slots()]
    placements = [] if missing else [p.id for p in plan.placements()]
    piles = [] if missing else [p.id for p in plan.piles]
    ranked = [] if missing else [r.factor for r in plan.ranking]
    arrows = [] if missing else [a.id for a in plan.arrows]
    verbs = [*_OF_PLAN, *_OF_THOUGHTS]
    verbs += [*_OF_PILE, sorting.sort_into] if piles or missing else []
    verbs += [ranking.unrank] if ranked or missing else []
    verbs += [ranking.unlink] if arrows or missing else []
    own = [] if missing else [f.id for f in plan.factors if ranking.is_own(f.id)]
    verbs += _OF_OWN if own or missing else []
    verbs += _OF_PARAGRAPH if paragraphs or missing else []
    # A plan with many cards in it finds more, so placing comes up more often.
    verbs += [*_OF_SLOT, *4 * [edits.place]] if slots or missing else []
    verbs += 2 * _OF_CARDS if placements or missing else []
    verb = pick(draw, verbs)
    given: list[Any] = []
    if verb in _OF_CARDS:
        some = st.lists(st.sampled_from(placements or _GONE), min_size=1, max_size=4)
        given.append(draw(some))
    if verb in _OF_PARAGRAPH:
        given.append(pick(draw, paragraphs or _GONE))
    elif verb in _OF_SLOT or verb in (edits.move, edits.copy):
        given.append(pick(draw, slots or _GONE))
    elif verb in _OF_PILE:
        aside = [sorting.ASIDE] if verb is sorting.sort_into else []
        given.append(pick(draw, [*piles, *aside] or _GONE))
    elif verb is sorting.unsort:
        held = [placement.card.id for placement in plan.sorted_placements()]
        given.append(draw(st.lists(st.sampled_from(held or _GONE), min_size=1, max_size=3)))
    elif verb in (ranking.unrank, ranking.unlink):
        given.append(pick(draw, (ranked if verb is ranking.unrank else arrows) or _GONE))
    elif verb in _OF_OWN:
        given.append(pick(draw, own or _GONE))
    elif verb is ranking.link:
        ends = st.sampled_from([*paragraphs, *(factor.id for factor in plan.factors)] or _GONE)
        given += [draw(ends), draw(ends)]
    elif verb is edits.write:
        part = pick(draw, tuple(Part))
        of = {
            Part.HEADING: paragraphs,
            Part.SLOT: slots,
            Part.PILE: piles,
            Part.REASON: ranked,
            Part.BECAUSE: arrows,
        }.get(part, [""])
        given.append(Field(part, pick(draw, of or _GONE)))
    given += [draw(strategy) for strategy in _given().get(verb, ())]
    return Edit(verb, tuple(given))


_GONE = ["n999999"]
_OF_PLAN = [
    edits.write,
    edits.rename_plan,
    edits.ask,
    edits.add_paragraph,
    edits.use_framework,
    wordings.take_wording,
    wordings.leave_wording,
]
_OF_PARAGRAPH = [
    edits.duplicate_paragraph,
    edits.remove_paragraph,
    edits.move_paragraph,
    edits.collapse,
    edits.reframe,
    edits.add_slot,
]
_OF_SLOT = [
    edits.append_text,
    edits.place,
    edits.repeat_slot,
    edits.rename_slot,
    edits.remove_slot,
    edits.move_slot,
]
_OF_CARDS = [edits.move, edits.copy, edits.remove]
_OF_THOUGHTS = [
    sorting.add_pile,
    sorting.unsort,
    sorting.make_paragraphs,
    sorting.make_piles,
    ranking.rank,
    ranking.shape,
    ranking.add_factor,
    ranking.order_paragraphs,
    ranking.conclude,
    ranking.link,
]
_OF_OWN = [ranking.rename_factor, ranking.remove_factor]
_OF_PILE = [sorting.sort_into, sorting.remove_pile, sorting.move_pile]


@cache
def _given() -> dict[Callable[..., Plan], tuple[st.SearchStrategy[Any], ...]]:
    """Return what each verb is given after the paragraph, slot or cards that it is about."""
    long = st.sampled_from([n * "x" for n in (LINE + 1, QUESTION + 1, PASSAGE + 1)])
    words = st.one_of(raw_text(), raw_text(), raw_text(), long)
    at = st.none() | st.integers(-2, 8)
    to = st.integers(-2, 8)
    return {
        edits.write: (words,),
        edits.append_text: (words,),
        edits.rename_plan: (words,),
        edits.ask: (words,),
        edits.rename_slot: (words,),
        edits.add_paragraph: (at, words),
        edits.use_framework: (frameworks(),),
        edits.reframe: (frameworks(),),
        edits.collapse: (st.booleans(),),
        edits.move_paragraph: (to,),
        edits.move_slot: (to,),
        edits.add_slot: (kinds(), at),
        edits.place: (
            st.lists(cards_to_place(), min_size=1, max_size=3),
            at,
            st.lists(factors(), max_size=3),
        ),
        edits.move: (at,),
        edits.copy: (at,),
        wordings.take_wording: (
            st.lists(cards_to_place(), max_size=3),
            st.lists(factors(), max_size=3),
        ),
        wordings.leave_wording: (st.lists(cards_to_place(), max_size=3),),
        sorting.add_pile: (words, at),
        sorting.move_pile: (to,),
        sorting.sort_into: (
            st.lists(cards_to_place(), min_size=1, max_size=3),
            at,
            st.lists(factors(), max_size=3),
        ),
        ranking.rank: (factors(), at),
        ranking.shape: (st.booleans(),),
        ranking.add_factor: (words,),
        ranking.rename_factor: (words,),
    }


@st.composite
def runs(draw: st.DrawFn, most: int = 12) -> Run:
    """A new plan and any edits of it, one after the other."""
    start = plan = draw(new_plans())
    steps = []
    for _ in range(draw(st.integers(0, most))):
        edit = draw(edits_on(plan))
        try:
            after = edit(plan)
        except REFUSALS:
            steps.append(Step(plan, edit, None))
        else:
            steps.append(Step(plan, edit, after))
            plan = after
    return Run(start, tuple(steps))


@cache
def plans(most: int = 12) -> st.SearchStrategy[Plan]:
    """A plan that someone has worked on."""
    return runs(most).map(lambda run: run.end)
