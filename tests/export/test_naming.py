import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from planner.export import suggested_name
from tests.export.samples import empty


def name(title: str, suffix: str = "") -> str:
    return suggested_name(replace(empty(), name=title), suffix)


@pytest.mark.parametrize(
    ("title", "suggested"),
    [
        ("My plan", "My plan"),
        ('Causes: why? <one> "two" a/b\\c|d*', "Causes why one two a b c d"),
        ("‘Stalin won.’ How far…", "‘Stalin won.’ How far…"),
        ("../../etc/passwd", "etc passwd"),
        (".hidden. ", "hidden"),
        ("con", "Plan con"),
        ("CON.the second", "Plan CON.the second"),
        ("LPT¹", "Plan LPT¹"),
        ("Consequences", "Consequences"),
        ("???", "Essay plan"),
        ("a\u200eb\u202ec\x07", "abc"),
        ("👩‍🎓 plan", "👩‍🎓 plan"),
    ],
)
def test_makes_a_name_that_every_system_takes(title: str, suggested: str):
    assert name(title) == suggested
    assert name(title, ".docx") == f"{suggested}.docx"


def test_is_the_question_where_the_plan_has_no_name():
    assert suggested_name(empty()) == "Why did Stalin win the power struggle"


def test_a_long_title_is_cut_at_a_word():
    assert name("reason " * 40) == ("reason " * 11).strip()
    assert name("x" * 300) == "x" * 80
    assert len(name("长" * 300).encode()) <= 120


@given(st.text(st.characters(), max_size=200))
def test_any_title_gives_a_safe_name(title: str):
    suggested = name(title)
    assert suggested
    assert len(suggested.encode()) <= 125
    assert not set(suggested) & set('<>:"/\\|?*\n\r\t\x00')
    assert suggested == suggested.strip(" .")
    assert suggested.split(".")[0].strip().upper() not in {"CON", "NUL", "AUX", "PRN", "COM1"}
