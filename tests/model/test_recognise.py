import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from planner.model.framework import Need, QuestionType
from planner.model.recognise import Recognised, recognise
from planner.model.stems import read_stem, read_words
from planner.model.text import clean_text
from planner.packs.data import read_frameworks, read_question_types
from planner.packs.source import read_pack_source
from planner.shipped import RESOURCES
from tests.model.asked import ASKED
from tests.model.pasted import PASTED

HELD = read_question_types()
TYPES = tuple(HELD.values())


def read(text):
    return recognise(text, TYPES)


def ids(text):
    return [kind.id for kind in read(text).types]


@pytest.mark.parametrize(("question", "kind"), ASKED)
def test_a_question_is_told_by_its_stem(question, kind):
    assert ids(question)[0] == kind


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t ",
        "…",
        "?",
        "1066",
        "(16 marks)",
        "Stalin won the power struggle because he controlled the party.",
        "The Politburo met to discuss the succession.",
        "They asked why. Did anyone answer?",
        "Nobody knows to what extent he lied.",
        "He failed to assess the risk, and to evaluate the reports.",
        "The question of how far did not arise.",
        "It was a narrative account, written in 1924.",
        "The reasons why did not matter to him.",
        "Was he brave? No. Luck was the main reason.",
        "A re-assess of what we knew",
        "The members were to\ndiscuss it again in May.",
        "Students plan, discuss and write.",
        "Describe two features of the Norman castle.",
        "Give two things that you can infer from Source A.",
        "What were the causes of the First World War?",
        "When was the Magna Carta sealed?",
        "Stalin",
        # Other subjects’
        "Calculate the acceleration of the car.",
        "Solve 3x + 2 = 11.",
        "Describe the structure of a plant cell.",
        "How does the writer use language to describe the storm?",
        "Translate the passage into French.",
        "State two differences between arteries and veins. [2 marks]",
        "Explain your answer.",
        "How far is the Moon from the Earth?",
        "qwertyuiop " * 54 + "asdfgh",
        "!?.;:-–—‘’“”'\"()[]•* " * 28,
        "explain " * 75,
        "why " * 150,
    ],
)
def test_what_is_no_such_question_has_no_type(text):
    found = read(text)
    assert found.types == ()
    assert found.stated == ""
    assert found.command == ""


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("Explain why Rome fell.", ["explain-why", "ocr-b-explain", "wjec-explain-why"]),
        ("Explain why Rome fell. [12]", ["explain-why"]),
        ("Explain why Rome fell. [10 marks]", ["ocr-b-explain", "wjec-explain-why"]),
        (
            "‘Rome fell by chance.’ How far do you agree?",
            [
                "how-far-agree",
                "how-far-agree-edexcel",
                "how-far-agree-edexcel-a",
                "ocr-a-how-far",
                "ocr-a-thematic",
            ],
        ),
        (
            "‘Rome fell by chance.’ How far do you agree? (16)",
            ["how-far-agree", "how-far-agree-edexcel"],
        ),
        # A paper that adds four marks for spelling may print 20 for a question of 16.
        (
            "‘Rome fell by chance.’ How far do you agree? [20]",
            ["how-far-agree-edexcel-a", "ocr-a-how-far", "how-far-agree", "how-far-agree-edexcel"],
        ),
        ("‘Rome fell by chance.’ How far do you agree? [25]", ["ocr-a-thematic"]),
        (
            "To what extent did Rome decline?",
            [
                "to-what-extent",
                "ocr-a-to-what-extent",
                "ocr-a-thematic",
                "sqa-higher",
                "ib-to-what-extent",
                "ib-paper-3",
            ],
        ),
        ("To what extent did Rome decline? [25]", ["to-what-extent", "ocr-a-thematic"]),
        ("To what extent did Rome decline? [15]", ["ib-to-what-extent", "ib-paper-3"]),
        # A school’s own marks are no reason to know nothing.
        ("Has war been the main factor in change? [30 marks]", ["main-factor"]),
    ],
)
def test_several_boards_may_ask_it_and_marks_choose_among_them(question, kinds):
    assert ids(question) == kinds


@pytest.mark.parametrize(
    ("question", "command"),
    [
        ("Why did Rome fall?", "Explain why"),
        ("‘Rome fell.’ How far do you agree? (20)", "How far do you agree"),
        ("Assess the causes of decline. [25]", "Assess"),
        ("to what\nextent did Rome decline? [22]", "to what extent"),
        ("With reference to two states, discuss.", "Discuss"),
    ],
)
def test_the_words_that_say_what_to_do(question, command):
    assert read(question).command == command


def test_every_shipped_question_is_recognised_as_its_own_type():
    pack = read_pack_source(RESOURCES / "packs" / "power-struggle.toml", read_frameworks(), HELD)
    assert len(pack.questions) >= 9
    for question in pack.questions:
        found = read(question.text).types
        assert found[0].id == question.type
        assert (question.marks, question.minutes) == (found[0].marks, found[0].minutes)


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.id)
def test_each_stem_tells_its_own_type(kind):
    for stem in kind.stems:
        words = stem.removeprefix("‘…’").replace("‘…’", "the harvest").replace("…", "the land")
        asked = f"The king was lucky. {words}?" if stem.startswith("‘…’") else f"{words}?"
        assert kind in recognise(asked, TYPES).types, stem


def test_a_packs_own_type_may_be_written_with_other_signs():
    own = QuestionType(
        "own",
        "Own",
        stems=("Rank the ... by their", "Is it fair that '...'", "...in one word"),
        needs=(Need.JUDGEMENT,),
    )
    assert recognise("rank the Six Wives, by their influence", [own]).types == (own,)
    assert recognise("Is it fair that ‘Anne’ lost?", [own]).stated == "‘Anne’ lost"
    assert recognise("Sum up her reign, in one word.", [own]).types == (own,)
    assert recognise("Rank the by their", [own]).types == ()
    assert recognise("We rank the wives by their influence", [own]).types == ()


@pytest.mark.parametrize("stem", ["", "…", "‘…’", "… …", "?!", "‘ ’"])
def test_a_stem_without_words_fits_nothing(stem):
    assert read_stem(stem).find(read_words("Why did Rome fall? Discuss.")) is None
    assert recognise("Why did Rome fall?", [QuestionType("own", "Own", stems=(stem,))]).types == ()


def test_no_types_are_no_answer():
    assert recognise("Why did Rome fall? [12]", ()) == Recognised(marks=12)


SIGNS = [*"‘’“”'\".?:,–-•*\n ", "\r\n", "\n\n", "e\u0301", "\u202e", "\x00"]
PIECES = st.one_of(
    st.sampled_from(SIGNS),
    st.sampled_from(["Why did", "How far do you agree", "that", "Has", "been the main factor"]),
    st.sampled_from(["Which was the more important", "To what extent", "was", "due to", "Assess"]),
    st.sampled_from(["You may use", "or", "Dr.", "1.", "(a)", "(16)", "[20 marks]", "[Total 8]"]),
    st.sampled_from(["Rome", "fell", "Discuss"]),
)


@given(
    st.one_of(st.text(), st.lists(PIECES, max_size=25).map(" ".join), st.lists(PIECES).map("".join))
)
@example("\ud800 Why did ‘")
@example("Has ’ been the main factor")
def test_whatever_is_asked_what_is_found_stands_in_it(text):
    found = read(text)
    line = " ".join(clean_text(text).split())
    for piece in (found.stated, *found.points):
        assert piece in line
    assert all(found.points)
    assert 0 <= found.marks <= 100
    assert HELD["general"] not in found.types
    assert len(set(found.types)) == len(found.types)
    assert bool(found.command) == bool(found.types)


@pytest.mark.parametrize(
    "piece",
    [
        "how far do you ",
        "Has ",
        "Why. ",
        "• a ",
        "\n- ",
        "(",
        "[12 ",
        "(total ",
        ". ",
        "\n",
        " ",
        "‘",
        "‘a ’b ",
        "’ How far do you agree ‘",
        "a: - b or ",
        "12 marks ",
        "in a, ",
        "1 ",
        "You may use ",
        "\n\n\n\n. ‘",
    ],
)
def test_a_hostile_text_takes_time_in_proportion_to_its_length(piece):
    text = piece * (100_000 // len(piece))
    began = time.process_time()
    read(text)
    # In proportion this takes about 0.1 s; with the square of the length it would take minutes.
    assert time.process_time() - began < 2


def test_a_question_is_read_between_two_keys():
    began = time.process_time()
    for question, _ in ASKED:
        read(question)
    # About 0.1 ms each.
    assert (time.process_time() - began) / len(ASKED) < 0.001


@pytest.mark.parametrize(("question", "kind", "marks"), PASTED)
def test_a_question_is_told_however_it_is_typed_or_pasted(question, kind, marks):
    found = read(question)
    assert (found.types[0].id if found.types else "general") == kind
    assert found.marks == marks


_STRAIGHT = str.maketrans("‘’“”", "''\"\"")


@pytest.mark.parametrize(
    "spell",
    [
        lambda text: text.lower(),
        lambda text: text.translate(_STRAIGHT),
        # What has a number or a bullet already is given no other.
        lambda text: f"3 (b) {text}" if text[0].isalpha() else text,
        lambda text: f"Question 7\n{text}" if text[0].isalpha() else text,
        lambda text: text.removesuffix("?").removesuffix("."),
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: text.replace("\n", "\r\n"),
        lambda text: f"  {text}\n\n",
    ],
    ids=["small", "straight", "numbered", "headed", "no-mark", "fixed-spaces", "windows", "space"],
)
def test_another_spelling_is_the_same_kind(spell):
    unlike = {
        question: (kind, ids(spell(question))[:1])
        for question, kind in ASKED
        if ids(spell(question))[:1] != [kind]
    }
    assert unlike == {}


@pytest.mark.parametrize("marks", [" [{} marks]", " ({} marks)", "\n({})", " [{}]", "\n{} marks"])
@pytest.mark.parametrize("kind", TYPES[:-1], ids=lambda kind: kind.id)
def test_marks_in_its_text_are_its_marks(kind, marks):
    claim = "‘Luck decided it.’" if kind.stems[0].startswith("‘") else "luck"
    question = kind.stems[0].replace("‘…’", claim).replace("…", "the war")
    found = read(f"{question} in 1924?{marks.format(kind.marks)}")
    assert found.marks == kind.marks
    assert kind in found.types
    assert all(one.marks in (kind.marks, kind.marks - 4) for one in found.types)
