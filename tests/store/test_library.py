from contextlib import closing

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from msgspec.structs import replace

from planner.model.evidence import Card, Factor, Question
from planner.model.pack import Pack, PackInfo
from planner.store.database import Database, create
from planner.store.errors import Damaged, StoreError
from planner.store.library import Library
from planner.store.search import Query
from tests.store.conftest import CARDS, FACTORS, PEEL, Plan


def shelf(library):
    return [card.id for card in library.page(Query(), 0, 1000)]


def sound(path):
    """Compare the index with the cards, word by word."""
    with closing(Database.open(path)) as database, database.writing() as db:
        db.execute("INSERT INTO search(search, rank) VALUES ('integrity-check', 1)")


def test_a_pack_comes_back_as_it_was_installed(library, pack):
    library.install(pack)
    assert library.packs() == [pack.info]
    assert library.factors() == library.factors("usa") == list(pack.factors)
    assert library.questions() == library.questions("usa") == list(pack.questions)
    assert library.factors("none") == []
    assert library.page(Query(), 0, 10) == list(pack.cards)
    assert library.plans.load("usa/worked") == pack.plans[0]


def test_cards_come_in_the_order_asked_for(stocked):
    ids = ["usa/mood", "usa/none", "usa/trick"]
    assert [card.id for card in stocked.cards(ids)] == ["usa/mood", "usa/trick"]
    assert stocked.cards([]) == []


def test_a_new_version_takes_the_old_ones_place(stocked, pack, path):
    other = Pack(PackInfo("other", "Other"), (), (), (Card("other/c", "Other", "Funeral"),))
    stocked.install(other)
    plan = Plan("plan/1", Question("own/q", "Why?"), PEEL)
    stocked.plans.save(plan, 1.0)
    stocked.save_card(Card("own/1", "My funeral"))
    new = replace(
        pack,
        info=replace(pack.info, version=2),
        cards=(replace(CARDS[3], headline="A new mood"), Card("usa/new", "Newest")),
        plans=(),
    )
    stocked.install(new)
    assert shelf(stocked) == ["own/1", "usa/mood", "usa/new", "other/c"]
    assert [info.version for info in stocked.packs()] == [2, 1]
    assert stocked.count(Query("trotsky")) == 0
    assert stocked.plans.worked() == []
    assert stocked.plans.load("plan/1") == plan
    stocked.close()
    sound(path)


@pytest.mark.parametrize(
    "bad",
    [
        {"cards": (Card("other/c", "Not its own"),)},
        {"factors": (Factor("usable/f", "Not its own"),)},
        {"questions": (Question("usa", "Not a name"),)},
        {"cards": (CARDS[0], CARDS[0])},
    ],
)
def test_a_pack_that_is_not_its_own_is_refused(stocked, pack, bad):
    with pytest.raises(StoreError, match="Nothing was installed"):
        stocked.install(replace(pack, **bad))
    assert stocked.page(Query(), 0, 10) == list(CARDS)


@pytest.mark.parametrize("name", ["own", "usa/part"])
def test_a_pack_of_an_id_that_none_can_have_is_refused(stocked, name):
    with pytest.raises(StoreError, match=f"cannot have the id “{name}”"):
        stocked.install(Pack(PackInfo(name, "Empty")))


def test_more_cards_than_have_numbers_are_refused(stocked, pack, monkeypatch):
    monkeypatch.setattr("planner.store.install.MOST", len(CARDS))
    with pytest.raises(StoreError, match="too many cards"):
        stocked.install(pack)
    stocked.install(replace(pack, cards=CARDS[1:]))
    assert stocked.page(Query(), 0, 10) == list(CARDS[1:])


def test_a_failed_install_leaves_the_earlier_version(stocked, pack, path, monkeypatch):
    def fail(*_):
        raise RuntimeError

    monkeypatch.setattr("planner.store.install.rename_factors", fail)
    with pytest.raises(RuntimeError):
        stocked.install(replace(pack, cards=()))
    assert stocked.page(Query(), 0, 10) == list(CARDS)
    stocked.close()
    sound(path)


def test_own_cards_come_first_and_newest_first(stocked, path):
    for number in (1, 2, 3):
        stocked.save_card(Card(f"own/{number}", f"Mine {number}", factors=("usa/cunning",)))
    stocked.save_card(Card("own/2", "Changed"))
    assert shelf(stocked)[:3] == ["own/3", "own/2", "own/1"]
    assert stocked.count(Query("mine")) == 2
    assert stocked.count(Query("chang")) == 1
    assert stocked.count(Query("cunning", frozenset({"usa/cunning"}))) == 4
    stocked.delete_card("own/3")
    stocked.delete_card("own/3")
    assert shelf(stocked)[:2] == ["own/2", "own/1"]
    stocked.close()
    sound(path)


@pytest.mark.parametrize("card_id", ["usa/trick", "own", "own/xyz", "own/a/b"])
def test_only_own_cards_can_be_saved(stocked, card_id):
    with pytest.raises(ValueError, match="not an id"):
        stocked.save_card(Card(card_id, "Not mine"))
    stocked.delete_card("usa/trick")
    assert stocked.cards(["usa/trick"]) == [CARDS[0]]


def test_a_renamed_factor_is_found_on_own_cards_too(stocked, pack, path):
    stocked.save_card(Card("own/1", "Mine", factors=("usa/cunning",)))
    stocked.install(replace(pack, factors=(replace(FACTORS[0], name="Guile"), FACTORS[1])))
    assert {card.id for card in stocked.page(Query("guile"), 0, 9)} >= {"own/1", "usa/trick"}
    assert stocked.count(Query("cunning")) == 0
    stocked.close()
    sound(path)


def test_the_shipped_library_alone_is_read_without_a_lock(path, monkeypatch):
    monkeypatch.setattr("planner.store.database._WAIT", 0.05)
    with Library.open(path):
        # What another writes to must not be read as though nobody did.
        with pytest.raises(StoreError, match="open in another Marshal"):
            Library.open(path, write=False)
        monkeypatch.setattr("planner.shipped.LIBRARY", path.parent / "." / path.name)
        with Library.open(path, write=False) as reader:
            assert reader.packs() == []
            assert not reader.writable


def test_settings(library):
    assert library.setting("theme") == ""
    assert library.setting("theme", "light") == "light"
    library.set_setting("theme", "dark")
    library.set_setting("theme", "system")
    assert library.setting("theme", "light") == "system"


def test_a_damaged_card_is_told(stocked, path):
    stocked.close()
    with closing(Database.open(path)) as database, database.writing() as db:
        db.execute("UPDATE cards SET body = '{' WHERE id = 'usa/trick'")
    with Library.open(path) as library:
        for read in (lambda: library.cards(["usa/trick"]), lambda: shelf(library)):
            with pytest.raises(Damaged) as caught:
                read()
            assert caught.value.path == path


names = st.sampled_from(["Cunning", "Ruse", "Luck", "Été"])
wordings = st.lists(names, min_size=1, max_size=3).map(" ".join)
factor_lists = st.lists(st.sampled_from(["a/f", "b/f", "b/g", "gone/f"]), unique=True).map(tuple)


class Shelf(RuleBasedStateMachine):
    """Install, save and delete at random: the shelf and the index stay true."""

    @initialize(folder=st.just(None))
    def begin(self, folder):
        import tempfile
        from pathlib import Path

        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "evidence.db"
        create(self.path)
        self.library = Library.open(self.path)
        self.held = {"own": [], "a": [], "b": []}
        self.places = []

    @rule(
        pack=st.sampled_from(["a", "b"]),
        headlines=st.lists(st.tuples(wordings, factor_lists), max_size=4),
        title=names,
    )
    def install(self, pack, headlines, title):
        cards = tuple(
            Card(f"{pack}/c{i}", headline, factors=factors)
            for i, (headline, factors) in enumerate(headlines)
        )
        factors = (Factor(f"{pack}/f", title), Factor(f"{pack}/g", "Same"))
        self.library.install(Pack(PackInfo(pack, pack), factors, (), cards))
        self.held[pack] = list(cards)
        if pack not in self.places:
            self.places.append(pack)

    @rule(number=st.integers(0, 4), headline=wordings, factors=factor_lists)
    def save(self, number, headline, factors):
        card = Card(f"own/{number}", headline, factors=factors)
        self.library.save_card(card)
        own = self.held["own"]
        at = next((i for i, held in enumerate(own) if held.id == card.id), None)
        if at is None:
            own.insert(0, card)
        else:
            own[at] = card

    @rule(number=st.integers(0, 4))
    def delete(self, number):
        self.library.delete_card(f"own/{number}")
        self.held["own"] = [c for c in self.held["own"] if c.id != f"own/{number}"]

    @invariant()
    def true(self):
        if not hasattr(self, "library"):
            return
        expected = [*self.held["own"], *(c for pack in self.places for c in self.held[pack])]
        assert self.library.page(Query(), 0, 100) == expected

    def teardown(self):
        if hasattr(self, "library"):
            self.library.close()
            sound(self.path)
            self.folder.cleanup()


TestShelf = Shelf.TestCase
TestShelf.settings = settings(max_examples=12, stateful_step_count=12, deadline=None)
