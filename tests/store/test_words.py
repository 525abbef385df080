import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.store.words import all_kept, folded, kept, tag


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The dagger’s edge", ["the", "dagger", "s", "edge"]),
        ("1927–28, 1927-28", ["1927", "28", "1927", "28"]),
        ("ÉLAN Zürich straße", ["elan", "zurich", "strasse"]),
        ("Троцкий", ["троцкии"]),
        ('AND "*" NOT_x', ["and", "not", "x"]),
        ("\ue000private", ["private"]),
        ("", []),
    ],
)
def test_folding(text, words):
    assert folded(text) == words


@pytest.mark.parametrize("code", range(128))
def test_plain_text_is_folded_as_any_other(code):
    # The é makes it go the longer way.
    assert folded(f"A{chr(code)}B c") == [*folded(f"A{chr(code)}B cé")[:-1], "c"]


@given(st.text())
def test_folding_what_is_folded_changes_nothing(text):
    assert folded(kept(text)) == folded(text)


texts = st.text("aB é’…-_ \n\x1f\x00א", max_size=8) | st.text()


@given(st.lists(texts, max_size=5))
def test_texts_together_are_kept_as_each_is(several):
    assert all_kept(several) == [kept(text) for text in several]


@given(st.text(), st.from_regex(r"\A[a-z0-9]+(?:[-/][a-z0-9]+)*\Z"))
def test_a_tag_cannot_be_typed(text, factor):
    assert tag(factor) not in folded(text)
    assert tag(factor)[1:].replace("\ue001", "-").replace("\ue002", "/") == factor
