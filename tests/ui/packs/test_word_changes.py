from hypothesis import given
from hypothesis import strategies as st

from planner.ui.packs.word_changes import word_changes
from tests import strategies

few = st.lists(st.sampled_from(["Stalin", "won", " ", "\n", ", ", "1924", "é", "."]), max_size=12)
texts = st.one_of(few.map("".join), strategies.passages())


@given(texts, texts)
def test_the_pieces_are_the_texts(before, now):
    left, right = word_changes(before, now)
    assert "".join(text for text, _ in left) == before
    assert "".join(text for text, _ in right) == now


@given(texts, texts)
def test_what_is_not_marked_is_the_same_on_both_sides(before, now):
    left, right = word_changes(before, now)
    assert "".join(t for t, d in left if not d) == "".join(t for t, d in right if not d)


@given(texts)
def test_a_text_is_itself(text):
    left, right = word_changes(text, text)
    assert left == right == ([(text, False)] if text else [])


def test_one_word_is_marked():
    left, right = word_changes("Trotsky was not there.", "Trotsky was never there.")
    assert left == [("Trotsky was ", False), ("not", True), (" there.", False)]
    assert right == [("Trotsky was ", False), ("never", True), (" there.", False)]


def test_long_texts_are_told_apart_without_waiting():
    before = "the start " + "a b c d " * 2_000 + "the end"
    now = "the start " + "d c b a " * 2_000 + "the end"
    left, right = word_changes(before, now)
    assert left[0][0].startswith("the start ")
    assert not left[0][1]
    assert "".join(text for text, _ in right) == now
