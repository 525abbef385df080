import pytest

from planner import shipped
from planner.model.evidence import Card, Factor, Question, When
from planner.model.framework import Essay, Framework, Frameworks, QuestionType, SlotKind
from planner.model.pack import PackInfo
from planner.packs.data import read_frameworks, read_question_types
from planner.packs.errors import PackError
from planner.packs.source import read_pack_source

SOURCE = """
id = "usa"
title = "The struggle"
version = 3

[[factors]]
id = "cunning"
name = "Cunning"

[[factors]]
id = "machine"
name = "Machine"
about = "Posts"

[[questions]]
id = "why"
text = "Why did Stalin win?"
type = "explain-why"
factors = ["cunning"]

[[questions]]
id = "how-far"
text = "How far?"
type = "explain-why"
marks = 30
minutes = 0

[[cards]]
id = "trick"
headline = "  The funeral trick "
detail = "Trotsky missed it."
when = { shown = "January 1924", start = "1924-01", end = "1924-01" }
people = ["Stalin"]
factors = ["machine", "cunning"]
source = "Notes"

[[cards]]
id = "post"
headline = "A post"

[[plans]]
id = "worked"
name = "Worked"
question = "why"
framework = "ee"
line_of_argument = "Because."
introduction = "Begin."
conclusion = "End."

[[plans.paragraphs]]
heading = "First"

[[plans.paragraphs.slots]]
slot = "Evidence"
text = "One"
cards = ["trick", "post"]

[[plans.paragraphs.slots]]
slot = "Evidence"
text = "Two"

[[plans.paragraphs]]
heading = "Second"
"""

ESSAY = Essay(SlotKind("Line"), SlotKind("Introduction"), SlotKind("Conclusion"))
EE = Framework("ee", "EE", slots=tuple(map(SlotKind, ("Point", "Evidence", "Evidence"))))
FRAMEWORKS = Frameworks(ESSAY, (EE,))
TYPES = {
    "explain-why": QuestionType("explain-why", "Explain why", "", 12, 18),
    "general": QuestionType("general", "General"),
}


@pytest.fixture
def read(tmp_path):
    def read(source):
        path = tmp_path / "usa.toml"
        path.write_bytes(source if isinstance(source, bytes) else source.encode())
        return read_pack_source(path, FRAMEWORKS, TYPES)

    return read


def test_a_pack_is_read_with_its_names_made_whole(read):
    pack = read(SOURCE)
    assert pack.info == PackInfo("usa", "The struggle", version=3)
    assert pack.factors == (
        Factor("usa/cunning", "Cunning", hue=0),
        Factor("usa/machine", "Machine", "Posts", 1),
    )
    assert pack.questions == (
        Question("usa/why", "Why did Stalin win?", "explain-why", 12, 18, ("usa/cunning",)),
        Question("usa/how-far", "How far?", "explain-why", 30, 0),
    )
    assert pack.cards == (
        Card(
            "usa/trick",
            "The funeral trick",
            "Trotsky missed it.",
            When("January 1924", "1924-01", "1924-01"),
            ("Stalin",),
            ("usa/machine", "usa/cunning"),
            "Notes",
        ),
        Card("usa/post", "A post"),
    )


def test_a_worked_plan_is_built(read):
    pack = read(SOURCE)
    (plan,) = pack.plans
    assert (plan.id, plan.name, plan.question) == ("usa/worked", "Worked", pack.questions[0])
    assert (plan.line_of_argument, plan.introduction, plan.conclusion) == (
        "Because.",
        "Begin.",
        "End.",
    )
    assert plan.factors == pack.factors
    assert [paragraph.heading for paragraph in plan.paragraphs] == ["First", "Second"]
    point, one, two = plan.paragraphs[0].slots
    assert (point.text, one.text, two.text) == ("", "One", "Two")
    assert [placement.card for placement in one.placements] == list(pack.cards)
    assert not any(slot.filled for slot in plan.paragraphs[1].slots)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('id = "usa"', 'id = "u/sa"', "the pack: id cannot be “u/sa”"),
        ('id = "usa"', 'id = "own"', "the pack: id cannot be “own”"),
        ('id = "usa"', "", "the pack: has no “id”"),
        ("version = 3", 'version = "3"', "the pack: version should be a whole number"),
        ("version = 3", "colour = 3", "a field “colour”, which Marshal does not know"),
        ('id = "machine"', 'id = "cunning"', "factor “cunning”: this id is there twice"),
        ('id = "post"', 'id = "trick"', "card “trick”: this id is there twice"),
        ('id = "post"', 'id = "The Post"', "card “The Post”: id should have only small letters"),
        ('id = "post"', "", "card 2: has no “id”"),
        ('headline = "A post"', "", "card “post”: has no “headline”"),
        ('headline = "A post"', 'headline = " "', "card “post”: headline is empty"),
        ('headline = "A post"', "headline = 1", "card “post”: headline should be text"),
        ('people = ["Stalin"]', 'people = "Stalin"', "card “trick”: people should be a list"),
        ('people = ["Stalin"]', "people = [1]", "card “trick”: people 1 should be text"),
        ('start = "1924-01"', 'start = "then"', "card “trick”: when, start should be a date such"),
        ('start = "1924-01"', "start = 1924-01-21", "is a date without quotation marks"),
        ('start = "1924-01"', 'start = "1925"', "when: the end is before the start"),
        ('start = "1924-01", ', "", "when: the end is before the start"),
        ('factors = ["machine", ', 'factors = ["none", ', "the pack has no factor “none”"),
        ('factors = ["cunning"]', 'factors = ["x"]', "question “why”: factors: the pack has no"),
        ('text = "How far?"', 'text = ""', "question “how-far”: text is empty"),
        ('text = "How far?"\ntype = "explain-why"', 'text = "a"\ntype = "none"', "type “none”"),
        ("marks = 30", "marks = 501", "question “how-far”: marks should be at most 500"),
        ('question = "why"', 'question = "none"', "plan “worked”: question: the pack has no"),
        ('framework = "ee"', 'framework = "none"', "plan “worked”: framework “none”"),
        ('"trick", "post"]', '"none"]', "paragraph 1, slot “Evidence”: the pack has no card"),
        ('slot = "Evidence"\ntext = "One"', 'slot = "Link"', "paragraph 1, slot “Link” is not in"),
        ('"trick", "post"]', '"trick", 1]', "plan “worked”: paragraph 1, slot 1"),
        ('heading = "Second"', f'heading = "{"x" * 301}"', "more than 300 characters"),
        ("[[factors]]", "[[factors", "is not written as TOML should be"),
        ("version = 3", "version = 3\nversion = 3", "at line 5"),
        ("version = 3", "version = " + "9" * 5_000, "usa.toml"),
        ("version = 3", "version = " + "[" * 9_000, "usa.toml is nested too deep"),
        ("version = 3", "version = " + "[" * 40 + "]" * 40, "nested more than 32"),
        ('id = "usa"', 'id = "usa"\ncards = 3', "should be written as [[cards]]"),
        ('id = "usa"', 'id = "usa"\ncards = [3]', "card 1: should be a group of fields"),
    ],
)
def test_each_fault_is_told_with_its_place(read, old, new, words):
    source = SOURCE
    if "cards =" in new and new.startswith("id"):
        source = SOURCE[: SOURCE.index("[[cards]]")]
    assert old in source
    with pytest.raises(PackError) as caught:
        read(source.replace(old, new, 1))
    message = str(caught.value)
    assert message.startswith("usa.toml")
    assert words in message
    assert message.endswith(".")
    assert "\n" not in message


def test_bytes_that_are_no_text_are_told(read, tmp_path):
    with pytest.raises(PackError, match="line 2 has other bytes"):
        read(b'id = "usa"\ntitle = "\xff"')
    with pytest.raises(PackError, match="There is no file"):
        read_pack_source(tmp_path / "none.toml", FRAMEWORKS, TYPES)


def test_an_editors_byte_order_mark_is_no_fault(read):
    assert read(b"\xef\xbb\xbf" + SOURCE.encode()) == read(SOURCE)


def test_text_is_cleaned(read):
    pack = read(SOURCE.replace("Trotsky missed it.", "a\\u202eb\\r\\nc"))
    assert pack.cards[0].detail == "ab\nc"


def test_every_shipped_pack_is_sound():
    frameworks, types = read_frameworks(), read_question_types()
    files = sorted((shipped.RESOURCES / "packs").glob("*.toml"))
    assert files
    for file in files:
        pack = read_pack_source(file, frameworks, types)
        used = {factor for card in pack.cards for factor in card.factors}
        assert used == {factor.id for factor in pack.factors}
        assert all(card.factors and card.detail and card.source for card in pack.cards)
        assert all(question.marks and question.minutes for question in pack.questions)
