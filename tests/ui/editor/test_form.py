"""The form beside the table: every field of the current part."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from planner.model.evidence import When
from planner.model.pack_cells import PackField
from tests.ui import samples
from tests.ui.look import named, pushed, told_of
from tests.ui.modal import press, settle

Key = Qt.Key


@pytest.fixture
def form(cards):
    cards.view.go_to("usa/funeral")
    return cards.form


def fill(field, words: str) -> None:
    """Type in a field in place of what is there, as a person does."""
    field.setFocus()
    field.selectAll()
    for letter in words:
        QTest.keyClick(field, Key.Key_Return if letter == "\n" else letter)


def card(editor, name="usa/funeral"):
    return next(c for c in editor.session.pack.cards if c.id == name)


def test_all_that_a_card_holds_is_in_the_form(form):
    assert form.fields["headline"].text() == "The funeral trick"
    assert form.fields["detail"].words() == "Trotsky was not there."
    assert [form.fields[name].text() for name in ("when", "start", "end", "people")] == [
        "January 1924",
        "1924-01",
        "1924-01",
        "Stalin, Trotsky",
    ]
    assert form.fields["factors"].ticked() == ("usa/cunning",)
    assert form.fields["source"].words() == "Notes, page 3"


def test_letters_are_met_before_a_card_is_shown(cards, form, monkeypatch):
    met, detail = [], form.fields["detail"]
    monkeypatch.setattr(
        "planner.ui.editor.fields.meet_all", lambda words, _: met.append((words, detail.words()))
    )
    cards.view.go_to("usa/testament")
    assert met[0] == (detail.words(), "Trotsky was not there.")


def test_what_is_typed_is_saved_and_shown_in_the_table(editor, cards, form):
    fill(form.fields["headline"], "The funeral")
    fill(form.fields["detail"], "One\ntwo")
    assert editor.settle()
    assert (card(editor).headline, card(editor).detail) == ("The funeral", "One\ntwo")
    assert cards.model.index(1, 0).data() == "The funeral"
    assert editor.undo_words == "typing in Detail"


def test_a_field_that_is_typed_in_is_not_rewritten(editor, form):
    people = form.fields["people"]
    fill(people, "Stalin, ")
    editor.settle()
    assert card(editor).people == ("Stalin",)
    assert people.text() == "Stalin, "
    form.fields["headline"].setFocus()
    assert people.text() == "Stalin"


def test_the_dates_are_read_from_the_words_and_can_be_set_by_hand(editor, form):
    fill(form.fields["when"], "from 1922 to 1924")
    editor.settle()
    assert (card(editor).when.start, card(editor).when.end) == ("1922", "1924")
    assert form.fields["start"].text() == "1922"
    assert form.dates_note.text() == "The dates are read from the words."
    assert not form.use_words.isVisible()
    fill(form.fields["end"], "May 1924")
    QTest.keyClick(form.fields["end"], Key.Key_Return)
    assert card(editor).when == When("from 1922 to 1924", "1922", "1924-05")
    assert form.fields["end"].text() == "May 1924"
    form.fields["headline"].setFocus()
    assert form.fields["end"].text() == "1924-05"
    assert form.dates_note.text() == "These dates are set by hand."
    form.use_words.click()
    assert card(editor).when.end == "1924"
    assert editor.undo_words == "use the dates in the words for The funeral trick"


def test_a_date_that_cannot_be_read_is_told_and_stays(editor, host, form):
    fill(form.fields["start"], "1924-13")
    QTest.keyClick(form.fields["start"], Key.Key_Return)
    assert "no date that Marshal can read" in host.notice.text.text()
    assert form.fields["start"].text() == "1924-13"
    assert editor.session.status == "Not saved"
    form.fields["headline"].setFocus()
    assert form.fields["start"].text() == "1924-13"
    fill(form.fields["start"], "1924-02")
    QTest.keyClick(form.fields["start"], Key.Key_Return)
    assert card(editor).when.start == "1924-02"
    assert editor.session.status == "Saved"
    assert not host.notice.isVisible()


def test_factors_are_ticked(editor, form):
    pushed(form, "The party machine").click()
    assert card(editor).factors == ("usa/cunning", "usa/machine")
    pushed(form, "Stalin’s cunning").click()
    assert card(editor).factors == ("usa/machine",)
    assert editor.undo_words == "choose factors for The funeral trick"


def test_a_factor_that_the_pack_lost_stays_on_a_card_until_it_is_chosen_again(editor, form):
    odd = replace(card(editor), factors=("usa/lost", "usa/cunning"))
    pack = editor.session.pack
    changed = replace(pack, cards=(odd, *pack.cards[2:]))
    editor.session.apply(lambda _: changed, "x")
    form.show_part(odd, 1, changed, form._words)  # noqa: SLF001
    pushed(form, "The party machine").click()
    assert card(editor).factors == ("usa/cunning", "usa/machine", "usa/lost")


def test_a_new_factor_is_made_for_the_card(editor, form, modals):
    def answer(dialog):
        dialog.edit.setText("  stalin’s CUNNING ")
        dialog.accept()

    def other(dialog):
        dialog.edit.setText("Luck")
        dialog.accept()

    modals.answer(answer, other)
    form.fields["factors"].new.click()
    assert card(editor).factors == ("usa/cunning",)
    form.fields["factors"].new.click()
    assert card(editor).factors == ("usa/cunning", "usa/luck")
    assert editor.session.pack.factors[-1].hue == 2
    assert editor.undo_words == "add the factor Luck"


def test_a_questions_type_brings_its_marks(editor):
    editor.show_page(2)
    form = editor.sheets["question"].form
    choice = form.fields["type"]
    assert choice.currentText() == "Explain why"
    choice.setCurrentIndex(choice.findText("Assess"))
    choice.activated.emit(choice.currentIndex())
    question = editor.session.pack.questions[0]
    assert (question.type, question.marks, question.minutes) == ("assess", 20, 36)
    fill(form.fields["marks"], "22")
    QTest.keyClick(form.fields["marks"], Key.Key_Return)
    assert editor.session.pack.questions[0].marks == 22


def test_a_factors_mark_is_chosen_from_those_there_are(editor):
    editor.show_page(1)
    form = editor.sheets["factor"].form
    assert form.fields["hue"].chosen_button().accessibleName() == "Blue circle"
    named(form, "Pink diamond").click()
    assert editor.session.pack.factors[0].hue == 3
    assert form.fields["hue"].chosen_button().accessibleName() == "Pink diamond"


def test_the_empty_row_has_a_way_to_begin(editor, cards):
    cards.view.go_to("")
    assert cards.form.new.isVisible()
    assert not cards.form.fields["headline"].isVisible()
    cards.form.new.click()
    settle()
    assert QApplication.focusWidget().accessibleName() == "Headline"


def test_going_to_another_card_keeps_what_was_typed_in_the_last(editor, cards, form):
    fill(form.fields["headline"], "Typed")
    cards.view.go_to("usa/mood")
    assert form.fields["headline"].text() == "An open race"
    editor.settle()
    assert card(editor).headline == "Typed"
    assert form.fields["headline"].text() == "An open race"


def test_what_the_table_writes_is_newer_than_what_the_form_could_not_save(editor, cards, form):
    fill(form.fields["start"], "soon")
    QTest.keyClick(form.fields["start"], Key.Key_Return)
    assert editor.session.holds(PackField("card", "usa/funeral", "start"))
    fill(form.fields["headline"], "x")
    editor.session.type(PackField("card", "usa/funeral", "headline"), "y" * 301)
    assert not editor.settle()
    cards.model.setData(cards.model.index(1, 0), "From the table")
    assert card(editor).headline == "From the table"
    assert not editor.session.holds(PackField("card", "usa/funeral", "headline"))


def test_undo_goes_to_the_field_first_and_then_to_the_pack(editor, form):
    field = form.fields["headline"]
    fill(field, "abc")
    editor.settle()
    editor.undo()
    assert field.text() != "abc"
    while field.isUndoAvailable():
        editor.undo()
    editor.settle()
    while editor.undo_words:
        editor.session.undo()
    assert editor.session.pack == samples.pack()
    assert field.text() == "The funeral trick"


def test_a_form_is_told_to_a_reader_of_the_screen(form):
    for name, told in (("headline", "Headline"), ("detail", "Detail"), ("start", "From")):
        field = form.fields[name]
        assert told_of(field).text(QAccessible.Text.Name) == told
        label = form.boxes[name].layout().itemAt(0).widget()
        assert label.buddy() is field


def test_the_details_of_the_pack_are_filled_in(editor):
    editor.show_page(3)
    details = editor.details
    fill(details.lines["title"], "The struggle, 1922")
    fill(details.lines["author"], "Ms Khan")
    fill(details.about, "All of it")
    details.licence.choice.setEditText("CC0 1.0")
    editor.settle()
    info = editor.session.pack.info
    assert (info.title, info.author, info.about) == ("The struggle, 1922", "Ms Khan", "All of it")
    assert info.licence == "CC0 1.0"
    assert editor.title == "The struggle, 1922"
    assert editor.header.title.text() == "The struggle, 1922"
    assert details.licence.told.text() == "Anyone may do anything with it, without naming you."


def test_the_id_changes_until_the_pack_is_published(editor, drafts, modals):
    editor.show_page(3)

    def answer(dialog):
        dialog.edit.setText("Not an id")
        press("OK")(dialog)
        assert "only small letters" in dialog.problem.text()
        dialog.edit.setText("ussr-khan")
        press("OK")(dialog)

    modals.answer(answer)
    editor.details.rename.click()
    assert [summary.id for summary in drafts.summaries()] == ["ussr-khan"]
    assert editor.sheets["card"].model.id_at(1) == "ussr-khan/funeral"
    editor.session.note_published(editor.session.pack)
    assert not editor.details.rename.isVisible()


def test_a_worked_plan_is_listed_and_can_be_taken_out(editor):
    editor.show_page(3)
    named(editor.details, "Remove the worked plan Worked example").click()
    assert editor.session.pack.plans == ()
    editor.undo()
    assert editor.session.pack == samples.pack()
