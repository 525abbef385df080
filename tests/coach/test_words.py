"""The lists of words, and how words are made comparable."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.coach.folding import fold, stem
from planner.coach.text import read_text, sentences
from planner.coach.words import Sign, Words
from planner.shipped import read_toml
from tests.coach.essays import words


def _shipped(**changes):
    return {**read_toml("coach.toml"), **changes}


def test_the_shipped_lists_hold_each_word_once():
    data = read_toml("coach.toml")
    for name in ("stop", "scaffold", "minor", "plain"):
        assert len(set(data[name])) == len(data[name]), name
    for name, phrases in data["signs"].items():
        assert len(set(phrases)) == len(phrases), name
    for group in ("forms", "same"):
        members = [word for words in data[group] for word in words]
        assert len(set(members)) == len(members), group


@pytest.mark.parametrize(
    "changes",
    [
        {"stop": []},
        {"stop": ["two words"]},
        {"stop": [3]},
        {"plain": ["…"]},
        {"forms": [["a b"]]},
        {"same": [["?"]]},
        {"signs": {}},
        {"signs": {"cause": ["because"]}},
        {"signs": {**read_toml("coach.toml")["signs"], "other": ["a"]}},
        {"signs": {**read_toml("coach.toml")["signs"], "cause": ["..."]}},
        {"more": ["a"]},
    ],
)
def test_lists_of_another_shape_are_refused(changes):
    with pytest.raises(msgspec.ValidationError):
        Words.of(_shipped(**changes))


def test_lists_that_are_not_there_are_refused():
    with pytest.raises(msgspec.ValidationError):
        Words.of({})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("controlled", "controls"),
        ("organisation", "organized"),
        ("victory", "won"),
        ("policies", "policy"),
        ("defense", "defences"),
        ("Émigré", "emigre"),
        ("Lenin’s", "Lenin"),
        ("CAUSING", "cause"),
        ("success", "successfully"),
    ],
)
def test_forms_of_one_word_are_one(one, other):
    first, second = (words().stem(word) for text in (one, other) for word in fold(text))
    assert first == second


@pytest.mark.parametrize(
    ("one", "other"),
    [("1924", "1925"), ("war", "ward"), ("party", "part"), ("rise", "raid"), ("gain", "lose")],
)
def test_different_words_stay_different(one, other):
    assert words().stem(one) != words().stem(other)


@pytest.mark.parametrize(
    ("text", "name"), [("in WW1", "first"), ("the Second World War", "second")]
)
def test_one_thing_has_one_name(text, name):
    assert f"={name} world war" in read_text(text, words()).about


@pytest.mark.parametrize("arrow", ["→", "->", "-->", "=>", "⇒"])
def test_an_arrow_explains(arrow):
    assert Sign.CAUSE in read_text(f"posts {arrow} votes", words()).signs


def test_a_phrase_is_found_on_whole_words():
    assert Sign.CAUSE in read_text("This led to war.", words()).signs
    assert Sign.CAUSE not in read_text("He was misled too, sofa.", words()).signs
    assert words().find(fold("It fell because of war"), Sign.BECAUSE) == [(2, 3), (2, 4)]


def test_sentences_end_where_they_end():
    assert [*sentences("He had 1.5 million. And then? Yes")] == [
        "He had 1.5 million",
        " And then",
        " Yes",
    ]


@given(st.text())
def test_any_text_can_be_read(text):
    read = read_text(text, words())
    assert read.count == len(read.folded) == len(fold(text))
    assert all(sentence in text and sentence.strip() for sentence in sentences(text))
    assert all(stem(word) for word in read.folded)
