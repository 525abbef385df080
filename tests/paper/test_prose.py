import pytest
from PySide6.QtGui import QImage, QPainter

from planner.paper.prose import Beside, Prose, Setting, Span
from planner.paper.type import UNIT, Style

WIDTH = 400.0
PLAIN = Style(11)
LONG = "Stalin held the party machine, and so the ballots. " * 12
HEBREW = "סטלין החזיק במנגנון של המפלגה, ולכן גם בקלפיות. " * 12


def prose(words, **more):
    return Prose((Span(words, PLAIN),), **more)


def ink(setting, rows=None):
    """Return where there is ink of a paragraph: left, right, top and bottom, in points."""
    image = QImage(round(WIDTH), 500, QImage.Format.Format_Grayscale8)
    image.fill(255)
    with QPainter(image) as painter:
        painter.scale(1 / UNIT, 1 / UNIT)
        setting.draw(painter, rows or range(len(setting.rows)), 0, 0)
    dark = [
        (x, y) for x in range(image.width()) for y in range(500) if image.pixel(x, y) & 255 < 120
    ]
    across, down = zip(*dark, strict=True)
    return min(across), max(across), min(down), max(down)


def test_a_paragraph_has_a_row_for_each_line_and_room_above():
    setting = Setting(prose(LONG, before=7), WIDTH)
    assert len(setting.rows) > 5
    assert {row.height for row in setting.rows} == {11 * 1.36}
    assert [row.gap for row in setting.rows] == [7, *[0] * (len(setting.rows) - 1)]
    _, right, _, bottom = ink(setting)
    assert right <= WIDTH
    high = sum(row.height for row in setting.rows)
    assert high - 15 < bottom < high


def test_two_lines_at_least_stand_on_each_side_of_a_pages_end():
    ends = [row.ends for row in Setting(prose(LONG), WIDTH).rows]
    assert ends == [False, *[True] * (len(ends) - 3), False, True]
    assert [row.ends for row in Setting(prose(LONG[:150]), WIDTH).rows] == [False, True]


def test_what_keeps_together_does():
    whole = Setting(prose(LONG, whole=True), WIDTH).rows
    assert [row.ends for row in whole] == [*[False] * (len(whole) - 1), True]
    assert not Setting(prose("Heading", keep=True), WIDTH).rows[-1].ends


@pytest.mark.parametrize(("words", "right"), [(LONG, False), (HEBREW, True)])
def test_text_begins_at_the_side_of_its_script(words, right):
    near, far, _, _ = ink(Setting(prose(words[:30], start=50), WIDTH))
    if right:
        assert WIDTH - 56 <= far <= WIDTH - 49
        assert near > 100
    else:
        assert 49 <= near <= 53
        assert far < 300


@pytest.mark.parametrize(("words", "right"), [("One word", False), ("שלום עולם", True)])
def test_what_stands_beside_is_on_the_first_line_at_the_same_side(words, right):
    label = Beside(Span("Point", Style(11, 700)), 0.0, 60.0)
    setting = Setting(prose(words, start=74, beside=(label,)), WIDTH)
    near, far, _, bottom = ink(setting)
    assert bottom < 11 * 1.36
    assert (far > WIDTH - 4 and near > 200) if right else (near < 3 and far < 200)
    # It stands on the page on which the paragraph begins.
    many = Setting(prose(LONG, start=74, beside=(label,)), WIDTH)
    assert ink(many, range(2))[0] < 3
    assert ink(many, range(2, 4))[0] >= 74


def test_a_label_of_two_lines_has_room_beside_one():
    label = Beside(Span("Counter-argument", Style(11, 700)), 0.0, 66.0)
    setting = Setting(prose("Words.", start=74, beside=(label,)), WIDTH)
    assert len(setting.rows) == 2
    assert ink(setting)[3] > 11 * 1.36


def test_lines_after_the_first_hang():
    setting = Setting(prose(LONG, hang=20), WIDTH)
    assert ink(setting, range(1))[0] < 4
    assert 19 <= ink(setting, range(1, len(setting.rows)))[0] <= 23


def test_part_of_a_paragraph_is_drawn_from_the_top():
    setting = Setting(prose(LONG), WIDTH)
    _, _, top, bottom = ink(setting, range(2, 4))
    assert top < 11 * 1.36
    assert 11 * 1.36 < bottom < 2 * 11 * 1.36


def test_a_span_has_its_own_style_whatever_stands_before_it():
    def width(*spans):
        near, far, _, _ = ink(Setting(Prose(spans), WIDTH))
        return far - near

    thin, thick = Span("wwww", PLAIN), Span("wwww", Style(22, 700))
    for before in ("a", "👩‍🎓🎭"):
        first = Span(before, PLAIN)
        assert width(first, thick) > width(first, thin) + 20
        assert abs(width(first, thin) - width(Span(f"{before}wwww", PLAIN))) <= 1


def test_which_span_leads_is_told():
    spans = (Span("My note: ", PLAIN), Span("שלום", PLAIN))
    assert ink(Setting(Prose(spans, leads=1), WIDTH))[1] > WIDTH - 5
    assert ink(Setting(Prose(spans), WIDTH))[0] < 5


def test_no_words_take_a_line():
    assert len(Setting(prose(""), WIDTH).rows) == 1


def test_words_without_an_end_are_broken_anywhere_and_no_others_are():
    def rows(words):
        return len(Setting(prose(words), WIDTH).rows)

    assert rows(("aא" * 51 + " ") * 10) <= rows("aא" * 515) + 1
    assert rows(("ab" * 51 + " ") * 10) > rows("ab" * 515) + 1
    assert ink(Setting(prose("aא" * 400), WIDTH))[1] <= WIDTH


def test_signs_that_all_hang_on_one_letter_stand_on_many_lines():
    few, many = (Setting(prose("ก" + "\u0e33" * count), WIDTH) for count in (99, 2_000))
    assert len(many.rows) > 3 * len(few.rows)
