import pytest
from msgspec.structs import replace
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from shiboken6 import delete

from planner.model.coverage import Sought
from planner.model.evidence import Card, When
from planner.model.pack import Pack, PackInfo
from planner.store import sieve
from planner.store.library import Library
from planner.store.search import Order, Query
from planner.ui.card_model import CardRole
from planner.ui.shelf_model import FIRST, PAGE, ShelfModel, used_in
from tests.ui import samples

WARN = QAbstractItemModelTester.FailureReportingMode.Warning
FACTORS = {factor.id: factor for factor in samples.FACTORS}
TOP = QModelIndex()


@pytest.fixture
def model(library: Library):
    model = ShelfModel(library, FACTORS)
    tester = QAbstractItemModelTester(model, WARN)
    tester.setUseFetchMore(False)
    yield model
    del tester
    # What it would do once nothing is typed any more needs the library.
    delete(model)


def headlines(model: ShelfModel) -> list[str]:
    return [model.index(row).data() for row in range(model.rowCount())]


@pytest.fixture
def thousand(library: Library) -> Library:
    cards = [Card(f"big/{n:04}", f"Card {n:04}", "even" if n % 2 else "odd") for n in range(1_000)]
    library.install(Pack(PackInfo("big", "Big"), cards=tuple(cards)))
    return library


def test_a_search_shows_what_matches(model: ShelfModel):
    model.search(Query("trotsky"))
    assert headlines(model) == ["The funeral trick"]
    assert model.matches == 1
    model.search(Query("nothing like it"))
    assert (headlines(model), model.matches) == ([], 0)
    assert not model.canFetchMore(TOP)


def test_cards_come_a_page_at_a_time(thousand: Library, model: ShelfModel):
    model.search(Query("card"))
    counts = [model.rowCount()]
    while model.canFetchMore(TOP):
        model.fetchMore(TOP)
        counts.append(model.rowCount())
    assert counts == [32, 288, 544, 800, 1_000] == [FIRST, *range(FIRST + PAGE, 900, PAGE), 1_000]
    assert headlines(model) == [f"Card {n:04}" for n in range(1_000)]
    assert not model.canFetchMore(model.index(0))


def test_a_new_search_begins_with_its_first_page(thousand: Library, model: ShelfModel):
    model.search(Query())
    model.fetchMore(TOP)
    model.search(Query("even"))
    assert model.rowCount() == FIRST
    assert headlines(model)[:2] == ["Card 0001", "Card 0003"]


def test_cards_that_went_away_meanwhile_are_not_waited_for(thousand: Library, model: ShelfModel):
    model.search(Query("card"))
    thousand.install(Pack(PackInfo("big", "Big"), cards=(Card("big/0000", "Card 0000"),)))
    model.fetchMore(TOP)
    assert not model.canFetchMore(TOP)
    assert model.matches == model.rowCount() == FIRST


def test_used_cards_say_in_which_paragraphs(model: ShelfModel):
    model.search(Query())
    row = model.row_of(samples.FUNERAL.id)
    assert model.index(row).data(CardRole.USED) == ""
    told = []
    model.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    model.set_used({samples.FUNERAL.id: used_in((1, 3))})
    assert model.index(row).data(CardRole.USED) == "✓ in ¶1, 3"
    described = model.index(row).data(Qt.ItemDataRole.AccessibleDescriptionRole)
    assert described.endswith("✓ in ¶1, 3")
    assert told == [(row, row)]
    model.set_used({samples.FUNERAL.id: used_in((1, 3))})
    assert told == [(row, row)]
    model.set_used({})
    assert model.index(row).data(CardRole.USED) == ""
    assert used_in(()) == ""


def test_an_item_is_named_by_its_headline(model: ShelfModel):
    model.search(Query("funeral"))
    index = model.index(0)
    assert index.data() == index.data(Qt.ItemDataRole.AccessibleTextRole) == "The funeral trick"
    assert index.data(CardRole.ID) == samples.FUNERAL.id
    assert index.data(CardRole.CARD) == samples.FUNERAL
    assert index.data(Qt.ItemDataRole.FontRole) is None
    assert model.data(model.index(9)) is None
    assert model.flags(index) & Qt.ItemFlag.ItemIsDragEnabled


def test_rows_are_found_by_card(model: ShelfModel):
    model.search(Query())
    assert model.index(model.row_of(samples.MOOD.id)).data() == samples.MOOD.headline
    assert model.row_of("usa/none") == -1


def test_a_card_of_unknown_factors_is_described_without_them(library: Library, model: ShelfModel):
    library.save_card(replace(samples.MOOD, id="own/1", detail="", factors=("gone/away",)))
    model.search(Query())
    assert model.index(0).data(Qt.ItemDataRole.AccessibleDescriptionRole) == ""


def test_a_crowd_is_counted_once_nothing_more_is_typed(qtbot, thousand: Library, model: ShelfModel):
    model.search(Query("card"))
    assert model.matches is None
    with qtbot.waitSignal(model.counted):
        pass
    assert (model.matches, model.rowCount()) == (1_000, FIRST)
    model.search(Query("even"))
    assert model.matches is None
    # What comes after is counted, and not what was there before.
    model.search(Query("trotsky"))
    with qtbot.assertNotEmitted(model.counted, wait=150):
        pass
    assert model.matches == 1


def test_what_is_found_by_reading_comes_as_it_is_found(
    qtbot, thousand: Library, model: ShelfModel, monkeypatch
):
    monkeypatch.setattr(sieve, "TURN", 100)
    last = Card("big/z", "The last", when=When("1924", "1924"))
    cards = thousand.pack("big").cards
    thousand.install(Pack(PackInfo("big", "Big"), cards=(*cards, last)))
    model.search(Query("card", within=Sought(years=(1924, 1925)), order=Order.HEADLINE))
    assert (model.rowCount(), model.matches) == (0, None)
    with qtbot.waitSignal(model.counted):
        pass
    assert (model.rowCount(), model.matches) == (0, 0)
    model.search(Query(within=Sought(years=(1924, 1925))))
    assert "The last" not in headlines(model)
    assert model.matches is None
    with qtbot.waitSignal(model.counted):
        pass
    assert headlines(model)[-1] == "The last"
    assert model.matches == model.rowCount()
    assert model.find("big/z") == model.rowCount() - 1
