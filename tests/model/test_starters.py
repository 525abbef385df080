import re

import pytest

from planner.model.framework import QuestionType, Role, SlotKind
from planner.model.plan import Part
from planner.model.starters import FEWEST, MOST, Family, Help, Starters
from planner.packs.data import read_frameworks, read_question_types, read_starters

TYPES = read_question_types()
HELD = read_starters()
FRAMEWORKS = read_frameworks()
ESSAY = FRAMEWORKS.essay
PEEL = {slot.role: slot for slot in FRAMEWORKS.named("peel").slots}
PLACES = [
    *((slot, Part.SLOT) for one in FRAMEWORKS.frameworks for slot in one.slots),
    (ESSAY.line_of_argument, Part.LINE_OF_ARGUMENT),
    (ESSAY.introduction, Part.INTRODUCTION),
    (ESSAY.conclusion, Part.CONCLUSION),
    *((SlotKind(f"My {role}", role), Part.SLOT) for role in Role),
    (SlotKind("Counter-argument"), Part.SLOT),
]


@pytest.mark.parametrize("kind", TYPES.values(), ids=lambda kind: kind.id)
def test_every_place_has_starters_and_a_prompt_for_every_type(kind):
    for slot, part in PLACES:
        offered = HELD.starters(slot, kind, part)
        assert FEWEST <= len(offered) <= MOST
        assert len(set(offered)) == len(offered)
        for starter in offered:
            assert "…" in starter
            # The coach takes as many words with an ellipsis for what was only begun.
            assert len(re.findall(r"\w+", starter)) <= 10
        assert HELD.prompt(slot, kind, part)


@pytest.mark.parametrize(
    ("kind", "family"),
    [
        ("explain-why", "cause"),
        ("ocr-b-explain", "cause"),
        ("how-far-agree", "extent"),
        ("main-factor", "extent"),
        ("sqa-higher", "extent"),
        ("how-accurate", "extent"),
        ("to-what-extent", "extent"),
        ("assess-validity", "assess"),
        ("ib-examine", "assess"),
        ("discuss", "assess"),
        ("ocr-a-thematic", "change"),
        ("aqa-in-what-ways", "ways"),
        ("aqa-significance", "significance"),
        ("narrative-account", "narrative"),
        ("aqa-write-account", "narrative"),
        ("more-important-reason", "compare"),
        ("aqa-two-ways", "compare"),
        ("ib-compare", "compare"),
        ("wjec-how-valuable", "source"),
    ],
)
def test_the_command_tells_the_family(kind, family):
    assert HELD.family(TYPES[kind]) is HELD.families[family]


@pytest.mark.parametrize(
    ("command", "family"),
    [
        ("EXPLAIN", "cause"),
        ("Explain  the\nsignificance of", "significance"),
        ("Explain, in detail", "cause"),
        ("How significant was …", "significance"),
        ("‘…’ How far do you agree?", "extent"),
    ],
)
def test_a_packs_own_command_is_told_too(command, family):
    assert HELD.family(QuestionType("p/own", "Own", command=command)) is HELD.families[family]
    assert HELD.family(QuestionType("p/own", "Own", stem=command)) is HELD.families[family]


@pytest.mark.parametrize("command", ["", "…", "Explainer", "Tell", "Whyever"])
def test_what_no_family_begins_with_is_general(command):
    assert HELD.family(QuestionType("p/own", "Own", command=command)) is HELD.general


def test_a_causes_starters_are_not_offered_to_another_question():
    causal = "One reason was that …"
    assert HELD.starters(PEEL[Role.POINT], TYPES["explain-why"])[0] == causal
    for kind in ("narrative-account", "ib-compare", "aqa-significance", "general"):
        assert causal not in HELD.starters(PEEL[Role.POINT], TYPES[kind])
    asked = PEEL[Role.POINT].prompt
    assert "reason" in asked
    assert HELD.prompt(PEEL[Role.POINT], TYPES["explain-why"]) == asked
    assert "stage" in HELD.prompt(PEEL[Role.POINT], TYPES["narrative-account"])
    assert "reason" not in HELD.prompt(PEEL[Role.POINT], TYPES["general"])


def test_a_slots_own_words_stay_where_they_suit():
    zoom = next(slot for slot in FRAMEWORKS.named("peezl").slots if slot.label == "Zoom in")
    for kind in TYPES.values():
        assert HELD.prompt(zoom, kind) == zoom.prompt
        assert "In particular, …" in HELD.starters(zoom, kind)
    own = SlotKind("Mine", Role.POINT, "What do I say?", ("I say that …",))
    assert "I say that …" in HELD.starters(own, TYPES["explain-why"])
    assert HELD.prompt(own, TYPES["explain-why"]) == "What do I say?"


def test_a_counter_argument_is_told_by_its_name():
    for label in ("Counter", "counter-argument", "Counterargument"):
        offered = HELD.starters(SlotKind(label, Role.POINT), TYPES["how-far-agree"])
        assert offered[0] == "On the other hand, …"
    assert HELD.starters(SlotKind("Encounter", Role.POINT), TYPES["how-far-agree"]) != offered


def test_few_of_ones_own_are_filled_up_and_many_are_cut():
    general = Family(other=Help(("Here?",), ("So …", "But …")))
    extent = Family(("How",), other=Help((), tuple(f"{n} …" for n in range(4))))
    held = Starters(general, {"extent": extent, "cause": Family(("Why",), other=Help(("Why?",)))})
    slot = SlotKind("Mine", prompt="Why?", starters=("A …", "0 …", "B …"))
    how, tell = QuestionType("how", "How", command="How"), QuestionType("tell", "Tell")
    assert held.starters(slot, how) == ("0 …", "1 …", "2 …", "A …", "B …")
    assert held.starters(SlotKind("Mine"), tell) == ("So …", "But …")
    # What another family lists is not offered.
    assert held.starters(slot, tell) == ("A …", "B …")
    assert held.starters(SlotKind("Mine", starters=("A …",)), tell) == ("A …", "So …", "But …")
    assert held.prompt(slot, tell) == "Here?"
