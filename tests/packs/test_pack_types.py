import json

import msgspec
import pytest
from msgspec.structs import replace

from planner.model.compare import compare
from planner.model.evidence import Card, Question
from planner.model.framework import Framework, Need, QuestionType, SlotKind
from planner.model.pack import MOST_TYPES, Pack, PackInfo, pack_digest
from planner.model.pack_ids import with_prefix
from planner.model.plan import Plan
from planner.model.recognise import recognise
from planner.packs.data import read_frameworks, read_question_types
from planner.packs.errors import PackError
from planner.packs.pack_file import build_pack, read_pack_file
from planner.packs.pack_types import check_types
from planner.packs.source import read_pack_source
from planner.packs.source_check import check_source
from planner.packs.source_write import source_toml
from planner.store.database import create
from planner.store.library import Library
from tests.sentences import are_sentences

FRAMEWORKS, TYPES = read_frameworks(), read_question_types()
IDS = {framework.id for framework in FRAMEWORKS.frameworks}
MOCK = QuestionType(
    "usa/mock",
    "Our mock",
    "Rank the …",
    30,
    40,
    "Our school",
    "Year 10",
    2026,
    "Rank",
    ("Rank the … by", "Is it fair that ‘…’"),
    4,
    (Need.CRITERION, Need.JUDGEMENT),
    "pee",
    "An order, and the test for it.",
)
PACK = Pack(
    PackInfo("usa", "The struggle"),
    questions=(Question("usa/rank", "Rank the wives by luck.", "usa/mock", 30, 40),),
    cards=(Card("usa/post", "A post"),),
    question_types=(MOCK, QuestionType("usa/plain", "Plain")),
)


def read_source(pack, tmp_path):
    path = tmp_path / "usa.toml"
    path.write_text(source_toml(pack), "utf-8")
    return read_pack_source(path, FRAMEWORKS, TYPES)


def test_a_source_brings_types(tmp_path):
    read = read_source(PACK, tmp_path)
    assert read == PACK
    assert recognise(read.questions[0].text, read.question_types).types == (MOCK,)


def test_a_question_takes_its_marks_from_the_packs_own_type(tmp_path):
    kind = {"id": "mock", "name": "Our mock", "marks": 30, "minutes": 40}
    source = {"id": "usa", "title": "T", "cards": [{"id": "a", "headline": "A"}]}
    source["questions"] = [{"id": "q", "text": "Rank.", "type": "mock"}]
    path = tmp_path / "usa.json"
    path.write_text(json.dumps({**source, "question_types": [kind]}), "utf-8")
    (question,) = read_pack_source(path, FRAMEWORKS, TYPES).questions
    assert question == Question("usa/q", "Rank.", "usa/mock", 30, 40)


def test_a_type_that_an_own_one_hides_cannot_stand_in_a_source():
    own = (QuestionType("usa/general", "General"),)
    with pytest.raises(PackError, match="“general” cannot stand in a pack’s source"):
        source_toml(
            replace(PACK, question_types=own, questions=(Question("usa/q", "Why?", "general"),))
        )


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"id": "Mock"}, "small letters, digits and hyphens"),
        ({"id": "us/mock"}, "small letters, digits and hyphens"),
        ({"id": "other"}, "has the id “other”, which question type 1 has"),
        ({"name": ""}, "has no name"),
        ({"marks": 501}, "at most 500"),
        ({"needs": ["luck"]}, "both-sides, stated-factor"),
        ({"stems": ["…"]}, "has a stem without words, “…”"),
        ({"stems": ["Rank"] * 2}, "has the stem “Rank” twice"),
        ({"framework": "snake"}, "has the framework “snake”, which Marshal does not have"),
        ({"colour": "red"}, "has a field “colour”"),
    ],
)
def test_a_types_faults_are_found_in_the_source(tmp_path, change, says):
    kinds = [{"id": "mock", "name": "Our mock", **change}, {"id": "other", "name": "Other"}]
    source = {"id": "usa", "title": "T", "cards": [{"id": "a", "headline": "A"}]}
    path = tmp_path / "usa.json"
    path.write_text(json.dumps({**source, "question_types": kinds}), "utf-8")
    found = [one for one in check_source(path, FRAMEWORKS, TYPES) if one.grave]
    assert len(found) == 1
    assert says in str(found[0])
    assert "question type" in str(found[0])


def test_too_many_types_are_told(tmp_path):
    kinds = [{"id": f"t{n}", "name": "T"} for n in range(MOST_TYPES + 1)]
    path = tmp_path / "usa.json"
    path.write_text(json.dumps({"id": "usa", "title": "T", "question_types": kinds}), "utf-8")
    said = "\n".join(map(str, check_source(path, FRAMEWORKS, TYPES)))
    assert "The pack has 21 question types, and can have 20." in said


@pytest.mark.parametrize(
    ("kinds", "says"),
    [
        ((MOCK, MOCK), "“usa/mock”: it has an id that is there twice"),
        ((replace(MOCK, id="uk/mock"),), "its id should be “usa”, a slash and a name"),
        ((replace(MOCK, id="general"),), "its id should be “usa”, a slash and a name"),
        ((replace(MOCK, id="usa/a/b"),), "its id should be “usa”, a slash and a name"),
        ((replace(MOCK, name=""),), "has no name"),
        (
            (replace(MOCK, framework="snake"),),
            "has the framework “snake”, which Marshal does not have",
        ),
        ((replace(MOCK, stems=("?",)),), "has a stem without words, “?”"),
        ((replace(MOCK, needs=(Need.JUDGEMENT,) * 2),), "asks for a judgement twice"),
    ],
)
def test_a_hostile_packs_types_are_refused(kinds, says):
    with pytest.raises(PackError) as refused:
        check_types(replace(PACK, question_types=kinds), IDS, "a.evidencepack")
    assert says in str(refused.value)
    assert str(refused.value).startswith("a.evidencepack, question type ")


def test_sound_types_pass():
    check_types(PACK, IDS, "a")


def test_a_type_cannot_begin_with_what_only_a_worked_plan_has(tmp_path):
    # A student would be offered Marshal’s frameworks, and begin with another than was meant.
    own = Framework("snake", "Snake", slots=(SlotKind("Head"),))
    plan = Plan("usa/worked", PACK.questions[0], own)
    pack = replace(PACK, question_types=(replace(MOCK, framework="snake"),), plans=(plan,))
    for refused in (lambda: build_pack(pack), lambda: read_source(pack, tmp_path)):
        with pytest.raises(PackError) as caught:
            refused()
        assert "has the framework “snake”, which Marshal does not have" in str(caught.value)
        assert are_sentences(str(caught.value).replace("usa.toml", "The file"))
    assert read_pack_file(build_pack(replace(pack, question_types=()))).pack.plans == (plan,)


def test_a_pack_file_carries_types():
    assert read_pack_file(build_pack(PACK)).pack == PACK


def test_types_in_a_pack_file_are_tidied():
    untidy = (replace(MOCK, name=" Our  mock\n", stems=("Rank\tthe …",)),)
    read = read_pack_file(build_pack(replace(PACK, question_types=untidy))).pack
    assert read.question_types[0].name == "Our mock"
    assert read.question_types[0].stems == ("Rank the …",)


@pytest.mark.parametrize(
    "field",
    [
        {"question_types": [{"id": "usa/t", "name": "T"}] * (MOST_TYPES + 1)},
        {"question_types": [{"id": "usa/t", "name": "x" * 301}]},
        {"question_types": [{"id": "usa/t", "name": "T", "stems": ["x"] * 21}]},
        {"question_types": [{"id": "usa/t", "name": "T", "rewarded": "x" * 20_001}]},
        {"question_types": [{"id": "usa/t", "name": "T", "more": 1}]},
        {"question_types": {}},
    ],
)
def test_limits_hold_in_a_packs_json(field):
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"info": {"id": "usa", "title": "T"}, **field}, Pack)


def test_a_pack_without_types_is_written_as_before():
    bare = replace(PACK, question_types=())
    assert b"question_types" not in msgspec.json.encode(bare)
    assert "question_types" not in source_toml(replace(bare, questions=()))


def test_a_comparison_names_the_types_that_differ():
    after = replace(PACK, question_types=(replace(MOCK, marks=25, needs=()),))
    found = compare(PACK, after)
    (changed,) = found.question_types.changed
    fields = [(field.field, field.before, field.after) for field in changed.fields]
    assert fields == [("Marks", "30", "25"), ("Asks for", "criterion, judgement", "")]
    assert [one.name for one in found.question_types.withdrawn] == ["Plain"]
    assert found
    assert not compare(PACK, PACK)


def test_another_pack_id_takes_the_types_with_it():
    moved = with_prefix(PACK, "cuba")
    assert [kind.id for kind in moved.question_types] == ["cuba/mock", "cuba/plain"]
    assert moved.questions[0].type == "cuba/mock"
    assert with_prefix(moved, "usa") == PACK


def test_a_library_keeps_a_packs_types(tmp_path):
    create(tmp_path / "evidence.db")
    with Library.open(tmp_path / "evidence.db") as library:
        library.install(PACK)
        assert library.pack("usa") == PACK
        assert library.known("usa").digest == pack_digest(PACK)
        assert library.question_types() == list(PACK.question_types)
        state = library.state("usa")
        library.hide("usa")
        assert library.question_types() == []
        assert library.pack("usa") == PACK
        library.show("usa")
        assert library.question_types() == list(PACK.question_types)
        library.install(replace(PACK, question_types=()))
        assert library.question_types() == []
        library.put_back("usa", state)
        assert library.pack("usa") == PACK
        assert library.question_types() == list(PACK.question_types)
