from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QItemSelectionModel, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from planner.model.evidence import Card
from planner.model.plan import Placement
from planner.ui.card_model import CardRole
from planner.ui.slot_model import SlotModel
from tests.ui import samples

WARN = QAbstractItemModelTester.FailureReportingMode.Warning
FACTORS = {factor.id: factor for factor in samples.FACTORS}


def placements(*names: str) -> list[Placement]:
    return [Placement(name, Card(f"usa/{name}", f"Card {name}")) for name in names]


def ids(model: SlotModel) -> list[str]:
    return [model.index(row).data(CardRole.ID) for row in range(model.rowCount())]


@st.composite
def arrangements(draw):
    """Draw what a slot holds at one moment: some placements, in some order and wording."""
    names = draw(st.lists(st.sampled_from("abcdefg"), unique=True))
    return [
        Placement(name, Card(f"usa/{name}", draw(st.sampled_from(["old", "new"]))))
        for name in names
    ]


@given(st.lists(arrangements(), min_size=1, max_size=6))
def test_any_change_is_shown_without_a_reset(moments):
    model = SlotModel(FACTORS)
    tester = QAbstractItemModelTester(model, WARN)
    resets = []
    model.modelAboutToBeReset.connect(lambda: resets.append(1))
    model.layoutAboutToBeChanged.connect(lambda: resets.append(1))
    for moment in moments:
        model.sync(moment)
        shown = [model.index(row).data(CardRole.CARD) for row in range(model.rowCount())]
        assert shown == [placement.card for placement in moment]
        assert ids(model) == [placement.id for placement in moment]
    assert not resets
    del tester


@given(before=arrangements(), after=arrangements(), data=st.data())
def test_what_is_current_stays_current(before, after, data):
    model = SlotModel(FACTORS)
    selection = QItemSelectionModel(model)
    model.sync(before)
    stay = [p.id for p in before if p.id in {q.id for q in after}]
    if not stay:
        return
    chosen = data.draw(st.sampled_from(stay))
    index = model.index(ids(model).index(chosen))
    selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
    kept = QPersistentModelIndex(index)
    model.sync(after)
    assert selection.currentIndex().data(CardRole.ID) == chosen
    assert [i.data(CardRole.ID) for i in selection.selectedIndexes()] == [chosen]
    assert kept.data(CardRole.ID) == chosen


def test_only_what_differs_is_told():
    model = SlotModel(FACTORS)
    model.sync(placements("a", "b", "c"))
    told = []
    model.rowsInserted.connect(lambda *_: told.append("in"))
    model.rowsRemoved.connect(lambda *_: told.append("out"))
    model.rowsMoved.connect(lambda *_: told.append("moved"))
    model.dataChanged.connect(lambda *_: told.append("changed"))
    model.sync(placements("a", "b", "c"))
    assert told == []
    model.sync(placements("c", "a", "b"))
    assert told == ["moved"]
    told.clear()
    model.sync(placements("c", "b"))
    assert told == ["out"]
    told.clear()
    reworded = [Placement("c", Card("usa/c", "Reworded")), *placements("b")]
    model.sync(reworded)
    assert told == ["changed"]


def test_an_item_is_named_by_its_headline_and_described():
    model = SlotModel(FACTORS)
    model.sync([Placement("n1", samples.FUNERAL)])
    index = model.index(0)
    assert index.data() == index.data(Qt.ItemDataRole.AccessibleTextRole) == "The funeral trick"
    assert index.data(Qt.ItemDataRole.AccessibleDescriptionRole) == (
        "Trotsky was not there. January 1924. Stalin’s cunning"
    )
    assert index.data(CardRole.CARD) == samples.FUNERAL
    assert index.data(Qt.ItemDataRole.DecorationRole) is None
    assert model.data(model.index(5)) is None
    assert model.rowCount(index) == 0


def test_a_card_can_be_chosen_and_dragged_and_not_dropped_on():
    model = SlotModel(FACTORS)
    model.sync(placements("a"))
    flags = model.flags(model.index(0))
    assert flags & Qt.ItemFlag.ItemIsDragEnabled
    assert flags & Qt.ItemFlag.ItemIsSelectable
    assert not flags & Qt.ItemFlag.ItemIsDropEnabled
    assert not flags & Qt.ItemFlag.ItemIsEditable
