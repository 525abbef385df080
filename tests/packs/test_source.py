import json
import tomllib

import pytest

from planner import shipped
from planner.model.evidence import Card, Factor, Question, When
from planner.model.framework import Essay, Framework, Frameworks, QuestionType, Role, SlotKind
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
        ('id = "usa"', 'id = "u/sa"', "line 2, the pack: “id” should have only small letters"),
        ('id = "usa"', 'id = "own"', "line 2, the pack: The pack’s id cannot be “own”"),
        ('id = "usa"', "", "usa.toml, the pack: The pack has no “id”. Add it."),
        ('title = "The struggle"', 'title = " "', "line 3, the pack: The pack has no title"),
        ("version = 3", 'version = "3"', "line 4, the pack: “version” should be a whole number"),
        ("version = 3", "colour = 3", "a field “colour” that Marshal does not know"),
        ("[[factors]]", "[[factor]]", "Did you mean “factors”?"),
        ('id = "machine"', 'id = "cunning"', "The factor has the id “cunning”, which factor 1"),
        ('id = "post"', 'id = "trick"', "The card has the id “trick”, which card 1 has"),
        ('id = "post"', 'id = "The Post"', "card “The Post”: “id” should have only small letters"),
        ('id = "post"', 'id = "post\\n"', "card “post”: “id” should have only small letters"),
        ('id = "post"', "", "card 2: The card has no “id”"),
        ('headline = "A post"', "", "card “post”: The card has no “headline”"),
        ('headline = "A post"', 'headline = " "', "card “post”: Card 2 has no headline"),
        ('headline = "A post"', "headline = 1", "card “post”: “headline” should be text"),
        ('headline = "A post"', f'headline = "{"x" * 301}"', "more than 300 characters"),
        ('people = ["Stalin"]', 'people = "Stalin"', "card “trick”: “people” should be a list"),
        (
            'people = ["Stalin"]',
            "people = [1]",
            "card “trick”: Number 1 of “people” should be text",
        ),
        ('start = "1924-01"', 'start = "then"', "“when.start” should be a date such as 1924"),
        ('start = "1924-01"', "start = 1924-01-21", "Put it in quotation marks"),
        ('start = "1924-01"', 'start = "1925"', "ends (1924-01) before it begins (1925)"),
        ('start = "1924-01", ', "", "has an end and no beginning"),
        ('factors = ["machine", ', 'factors = ["machin", ', "Did you mean “machine”?"),
        ('factors = ["cunning"]', 'factors = ["x"]', "question “why”: The pack has no factor “x”"),
        ('text = "How far?"', 'text = ""', "question “how-far”: Question 2 has no text"),
        ('"How far?"\ntype = "explain-why"', '"a"\ntype = "explain"', "Did you mean “explain-why”"),
        ("marks = 30", "marks = 501", "question “how-far”: “marks” should be at most 500"),
        ('question = "why"', 'question = "none"', "plan “worked”: The pack has no question “none”"),
        ('framework = "ee"', 'framework = "none"', "Marshal has no framework “none”. Use one of"),
        ('"trick", "post"]', '"none"]', "Paragraph 1, slot 1: the pack has no card “none”"),
        ('"trick", "post"]', '"trick", "trick"]', "“usa/trick” is there twice"),
        ('question = "why"', 'question = { id = "own/q", text = "" }', "The question has no text"),
        (
            'framework = "ee"',
            'framework = { id = "f", name = "F", slots = [{ label = "" }] }',
            "The framework has a slot without a label",
        ),
        ('heading = "First"', 'free = true\n[[plans.paragraphs.slots]]\nslot = ""', "has no label"),
        ('slot = "Evidence"\ntext = "One"', 'slot = "Link"', "“Link” is no slot of the framework"),
        ('"trick", "post"]', '"trick", 1]', "In paragraph 1, slot 1, number 2 of “cards” should"),
        ('text = "Two"', 'role = "x"', "In paragraph 1, slot 2, “role” has a value that"),
        ('heading = "Second"', f'heading = "{"x" * 301}"', "more than 300 characters"),
        ("[[factors]]", "[[factors", "line 6: This is not written as TOML should be"),
        (
            "version = 3",
            "version = 3\nversion = 3",
            "usa.toml, line 5: This is not written as TOML",
        ),
        ("version = 3", "version = " + "9" * 5_000, "usa.toml"),
        ("version = 3", "version = " + "9" * 30, "“version” should be at most"),
        ("version = 3", "version = " + "[" * 9_000, "usa.toml: The file is nested too deep"),
        ("version = 3", "version = " + "[" * 40 + "]" * 40, "nested more than 32"),
        ('id = "usa"', 'id = "usa"\ncards = 3', "“cards” should be a list"),
        ('id = "usa"', 'id = "usa"\ncards = [3]', "line 3, card 1: The card should be a group"),
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
    assert message.endswith((".", "shows both.", "shows them all."))
    assert "\n" not in message


def test_the_first_fault_says_how_many_more_there_are(read):
    with pytest.raises(PackError) as caught:
        read(SOURCE.replace('text = "Two"', "text = 2").replace("marks = 30", "marks = 501"))
    message = str(caught.value)
    assert message.startswith("usa.toml, line 25, question “how-far”")
    assert message.endswith("There is one more problem: “pack check usa.toml” shows both.")
    with pytest.raises(PackError, match=r"There are 3 more problems: “pack check usa\.toml” shows"):
        read('id = "usa"\ntitle = 1\nauthor = 1\nlicence = 1')


def test_advice_is_no_fault(read):
    assert read('id = "usa"\ntitle = "T"\n[[cards]]\nid = "a"\nheadline = "Things change"').cards


def test_files_that_cannot_be_read_are_told(read, tmp_path):
    with pytest.raises(PackError, match=r"usa\.toml, line 2: The file is not UTF-8 text"):
        read(b'id = "usa"\ntitle = "\xff"')
    with pytest.raises(PackError, match="There is no file"):
        read_pack_source(tmp_path / "none.toml", FRAMEWORKS, TYPES)
    with pytest.raises(PackError, match=r"Choose a \.toml or a \.json file"):
        read_pack_source(tmp_path / "pack.yaml", FRAMEWORKS, TYPES)


def test_json_says_the_same_as_toml(read, tmp_path):
    path = tmp_path / "usa.json"
    path.write_text(json.dumps(tomllib.loads(SOURCE), indent=1), encoding="utf-8")
    assert read_pack_source(path, FRAMEWORKS, TYPES) == read(SOURCE)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "usa.json, line 1: The file cannot be read"),
        ('{\n"id": "usa",\n}', "line 3"),
        ('{"id": "a", "id": "b"}', "two fields of one name"),
        ('{"version": NaN}', "which is not a number"),
        ("[]", "line 1: The file does not hold a pack"),
        ('{"id": "usa", "title": "T", "cards": [\n3]}', "line 2, card 1: The card should be a"),
        ('{"id": "usa", "title": "T", "cards": {}}', "“cards” should be a list"),
        (
            '{"id": "usa",\n"title": null, "cards": [{"id": "a", "headline": "A"}]}',
            "line 2, the pack: “title” should be text, and is nothing",
        ),
    ],
)
def test_faults_of_json_are_told(tmp_path, text, words):
    path = tmp_path / "usa.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PackError) as caught:
        read_pack_source(path, FRAMEWORKS, TYPES)
    assert words in str(caught.value)


def test_a_factor_is_taken_once(read):
    pack = read(SOURCE.replace('factors = ["machine", ', 'factors = ["machine", "machine", '))
    assert pack.cards[0].factors == ("usa/machine", "usa/cunning")


def test_a_hue_can_be_given(read):
    pack = read(SOURCE.replace('name = "Machine"', 'name = "Machine"\nhue = 7'))
    assert [factor.hue for factor in pack.factors] == [0, 7]


def test_a_free_paragraph_has_the_slots_that_it_lists(read):
    source = (
        SOURCE
        + """free = true
collapsed = true
[[plans.paragraphs.slots]]
slot = "Evidence"
[[plans.paragraphs.slots]]
slot = "Counter"
role = "judgement"
prompt = "But?"
starters = ["However, …"]
[[plans.paragraphs.slots]]
slot = "Point"
cards = ["post", { id = "own/a", headline = "My own" }]
"""
    )
    paragraph = read(source).plans[0].paragraphs[1]
    assert paragraph.collapsed
    assert [slot.kind for slot in paragraph.slots] == [
        EE.slots[1],
        SlotKind("Counter", Role.JUDGEMENT, "But?", ("However, …",)),
        EE.slots[0],
    ]
    cards = [placement.card for placement in paragraph.slots[2].placements]
    assert cards == [Card("usa/post", "A post"), Card("own/a", "My own")]


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
