import pytest

from planner.model import intake, pack_edits
from planner.model.columns import Columns, Holds, recognise
from planner.model.evidence import Card, Factor, When
from planner.model.intake_cards import Rough, finish, from_notes, from_table, new_factor_names
from planner.model.material import Block, Kind, Material, Table
from planner.model.pack import MOST_CARDS, MOST_FACTORS, Pack, PackInfo
from planner.model.text import TextError
from planner.model.tree import EditError
from tests.model import notes

CUNNING = Factor("p/cunning", "Cunning", hue=0)
PACK = Pack(PackInfo("p", "A pack"), (CUNNING,), cards=(Card("p/one", "One"),))
HEADS = ("Evidence", "Detail", "Date", "People", "Theme", "Ref.")


def rows(*cells, heads=HEADS, line=1):
    table = Table((heads, *cells), line=line)
    return from_table(table, recognise(table))


# Notes


def test_the_notes_give_a_card_a_bullet():
    made = finish(PACK, from_notes(intake.begin(notes.MATERIAL), "Course notes"))
    assert len(made.cards) == 25
    assert made.factors == ()
    murder = next(card for card in made.cards if "An agent" in card.headline)
    assert murder == Card(
        "p/an-agent-sent-by-stalin-murdered-trotsky-in-mexico",
        "An agent sent by Stalin murdered Trotsky in Mexico",
        "In August 1940, an agent (Ramon Mercader) sent by Stalin murdered Trotsky in Mexico "
        "(where he was in exile).",
        When("August 1940", "1940-08", "1940-08"),
        ("Ramon Mercader", "Stalin", "Trotsky"),
        source="Course notes, Trotsky out of the picture",
    )
    pack = pack_edits.put_cards(PACK, made.cards, made.factors)
    assert len({card.id for card in pack.cards}) == 26


def test_only_what_is_taken_becomes_a_card():
    found = intake.take(intake.begin(notes.MATERIAL), range(2, 99), False)
    assert [card.headline for card in from_notes(found)] == [
        "It was hard to find someone to replace him"
    ]


def test_a_draft_without_a_headline_is_told_by_its_line():
    found = intake.reword(intake.begin(notes.MATERIAL), 1, "headline", " ")
    with pytest.raises(TextError, match="line 5 has no headline"):
        from_notes(found)


def test_headings_that_are_factors_are_whole_names():
    blocks = (
        Block(Kind.HEADING, "Zinoviev, Kamenev and Bukharin", 1, 1),
        Block(Kind.HEADING, "CUNNING", 2, 2),
        Block(Kind.BULLET, "One", 3),
        Block(Kind.HEADING, "Dropped", 4, 1),
        Block(Kind.BULLET, "Two", 5),
    )
    found = intake.begin(Material("notes", blocks), ["Cunning"])
    found = intake.as_factors(found, {0, 2}, True)
    found = intake.take(found, [1], False)
    made = finish(PACK, from_notes(found))
    assert [(f.id, f.name, f.hue) for f in made.factors] == [
        ("p/zinoviev-kamenev-and-bukharin", "Zinoviev, Kamenev and Bukharin", 1)
    ]
    assert made.cards[0].factors == ("p/zinoviev-kamenev-and-bukharin", "p/cunning")
    assert made.cards[0].source == "CUNNING"
    assert made.cards[0].id == "p/one-2"


# Tables


def test_a_row_is_a_card():
    made = rows(("Trick", "He was told the wrong day.", "January 1924", "Stalin; Trotsky", "", "3"))
    assert made.cards == (
        Rough(
            "Trick",
            "He was told the wrong day.",
            When("January 1924", "1924-01", "1924-01"),
            ("Stalin", "Trotsky"),
            source="3",
        ),
    )
    assert made.rows == 1
    assert made.troubles == ()


def test_empty_rows_are_passed_over_and_the_others_counted():
    made = rows(("One", *5 * ("",)), 6 * ("",), ("Two", *5 * ("",)))
    assert [card.headline for card in made.cards] == ["One", "Two"]
    assert made.rows == 2


def test_a_row_without_words_for_a_card_is_told_by_its_line():
    made = rows(("One", *5 * ("",)), ("", "", "1924", "", "", ""), line=7)
    assert [(t.line, t.says[:20]) for t in made.troubles] == [(9, "There is no headline")]
    assert (len(made.cards), made.rows) == (1, 2)


def test_a_date_that_cannot_be_read_is_told_and_kept():
    made = rows(("One", "", "soon", "", "", ""))
    assert made.cards[0].when == When("soon")
    assert "“soon” names no date" in made.troubles[0].says


@pytest.mark.parametrize(
    ("first", "last", "when"),
    [
        ("1922", "1929", When("1922–1929", "1922", "1929")),
        ("January 1924", "", When("January 1924", "1924-01", "1924-01")),
        ("", "1929", When("1929", "1929", "1929")),
        ("1929", "1929", When("1929", "1929", "1929")),
        ("", "", When()),
    ],
)
def test_two_columns_of_dates_are_one_time(first, last, when):
    made = rows(("One", first, last), heads=("Headline", "From", "To"))
    assert made.cards[0].when == when


def test_without_columns_for_them_dates_and_people_are_found_in_the_text():
    made = rows(
        ("Fall", "In 1925 the post of Trotsky was given away by Stalin."),
        ("Exile", "Trotsky was exiled in 1929, said Stalin."),
        heads=("Headline", "Detail"),
    )
    assert [card.when.shown for card in made.cards] == ["1925", "1929"]
    assert made.cards[0].people == ("Trotsky", "Stalin")
    given = rows(("Fall in 1925", "", "Stalin"), heads=("Headline", "When", "People"))
    assert given.cards[0].when == When()


def test_a_detail_alone_gives_its_headline():
    made = rows(("", "Stalin was cunning, and he won.", *4 * ("",)))
    assert made.cards[0].headline == "Stalin was cunning, and he won"
    assert made.cards[0].detail == "Stalin was cunning, and he won."


def test_a_headline_that_is_too_long_goes_to_the_detail():
    long = "Stalin was cunning, " + "very " * 80
    made = rows((long, "More.", *4 * ("",)))
    assert made.cards[0].headline == "Stalin was cunning"
    assert made.cards[0].detail.startswith("Stalin was cunning, very")
    assert made.cards[0].detail.endswith("More.")


def test_too_many_people_leave_a_row_out_and_say_so():
    made = rows(("One", "", "", ", ".join(f"N{n}" for n in range(51)), "", ""))
    assert made.cards == ()
    assert "at most 50 people" in made.troubles[0].says


def test_columns_of_one_kind_are_put_together():
    table = Table((("One", "a", "b"), ("Two", "", "c")))
    columns = Columns((Holds.HEADLINE, Holds.DETAIL, Holds.DETAIL), header=False)
    assert [card.detail for card in from_table(table, columns).cards] == ["a\nb", "c"]


# The pack


def test_factors_are_matched_whatever_their_case_and_new_ones_made_once():
    rough = [Rough("A", listed="cunning; Luck"), Rough("B", listed="LUCK, Rivals")]
    assert new_factor_names(PACK, rough) == ["Luck", "Rivals"]
    made = finish(PACK, rough)
    assert [factor.name for factor in made.factors] == ["Luck", "Rivals"]
    assert [card.factors for card in made.cards] == [
        ("p/cunning", "p/luck"),
        ("p/luck", "p/rivals"),
    ]


def test_ids_are_never_taken_ones():
    made = finish(PACK, [Rough("One"), Rough("One", listed="One"), Rough("!")], {"one-3"})
    names = [part.id for part in (*made.cards, *made.factors)]
    assert len(set(names)) == 4
    assert not {"p/one", "p/one-3"}.intersection(names)


def test_more_than_a_pack_holds_is_refused():
    with pytest.raises(EditError, match="at most 20,000 cards"):
        finish(PACK, [Rough("One")] * MOST_CARDS)
    many = [Rough("One", listed=f"F{n}") for n in range(MOST_FACTORS)]
    with pytest.raises(EditError, match="at most 500 factors"):
        finish(PACK, many)
