import tomllib
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from planner import shipped
from planner.model import edits
from planner.model.evidence import Card, Factor, Question, When
from planner.model.pack import Pack, PackInfo
from planner.packs.data import read_frameworks, read_question_types
from planner.packs.errors import PackError
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
    return plan


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

    No wording is left, and a source has no piles, no ranking and no arrows.
    """
    numbers = count(1)
    paragraphs = []
    for paragraph in plan.paragraphs:
        name = f"n{next(numbers)}"
        slots = [replace(slot, id=f"n{next(numbers)}") for slot in paragraph.slots]
        for at, slot in enumerate(slots):
            placed = tuple(replace(p, id=f"n{next(numbers)}", left="") for p in slot.placements)
            slots[at] = replace(slot, placements=placed)
        paragraphs.append(replace(paragraph, id=name, slots=tuple(slots)))
    bare = {"piles": (), "aside": (), "sorted_for": "", "ranking": (), "arrows": ()}
    plan = replace(plan, **bare, diamond=False)
    return replace(plan, paragraphs=tuple(paragraphs), serial=next(numbers))


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
