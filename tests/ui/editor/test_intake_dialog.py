"""The dialog as a whole: its parts, what it gives back, and what it asks before it is left."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLabel, QLineEdit

from planner.model.evidence import Factor
from planner.model.material import Block, Kind, Material, Table
from planner.model.pack import Pack, PackInfo
from planner.model.pack_edits import put_cards
from planner.packs.material import pasted_material
from planner.ui.editor.intake_dialog import IntakeDialog, ask_cards
from tests.model import notes
from tests.ui.look import named, pushed
from tests.ui.modal import press

PACK = Pack(PackInfo("p", "A pack"), (Factor("p/cunning", "Cunning"),))
TABLE = Table((("Headline", "Factor"), ("From the table", "Luck")), "Sheet1")
UNSURE = Table((("some longer words, so", "and others"),))
BOTH = replace(notes.MATERIAL, name="lesson.docx", tables=(TABLE, UNSURE))


@pytest.fixture
def ask(modals, theme, window):
    """Return what asks for cards, with what is done in the dialog."""

    def asked(material, *answers, taken=()):
        modals.answer(*answers)
        return ask_cards(window, material, PACK, theme, taken)

    return asked


def test_what_is_taken_comes_back_with_ids_in_the_pack(ask):
    made = ask(notes.MATERIAL, press("Add 25 cards"))
    assert len(made.cards) == 25
    assert all(card.id.startswith("p/") for card in made.cards)
    assert made.cards[0].source == "power-struggle-notes, Lenin’s final testament"
    assert len(put_cards(PACK, made.cards, made.factors).cards) == 25


def test_notes_pasted_whole_give_a_card_a_bullet(ask):
    def look(dialog):
        assert dialog.windowTitle() == "Cards from what was pasted"
        press("Add 25 cards")(dialog)

    made = ask(pasted_material(notes.PASTED), look)
    bullets = [block.text for block in notes.BLOCKS if block.kind is Kind.BULLET]
    texts = [card.detail or f"{card.headline}." for card in made.cards]
    assert texts == bullets
    assert made.cards[0].source == "Lenin’s final testament"


def test_names_that_are_taken_are_not_given_again(ask):
    name = "it-was-hard-to-find-someone-to-replace-him"
    made = ask(notes.MATERIAL, press("Add 25 cards"), taken={name})
    assert made.cards[0].id == f"p/{name}-2"


def test_put_away_nothing_comes_back(ask):
    assert ask(notes.MATERIAL, press("Cancel")) is None


def test_ctrl_enter_adds(ask, qtbot):
    def keys(dialog):
        qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
        QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert len(ask(notes.MATERIAL, keys).cards) == 25


def test_enter_in_a_field_does_not_add(ask):
    def keys(dialog):
        source = named(dialog, "Source of all cards", QLineEdit)
        source.setFocus()
        QTest.keyClick(source, Qt.Key.Key_Return)
        assert dialog.isVisible()
        source.clear()
        press("Add 25 cards")(dialog)

    assert ask(notes.MATERIAL, keys).cards[0].source == "Lenin’s final testament"


def test_notes_and_tables_are_looked_through_in_turn(ask):
    def look(dialog):
        part = named(dialog, "Part of the material", QComboBox)
        assert [part.itemText(n) for n in range(part.count())] == [
            "Notes: 25 cards from 27 lines",
            "Table “Sheet1”: 1 card from 1 row",
            "Table 2: 0 cards from 1 row",
        ]
        part.setFocus()
        QTest.keyClick(part, Qt.Key.Key_Down)
        assert dialog.stack.currentWidget() is dialog.tables[0]
        QTest.keyClick(dialog, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        dialog.tables[1].include.click()
        press("Add 27 cards")(dialog)

    made = ask(BOTH, look)
    assert [card.headline for card in made.cards[-2:]] == [
        "From the table",
        "some longer words, so",
    ]
    assert [factor.name for factor in made.factors] == ["Luck"]


def test_a_lone_table_has_no_parts_to_choose(ask):
    def look(dialog):
        assert not [box for box in dialog.findChildren(QComboBox) if box.accessibleName() == "Part"]
        assert not dialog.page_choice.isVisible()
        press("Add 1 card")(dialog)

    assert ask(Material("t.csv", (), (TABLE,)), look).cards[0].headline == "From the table"


def test_what_was_done_is_not_lost_without_asking(ask):
    def work(dialog):
        QTest.keyClick(dialog.notes.list, Qt.Key.Key_Delete)
        dialog.reject()
        assert dialog.isVisible()
        dialog.reject()

    assert ask(notes.MATERIAL, work, press("Go back"), press("Leave")) is None


def test_a_card_without_a_headline_is_shown_and_nothing_is_added(ask):
    def work(dialog):
        headline = named(dialog, "Headline", QLineEdit)
        headline.setFocus()
        headline.selectAll()
        QTest.keyClick(headline, Qt.Key.Key_Delete)
        first = dialog.notes.list.currentIndex().row()
        QTest.keyClick(dialog.notes.list, Qt.Key.Key_End)
        press("Add 25 cards")(dialog)
        assert "has no headline" in dialog.problem.text()
        assert dialog.notes.list.currentIndex().row() == first
        assert dialog.isVisible()
        dialog.notes.step_back()
        press("Add 25 cards")(dialog)

    assert len(ask(notes.MATERIAL, work).cards) == 25


def test_without_a_card_there_is_nothing_to_add(ask):
    def work(dialog):
        dialog.notes.list.selectAll()
        QTest.keyClick(dialog.notes.list, Qt.Key.Key_Delete)
        assert not dialog.add.isEnabled()
        QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert dialog.isVisible()
        dialog.reject()

    assert ask(notes.MATERIAL, work, press("Leave")) is None


def test_headings_alone_say_that_there_is_nothing(ask):
    def look(dialog):
        told = [label.text() for label in dialog.findChildren(QLabel)]
        assert any("only headings here" in text for text in told)
        assert not pushed(dialog, "Add 0 cards").isEnabled()
        press("Cancel")(dialog)

    assert ask(Material("n.txt", (Block(Kind.HEADING, "Alone", 1, 1),)), look) is None


def test_it_is_drawn_in_the_dark_too(theme, dark):
    dialog: QDialog = IntakeDialog(None, BOTH, PACK, theme)
    dialog.show()
    assert dialog.grab().toImage().pixelColor(3, 3).name() == theme.tokens.ground


def test_what_is_written_in_material_is_never_markup(theme):
    hostile = '<img src="file:///etc/hostname">&<b>x</b>'
    blocks = (Block(Kind.HEADING, hostile, 1, 1), Block(Kind.BULLET, hostile, 2))
    table = Table((("Headline", hostile), (hostile, hostile)), hostile)
    dialog = IntakeDialog(None, Material(hostile, blocks, (table,)), PACK, theme)
    dialog.show()
    QTest.keyClick(dialog.notes.list, Qt.Key.Key_Delete)
    for shown in dialog.findChildren(QLabel):
        assert shown.textFormat() == Qt.TextFormat.PlainText
    assert "&lt;img" in dialog.notes.bar.undo.toolTip()
