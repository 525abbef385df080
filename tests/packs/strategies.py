"""Plans and packs as hypothesis draws them: plans are built by the edits, as a student's are."""

from hypothesis import strategies as st
from msgspec.structs import replace

from planner.model import edits, ranking, sorting
from planner.model.evidence import OWN, Card, Factor, Question, When
from planner.model.framework import Framework, Need, QuestionType, Role, SlotKind
from planner.model.pack import MOST_VERSION, Pack, PackInfo
from planner.model.plan import Field, Part
from planner.model.text import clean_line, clean_text

passages = st.text(max_size=40).map(clean_text)
lines = st.text(max_size=20).map(clean_line)
titles = lines.filter(bool)
ids = st.from_regex(r"\A[a-z0-9]{1,6}(?:[-/][a-z0-9]{1,6}){0,2}\Z")
dates = st.sampled_from(["", "1924", "1924-01", "1924-01-21", "-0044"])
factors = st.builds(Factor, ids, titles, passages, st.integers(0, 9))
cards = st.builds(
    Card,
    ids,
    titles,
    passages,
    st.builds(When, lines, dates, dates),
    st.lists(lines, max_size=2).map(tuple),
    st.lists(ids, max_size=2).map(tuple),
    passages,
)
questions = st.builds(Question, ids, titles, ids, st.integers(0, 500), st.integers(0, 500))
kinds = st.builds(
    SlotKind, titles, st.sampled_from(Role), lines, st.lists(lines, max_size=2).map(tuple)
)
frameworks = st.builds(
    Framework, ids, titles, passages, st.lists(kinds, min_size=1, max_size=4).map(tuple)
)


@st.composite
def plans(draw):
    plan = edits.begin(
        draw(ids),
        draw(questions),
        draw(frameworks),
        draw(st.lists(factors, max_size=3, unique_by=lambda factor: factor.id)),
    )
    plan = edits.rename_plan(plan, draw(lines))
    for part in (Part.LINE_OF_ARGUMENT, Part.INTRODUCTION, Part.CONCLUSION):
        plan = edits.write(plan, Field(part), draw(passages))
    for slot in tuple(plan.slots())[:3]:
        plan = edits.write(plan, Field(Part.SLOT, slot.id), draw(passages))
        placed = draw(st.lists(cards, max_size=3, unique_by=lambda card: card.id))
        if placed:
            plan = edits.place(plan, slot.id, placed)
    if draw(st.booleans()):
        plan = edits.duplicate_paragraph(plan, plan.paragraphs[0].id)
    if draw(st.booleans()):
        plan = edits.remove_paragraph(plan, plan.paragraphs[1].id)
    plan = edits.collapse(plan, plan.paragraphs[0].id, draw(st.booleans()))
    return draw(thoughts(plan)) if draw(st.booleans()) else plan


@st.composite
def thoughts(draw, plan):
    """The plan with cards in piles and aside, a ranking, and arrows with what explains them."""
    for name in draw(st.lists(lines, max_size=2)):
        plan = sorting.add_pile(plan, name)
    for pile in (*(pile.id for pile in plan.piles), sorting.ASIDE):
        plan = sorting.sort_into(plan, pile, draw(st.lists(cards, max_size=2)))
    if draw(st.booleans()) and any(pile.name or pile.placements for pile in plan.piles):
        plan = sorting.make_paragraphs(plan)
    for factor in draw(st.lists(st.sampled_from(plan.factors or (Factor("a", "A"),)))):
        plan = ranking.rank(plan, factor)
        plan = edits.write(plan, Field(Part.REASON, factor.id), draw(passages))
    plan = ranking.shape(plan, draw(st.booleans()))
    if plan.ranking and draw(st.booleans()):
        plan = ranking.link(plan, plan.paragraphs[0].id, plan.ranking[0].factor)
        plan = edits.write(plan, Field(Part.BECAUSE, plan.arrows[0].id), draw(passages))
    return plan


# Packs

names = st.from_regex(r"\A[a-z0-9]{1,6}(?:-[a-z0-9]{1,6}){0,2}\Z")
whens = st.one_of(
    st.builds(When, lines),
    st.builds(When, lines, dates),
    st.builds(
        When, lines, st.sampled_from(["1924", "-0044"]), st.sampled_from(["1924", "1925-03"])
    ),
)
pack_ids = names.filter(lambda name: name != OWN)
infos = st.builds(
    PackInfo, pack_ids, titles, lines, lines, lines, st.integers(1, MOST_VERSION), lines, passages
)


@st.composite
def packs(draw, info=infos):
    """A sound pack, with up to three of everything and a worked plan or two."""
    info = draw(info)

    def some(kind, *fields):
        made = st.builds(kind, names.map(lambda name: f"{info.id}/{name}"), *fields)
        return tuple(draw(st.lists(made, max_size=3, unique_by=lambda part: part.id)))

    held = some(Factor, titles, passages, st.integers(0, 9))
    ids = [factor.id for factor in held]
    # Without factors there is nothing to sample from.
    known = st.lists(st.sampled_from(ids or [""]), max_size=2 * bool(ids), unique=True).map(tuple)
    people = st.lists(lines, max_size=2).map(tuple)
    numbers = st.integers(0, 500)
    asked = some(Question, titles, names, numbers, numbers, known)
    evidence = some(Card, titles, passages, whens, people, known, passages)
    worked = draw(st.lists(plans(), max_size=2)) if draw(st.booleans()) else []
    worked = [replace(plan, id=f"{info.id}/plan-{n}") for n, plan in enumerate(worked)]
    kinds = some(
        QuestionType,
        titles,
        lines,
        numbers,
        numbers,
        lines,
        lines,
        st.integers(0, 3000),
        lines,
        st.sampled_from([(), ("Why did",), ("Explain why … you may use", "Why")]),
        st.integers(0, 20),
        st.lists(st.sampled_from(Need), max_size=3, unique=True).map(tuple),
        st.sampled_from(["", "peel", *(plan.framework.id for plan in worked)]),
        passages,
    )
    return Pack(info, held, asked, evidence, tuple(worked), kinds)
