"""Looking through a table: what its columns hold."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QTableView

from planner.model.columns import Holds
from planner.model.evidence import Factor
from planner.model.material import Table
from planner.model.pack import Pack, PackInfo
from planner.ui.editor.intake_columns import TablePage
from tests.ui.look import named
from tests.ui.modal import settle

PACK = Pack(PackInfo("p", "A pack"), (Factor("p/cunning", "Cunning"),))
HEADS = ("Evidence", "Details", "Date", "Key people", "Theme", "Colour")
ROWS = (
    HEADS,
    ("The trick", "Told the wrong date", "January 1924", "Stalin", "cunning; Luck", "red"),
    ("", "", "", "", "", ""),
    ("", "", "soon", "", "", ""),
    ("The post", "He held it", "soon", "", "", "blue"),
)


@pytest.fixture
def open_page(theme, qtbot):
    """Return what shows a table."""

    def make(*rows, name=""):
        page = TablePage(Table(rows, name), PACK, theme)
        qtbot.addWidget(page)
        page.resize(900, 480)
        page.show()
        return page

    return make


@pytest.fixture
def page(open_page):
    return open_page(*ROWS, name="Sheet1")


def choice(page, name) -> QComboBox:
    return named(page, f"What {name} holds", QComboBox)


def test_columns_are_recognised_and_the_rest_is_asked_about(page):
    held = [box.currentText() for box in page.choices[:5]]
    assert held == ["Headline", "Detail", "When", "People", "Factors"]
    assert choice(page, "Colour").currentIndex() == -1
    assert "“Colour”" in page.asked.text()
    assert page.header.isChecked()
    assert page.title == "Table “Sheet1”: 2 cards from 3 rows"


def test_new_factors_and_what_is_wrong_are_told(page):
    assert page.notes.text().splitlines() == [
        "1 new factor: Luck.",
        "Row 4: There is no headline and no detail, so this row makes no card.",
        "Row 5: “soon” names no date that Marshal can sort by.",
    ]


def test_a_choice_answers_the_question(page):
    box = choice(page, "Colour")
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_End)
    assert box.currentText() == "Leave out"
    assert not page.asked.isVisible()
    assert page.is_changed


def test_another_headline_leaves_the_first_out(page):
    box = choice(page, "Details")
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Home)
    assert choice(page, "Evidence").currentText() == "Leave out"
    assert [card.headline for card in page.cards()] == ["Told the wrong date", "He held it"]


def test_without_a_headline_there_is_no_card_but_a_question(page):
    for name in ("Evidence", "Details"):
        box = choice(page, name)
        box.setFocus()
        QTest.keyClick(box, Qt.Key.Key_End)
    assert page.taken == 0
    assert "Choose the column that names each card" in page.asked.text()


def test_the_first_row_can_be_a_card_after_all(page):
    page.header.click()
    assert page.taken == 3
    assert page.cards()[0].headline == "Evidence"
    assert page.title.endswith("3 cards from 4 rows")


def test_a_table_without_headings_is_guessed_and_asked_about(open_page):
    page = open_page(*(row[:3] for row in ROWS[1:]))
    assert not page.header.isChecked()
    assert not page.is_sure
    assert page.title == "Table 1: 2 cards from 3 rows"
    assert "Look at the choice above each" in page.asked.text()


def test_what_no_column_holds_is_said(open_page):
    page = open_page(("Evidence", "Details"), ("Trick", "Told the wrong date in 1924"))
    assert page.notes.text() == "No column has dates or people: those in the text are used."
    assert page.cards()[0].when.start == "1924"


def test_a_table_that_is_not_wanted(page):
    page.include.click()
    assert page.cards() == ()
    assert page.taken == 0
    assert not choice(page, "Date").isEnabled()
    page.include.click()
    assert page.taken == 2


def test_the_preview_shows_the_first_rows_as_they_are(page):
    preview = named(page, "The first rows", QTableView)
    model = preview.model()
    assert (model.rowCount(), model.columnCount()) == (5, 6)
    assert model.index(1, 0).data() == "The trick"
    left_out = model.index(1, 5).data(Qt.ItemDataRole.ForegroundRole)
    assert left_out != model.index(1, 0).data(Qt.ItemDataRole.ForegroundRole)
    settle()
    edges = [preview.columnViewportPosition(column) for column in range(6)]
    boxes = [box.x() for box in page.choices]
    off = [abs(edge - box) for edge, box in zip(edges, boxes, strict=True)]
    assert max(off) < 4, off


def test_long_tables_show_their_beginning_and_give_all_their_cards(open_page):
    page = open_page(("Headline",), *((f"Card {n}",) for n in range(3_000)))
    assert named(page, "The first rows", QTableView).model().rowCount() == 30
    assert page.taken == 3_000


def test_every_kind_of_column_can_be_chosen(page):
    box = choice(page, "Date")
    assert [box.itemText(n) for n in range(box.count())] == [holds.value for holds in Holds]
