import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from planner.model.coverage import Sought
from planner.model.evidence import Card, Factor, When
from planner.model.pack import Pack, PackInfo
from planner.store.database import Database, create
from planner.store.errors import Damaged
from planner.store.library import Library
from planner.store.ranking import WEIGHTS, Extent, read_extent
from planner.store.search import Query
from planner.store.words import folded

WORDS = ["stalin", "stalinism", "star", "1927", "Zürich", "Лев", "a", "the"]
texts = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
drawn = st.lists(
    st.tuples(texts, texts, st.lists(st.sampled_from(WORDS), max_size=2), st.booleans()),
    min_size=2,
    max_size=30,
)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    path = tmp_path_factory.mktemp("ranking") / "evidence.db"
    create(path)
    return path


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    cards=drawn,
    words=st.lists(st.sampled_from(["s", "sta", "stalin", *WORDS]), min_size=1, max_size=3),
    person=st.sampled_from(["", "stalin", "Zürich"]),
)
@example(
    cards=[("star", "a", ["stalin"], False), ("star star", "the", ["stalin", "Zürich"], True)],
    words=["star"],
    person="stalin",
)
@example(
    # A name counts among the names alone, and there as a whole word.
    cards=[
        ("star stalin", "", ["stalin"], False),
        ("star star", "", ["stalin"], False),
        ("star stalinism", "", ["stalinism"], False),
        *[("a", "the", [], False)] * 4,
    ],
    words=["star"],
    person="stalin",
)
@example(
    # A word on few cards counts more than one on most, however often that is on a card.
    cards=[
        ("the", "star a a a a a", [], False),
        ("the", "star star a the the the", [], False),
        *[("star", "a", [], False)] * 3,
        *[("the", "a", [], False)] * 3,
        *[("the", "the", [], False)] * 3,
    ],
    words=["star", "a"],
    person="",
)
@example(
    # One that is on half of them tells nothing.
    cards=[
        ("the", "star star star a a a a a a a a", [], False),
        ("the", "star star star star a the the the the the the", [], False),
        *[("star", "a", [], False)] * 3,
        ("the", "a", [], False),
        *[("the", "the", [], False)] * 6,
    ],
    words=["star", "a"],
    person="",
)
@example(
    # The shorter card is the better: with its date, its factor and the words of its factor.
    cards=[
        ("the", "Zürich the the the the the", [], False),
        ("the", "Zürich", [], True),
        *[("the", "a", [], False)] * 3,
    ],
    words=["Zürich"],
    person="",
)
@example(
    # It counts thrice what a word of the text does.
    cards=[
        ("a", "star the", ["stalin"], False),
        ("a", "star", ["stalin", "stalin"], False),
        ("a", "star star", ["stalin"], False),
        *[("a", "a a the", [], False)] * 6,
    ],
    words=["star"],
    person="stalin",
)
def test_the_best_come_first_by_the_scores_of_the_index(place, cards, words, person):
    made = tuple(
        Card(
            f"p/c{number}",
            headline,
            detail,
            When("1927" if dated else ""),
            tuple(people),
            ("p/f",) if dated else (),
        )
        for number, (headline, detail, people, dated) in enumerate(cards)
    )
    database = Database.open(place)
    library = Library(database)
    with library:
        library.install(Pack(PackInfo("p", "P"), (Factor("p/f", "Star Wars"),), (), made))
        parts = [f'"{word}"*' for word in dict.fromkeys(folded(" ".join(words)))]
        parts += [f'(names : "{word}")' for word in folded(person)]
        scored = database.rows(
            f"SELECT cards.id, bm25(search, {', '.join(map(str, WEIGHTS))}) AS score FROM search "
            "JOIN cards ON number = search.rowid WHERE search MATCH ? ORDER BY score, number",
            [" AND ".join(parts)],
        )
        within = Sought(person=person) if person else None
        found = [card.id for card in library.page(Query(" ".join(words), within=within), 0, 100)]
        scores = dict(scored)
        told = [scores[card] for card in found]
        # Those whom the index finds among the names may only have such words in their names.
        best = [score for card, score in scored if card in set(found)]
        assert told == pytest.approx(best, rel=1e-9)
        assert person or len(found) == len(scored)


def test_cards_of_which_none_has_a_headline_are_ranked(library):
    library.save_card(Card("own/1", "–", "pear and apple"))
    library.save_card(Card("own/2", "", "pear and pear"))
    found = library.page(Query("pear"), 0, 9)
    assert [card.id for card in found] == ["own/2", "own/1"]


def test_the_extent_of_the_index_is_what_it_holds(stocked, path):
    # More words than the index writes in one byte.
    stocked.save_card(Card("own/1", "A long one", "word " * 300))
    stocked.close()
    database = Database.open(path)
    rows = database.rows("SELECT headline, names, words, tags FROM cards")
    extent = read_extent(database)
    assert extent.cards == len(rows)
    assert extent.words == sum(len(text.split()) for row in rows for text in row)
    with database.writing() as db:
        # As it is in a library of very many cards.
        db.execute("UPDATE search_data SET block = x'81800002010003' WHERE id = 1")
    assert read_extent(database) == Extent(16_384, 6)
    for block in ("x''", "x'05'", "'text'", "x'0001020304'"):
        with database.writing() as db:
            db.execute(f"UPDATE search_data SET block = {block} WHERE id = 1")
        with pytest.raises(Damaged) as caught:
            read_extent(database)
        assert caught.value.path == path
    database.close()
