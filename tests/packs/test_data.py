import pytest

from planner.model.framework import Need
from planner.model.text import clean_line
from planner.packs.data import NAME, read_frameworks, read_question_types, read_starters
from planner.packs.data_source import data_bytes, question_types, read_data, starters_of
from planner.packs.errors import PackError
from planner.packs.tidy import tidy
from planner.shipped import RESOURCES, read_toml


def test_the_file_that_the_start_reads_is_what_people_wrote():
    # Where it is not: python main.py library build
    assert (RESOURCES / NAME).read_bytes() == data_bytes(read_data())
    held = read_data()
    assert read_frameworks() == held.frameworks
    assert tuple(read_question_types().values()) == held.types
    assert read_starters() == held.starters


def test_the_frameworks_are_the_ones_schools_use():
    held = read_frameworks()
    names = [framework.name for framework in held.frameworks]
    assert names[0] == "PEEL"
    assert {"PEE", "PEA", "PEAL", "PEEZL", "TEEL", "MEAL", "PEACE", "PETAL"} <= set(names)
    assert len({framework.id for framework in held.frameworks}) == len(names)
    assert [slot.label for slot in held.named("peel").slots] == [
        "Point",
        "Evidence",
        "Explain",
        "Link",
    ]
    for framework in held.frameworks:
        assert framework.slots
        for slot in framework.slots:
            assert slot.label
            assert slot.prompt
            assert slot.starters
    assert tidy(held) is held


def test_question_types_are_kept_by_their_ids():
    types = read_question_types()
    assert list(types)[-1] == "general"
    assert {"explain-why", "how-far-agree", "to-what-extent"} <= set(types)
    for name, kind in types.items():
        assert kind.id == name
        assert kind.name == clean_line(kind.name)
        assert tidy(kind) is kind
        assert kind.rewarded
        assert "mark scheme" not in kind.rewarded
    assert len({kind.name for kind in types.values()}) == len(types)
    assert tidy(read_starters().general) == read_starters().general


@pytest.mark.parametrize(
    ("name", "board", "level", "marks", "minutes", "needs"),
    [
        ("more-important-reason", "AQA", "GCSE", 12, 15, {Need.COMPARISON, Need.JUDGEMENT}),
        ("how-far-agree", "AQA", "GCSE", 16, 25, {Need.STATED_FACTOR, Need.JUDGEMENT}),
        ("main-factor", "AQA", "GCSE", 16, 25, {Need.STATED_FACTOR, Need.JUDGEMENT}),
        ("aqa-site", "AQA", "GCSE", 16, 22, {Need.BOTH_SIDES}),
        ("aqa-significance", "AQA", "GCSE", 8, 11, set()),
        ("explain-why", "Edexcel", "GCSE", 12, 18, {Need.OWN_POINT}),
        ("how-far-agree-edexcel", "Edexcel", "GCSE", 16, 25, {Need.OWN_POINT, Need.CRITERION}),
        ("narrative-account", "Edexcel", "GCSE", 8, 13, {Need.LINKED_STAGES}),
        ("how-accurate", "Edexcel", "A level", 20, 45, {Need.CRITERION, Need.BOTH_SIDES}),
        ("to-what-extent", "AQA", "A level", 25, 45, {Need.BOTH_SIDES, Need.JUDGEMENT}),
        ("assess", "OCR", "A level", 20, 36, {Need.JUDGEMENT}),
        ("ocr-a-thematic", "OCR", "A level", 25, 47, set()),
        ("ocr-b-explain", "OCR", "GCSE B", 10, 12, set()),
        ("wjec-how-valuable", "WJEC", "GCSE (from 2026)", 15, 15, set()),
        ("sqa-higher", "SQA", "Higher", 22, 45, {Need.JUDGEMENT}),
        ("discuss", "IB", "Diploma (to 2027)", 15, 45, {Need.BOTH_SIDES, Need.JUDGEMENT}),
    ],
)
def test_a_type_says_what_its_board_asks_for(name, board, level, marks, minutes, needs):
    kind = read_question_types()[name]
    assert (kind.board, kind.level, kind.marks, kind.minutes) == (board, level, marks, minutes)
    assert needs <= set(kind.needs)


def types():
    """Return one whole type and the general one, as TOML gives them."""
    whole = {"id": "own", "name": "Own", "stem": "Own …", "stems": ["Own"], "board": "B"}
    whole |= {"level": "L", "year": 2026, "marks": 8, "minutes": 9, "paragraphs": 2}
    return [{**whole, "framework": "peel", "needs": ["judgement"]}, {"id": "general", "name": "G"}]


def test_a_whole_type_is_read():
    assert list(question_types({"types": types()}, {"peel"})) == ["own", "general"]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"id": "Own Type"}, "type 1, id should have only small letters"),
        ({"id": ""}, "type 1, id is empty"),
        ({"id": "general"}, "“general”: it has an id that is there twice"),
        ({"id": None}, "type 1 has no “id”"),
        ({"name": ""}, "“own”: it has no name"),
        ({"name": 3}, "type 1, name should be text, and is a whole number"),
        ({"name": "x" * 301}, "name has more than 300 characters"),
        ({"colour": "red"}, "has a field “colour”"),
        ({"marks": -1}, "marks should be at least 0"),
        ({"marks": 501}, "marks should be at most 500"),
        ({"marks": "8"}, "marks should be a whole number, and is text"),
        ({"marks": True}, "marks should be a whole number"),
        ({"minutes": 501}, "minutes should be at most 500"),
        ({"year": 3001}, "year should be at most 3000"),
        ({"paragraphs": 21}, "paragraphs should be at most 20"),
        ({"stems": "Own"}, "stems should be a list, and is text"),
        ({"stems": [f"Own {n}" for n in range(21)]}, "stems has more than 20 entries"),
        ({"stems": ["Own", "Own"]}, "it has the stem “Own” twice"),
        ({"stems": ["‘…’"]}, "it has a stem without words, “‘…’”"),
        ({"stems": [""]}, "it has a stem without words, “”"),
        ({"needs": ["luck"]}, "a value that Marshal does not know"),
        ({"needs": ["judgement", "judgement"]}, "it asks for a judgement twice"),
        ({"framework": "snake"}, "it has the framework “snake”, which Marshal does not have"),
        ({"rewarded": "x" * 20_001}, "rewarded has more than 20,000 characters"),
        *(
            ({field: empty}, f"“own”: {field} is empty")
            for empty, fields in {
                "": ("stem", "board", "level", "framework"),
                0: ("year", "marks", "minutes", "paragraphs"),
                (): ("stems",),
            }.items()
            for field in fields
        ),
    ],
)
def test_a_malformed_type_is_refused_by_name(change, says):
    held = types()
    held[0] = {name: value for name, value in {**held[0], **change}.items() if value is not None}
    with pytest.raises(PackError) as refused:
        question_types({"types": held}, {"peel"})
    assert says in str(refused.value)
    assert str(refused.value).startswith("question_types.toml")


@pytest.mark.parametrize(
    ("held", "says"),
    [
        ({}, "has no “types”"),
        ([], "should be a group of fields"),
        ({"types": {}}, "types should be a list"),
        ({"types": ["own"]}, "type 1 should be a group of fields"),
        ({"types": []}, "the last type should be “general”"),
        ({"types": types()[:1]}, "the last type should be “general”"),
        ({"types": types()[::-1]}, "the last type should be “general”"),
        ({"types": types(), "more": 1}, "has a field “more”"),
        ({"types": [{"id": "general", "name": "G", "stems": ["Tell"]}]}, "stems should be empty"),
    ],
)
def test_malformed_types_are_refused(held, says):
    with pytest.raises(PackError) as refused:
        question_types(held, {"peel"})
    assert says in str(refused.value)


@pytest.mark.parametrize(
    ("path", "value", "says"),
    [
        (("general",), None, "has no “general”"),
        (("more",), {}, "has a field “more”"),
        (("families",), [], "families should be a group of fields"),
        (("families", "cause", "point"), "So …", "should be a group of fields, and is text"),
        (("families", "cause", "points"), {}, "has a field “points”"),
        (("families", "cause", "begins"), [], "“cause”: begins is empty"),
        (("general", "begins"), ["Tell"], "“general”: begins is not empty"),
        (("families", "extent", "begins"), ["explain WHY"], "“explain WHY” is there twice"),
        (("families", "cause", "point"), {"starters": ["So"]}, "“cause”: point: a starter has no"),
        (("families", "cause", "point"), {"starters": ["So …"] * 2}, "empty or there twice"),
        (("families", "cause", "point"), {"prompts": [""]}, "empty or there twice"),
        (("general", "link"), {"starters": ["So …", "But …"]}, "“general”: link: there should be"),
        (("general", "link"), {"prompts": ["?"], "starters": ["So …"]}, "link: there should be"),
    ],
)
def test_malformed_starters_are_refused(path, value, says):
    held = read_toml("starters.toml")
    within = held
    for step in path[:-1]:
        within = within[step]
    if value is None:
        del within[path[-1]]
    else:
        within[path[-1]] = value
    with pytest.raises(PackError) as refused:
        starters_of(held)
    assert says in str(refused.value)
    assert str(refused.value).startswith("starters.toml")
