import pytest
from msgspec import UNSET, Struct

from planner.model.evidence import Factor, Question, When
from planner.model.framework import Need, Role
from planner.packs.loose import MOST_FAULTS, Fault, Faults, read_loosely, within
from planner.packs.source_form import (
    CardSource,
    PackSource,
    ParagraphSource,
    QuestionSource,
    SlotSource,
    TypeSource,
    WorkedSource,
)
from tests.sentences import are_sentences

BASE = ("cards", 0)
LIST = 'Put it in square brackets, such as ["one", "two"].'
DATE = "Write its year, and its month and day if they are known."


def read(raw, form=CardSource, base=BASE):
    """Return what is read of a value, and its faults, each told in sentences and within it."""
    faults = Faults()
    value = read_loosely(raw, form, base, "The part", faults)
    for fault in faults.found:
        assert are_sentences(fault.says)
        assert are_sentences(fault.do)
        assert fault.path[: len(base)] == base
    return value, faults.found


def only(raw, form=CardSource):
    """Return what is read of a value with one fault, and that fault."""
    value, (fault,) = read(raw, form)
    return value, fault


def in_plan(**fields):
    """Return what the faults of a worked plan with these fields say."""
    plan = {"id": "w", "question": "why", "framework": "peel", **fields}
    return [fault.says for fault in read(plan, WorkedSource)[1]]


def test_what_is_right_is_read_without_a_fault():
    raw = {"id": "a", "headline": " A\tb ", "when": {"start": "1924"}, "people": ["Lenin"]}
    assert read(raw) == (CardSource("a", "A b", when=When("", "1924"), people=("Lenin",)), [])


def test_what_is_wrong_in_a_list_leaves_a_blank_so_that_the_rest_keeps_its_number():
    value, faults = read({"id": "a", "headline": "A", "people": [7, "Lenin"], "factors": ["f", []]})
    assert value == CardSource("a", "A", people=("", "Lenin"), factors=("f", ""))
    assert faults == [
        Fault(
            (*BASE, "people", 0),
            "wrong-value",
            "Number 1 of “people” should be text, and is a whole number.",
            "Put it in quotation marks.",
        ),
        Fault(
            (*BASE, "factors", 1),
            "wrong-value",
            "Number 2 of “factors” should be text, and is a list.",
            "Write one text, without square brackets.",
        ),
    ]
    slots = {"slots": [3, {"slot": " Point ", "text": "x"}]}
    assert read(slots, ParagraphSource)[0].slots == (SlotSource(""), SlotSource("Point", "x"))


def test_what_is_wrong_has_its_default_and_the_rest_is_kept_tidy():
    value, fault = only({"id": "a", "headline": " A ", "detail": 3, "source": "b\r\nc"})
    assert value == CardSource("a", "A", source="b\nc")
    assert fault.path == (*BASE, "detail")
    value, _ = read({"id": 3, "headline": "A", "when": {"start": "soon", "shown": "1924"}})
    assert value == CardSource("", "A", when=When("1924"))


def test_what_is_no_group_at_all_is_nothing():
    value, fault = only("a")
    assert value is None
    assert fault.says == "The part should be a group of fields, and is text."
    assert read(3, PackSource, ())[0] is None


def test_what_is_missing_is_empty_and_told():
    value, fault = only({"headline": "A"})
    assert value == CardSource("", "A")
    assert fault == Fault((*BASE, "id"), "missing", "The part has no “id”.", "Add it.")
    assert in_plan(paragraphs=[{}, {"slots": [{}]}]) == ["Paragraph 2, slot 1 has no “slot”."]


def test_a_field_that_is_not_known_is_told_with_what_may_be_meant():
    raw = {"id": "a", "headline": "A", "details": "x"}
    value, fault = only(raw)
    assert value == CardSource("a", "A")
    assert fault == Fault(
        (*BASE, "details"),
        "unknown-field",
        "The part has a field “details” that Marshal does not know.",
        "Did you mean “detail”? Correct its name, or take it out.",
    )
    assert only({"id": "a", "headline": "A", "zzz": 1})[1].do == (
        "Correct its name, or take it out."
    )
    strange = {f"zz{number}": 1 for number in range(40)}
    assert len(read({"id": "a", "headline": "A", **strange})[1]) == 20


@pytest.mark.parametrize(
    ("form", "field", "value", "do"),
    [
        (CardSource, "detail", ["a"], "Write one text, without square brackets."),
        (CardSource, "detail", {"a": 1}, "Write one text."),
        (CardSource, "detail", 3, "Put it in quotation marks."),
        (CardSource, "detail", "x" * 20_001, "Shorten it."),
        (CardSource, "people", 3, LIST),
        (CardSource, "when", {"start": "soon"}, DATE),
        (CardSource, "when", "1924", "Write it as a group of fields."),
        (CardSource, "id", "A b", "Change it here, and wherever it is used."),
        (CardSource, "id", "", "Fill it in."),
        (QuestionSource, "marks", "3", "Write digits only, without quotation marks."),
        (QuestionSource, "marks", 501, "Correct the number."),
        (ParagraphSource, "free", "yes", "Write true or false, without quotation marks."),
        (SlotSource, "role", "x", f"Use one of these: {', '.join(Role)}."),
        (SlotSource, "role", 3, "Put it in quotation marks."),
        (TypeSource, "needs", ["x"], f"Use one of these: {', '.join(Need)}."),
        (TypeSource, "needs", 3, LIST),
    ],
)
def test_each_fault_has_its_remedy(form, field, value, do):
    whole = {"id": "a", "headline": "A", "text": "A", "name": "A", "slot": "A"}
    whole = {name: held for name, held in whole.items() if name in form.__struct_fields__}
    _, fault = only({**whole, field: value}, form)
    assert (fault.rule, fault.do) == ("wrong-value", do)


def test_a_value_of_more_kinds_than_one_can_only_be_corrected():
    class Either(Struct):
        either: int | str = 0

    value, fault = only({"either": 1.5}, Either)
    assert value == Either()
    assert (fault.says, fault.do) == (
        "“either” has a value that Marshal does not know.",
        "Correct it.",
    )


def test_a_list_is_read_as_far_as_it_may_go_or_not_at_all():
    most = ["Lenin"] * 49 + [3]
    value, fault = only({"id": "a", "headline": "A", "people": most})
    assert value.people == ("Lenin",) * 49 + ("",)
    value, fault = only({"id": "a", "headline": "A", "people": [*most, 3]})
    assert value.people == ()
    assert fault.says == "“people” has more than 50 entries."


def test_one_name_is_what_is_meant_by_a_list_of_it():
    value, fault = only({"id": "a", "headline": "A", "factors": "both"})
    assert value.factors == ("both",)
    assert fault.says == "“factors” should be a list, and is text."
    assert only({"id": "a", "headline": "both", "detail": ["both"]})[0].detail == ""


def test_what_may_stand_in_one_of_two_ways_is_read_as_what_it_is_meant_for():
    plan = {"id": "w", "question": {"id": "q", "text": 3}, "framework": "peel"}
    value, fault = only(plan, WorkedSource)
    assert value.question == Question("q", "")
    assert fault.says == "“question.text” should be text, and is a whole number."
    value, fault = only({**plan, "question": ["q"]}, WorkedSource)
    assert value.question == ""
    assert fault.says == "“question” should be text, and is a list."
    value, fault = only({**plan, "question": "q", "factors": [{"id": "f"}]}, WorkedSource)
    assert value.factors == (Factor("f", ""),)
    value, fault = only({**plan, "question": "q", "factors": 3}, WorkedSource)
    assert value.factors is UNSET


def test_a_place_is_told_in_words_that_count_from_one():
    slot = {"slot": "Point", "text": 3, "cards": ["a", 3, {"id": "b", "headline": 3}]}
    assert in_plan(paragraphs=[{}, {"slots": [{"slot": ""}, slot], "free": 1}, 3]) == [
        "In paragraph 2, “free” should be true or false, and is a whole number.",
        "In paragraph 2, slot 2, “text” should be text, and is a whole number.",
        "In paragraph 2, slot 2, number 2 of “cards” should be text, and is a whole number.",
        "In paragraph 2, slot 2, “cards.3.headline” should be text, and is a whole number.",
        "Paragraph 3 should be a group of fields, and is a whole number.",
    ]
    assert in_plan(ranking=[{"factor": "f"}, {"factor": 3}], arrows=[3]) == [
        "In ranked factor 2, “factor” should be text, and is a whole number.",
        "Arrow 1 should be a group of fields, and is a whole number.",
    ]
    assert in_plan(framework={"id": "f", "name": "F", "slots": [{"label": "a"}, 3]}) == [
        "Number 2 of “framework.slots” should be a group of fields, and is a whole number."
    ]
    assert in_plan(paragraphs=3) == ["“paragraphs” should be a list, and is a whole number."]


@pytest.mark.parametrize(
    ("path", "words", "rest"),
    [
        ((), "", ()),
        (("paragraphs",), "", ("paragraphs",)),
        (("paragraphs", 1), "paragraph 2", ()),
        (("paragraphs", 0, "slots", 2, "cards", 1), "paragraph 1, slot 3", ("cards", 1)),
        (("paragraphs", 0, "slots"), "paragraph 1", ("slots",)),
        (("people", 1), "", ("people", 1)),
    ],
)
def test_the_paragraph_and_slot_of_a_place(path, words, rest):
    assert within(path) == (words, rest)


def test_faults_are_known_by_their_places():
    faults = Faults()
    faults.add(("cards", 0, "when"), "r", "S.", "D.")
    assert faults.is_at(("cards", 0, "when"))
    assert not faults.is_at(("cards", 0))
    for path in ((), ("cards",), ("cards", 0), ("cards", 0, "when"), ("cards", 0, "when", "end")):
        assert faults.has(path)
    for path in (("cards", 1), ("cards", 0, "id"), ("factors",), ("cards", 1, "when")):
        assert not faults.has(path)


def test_there_is_an_end_to_faults():
    faults = Faults()
    for number in range(MOST_FAULTS):
        faults.add(("cards", number), "r", "S.", "D.")
    assert not faults.more
    faults.add(("cards", MOST_FAULTS), "r", "S.", "D.")
    assert faults.more is True
    assert len(faults.found) == MOST_FAULTS
    assert not faults.is_at(("cards", MOST_FAULTS))
