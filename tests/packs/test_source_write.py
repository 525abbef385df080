import tomllib
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from planner import shipped
from planner.model import edits, ranking, sorting
from planner.model.evidence import Card, Factor, Question, When
from planner.model.framework import Need
from planner.model.pack import Pack, PackInfo
from planner.model.pack_ids import with_prefix
from planner.model.plan import Field, Part
from planner.packs.data import read_frameworks, read_question_types
from planner.packs.errors import PackError
from planner.packs.plan_file import sound_plan
from planner.packs.source import read_pack_source
from planner.packs.source_check import check_source
from planner.packs.source_write import source_toml
from planner.packs.starter import starter_toml
from planner.packs.toml_text import text_toml
from tests import strategies as some

FRAMEWORKS = read_frameworks()
TYPES = read_question_types()
WHENS = [
    When(),
    When("Long ago"),
    When("1924", "1924", "1924"),
    When("From 1922", "1922"),
    When("44 BC to 1922–29", "-0044-03-15", "1929-02"),
]

names = st.lists(st.sampled_from(["a", "b-1", "3", "long-name"]), max_size=3, unique=True)
said = some.lines().filter(bool)


@st.composite
def worked(draw, pack):
    """A plan of the pack's own parts, to which some of what can be done was done."""
    question = draw(st.sampled_from(pack.questions) if pack.questions else some.questions())
    framework = draw(st.sampled_from(FRAMEWORKS.frameworks) | some.frameworks())
    plan = edits.begin("pack/worked", question, framework, pack.factors)
    for slot in tuple(plan.slots())[:2]:
        if pack.cards:
            plan = edits.place(
                plan, slot.id, draw(st.lists(st.sampled_from(pack.cards), min_size=1))
            )
    for _ in range(draw(st.integers(0, 6))):
        try:
            plan = draw(some.edits_on(plan))(plan)
        except some.REFUSALS:
            continue
    needs = st.none() | st.lists(st.sampled_from(Need), max_size=3, unique=True).map(tuple)
    sorted_for = draw(st.sampled_from(["", "elsewhere", plan.id]))
    return replace(plan, needs=draw(needs), sorted_for=sorted_for)


@st.composite
def packs(draw):
    """A pack as Marshal could have made it."""
    factors = tuple(
        Factor(f"pack/{name}", draw(said), draw(some.passages()), draw(st.integers(0, 3)))
        for name in draw(names)
    )
    spoken = st.just(())
    if factors:
        ids = st.sampled_from([factor.id for factor in factors])
        spoken = st.lists(ids, max_size=2, unique=True).map(tuple)
    questions = tuple(
        Question(
            f"pack/{name}",
            draw(said),
            draw(st.sampled_from(sorted(TYPES))),
            draw(st.integers(0, 500)),
            draw(st.integers(0, 500)),
            draw(spoken),
        )
        for name in draw(names)
    )
    cards = tuple(
        Card(
            f"pack/{name}",
            draw(said),
            draw(some.passages()),
            draw(st.sampled_from(WHENS)),
            tuple(draw(st.lists(said, max_size=2))),
            draw(spoken),
            draw(some.passages()),
        )
        for name in ["first", *draw(names)]
    )
    lines = [draw(some.lines()) for _ in range(4)]
    info = PackInfo(
        "pack", draw(said), *lines[:3], draw(st.integers(1, 9)), lines[3], draw(some.passages())
    )
    pack = Pack(info, factors, questions, cards)
    return replace(pack, plans=tuple(draw(st.lists(worked(pack), max_size=1))))


def renumbered(plan):
    """Return the plan with its parts numbered in reading order, as a source tells it.

    No wording is left, and the sort of a plan that is not in the pack was copied from nothing.
    """
    numbers = count(1)
    names = {}

    def placed(placements):
        return tuple(replace(p, id=f"n{next(numbers)}", left="") for p in placements)

    paragraphs = []
    for paragraph in plan.paragraphs:
        name = f"n{next(numbers)}"
        slots = [replace(slot, id=f"n{next(numbers)}") for slot in paragraph.slots]
        for at, slot in enumerate(slots):
            slots[at] = replace(slot, placements=placed(slot.placements))
        names[paragraph.id] = name
        paragraphs.append(replace(paragraph, id=name, slots=tuple(slots)))
    piles = []
    for pile in plan.piles:
        name, made = f"n{next(numbers)}", names.get(pile.paragraph, "")
        piles.append(replace(pile, id=name, placements=placed(pile.placements), paragraph=made))
    aside = placed(plan.aside)
    arrows = []
    for arrow in plan.arrows:
        start, end = (names.get(of, of) for of in (arrow.start, arrow.end))
        arrows.append(replace(arrow, id=f"n{next(numbers)}", start=start, end=end))
    sorted_for = plan.sorted_for if plan.sorted_for == plan.id else ""
    parts = {"paragraphs": paragraphs, "piles": piles, "aside": aside, "arrows": arrows}
    parts = {name: tuple(held) for name, held in parts.items()}
    return replace(plan, **parts, sorted_for=sorted_for, serial=next(numbers))


def read_back(pack, tmp_path):
    path = tmp_path / "pack.toml"
    path.write_text(source_toml(pack), encoding="utf-8")
    return read_pack_source(path, FRAMEWORKS, TYPES)


@given(packs())
@settings(
    max_examples=50,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    deadline=None,
)
def test_a_pack_is_read_back_as_it_was(tmp_path, pack):
    plans = tuple(renumbered(plan) for plan in pack.plans)
    assert read_back(pack, tmp_path) == replace(pack, plans=plans)


def test_piles_ranking_and_arrows_of_a_worked_plan_are_read_back(tmp_path):
    cunning, luck = Factor("pack/cunning", "Cunning"), Factor("pack/luck", "Luck", hue=1)
    cards = tuple(Card(f"pack/{name}", name.upper()) for name in "abc")
    question = Question("pack/why", "Why?")
    plan = edits.begin("pack/worked", question, FRAMEWORKS.frameworks[0], [cunning, luck])
    plan = sorting.sort_into(sorting.add_pile(plan, "Guile"), f"n{plan.serial}", cards[:2])
    plan = sorting.sort_into(sorting.make_paragraphs(plan), sorting.ASIDE, cards[2:])
    plan = ranking.shape(ranking.rank(ranking.rank(plan, luck), cunning, 0), True)
    plan = edits.write(plan, Field(Part.REASON, cunning.id), "It came\nfirst.")
    plan = ranking.add_factor(plan, "My own")
    for start, end in ((plan.paragraphs[1].id, luck.id), (plan.ranking[2].factor, cunning.id)):
        plan = ranking.link(plan, start, end)
    plan = edits.write(plan, Field(Part.BECAUSE, plan.arrows[0].id), "It made room for it.")
    pack = Pack(PackInfo("pack", "T"), (cunning, luck), (question,), cards, (plan,))
    text = source_toml(pack)
    assert 'cards = ["a", "b"]\nparagraph = 1' in text
    assert 'start = "paragraph 2"\nend = "luck"\nbecause = "It made room for it."' in text
    assert f'start = "{plan.ranking[2].factor}"\nend = "cunning"' in text
    assert 'factor = "cunning"\nreason = """\nIt came\nfirst."""' in text
    assert "diamond = true" in text
    assert 'aside = ["c"]' in text
    (read,) = read_back(pack, tmp_path).plans
    assert read == renumbered(plan)
    assert (len(read.piles), len(read.ranking), len(read.arrows)) == (1, 3, 2)
    # A pack that is published under another id still fits together.
    moved = with_prefix(pack, "other")
    (again,) = moved.plans
    assert [ranked.factor for ranked in again.ranking][:2] == ["other/cunning", "other/luck"]
    assert again.arrows[0].end == "other/luck"
    assert [placed.card.id for placed in again.sorted_placements()] == [
        "other/a",
        "other/b",
        "other/c",
    ]
    assert sound_plan(again, "x") == again


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ("[[plans.piles]]\nparagraph = 9", "Pile 1: the plan has no paragraph 9."),
        (
            "[[plans.piles]]\nparagraph = 1\n[[plans.piles]]\nparagraph = 1",
            "Another pile has paragraph 1.",
        ),
        (
            '[[plans.piles]]\ncards = ["a"]\n[[plans.piles]]\ncards = ["a"]',
            "The card “pack/a” is in two piles.",
        ),
        ('[[plans.ranking]]\nfactor = "wit"', "The plan has no factor “wit”."),
        (
            '[[plans.ranking]]\nfactor = "luck"\n[[plans.ranking]]\nfactor = "luck"',
            "The factor “luck” is ranked twice.",
        ),
        (
            '[[plans.arrows]]\nstart = "luck"\nend = "paragraph 4"',
            "The plan has no factor “paragraph 4”.",
        ),
        ('[[plans.arrows]]\nstart = "luck"\nend = "luck"', "leads to where it begins."),
    ],
)
def test_thoughts_that_do_not_fit_together_are_told(tmp_path, lines, says):
    question = Question("pack/why", "Why?")
    luck, card = Factor("pack/luck", "Luck"), Card("pack/a", "A", factors=("pack/luck",))
    plan = edits.begin("pack/worked", question, FRAMEWORKS.frameworks[0], [luck])
    pack = Pack(PackInfo("pack", "T"), (luck,), (question,), (card,), (plan,))
    path = tmp_path / "pack.toml"
    path.write_text(f"{source_toml(pack)}\n{lines}\n", encoding="utf-8")
    grave = [finding for finding in check_source(path, FRAMEWORKS, TYPES) if finding.grave]
    assert len(grave) == 1
    assert says.casefold() in grave[0].says.casefold()
    assert grave[0].line > len(source_toml(pack).splitlines())


def test_the_shipped_packs_are_read_back_as_they_are(tmp_path):
    for file in (shipped.RESOURCES / "packs").glob("*.toml"):
        pack = read_pack_source(file, FRAMEWORKS, TYPES)
        assert read_back(pack, tmp_path) == pack
        # What the pack itself has is named, and what is empty is left out.
        written, shown = source_toml(pack), file.read_text("utf-8").replace("cards = []\n", "")
        assert written[written.index("[[plans]]") :] == shown[shown.index("[[plans]]") :]


def test_what_the_framework_tells_is_left_out():
    for framework in FRAMEWORKS.frameworks:
        plan = edits.begin("pack/worked", Question("pack/why", "Why?"), framework)
        text = source_toml(Pack(PackInfo("pack", "T"), questions=(plan.question,), plans=(plan,)))
        assert f'framework = "{framework.id}"' in text
        assert not any(word in text for word in ("role", "prompt", "starters", "free", "factors"))


signs = st.characters(exclude_categories=["Cs"]), st.sampled_from('"\\\n\r\t\x7f')


@given(st.lists(st.one_of(signs), max_size=20).map("".join))
def test_any_text_is_read_back_as_it_was(text):
    assert tomllib.loads(f"a = {text_toml(text)}") == {"a": text}


def test_text_of_several_lines_stays_on_several_lines():
    assert text_toml('He said "no".\nThen “yes”.') == '"""\nHe said "no".\nThen “yes”."""'


@pytest.mark.parametrize(
    "pack",
    [
        Pack(PackInfo("pa/ck", "T")),
        Pack(PackInfo("pack", "T"), cards=(Card("other/a", "A"),)),
        Pack(PackInfo("pack", "T"), cards=(Card("pack/a/b", "A"),)),
        Pack(PackInfo("pack", "T"), cards=(Card("pack/a", "A", factors=("other/f",)),)),
    ],
)
def test_an_id_that_no_source_can_hold_is_refused(pack):
    with pytest.raises(PackError, match="cannot stand in a pack’s source"):
        source_toml(pack)


def test_a_new_source_lacks_only_what_is_to_be_filled_in(tmp_path):
    path = tmp_path / "usa.toml"
    text = starter_toml("usa", 'The "USA"', "Ms Smith")
    path.write_text(text, encoding="utf-8")
    lines = text.splitlines()
    findings = check_source(path, FRAMEWORKS, TYPES)
    assert {finding.rule for finding in findings} == {
        "no-licence",
        "no-name",
        "no-text",
        "no-headline",
        "no-date",
    }
    assert all('""' in lines[finding.line - 1] for finding in findings)
    number = count(1)
    filled = []
    for line in lines:
        if "start =" in line and line[0] != "#":
            line = 'when = { shown = "1924", start = "1924", end = "1924" }'
        filled.append(line.replace(' ""', f' "Lenin’s deed {next(number)}"'))
    path.write_text("\n".join(filled), encoding="utf-8")
    assert check_source(path, FRAMEWORKS, TYPES) == ()
    pack = read_pack_source(path, FRAMEWORKS, TYPES)
    assert (pack.info.id, pack.info.title, pack.info.author) == ("usa", 'The "USA"', "Ms Smith")


@pytest.mark.parametrize("name", ["", "own", "U S A", "a/b", "x" * 91])
def test_a_new_source_needs_a_packs_id(name):
    with pytest.raises(PackError, match="A pack cannot have the id"):
        starter_toml(name, "T", "A")
