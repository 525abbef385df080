import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.model.material import Kind
from planner.model.people import MOST, find_people, learn_names, surnames
from tests.model import notes

SAID = [block.text for block in notes.BLOCKS if block.kind is not Kind.HEADING]
NAMES = learn_names(SAID, [block.text for block in notes.BLOCKS if block.kind is Kind.HEADING])


@pytest.mark.parametrize("text", SAID)
def test_the_people_of_the_notes_are_found_and_no_one_else(text):
    begins = next(start for start in notes.PEOPLE if text.startswith(start))
    assert find_people(text, NAMES) == notes.PEOPLE[begins]


def people(text, *known):
    return find_people(text, learn_names([text], (), known))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Hitler met Neville Chamberlain at Munich. Later Hitler lied.", ("Neville Chamberlain",)),
        ("The Tsar was Nicholas II, and Rasputin advised him.", ("Nicholas II", "Rasputin")),
        ("In 1540 King Henry VIII married Anne of Cleves.", ("Henry VIII",)),
        ("Later Wilhelm II dismissed Otto von Bismarck.", ("Wilhelm II", "Otto von Bismarck")),
        ("Soon V. I. Lenin returned.", ("V. I. Lenin",)),
        ("Then Comrade Molotov spoke.", ("Molotov",)),
        ("It was trusted by O’Connell and McKinley.", ("O’Connell", "McKinley")),
        ("Mao Zedong was old, and Deng was purged by Mao.", ("Mao Zedong", "Deng")),
    ],
)
def test_names_are_told_by_what_stands_about_them(text, names):
    assert set(names) <= set(people(text))


@pytest.mark.parametrize(
    "text",
    [
        "In 1919 the Treaty of Versailles was signed in Versailles.",
        "The Communist Party and the Red Army held Petrograd and Moscow.",
        "He believed in ‘Socialism in One Country’ and in 'Permanent Revolution'.",
        "In January the Mensheviks left, and on Monday the NEPmen did.",
        "The battle was fought at Tannenberg, and the Tannenberg legend followed.",
        "They fought at Tannenberg, and Tannenberg’s name lived on.",
        "He called it ‘Kulakov’s rule’ and was proud of it.",
        "They trusted Marxism, Leninism and Trotskyists.",
        "USSR’s success was the NEP’s.",
    ],
)
def test_places_bodies_and_ideas_are_no_people(text):
    assert people(text) == ()


def test_a_word_with_a_capital_only_at_a_beginning_is_no_name():
    assert people("Grain was seized. Peasants resisted.") == ()
    assert people("Calling Trotsky a liar helped Stalin, and Stalin won.") == ("Stalin",)


def test_who_is_known_is_found_anywhere():
    assert find_people("Trotsky lost.", {"Trotsky"}) == ("Trotsky",)
    assert find_people("Trotsky lost.") == ()


def test_a_surname_beside_its_whole_name_is_not_said_twice():
    known = {"Joseph Stalin", "Stalin"}
    assert find_people("Then Joseph Stalin won, as Stalin said.", known) == ("Joseph Stalin",)


def test_headings_of_names_alone_teach_names():
    said = ["Of the three only Zinoviev, and Kamenev, remained."]
    assert not learn_names(said)
    assert learn_names(said, ["Zinoviev, Kamenev and Bukharin"]) >= {"Zinoviev", "Kamenev"}
    assert not learn_names(said, ["The Fate of Zinoviev"])


def test_a_word_that_is_also_written_small_is_no_name():
    assert not learn_names(["It was led by Reason, and reason alone.", "Then Reason said so."])


def test_surnames():
    assert surnames(["Joseph Stalin", "Lenin", "Nicholas II", ""]) == {"Stalin", "Lenin"}


def test_there_is_a_most():
    known = {f"Name{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(MOST + 9)}
    assert len(find_people(", ".join(sorted(known)), known)) == MOST


WORDS = "Lenin Stalin Joseph King II V. von the in by and , . ’s ‘ ’ Party trusted said told"
written = st.lists(st.sampled_from(WORDS.split()), max_size=14).map(" ".join)


@given(st.lists(written | st.text(max_size=30), max_size=4))
def test_every_name_stands_in_its_text(texts):
    known = learn_names(texts, texts[:1])
    for text in texts:
        names = find_people(text, known)
        assert all(name in text for name in names)
        assert len(set(names)) == len(names)
