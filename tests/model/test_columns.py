import pytest

from planner.model.columns import Columns, Holds, by_name, choose, recognise
from planner.model.material import Table

H, D, W, N = Holds.HEADLINE, Holds.DETAIL, Holds.WHEN, Holds.NOTHING
ROW = ("The funeral trick", "Trotsky was told the wrong date of the funeral by Stalin.", "1924")


def table(*rows):
    return Table(tuple(rows))


@pytest.mark.parametrize(
    ("heading", "holds"),
    [
        ("Headline", H),
        ("TITLE:", H),
        ("Evidence", H),
        ("Card title", H),
        ("Facts", H),
        ("Key point", H),
        ("Details", D),
        ("Descriptions", D),
        ("notes…", D),
        ("Date", W),
        ("Date / Year", W),
        ("year(s)", W),
        ("When?", W),
        ("From", Holds.FROM),
        ("Start date", Holds.FROM),
        ("To", Holds.TO),
        ("End", Holds.TO),
        ("People", Holds.PEOPLE),
        ("Key people", Holds.PEOPLE),
        ("Who", Holds.PEOPLE),
        ("Factors", Holds.FACTORS),
        ("Theme/Category", Holds.FACTORS),
        ("categories", Holds.FACTORS),
        ("Cause", Holds.FACTORS),
        ("Source", Holds.SOURCE),
        ("Ref.", Holds.SOURCE),
        ("page number", Holds.SOURCE),
        ("#", N),
        ("No.", N),
        ("ID", N),
        ("Worksheet colour", None),
        ("Evidence type", None),
        ("", None),
        ("1924", None),
        ("日付", None),
    ],
)
def test_a_column_is_known_by_its_heading(heading, holds):
    assert by_name(heading) is holds


def test_columns_with_headings_need_no_question():
    found = recognise(table(("Evidence", "Detail", "Date"), ROW, ROW))
    assert found == Columns((H, D, W), header=True)


def test_a_heading_that_says_nothing_is_asked_about():
    found = recognise(table(("Evidence", "Detail", "Date", "Colour"), (*ROW, "red")))
    assert found == Columns((H, D, W, N), header=True, unsure=(3,))


def test_an_empty_column_is_not_asked_about():
    found = recognise(table(("Evidence", "Date", ""), ("One", "1924", "")))
    assert found.unsure == ()


def test_a_second_column_of_a_kind_that_one_can_hold_is_asked_about():
    found = recognise(table(("Title", "Evidence", "Notes", "Detail"), ("a", "b", "c", "d")))
    assert found == Columns((H, N, D, D), header=True, unsure=(1,))


def test_without_a_heading_for_it_the_first_unknown_column_is_the_headline():
    found = recognise(table(("Blob", "Date", "People"), ("One", "1924", "Lenin")))
    assert found == Columns((H, W, Holds.PEOPLE), header=True, unsure=(0,))


def test_columns_without_headings_are_guessed_and_asked_about():
    found = recognise(table(ROW, ("General Secretary", "Stalin held the post.", "April 1922")))
    assert found == Columns((H, D, W), header=False, unsure=(0, 1, 2))


def test_a_lone_column_of_text_is_the_headline():
    found = recognise(table(("Stalin was cunning.",), ("Trotsky was arrogant and distant.",)))
    assert found == Columns((H,), header=False, unsure=(0,))


def test_headings_that_nobody_knows_are_told_from_the_rows_below():
    found = recognise(table(("Aaa", "Bbb", "Ccc"), ROW, ROW))
    assert found.header
    assert found.unsure == (0, 1, 2)
    assert recognise(table(ROW, ROW)).header is False


def test_numbers_alone_are_no_text():
    found = recognise(table(("1", "Stalin was cunning indeed."), ("2", "Trotsky was arrogant.")))
    assert found.holds == (N, H)


def test_a_table_of_nothing_is_no_trouble():
    assert recognise(table()) == Columns((), header=False)
    assert recognise(table(("Evidence",))).header is False
    assert recognise(table(("", ""))) == Columns((N, N), header=False)


def test_what_one_column_holds_another_gives_up():
    found = choose(Columns((H, D, W, N), header=True, unsure=(3, 1)), 3, H)
    assert found == Columns((N, D, W, H), header=True, unsure=(1,))
    assert choose(found, 0, D).holds == (D, D, W, H)
