import pytest

from planner.model.evidence import Card, When
from planner.model.vague import find_vague, is_vague, known_names


def card(text, detail="", when="", people=()):
    return Card("p/a", text, detail, When(when), tuple(people))


@pytest.mark.parametrize(
    "vague",
    [
        card(""),
        card("Things got worse"),
        card("A big change", "The people were unhappy. They wanted more."),
        card(
            "It mattered", "“Many thought so.” (Others did not.)\n- Some were unsure …\nNobody knew"
        ),
        card("What I think", "I’m sure of it, and I said so."),
        card("THE END OF IT ALL", "Everything changed."),
        card("One of the reasons", "It may have been one of many. In march they went on."),
        card("Later on", when="After a while"),
        # Where only its place gives a word its capital, no one can tell whether it is a name.
        card("Trotsky was arrogant"),
    ],
)
def test_vague(vague):
    assert is_vague(vague)


@pytest.mark.parametrize(
    "sound",
    [
        card("Things got worse", people=["Lenin"]),
        Card("p/a", "Things got worse", when=When(start="1924")),
        card("Things got worse", when="in about 1924"),
        card("Things got worse", when="in the Middle Ages"),
        card("Half of it was gone"),
        card("Of three men two died"),
        card("Worse in october"),
        card("He lost 5 ships"),
        card("The fall of Paris"),
        card("Worse", "At last the Politburo voted."),
        card("Worse", "Mr. Smith left."),
        card("Worse", "J. Stalin wrote it."),
        card("NEP"),
        card("The end of the USSR"),
        card("Under Henry VIII"),
        card("The people’s war – Trotsky’s own"),
        card("So it was: Lenin had won"),
        card("Élan in Évian", "a"),
        # There are no capitals to tell names by.
        card("列宁去世"),
        card("وفاة لينين"),
    ],
)
def test_not_vague(sound):
    assert not is_vague(sound)


def test_a_known_name_counts_at_the_beginning_of_a_sentence():
    others = [card("The rise of Trotsky"), card("A plot", people=["Ramon Mercader"])]
    names = known_names(others)
    assert names == {"Trotsky", "Ramon", "Mercader"}
    assert not is_vague(card("Trotsky was arrogant"), names)
    assert not is_vague(card("Trotsky’s arrogance"), names)
    assert is_vague(card("Workers were hungry"), names)


def test_a_word_that_is_also_written_small_is_no_known_name():
    cards = [card("The Right Opposition"), card("A right to vote")]
    assert known_names(cards) == {"Opposition"}


def test_the_vague_are_found_among_others():
    cards = [
        card("Trotsky was arrogant"),
        card("Workers were hungry"),
        card("The rise of Trotsky"),
        card("Things got worse"),
    ]
    assert find_vague(cards) == {1, 3}
    assert find_vague([]) == set()
