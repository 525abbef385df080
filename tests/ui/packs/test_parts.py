from hypothesis import given
from msgspec.structs import replace

from planner.model.compare import compare
from planner.model.evidence import Card, Factor, Question, When
from planner.model.framework import QuestionType
from planner.model.pack import Pack, PackInfo
from planner.ui.editor.publishing import counts, lines
from planner.ui.packs.parts import Mark, change_groups, contents, pack_groups, says, summary
from tests import strategies
from tests.ui import samples
from tests.ui.packs.conftest import FUNERAL, second

MOCK = QuestionType("usa/mock", "Our mock", stem="Rank the …", marks=30)


def test_a_pack_is_listed_whole():
    groups = pack_groups(samples.pack())
    assert [group.heading for group in groups] == [
        "Cards (5)",
        "Questions (2)",
        "Factors (2)",
        "Worked examples (1)",
    ]
    assert [entry.name for entry in groups[0].entries] == [card.headline for card in samples.CARDS]
    assert contents(samples.pack()) == "5 cards, 2 questions, 2 factors, 1 worked example"
    assert contents(Pack(PackInfo("a", "A"))) == "nothing"


def test_what_differs_is_listed_by_what_happened():
    before, after = samples.pack(), second()
    groups = change_groups(before, after, compare(before, after))
    assert [(g.heading, [e.mark for e in g.entries]) for g in groups] == [
        ("Changed card (1)", [Mark.CHANGED]),
        ("New card (1)", [Mark.NEW]),
        ("Withdrawn card (1)", [Mark.WITHDRAWN]),
    ]
    assert groups[0].entries[0].part == FUNERAL
    assert groups[2].entries[0].part == samples.CHARGE


def test_how_much_differs_is_said():
    before = samples.pack()
    assert summary(compare(before, second())) == "Cards: 1 changed, 1 new, 1 withdrawn."
    fewer = replace(before, questions=before.questions[:1])
    assert summary(compare(before, fewer)) == "Questions: 1 withdrawn."
    named = replace(before, info=replace(before.info, title="Another"))
    assert summary(compare(before, named)) == "Only what the pack says of itself is changed."
    assert change_groups(before, named, compare(before, named))[0].heading == "About the pack"
    turned = replace(before, cards=before.cards[::-1])
    assert summary(compare(before, turned)) == "The same parts in another order."


def test_question_types_are_listed_and_what_differs_in_them_too():
    before = replace(samples.pack(), question_types=(MOCK,))
    assert contents(before).endswith("2 factors, 1 question type, 1 worked example")
    listed = {group.heading: group.entries for group in pack_groups(before)}
    assert [entry.name for entry in listed["Question types (1)"]] == ["Our mock"]
    other = replace(MOCK, id="usa/other", name="Another")
    after = replace(before, question_types=(replace(MOCK, marks=25), other))
    differs = compare(before, after)
    assert summary(differs) == "Question types: 1 changed, 1 new."
    groups = change_groups(before, after, differs)
    assert [group.heading for group in groups] == [
        "Changed question type (1)",
        "New question type (1)",
    ]
    assert counts(differs) == "1 new question type, 1 changed question type"
    assert lines(differs) == [
        "New question type: Another",
        "Changed question type: Our mock (marks)",
    ]


def test_a_card_says_what_it_says():
    fields = says(samples.FUNERAL, samples.FACTORS)
    assert {field.field: field.after for field in fields} == {
        "Headline": "The funeral trick",
        "Detail": "Trotsky was not there.",
        "When": "January 1924",
        "People": "Stalin, Trotsky",
        "Factors": "Stalin’s cunning",
        "Source": "Notes, page 3",
    }
    assert {field.before for field in fields} == {""}


def test_every_kind_of_part_says_something():
    question = Question("usa/q", "Why?", "explain-why", 12, 18, (samples.CUNNING.id,))
    said = {f.field: f.after for f in says(question, samples.FACTORS)}
    assert said == {
        "Question": "Why?",
        "Type": "explain-why",
        "Marks": "12",
        "Minutes": "18",
        "Factors": "Stalin’s cunning",
    }
    assert [f.after for f in says(samples.CUNNING, ())] == [
        "Stalin’s cunning",
        "What Stalin did himself",
    ]
    assert "Stalin was cunning." in [f.after for f in says(samples.worked(), ())]
    said = {f.field: f.after for f in says(MOCK, ())}
    assert said["Name"] == "Our mock"
    assert said["Marks"] == "30"


@given(strategies.cards())
def test_no_words_of_a_card_are_lost(card: Card):
    told = [field.after for field in says(card, ())]
    for words in (card.headline, card.detail, card.when.shown, card.source):
        assert not words or words in told


def test_a_factor_that_only_has_a_name():
    assert [f.after for f in says(Factor("usa/a", "Alone"), ())] == ["Alone"]
    assert says(Card("usa/c", "", when=When("", "1924", "1924")), ()) == ()
