import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from planner.model.evidence import Card
from planner.ui.card_marks import CardMarks
from planner.ui.card_view import Wish, show_card
from tests.ui import samples
from tests.ui.modal import close, press

FACTORS = {factor.id: factor for factor in samples.FACTORS}


@pytest.fixture
def parent(theme, qtbot):
    parent = QWidget()
    yield parent
    parent.deleteLater()


@pytest.fixture
def marks(library, session) -> CardMarks:
    return CardMarks(library, session, session)


def texts(dialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel) if label.text()]


def test_everything_on_a_card_is_shown_and_can_be_copied(parent, marks, modals):
    seen: list[str] = []

    def read(dialog):
        seen.extend(texts(dialog))
        for label in dialog.findChildren(QLabel):
            if label.text() in ("The funeral trick", "Trotsky was not there."):
                flags = label.textInteractionFlags()
                assert flags & Qt.TextInteractionFlag.TextSelectableByMouse
        dialog.reject()

    modals.answer(read)
    assert show_card(parent, samples.FUNERAL, FACTORS, (1, 3), marks) is Wish.NOTHING
    assert seen == [
        "The funeral trick",
        "Trotsky was not there.",
        "When",
        "January 1924",
        "People",
        "Stalin, Trotsky",
        "Factors",
        "Stalin’s cunning",
        "Source",
        "Notes, page 3",
        "Used in",
        "paragraph 1, paragraph 3",
        "My note",
    ]


def test_what_a_card_does_not_have_is_not_shown(parent, marks, modals):
    seen: list[str] = []

    def read(dialog):
        seen.extend(texts(dialog))
        close(dialog)

    modals.answer(read)
    show_card(parent, Card("usa/a", "Alone", factors=("gone/away",)), FACTORS, (), marks)
    assert seen == ["Alone", "My note"]


def test_an_own_card_can_be_edited_from_here(parent, marks, modals):
    modals.answer(press("Edit card…"))
    assert show_card(parent, replace(samples.MOOD, id="own/1"), FACTORS, (), marks) is Wish.EDIT
