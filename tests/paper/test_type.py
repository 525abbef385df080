import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.paper import type as paper_type
from planner.paper.type import (
    Style,
    best_fit,
    broken,
    fitted,
    flat,
    leftward,
    load_fonts,
    shortened,
    width_of,
)

STYLE = Style(10)


@given(st.lists(st.sampled_from(["a", "stalin", "😀", "中文字", "Ωμέγα", "x" * 60]), max_size=40))
def test_lines_hold_all_the_words_in_order_and_are_narrow_enough(words):
    lines = broken(" ".join(words), STYLE, 90)
    assert "".join("".join(lines).split()) == "".join(words)
    assert all(width_of(line, STYLE) <= 90.5 for line in lines)


def test_paragraphs_begin_on_new_lines_and_empty_ones_are_left_out():
    assert broken("one\n\n  two\nthree", STYLE, 90) == ["one", "two", "three"]
    assert broken("", STYLE, 90) == []


def test_a_no_break_space_holds_words_together():
    assert flat("a\u00a0b  c\nd") == "a\u00a0b c d"
    wide = width_of("reason was", STYLE) + 1
    assert broken("reason was …", STYLE, wide) == ["reason was", "…"]
    assert broken("reason was\u00a0…", STYLE, wide) == ["reason", "was\u00a0…"]


def test_what_does_not_fit_ends_with_dots():
    assert fitted("one two three", STYLE, 400, 1) == (["one two three"], True)
    lines, whole = fitted("one two three four", STYLE, width_of("one two", STYLE) + 2, 1)
    assert (lines, whole) == (["one…"], False)
    assert fitted("some", STYLE, 400, 0) == ([], False)
    assert fitted("", STYLE, 400, 0) == ([], True)


def test_a_text_that_is_cut_before_it_is_measured_says_so():
    lines, whole = fitted("\u200b" * 5_000, STYLE, 400, 3)
    assert not whole
    assert lines[-1].endswith("…")


def test_the_largest_type_that_fits_is_taken():
    styles = [Style(12), Style(10), Style(8)]
    assert best_fit("one", styles, 400, 20) == (["one"], Style(12))
    assert best_fit("one", styles, 400, 13)[1] == Style(10)
    lines, style = best_fit("one two three " * 99, styles, 60, 20)
    assert style == Style(8)
    assert len(lines) == 2
    assert lines[-1].endswith("…")


@given(st.text(max_size=60), st.floats(30, 300))
def test_a_shortened_line_is_narrow_enough(text, width):
    assert width_of(shortened(text, STYLE, width), STYLE) <= width + 0.5


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", False), ("1924", False), ("abc", False), ("1924 לנין", True), ("a לנין", False),
     ("سنة", True)],
)  # fmt: skip
def test_scripts_from_right_to_left_are_known(text, expected):
    assert leftward(text) is expected


def test_widths_are_in_points():
    assert width_of("nnnn", Style(20)) == pytest.approx(2 * width_of("nnnn", STYLE), rel=0.01)
    assert 10 < width_of("nnnn", STYLE) < 40


def test_fonts_are_loaded_once(monkeypatch):
    load_fonts()
    added = []
    monkeypatch.setattr(paper_type.QFontDatabase, "addApplicationFont", added.append)
    load_fonts()
    assert added == []


def test_to_end_a_line_it_is_measured_a_few_times_however_long_it_is(monkeypatch):
    asked = []

    def counted(words, style):
        asked.append(words)
        return width_of(words, style)

    monkeypatch.setattr(paper_type, "width_of", counted)
    for letters in ("e" + "\u0301" * 99, "\u200d", "x", "one "):
        lines, whole = fitted(letters * 5_000, STYLE, 60, 2)
        assert not whole
        assert lines[-1].endswith("…")
    assert len(asked) < 100
    assert max(map(len, asked)) < 700
