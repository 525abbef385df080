import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.model.headline import MOST, headline_of, sentences
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
            "Trotsky lost his job as Commissar for War at the party congress",
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
            "Stalin arranged with Zinoviev, Kamenev and Bukharin to leave Trotsky isolated",
        ),
        (
            "Trotsky was distracted by his desire for ‘Permanent Revolution’ - the need for it.",
            "Trotsky was distracted by his desire for ‘Permanent Revolution’",
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


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        # What was not so, or only thought, keeps its object.
        (
            "Stalin did not think the spread of revolution internationally was necessary for the "
            "USSR’s success.",
            "Stalin did not think the spread of revolution internationally was necessary",
        ),
        (
            "Some historians argue that the Cold War was the result of American economic ambition "
            "rather than Soviet expansion in eastern Europe.",
            "Some historians argue that the Cold War was the result of American economic ambition",
        ),
        (
            "The peasants did not hand over their grain until the state sent armed requisition "
            "squads into the villages in 1918.",
            "The peasants did not hand over their grain until the state sent armed requisition "
            "squads",
        ),
        (
            "Lenin criticised them both for not supporting the Bolshevik seizure of power in "
            "October 1917.",
            "Lenin criticised them both for not supporting the Bolshevik seizure of power",
        ),
        # What seemed so keeps what it was.
        (
            "This role seemed to be administrative (involving party membership) but it actually "
            "gave Stalin a lot of power.",
            "This role seemed to be administrative but it actually gave Stalin a lot of power",
        ),
        # Whom it is about does not stand without what they did.
        (
            "The second step for Stalin to secure his position was to remove Zinoviev and Kamenev "
            "and the third was to remove Bukharin.",
            "The second step for Stalin to secure his position was to remove Zinoviev and Kamenev",
        ),
        (
            "The policies which had led to the growth of the NEPmen were unpopular with most "
            "of the members of the Communist Party.",
            "The policies which had led to the growth of the NEPmen were unpopular",
        ),
        (
            "Kerensky, who had become Prime Minister in July 1917, was unable to end the war or to "
            "solve the land question.",
            "Kerensky was unable to end the war or to solve the land question",
        ),
        # A comma in a list closes no aside.
        (
            "He promised 'Peace, Bread and Land' in his April Theses, which appealed to soldiers, "
            "workers and peasants who were tired of the war.",
            "He promised 'Peace, Bread and Land' in his April Theses",
        ),
        # A condition stays, and so does what says who “he” is.
        (
            "If Lenin had lived for another ten years, Stalin would probably have been removed "
            "from his post as General Secretary of the party.",
            "If Lenin had lived for another ten years, Stalin would probably have been removed",
        ),
        (
            "After Trotsky had been expelled from the Communist Party in 1929, he continued to "
            "write against Stalin from his exile in Mexico.",
            "After Trotsky had been expelled from the Communist Party in 1929, he continued to "
            "write",
        ),
        # What a sentence follows on from is not on the card.
        ("But his membership was mentioned.", "His membership was mentioned"),
        (
            "An increase in temperature increases the rate of reaction because particles have more "
            "kinetic energy and collide more frequently.",
            "An increase in temperature increases the rate of reaction",
        ),
    ],
)
def test_a_headline_says_what_its_sentence_says(text, headline):
    assert headline_of(text) == headline


SAID = [block.text for block in notes.BLOCKS if block.kind is not Kind.HEADING]


@pytest.mark.parametrize("text", SAID)
def test_the_headlines_of_the_notes_are_short_and_whole(text):
    headline = headline_of(text)
    assert 15 <= len(headline) <= MOST
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
    assert len(headline) <= MOST or " " not in headline
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
