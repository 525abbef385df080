import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from PySide6.QtCore import QItemSelectionModel, QPersistentModelIndex, Qt

from planner.model.evidence import Card
from planner.model.pack_cells import Words
from planner.model.problems import Problem
from planner.packs.data import read_question_types
from planner.ui.editor.columns import CARDS, FACTORS, QUESTIONS
from planner.ui.editor.sheet_model import NEW, CellRole, SheetModel
from tests.ui import samples

ROLES = Qt.ItemDataRole
TYPES = read_question_types()
PACK = samples.pack()
WORDS = Words(PACK.factors, TYPES)


@pytest.fixture
def model(theme) -> SheetModel:
    made = SheetModel(CARDS, theme, WORDS)
    made.show(PACK, WORDS, PACK.cards, None)
    return made


def shown(model: SheetModel) -> list[str]:
    return [model.id_at(row) for row in range(model.rowCount())]


def row(model: SheetModel, at: int, role=ROLES.DisplayRole) -> list:
    return [model.index(at, column).data(role) for column in range(model.columnCount())]


def with_cards(*cards: Card):
    return replace(PACK, cards=cards)


def test_a_card_is_a_row_and_the_last_row_is_empty(model):
    assert shown(model) == [*(card.id for card in PACK.cards), NEW]
    assert row(model, 1) == [
        "The funeral trick",
        "Trotsky was not there.",
        "January 1924",
        "Stalin, Trotsky",
        "Stalin’s cunning",
        "Notes, page 3",
    ]
    assert row(model, 5) == [""] * 6
    assert model.index(5, 0).data(CellRole.HINT) == "New card…"
    assert [model.headerData(at, Qt.Orientation.Vertical) for at in (0, 5)] == ["1", "+"]


def test_questions_and_factors_are_rows_too(theme):
    questions = SheetModel(QUESTIONS, theme, WORDS)
    questions.show(PACK, WORDS, PACK.questions, None)
    assert row(questions, 0)[:4] == [samples.WHY.text, "Explain why", "12", "18"]
    factors = SheetModel(FACTORS, theme, WORDS)
    factors.show(PACK, WORDS, PACK.factors, None)
    assert row(factors, 1)[0::2] == ["The party machine", "Orange square"]


def test_a_reader_of_the_screen_is_told_the_column_and_what_is_empty(model):
    assert model.index(4, 2).data(ROLES.AccessibleTextRole) == "When: empty"
    assert model.index(1, 0).data(ROLES.AccessibleTextRole) == "Headline: The funeral trick"
    assert model.index(5, 0).data(ROLES.AccessibleTextRole) == "Headline of a new card"


def test_a_long_detail_is_shown_in_a_line_and_edited_whole(model):
    card = replace(samples.MOOD, detail="One\n" + "two " * 1_000)
    model.show(with_cards(card), WORDS, [card], None)
    assert "\n" not in model.index(0, 1).data()
    assert model.index(0, 1).data(ROLES.EditRole) == card.detail


def test_what_is_written_is_told_and_nothing_else(model, qtbot):
    heard = []
    model.written.connect(lambda *given: heard.append(given))
    model.setData(model.index(1, 0), "The funeral")
    model.setData(model.index(5, 1), "New")
    model.setData(model.index(1, 2), "January 1924")
    assert heard == [("usa/funeral", "headline", "The funeral"), (NEW, "detail", "New")]


def test_what_could_not_be_written_is_there_when_the_cell_is_edited_again(model):
    model.keep("usa/funeral", "when", "a\nb")
    assert model.index(1, 2).data(ROLES.EditRole) == "a\nb"
    assert model.index(1, 2).data() == "January 1924"
    model.let_go()
    assert model.index(1, 2).data(ROLES.EditRole) == "January 1924"


def test_a_grave_problem_is_marked_with_a_sign_and_words(model):
    problem = Problem("r", "usa/mood", "when", "It has <b>no</b> date.", "Give it one.", True)
    changed = []
    model.dataChanged.connect(lambda first, last: changed.append((first.row(), last.row())))
    model.show_problems({("usa/mood", "when"): problem})
    cell = model.index(4, 2)
    assert cell.data(CellRole.GRAVE)
    assert not cell.data(ROLES.DecorationRole).isNull()
    assert cell.data(ROLES.ToolTipRole) == "<p>It has &lt;b&gt;no&lt;/b&gt; date. Give it one.</p>"
    assert cell.data(ROLES.AccessibleTextRole) == "When: empty. It has <b>no</b> date."
    assert not model.index(3, 2).data(CellRole.GRAVE)
    assert changed == [(4, 4)]
    model.show_problems({})
    assert not cell.data(CellRole.GRAVE)


def test_the_empty_row_can_stand_between_others(model):
    model.show(PACK, WORDS, PACK.cards, "usa/funeral")
    assert shown(model)[1:4] == ["usa/funeral", NEW, "usa/charge"]
    model.show(PACK, WORDS, PACK.cards, None)
    assert shown(model)[-1] == NEW


def test_a_row_that_moves_stays_current_and_chosen(model):
    selection = QItemSelectionModel(model)
    selection.setCurrentIndex(model.index(1, 2), QItemSelectionModel.SelectionFlag.ClearAndSelect)
    first, second, *rest = PACK.cards
    model.show(with_cards(second, *rest, first), WORDS, [second, *rest, first], None)
    assert model.id_at(selection.currentIndex().row()) == "usa/funeral"
    assert selection.currentIndex().column() == 2
    assert [model.id_at(index.row()) for index in selection.selectedIndexes()] == ["usa/funeral"]


@given(data=st.data())
def test_any_change_of_rows_is_told_as_it_is(data: st.DataObject, theme, qapp):
    pool = [replace(samples.MOOD, id=f"usa/c{at}") for at in range(8)]
    some = st.lists(st.sampled_from(pool), unique_by=lambda card: card.id)
    model = SheetModel(CARDS, theme, WORDS)
    mirror = [NEW]

    def inserted(_parent, first, last):
        mirror[first:first] = [model.id_at(at) for at in range(first, last + 1)]

    def removed(_parent, first, last):
        del mirror[first : last + 1]

    model.rowsInserted.connect(inserted)
    model.rowsRemoved.connect(removed)
    kept: dict[str, QPersistentModelIndex] = {}
    model.layoutChanged.connect(lambda: mirror.__setitem__(slice(None), shown(model)))
    for _ in range(3):
        cards = data.draw(some)
        if cards and data.draw(st.booleans()):
            cards[0] = replace(cards[0], headline=data.draw(st.sampled_from("abc")))
        pack = with_cards(*cards)
        model.show(pack, WORDS, cards, None)
        assert mirror == shown(model) == [*(card.id for card in cards), NEW]
        assert [model.part_at(at) for at in range(len(cards))] == cards
        for name, index in kept.items():
            assert index.isValid() == (name in shown(model))
            assert not index.isValid() or model.id_at(index.row()) == name
        kept = {
            model.id_at(at): QPersistentModelIndex(model.index(at, 1))
            for at in range(model.rowCount())
        }
