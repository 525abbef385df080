"""Plans and packs as hypothesis draws them: plans are built by the edits, as a student's are."""

import re

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
titles = lines.map(lambda line: line or "Untitled")


def as_id(signs: str) -> str:
    """Return an id of these signs: a hyphen or slash stands alone, between others."""
    return re.sub("[-/]*([-/])", r"\1", signs.strip("-/")) or "a"


# The text is one draw, where a regular expression would be drawn sign by sign.
ids = st.text("amz09-/", max_size=12).map(as_id)
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
# A plan has many cards, and each can be as it likes in a few of its fields.
placed = st.builds(
    lambda card_id, headline, detail, body: replace(
        body, id=card_id, headline=headline, detail=detail
    ),
    ids,
    titles,
    passages,
    st.sampled_from(
        [
            Card("a", "A"),
            Card("a", "A", "", When("1924", "1924-01", "1924-01-21"), ("Stalin",), ("p/a",)),
            Card("a", "A", "", When("", "-0044"), ("Éric", ""), ("p/a", "own/b-2"), "Two\nlines א"),
            Card("a", "A", "", When("later"), (), ("a",), "😀"),
        ]
    ),
)
questions = st.builds(Question, ids, titles, ids, st.integers(0, 500), st.integers(0, 500))
kinds = st.builds(
    SlotKind, titles, st.sampled_from(Role), lines, st.lists(lines, max_size=2).map(tuple)
)
frameworks = st.builds(
    Framework, ids, titles, passages, st.lists(kinds, min_size=1, max_size=4).map(tuple)
)


_new_factors = st.lists(factors, max_size=3, unique_by=lambda factor: factor.id)
_new_cards = st.lists(placed, max_size=3, unique_by=lambda card: card.id)


@st.composite
def plans(draw):
    plan = edits.begin(draw(ids), draw(questions), draw(frameworks), draw(_new_factors))
    plan = edits.rename_plan(plan, draw(lines))
    for part in (Part.LINE_OF_ARGUMENT, Part.INTRODUCTION, Part.CONCLUSION):
        plan = edits.write(plan, Field(part), draw(passages))
    for slot in tuple(plan.slots())[:3]:
        plan = edits.write(plan, Field(Part.SLOT, slot.id), draw(passages))
        if chosen := draw(_new_cards):
            plan = edits.place(plan, slot.id, chosen)
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
        plan = sorting.sort_into(plan, pile, draw(_new_cards))
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

names = st.text("amz09-", max_size=12).map(as_id)
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


def some(kind, *fields):
    """Up to three parts of a pack, with ids that are their own within it."""
    return st.lists(st.builds(kind, names, *fields), max_size=3, unique_by=lambda part: part.id)


_numbers = st.integers(0, 500)
_people = st.lists(lines, max_size=2).map(tuple)
_factors = some(Factor, titles, passages, st.integers(0, 9))
_questions = some(Question, titles, names, _numbers, _numbers)
_cards = some(Card, titles, passages, whens, _people, st.just(()), passages)
_types = some(
    QuestionType,
    titles,
    lines,
    _numbers,
    _numbers,
    lines,
    lines,
    st.integers(0, 3000),
    lines,
    st.sampled_from([(), ("Why did",), ("Explain why … you may use", "Why")]),
    st.integers(0, 20),
    st.lists(st.sampled_from(Need), max_size=3, unique=True).map(tuple),
    st.sampled_from(["", "peel"]),
    passages,
)
_which = st.sampled_from([(), (0,), (1,), (0, 1), (2, 0)])


@st.composite
def packs(draw, info=infos):
    """A sound pack, with up to three of everything and a worked plan or two."""
    info = draw(info)

    def owned(parts):
        return tuple(replace(part, id=f"{info.id}/{part.id}") for part in draw(parts))

    def speaking(parts):
        return tuple(
            replace(part, factors=tuple(held[n].id for n in draw(_which) if n < len(held)))
            for part in parts
        )

    held = owned(_factors)
    worked = draw(_worked)
    worked = tuple(replace(plan, id=f"{info.id}/plan-{n}") for n, plan in enumerate(worked))
    asked, evidence = speaking(owned(_questions)), speaking(owned(_cards))
    return Pack(info, held, asked, evidence, worked, owned(_types))


_worked = st.one_of(st.just([]), st.lists(plans(), max_size=2))
