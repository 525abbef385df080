import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.model.headline import WHOLE, headline_of, sentences
from planner.model.material import Kind
from planner.model.text import LINE
from tests.model import notes


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        ("He feared Stalin’s power.", "He feared Stalin’s power"),
        (
            "He feared Stalin’s power, and believed that Stalin didn't have the ability to lead.",
            "He feared Stalin’s power",
        ),
        (
            "In 1925, Trotsky lost his job as Commissar for War at the party congress because the "
            "other members of the Politburo had control over the ballots.",
            "Trotsky lost his job as Commissar for War",
        ),
        (
            "In August 1940, an agent (Ramon Mercader) sent by Stalin murdered Trotsky in Mexico "
            "(where he was in exile).",
            "An agent sent by Stalin murdered Trotsky in Mexico",
        ),
        (
            "Because Lenin had so much power within the government and had no single role, it was "
            "hard to find someone to replace him.",
            "It was hard to find someone to replace him",
        ),
        (
            "First, Stalin arranged with Zinoviev, Kamenev and Bukharin to leave Trotsky isolated.",
            "Stalin arranged with Zinoviev, Kamenev and Bukharin",
        ),
        (
            "Trotsky was distracted by his desire for ‘Permanent Revolution’ - the need for it.",
            "Trotsky was distracted by his desire",
        ),
        ("Trotsky was arrogant. He gave orders.", "Trotsky was arrogant"),
        ("V. I. Lenin was ill. He died.", "V. I. Lenin was ill"),
        ("Lenin: ill from 1922 –", "Lenin: ill from 1922"),
        (". – He died", "He died"),
        ("… . He died.", "He died"),
        ("", ""),
        ("...", ""),
        ("x" * 400, "X" + "x" * (LINE - 1)),
    ],
)
def test_a_headline_is_the_first_clause(text, headline):
    assert headline_of(text) == headline


SAID = [block.text for block in notes.BLOCKS if block.kind is not Kind.HEADING]


@pytest.mark.parametrize("text", SAID)
def test_the_headlines_of_the_notes_are_short_and_whole(text):
    headline = headline_of(text)
    assert 15 <= len(headline) <= WHOLE
    assert re.search(r"\w\Z|[”’)]\Z", headline)
    assert headline.rpartition(" ")[2] not in {"and", "or", "but", "the", "of", "to", "in", "a"}
    assert headline[0].isupper()


WORDS = """
Stalin and, but because In 1925, (who was ill) the party . ! ; – ‘Right Communist’ it was
longest-possible-word-of-all
"""
pieces = st.lists(st.sampled_from(WORDS.split()), max_size=30).map(" ".join)


@given(pieces | st.text(max_size=200))
def test_a_headline_has_the_texts_own_words_in_their_order(text):
    headline = headline_of(text)
    assert len(headline) <= LINE
    assert len(headline) <= WHOLE or " " not in headline
    assert "\n" not in headline
    rest = iter(re.findall(r"\w+", text.casefold()))
    if len(headline) < LINE:
        assert all(word in rest for word in re.findall(r"\w+", headline.casefold()))


@given(pieces | st.text(max_size=200))
def test_sentences_are_all_of_a_text(text):
    spans = sentences(text)
    assert re.sub(r"\s", "", "".join(text[a:b] for a, b in spans)) == re.sub(r"\s", "", text)
    assert all(text[a:b].strip() == text[a:b] != "" for a, b in spans)


def test_sentences_end_where_they_do():
    text = "He left in Jan. 1924. Dr. Smith agreed (so he said). “No,” he said! Why?\nNext line"
    assert [text[a:b] for a, b in sentences(text)] == [
        "He left in Jan. 1924.",
        "Dr. Smith agreed (so he said).",
        "“No,” he said!",
        "Why?",
        "Next line",
    ]
