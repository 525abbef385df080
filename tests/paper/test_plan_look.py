from planner.export.outline import Choices, outline
from planner.model.outline import Entry, Figure, Heading, Item, Source, Sources, Subtitle, Title
from planner.model.picture import Picture
from planner.paper.page import DARK
from planner.paper.plan_look import pieces
from tests.export.samples import ESSAY, NOTES, filled

PICTURE = Picture(b"", 300, 200, "A ladder")


def said(blocks):
    """Return the texts of all paragraphs, each after what stands beside it."""
    lines = []
    for piece in pieces(blocks):
        beside = [aside.span.words for aside in piece.beside]
        lines.append(" | ".join([*beside, "".join(span.words for span in piece.spans)]))
    return [line.replace("\xa0", " ") for line in lines]


def test_a_plan_is_said_in_reading_order():
    blocks = outline(filled(), Choices(), ESSAY, NOTES)
    assert said(blocks)[:14] == [
        "Why did Stalin win the power struggle?",
        "Line of argument",
        "Stalin was cunning.",
        "1. Cunning",
        "Point | The main reason was cunning.",
        "Evidence | He hid it.",
        "Then he lied.",
        "• | The suppressed testament",
        "Few read it.",
        "• | The funeral trick  January 1924",
        "Trotsky was not there.",
        "He had the wrong date.",
        "My note: Miss says: link this to cunning.",
        "1. Learn the date.",
    ]
    assert said(blocks)[-3:] == [
        "Sources",
        "Course notes, page 3 – The suppressed testament; The funeral trick",
        "Textbook, page 9 – Control of the ballots",
    ]


def test_a_label_without_words_stands_beside_the_first_card():
    cards = (Item("One"), Item("Two"))
    assert said([Entry("Explain", "", cards)]) == ["Explain | • | One", "• | Two"]


def test_a_label_that_has_no_room_stands_above():
    for label in ("Corresponding evidence", "A pile that was given a long name", "x" * 300):
        above, below = pieces([Entry(label, "Words.")])
        assert above.spans[0].words == label
        assert above.keep
        assert (below.beside, below.spans[0].words) == ((), "Words.")
    assert said([Entry("Counter-argument", "Words.")]) == ["Counter-argument", "Words."]
    assert said([Entry("Main idea", "Words.")]) == ["Main idea | Words."]


def test_headings_keep_with_what_follows_and_headlines_with_their_details():
    blocks = [Title("T"), Subtitle("S"), Heading("H"), Entry("Point", "Words.")]
    assert [piece.keep for piece in pieces(blocks)] == [True, True, True, False]
    card = Item("One", "1924", "First.\nSecond.", "Mine.\nMore.")
    assert [p.keep for p in pieces([Entry(items=(card,))])] == [True, False, True, False, False]


def test_prompts_lean_and_stand_in_brackets():
    (piece,) = pieces([Entry("Link", prompt="What follows?")])
    (span,) = piece.spans
    assert (span.words, span.style.italic, span.grey) == ("[What follows?]", True, DARK)


def test_a_picture_is_followed_by_what_it_does_not_say():
    items = (Item("1. Cunning", detail="He hid it."), Item("2. Luck"))
    picture, *rest = pieces([Figure(items, PICTURE)])
    assert picture is PICTURE
    assert [piece.spans[0].words for piece in rest] == ["1. Cunning", "He hid it."]
    assert said([Figure(items)]) == ["1. Cunning", "He hid it.", "2. Luck"]


def test_what_an_item_lacks_leaves_no_trace():
    assert said([Entry("", "", (Item("", "1924"), Item("", "", "Said."), Item("A")))]) == [
        "• | 1924",
        "• | Said.",
        "• | A",
    ]
    assert said([Sources((Source("Book", ("", "")),))]) == ["Book"]


def test_only_a_long_detail_is_divided():
    short, long = pieces([Entry(items=(Item("", "", "Few words."), Item("", "", "Word. " * 200)))])
    assert (short.whole, long.whole) == (True, False)
