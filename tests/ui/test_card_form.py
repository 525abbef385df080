import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QCheckBox, QLabel, QWidget

from planner.model.evidence import Card, When
from planner.ui.card_form import CardForm, ask_card
from tests.ui import look, samples
from tests.ui.modal import close, press, settle

EMPTY = Card("own/1", "")
MINE = replace(samples.FUNERAL, id="own/2")


@pytest.fixture
def parent(theme, qtbot):
    parent = QWidget()
    yield parent
    parent.deleteLater()


def fill(form, **fields: str) -> None:
    for name, words in fields.items():
        field = look.named(form, name.capitalize())
        field.setPlainText(words) if name == "detail" else field.setText(words)


def problem(form) -> str:
    labels = form.findChildren(QLabel)
    return "".join(b.text() for b in labels if b.property("kind") == "problem" and b.isVisible())


def test_everything_is_filled_in(parent, modals):
    def answer(form):
        fill(
            form,
            headline="  A\tcard ",
            detail="One\r\ntwo\x07",
            when="21 January 1924",
            people="Stalin, , Lenin,Stalin",
            source="Notes",
        )
        next(c for c in form.findChildren(QCheckBox) if "machine" in c.text()).setChecked(True)
        press("Save")(form)

    modals.answer(answer)
    card = ask_card(parent, EMPTY, samples.FACTORS)
    assert card == Card(
        "own/1",
        "A card",
        "One\ntwo",
        When("21 January 1924", "1924-01-21", "1924-01-21"),
        ("Stalin", "Lenin"),
        (samples.MACHINE.id,),
        "Notes",
    )


def test_a_card_that_is_not_changed_comes_back_as_it_was(parent, modals):
    modals.answer(press("Save"))
    assert ask_card(parent, MINE, samples.FACTORS) == MINE


def test_a_card_that_is_not_changed_can_be_put_away(parent, modals):
    modals.answer(close)
    assert ask_card(parent, MINE, samples.FACTORS) is None
    modals.answer(close)
    assert ask_card(parent, EMPTY, samples.FACTORS) is None


@pytest.mark.parametrize(("answer", "left"), [("Leave it", True), ("Go back", False)])
def test_what_was_typed_is_not_left_without_asking(parent, modals, answer, left):
    def leave(form):
        fill(form, headline="Half a card")
        form.reject()
        assert form.isVisible() is not left
        if not left:
            press("Save")(form)

    modals.answer(leave, press(answer))
    card = ask_card(parent, EMPTY, samples.FACTORS)
    assert card is None if left else card.headline == "Half a card"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "A card needs a headline."),
        ({"headline": " \x07"}, "A card needs a headline."),
        ({"headline": "h" * 301}, "A headline can have at most 300 characters"),
        ({"headline": "h", "detail": "d" * 20_001}, "The detail can have at most 20,000"),
        ({"headline": "h", "when": "w" * 301}, "The date can have at most 300"),
        ({"headline": "h", "people": "p" * 301}, "A name can have at most 300"),
        ({"headline": "h", "people": ",".join(map(str, range(51)))}, "at most 50 people"),
        ({"headline": "h", "source": "s" * 20_001}, "The source can have at most 20,000"),
    ],
)
def test_what_is_wrong_is_told_and_kept(parent, fields, said):
    form = CardForm(parent, EMPTY, samples.FACTORS)
    form.show()
    fill(form, **fields)
    press("Save")(form)
    assert said in problem(form)
    assert form.isVisible()
    for name, words in fields.items():
        field = look.named(form, name.capitalize())
        assert (field.toPlainText() if name == "detail" else field.text()) == words
    fill(form, headline="A card", detail="", when="", people="", source="")
    press("Save")(form)
    assert not form.isVisible()
    settle()


def test_factors_are_named_as_they_are(parent):
    form = CardForm(parent, EMPTY, [replace(samples.CUNNING, name="Bread & peace")])
    (check,) = form.findChildren(QCheckBox)
    assert check.text() == "Bread && peace"


def test_what_nobody_typed_in_stays_to_the_last_space(parent, modals):
    odd = Card(
        "usa/odd",
        "Odd",
        " Two\n\nlines ",
        When("Spring", "1924-03", "1924-05"),
        ("Smith, John",),
        ("gone/away", samples.MACHINE.id),
        "One\nTwo",
    )

    def answer(form):
        fill(form, headline="Odder")
        press("Save")(form)

    modals.answer(answer)
    assert ask_card(parent, odd, samples.FACTORS) == replace(odd, headline="Odder")
