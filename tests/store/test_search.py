import itertools
from contextlib import closing

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.model.coverage import By, Sought, suits
from planner.model.evidence import Card, Factor, When, sort_key
from planner.model.pack import Pack, PackInfo
from planner.store import search, sieve
from planner.store.database import Database, create
from planner.store.errors import Damaged
from planner.store.library import Library
from planner.store.search import Order, Query
from planner.store.words import folded
from tests.store.conftest import CARDS

WORDS = ["stalin", "Stál", "star", "1927–28", "dagger’s", "a", "the", "Лев", "AND", "Zürich"]

texts = st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join)
dates = st.sampled_from(["", "1924", "1924-01", "1924-01-21", "-0044", "1927"])
factor_ids = st.sampled_from(["p/one", "p/one-two", "p/three"])


def cards(pack="p"):
    made = st.builds(
        lambda headline, detail, start, people, factors, source: Card(
            "p/x", headline, detail, When(start, start), tuple(people), tuple(factors), source
        ),
        texts,
        texts,
        dates,
        st.lists(st.sampled_from(WORDS), max_size=2),
        st.lists(factor_ids, unique=True, max_size=2),
        texts,
    )
    return st.lists(made, max_size=25).map(
        lambda found: tuple(
            Card(f"{pack}/c{i}", c.headline, c.detail, c.when, c.people, c.factors, c.source)
            for i, c in enumerate(found)
        )
    )


queries = st.builds(
    Query,
    st.one_of(texts, st.sampled_from(["s", "st", "1927-28", "dagger's", '"', "*", "-", "t OR"])),
    st.frozensets(factor_ids),
    st.frozensets(st.sampled_from(["p/c0", "p/c1", "p/c5", "p/none"])),
    st.sampled_from(Order),
    st.one_of(
        st.none(),
        st.builds(lambda name: Sought(person=name), st.sampled_from(WORDS)),
        st.builds(
            lambda year, many: Sought(years=(year, year + many)),
            st.sampled_from([-44, 1, 1900, 1924, 1925]),
            st.sampled_from([1, 10, 100]),
        ),
        st.builds(
            lambda names, lacking: Sought(names, lacking=lacking),
            st.frozensets(factor_ids),
            st.sampled_from([None, *By]),
        ),
    ),
)

FACTORS = tuple(
    Factor(f"p/{name}", title)
    for name, title in (("one", "Star Wars"), ("one-two", "Luck"), ("three", "Ámour"))
)
NAMES = {factor.id: factor.name for factor in FACTORS}


def matches(card, query):
    held = folded(
        " ".join(
            (
                card.headline,
                card.detail,
                card.source,
                card.when.shown,
                *card.people,
                *(NAMES[factor] for factor in card.factors),
            )
        )
    )
    return (
        all(any(word.startswith(typed) for word in held) for typed in folded(query.words))
        and (not query.factors or bool(query.factors & set(card.factors)))
        and card.id not in query.without
        and suits(query.within or Sought(), card.when, card.people, card.factors)
    )


def order_key(order, all_cards):
    place = {card.id: number for number, card in enumerate(all_cards)}

    def key(card):
        start = sort_key(card.when.start)
        date = (start is None, start or 0) if order is Order.DATE else ()
        headline = [f" {word}" for word in folded(card.headline)]
        return date, "".join(headline) if order is Order.HEADLINE else "", place[card.id]

    return key


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    path = tmp_path_factory.mktemp("search") / "evidence.db"
    create(path)
    with Library.open(path) as library:
        yield library


@pytest.mark.parametrize("way", ["_SORT", "_LIST", "_READ"])
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_each_way_finds_what_reading_every_card_finds(shared, way, data):
    held = data.draw(cards())
    shared.install(Pack(PackInfo("p", "P"), FACTORS, (), held))
    with pytest.MonkeyPatch.context() as patch:
        for name in {"_SORT", "_LIST", "_READ"} - {way}:
            patch.setattr(search, name, 1e9)
        patch.setattr(search, "RANKED", 0)
        for query in data.draw(st.lists(queries, min_size=3, max_size=3)):
            expected = sorted(
                (card for card in held if matches(card, query)), key=order_key(query.order, held)
            )
            assert shared.count(query) == len(expected)
            assert shared.page(query, 0, 100) == expected
            pages = (shared.page(query, at, 3) for at in itertools.count(0, 3))
            assert [c for page in itertools.takewhile(bool, pages) for c in page] == expected


@pytest.mark.parametrize("way", ["_SORT", "_LIST", "_READ"])
@pytest.mark.parametrize("order", Order)
@pytest.mark.parametrize("without", [frozenset(), frozenset({"usa/vote", "usa/none"})])
def test_the_shelf_is_in_the_order_that_is_asked_for(stocked, monkeypatch, way, order, without):
    monkeypatch.setattr(search, "RANKED", 1)
    monkeypatch.setattr(search, way, -1e9)
    held = [card for card in CARDS if card.id not in without]
    expected = sorted(held, key=order_key(order, CARDS))
    for words in ("", "the"):
        query = Query(words, without=without, order=order)
        assert stocked.page(query, 0, 9) == expected
        pages = [stocked.page(query, at, 1) for at in range(len(held) + 1)]
        assert pages == [*([card] for card in expected), []]


def test_few_matches_are_ranked_by_where_the_word_is(stocked):
    found = stocked.page(Query("funeral"), 0, 10)
    assert [card.id for card in found] == ["usa/trick", "usa/mood"]
    stocked.save_card(Card("own/1", "Nothing", "Before all others on the shelf: a funeral"))
    found = stocked.page(Query("funeral"), 0, 10)
    assert found[0].id == "usa/trick"
    assert {card.id for card in found} == {"usa/trick", "usa/mood", "own/1"}


def test_as_many_as_can_be_ranked_are(stocked, monkeypatch):
    stocked.save_card(Card("own/1", "Nothing", "Before all others on the shelf: a funeral"))
    monkeypatch.setattr(search, "RANKED", 3)
    assert stocked.search.tally(Query("funeral")) == 3
    assert stocked.page(Query("funeral"), 0, 1)[0].id == "usa/trick"


def test_cards_are_ranked_by_what_is_in_the_library_now(stocked, path):
    """Where cards are short, a longer one says less of a word; where they are long, it does not."""
    stocked.save_card(Card("own/1", "Short", "pear"))
    stocked.save_card(Card("own/2", "Long", "pear pear " + "and so on " * 6))
    assert [card.id for card in stocked.page(Query("pear"), 0, 9)] == ["own/1", "own/2"]
    for number in range(3, 9):
        stocked.save_card(Card(f"own/{number}", "Longer", "and so on " * 60))
    found = stocked.page(Query("pear"), 0, 9)
    assert [card.id for card in found] == ["own/2", "own/1"]
    stocked.close()
    with Library.open(path) as again:
        assert again.page(Query("pear"), 0, 9) == found


def test_many_matches_keep_the_shelfs_order(stocked, monkeypatch):
    monkeypatch.setattr(search, "RANKED", 1)
    stocked.save_card(Card("own/1", "Nothing", "A funeral"))
    found = stocked.page(Query("funeral"), 0, 10)
    assert [card.id for card in found] == ["own/1", "usa/trick", "usa/mood"]


@pytest.mark.parametrize(
    "words",
    [
        "dagger's",
        "dagger’s",
        "DAGGER",
        "fun tri",
        "trick january 1924",
        "stalin trotsky",
        "cunning trick",
        "notes page",
        '"dagger',
        "dagger*",
        "trick -",
        "trick AND",
        " trick\u0000 ",
    ],
)
def test_words_as_students_type_them(stocked, words):
    assert [card.id for card in stocked.page(Query(words), 0, 10)] == ["usa/trick"]
    assert stocked.count(Query(words)) == 1


@pytest.mark.parametrize("words", ["eric", "ERÍC", "1927-28", "1927–28", "politb vote"])
def test_accents_and_dashes_do_not_count(stocked, words):
    assert [card.id for card in stocked.page(Query(words), 0, 10)] == ["usa/vote"]


def test_punctuation_alone_is_no_word(stocked):
    assert stocked.count(Query(' "*-’ ')) == len(CARDS)


def test_a_pasted_essay_is_no_fault(stocked):
    assert stocked.count(Query("funeral " * 2_000 + " ".join(map(str, range(500))))) == 0


def test_counts_are_true_after_each_change(stocked):
    assert stocked.count(Query("mine")) == 0
    stocked.save_card(Card("own/1", "Mine"))
    assert stocked.count(Query("mine")) == 1
    stocked.delete_card("own/1")
    assert stocked.count(Query("mine")) == 0


def test_what_is_narrowed_to_is_found_anew_after_a_change(stocked):
    lenin = Query(within=Sought(person="Lenin"))
    before = stocked.count(lenin)
    stocked.save_card(Card("own/1", "A new one", people=("Lenin",)))
    assert stocked.count(lenin) == before + 1
    assert stocked.page(lenin, 0, 1)[0].id == "own/1"


def test_pages_come_from_indexes(path):
    with closing(Database.open(path)) as database:
        for order, key in (("pack", "number"), ("date", "start, number")):
            sql = f"SELECT number FROM cards INDEXED BY cards_by_{order} ORDER BY {key} LIMIT 9"
            plan = str(database.rows(f"EXPLAIN QUERY PLAN {sql}"))
            assert "COVERING INDEX" in plan
            assert "TEMP B-TREE" not in plan
        matching = "SELECT rowid FROM search WHERE search MATCH 'a' ORDER BY rowid LIMIT 9"
        assert "TEMP B-TREE" not in str(database.rows(f"EXPLAIN QUERY PLAN {matching}"))


@pytest.mark.parametrize(
    ("matches", "offset", "way"),
    [
        (3, 0, "_by_sorting"),
        (1_000, 0, "_by_list"),
        (10_000, 80, "_by_list"),
        (50_000, 40_000, "_by_list"),
        (50_000, 0, "_by_reading"),
        (10_000, 0, "_by_reading"),
    ],
)
def test_few_are_sorted_and_of_many_the_first_are_read(stocked, monkeypatch, matches, offset, way):
    taken = []
    for each in ("_by_sorting", "_by_list", "_by_reading"):
        monkeypatch.setattr(stocked.search, each, lambda *_, each=each: taken.append(each) or [])
    monkeypatch.setattr(stocked.search, "_count", lambda of: matches if of.words else 100_000)
    stocked.page(Query("funeral", order=Order.DATE), offset, 20)
    assert taken == [way]


def test_words_are_read_where_no_factor_is_asked_for(stocked, monkeypatch):
    monkeypatch.setattr(search, "RANKED", 0)
    monkeypatch.setattr(search, "_READ", -1e9)
    for factors, found in ((frozenset(), 2), (frozenset({"usa/cunning"}), 2), ({"gone/f"}, 0)):
        for order in (Order.DATE, Order.HEADLINE):
            query = Query("funeral", frozenset(factors), order=order)
            assert len(stocked.page(query, 0, 10)) == stocked.count(query) == found


def test_counts_are_true_however_many_there_were(stocked, monkeypatch):
    monkeypatch.setattr(search, "_MOST_COUNTS", 2)
    for _ in range(2):
        for words, found in (("funeral", 2), ("vote", 1), ("mood", 1), ("", len(CARDS))):
            assert stocked.count(Query(words)) == found


def test_a_damaged_card_is_told_where_all_are_gone_through(stocked, path):
    stocked.close()
    with closing(Database.open(path)) as database, database.writing() as db:
        db.execute("UPDATE cards SET body = '{\"people\": 7}' WHERE id = 'usa/vote'")
    with Library.open(path) as library:
        for read in (library.count, lambda query: library.page(query, 0, 9)):
            with pytest.raises(Damaged) as caught:
                read(Query(within=Sought(years=(1900, 2000))))
            assert caught.value.path == path


def test_a_person_is_one_and_not_words_of_two(stocked):
    stocked.save_card(Card("own/1", "Two", people=("Leon Trotsky", "Joseph Stalin")))
    for person, found in (("Leon Trotsky", 1), ("Joseph Trotsky", 0)):
        query = Query(within=Sought(person=person))
        assert stocked.count(query) == len(stocked.page(query, 0, 9)) == found


def test_what_only_reading_tells_comes_in_parts(stocked, monkeypatch):
    monkeypatch.setattr(sieve, "TURN", 1)
    monkeypatch.setattr(search, "_MOST_SIEVES", 1)
    query = Query(within=Sought(lacking=By.YEAR))
    stocked.save_card(Card("own/1", "No date"))
    undated = [card for card in CARDS if suits(query.within, card.when, (), ())]
    assert stocked.search.tally(query) is None
    first, whole = stocked.search.part(query, 0, 9)
    assert ([card.id for card in first], whole) == (["own/1"], False)
    assert stocked.search.part(query, 0, 1) == (first, True)
    # What was read for that is not read again: of the five cards, four are left.
    assert len([*stocked.search.counting(query)]) == len(CARDS)
    assert stocked.search.tally(query) == stocked.count(query) == 1 + len(undated)
    assert stocked.search.part(query, 0, 9) == (first + undated, True)
    # Another takes its place, and it is found again.
    assert stocked.count(Query(within=Sought(lacking=By.PERSON))) > 0
    assert stocked.page(query, 0, 9) == first + undated


def test_what_the_index_tells_comes_at_once(stocked):
    for query, found in (
        (Query("funeral"), 2),
        (Query(within=Sought(frozenset({"usa/cunning"}))), 2),
        (Query(without=frozenset({"usa/vote", "usa/none"})), len(CARDS) - 1),
    ):
        assert stocked.search.tally(query) == found
        assert stocked.search.part(query, 0, 1) == (stocked.page(query, 0, 1), True)


@pytest.mark.parametrize("order", Order)
@pytest.mark.parametrize("words", ["", "funeral"])
def test_no_more_is_read_than_a_part_needs(stocked, monkeypatch, order, words):
    monkeypatch.setattr(sieve, "TURN", 1)
    query = Query(words, order=order, within=Sought(years=(1000, 2000)))
    stocked.search.part(query, 0, 1)
    # Nobody asked for all of them.
    assert stocked.search.tally(query) is None


def test_what_was_read_to_the_end_is_counted(stocked):
    query, other = Query(within=Sought(lacking=By.YEAR)), Query(within=Sought(years=(1, 2000)))
    assert stocked.search.tally(query) is None
    found = stocked.page(query, 0, 9)
    assert stocked.search.tally(query) == len(found) == 1
    assert stocked.count(other) == len(CARDS) - 1
    for number in range(9):
        stocked.count(Query(within=Sought(years=(number, number))))
    # It is known still where what was read for it is let go.
    assert stocked.search.tally(other) == len(CARDS) - 1


def test_a_crowd_is_counted_only_when_it_is_asked_for(stocked, monkeypatch):
    monkeypatch.setattr(search, "RANKED", 1)
    query = Query("funeral")
    assert stocked.search.tally(query) is None
    assert [*stocked.search.counting(query)] == []
    assert stocked.search.tally(query) == 2
    assert [card.id for card in stocked.page(query, 1, 9)] == ["usa/mood"]


def test_no_more_is_kept_than_is_useful(stocked, monkeypatch):
    monkeypatch.setattr(search, "_MOST_HEADS", 2)
    for _ in range(2):
        for words, found in (("funeral", 2), ("vote", 1), ("mood", 1)):
            assert len(stocked.page(Query(words), 0, 9)) == found
