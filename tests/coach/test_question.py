"""A question as the coach reads it: its key words, and the parts that it states and offers."""

import pytest

from planner.coach.question import read_question
from tests.coach.essays import words

CLAIM = "How far do you agree?"


def _read(question, stated="", points=(), people=()):
    return read_question(question, stated, tuple(points), frozenset(people), words())


@pytest.mark.parametrize(
    ("question", "keys", "answering"),
    [
        # Names are no key words where there are two others or more.
        ("Why did Stalin win the struggle?", ["win", "struggle"], {"win", "struggl"}),
        ("Why did Stalin win?", ["stalin", "win"], {"stalin", "win"}),
        # Neither are years, words that build an argument, and such as “before”.
        (
            "Why did reform fail before 1914?",
            ["reform", "fail"],
            {"reform", "fail", "befor", "1914"},
        ),
        ("Explain the main cause of hunger and debt.", ["hunger", "debt"], None),
        # A word counts once, as it stands first.
        (
            "Why did the reforms of the reformed church last?",
            ["reforms", "church"],
            None,
        ),
        ("?", [], set()),
    ],
)
def test_key_words(question, keys, answering):
    read = _read(question)
    assert [*read.keys.values()] == keys
    if answering is not None:
        assert read.answering == answering


def test_a_known_name_is_one_at_the_beginning_too():
    question = "Wolsey ruled the church and the court. Why?"
    assert "wolsey" in _read(question).keys.values()
    read = _read(question, people={"wolsey", "cromwell"})
    assert "wolsey" not in read.keys.values()
    assert read.names == {"wolsey"}
    assert read.answering.isdisjoint({"wolsey"})


@pytest.mark.parametrize(
    ("claim", "keys", "search"),
    [
        ("The Tsar fell because of the war", {"war"}, "war"),
        ("The war was the main reason why the Tsar fell", {"war"}, "war"),
        ("The main reason why the Tsar fell was the war", {"war"}, "war"),
        ("The main reason for his fall was that hunger was worse", {"hunger", "wors"}, "hunger"),
        ("The main reason why hunger grew", {"hunger", "grow"}, "hunger"),
        ("It was the war", {"war"}, "war"),
        ("Hunger caused debt and riots", {"hunger", "debt", "riot"}, "hunger"),
        # The cause is told by what the rest does not say.
        ("Reform failed because reform came late", {"lat", "com"}, "came"),
        # A name tells where nothing else does.
        ("It fell because of Rasputin", {"rasputin"}, "rasputin"),
    ],
)
def test_what_a_claim_states(claim, keys, search):
    read = _read(f"‘{claim}.’ {CLAIM}", claim)
    assert (read.stated.keys, read.stated.search) == (keys, search)


def test_a_claim_of_no_words_states_nothing():
    assert _read("‘It was so.’ How far?", "It was so").stated is None
    assert _read("Why?").stated is None


def test_each_point_is_told_by_what_the_others_do_not_say():
    points = ("the Munich Putsch", "the Munich Conference")
    read = _read(
        "Why did Hitler rise? Use: the Munich Putsch; the Munich Conference.", points=points
    )
    assert [topic.words for topic in read.points] == [*points]
    first, second = (topic.keys for topic in read.points)
    assert first.isdisjoint(second)
    assert first


def test_what_is_stated_and_offered_is_not_open():
    read = _read("Why was there hunger? You may use: drought.", points=("drought",))
    assert "hunger" in read.open_keys
    assert "drought" not in read.open_keys
    assert "drought" in read.text.about


def test_what_may_be_shortened_and_written_out():
    read = _read("Was the New Economic Policy a success?", "the New Economic Policy")
    assert read.stated.initials == {"ne", "ep", "nep"}
    assert read.stated.capitals == frozenset()
    short = _read("Was the NEP a success?", "the NEP").stated
    assert (short.capitals, short.initials) == ({"nep"}, frozenset())
    long = " ".join("kdqzvwxjbpgfht")
    held = _read(f"{long}?", long).stated
    assert max(map(len, held.initials)) == 12
