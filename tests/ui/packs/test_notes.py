import pytest
from docx import Document
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from planner.model.text import PASSAGE
from planner.store.errors import StoreError
from planner.ui.card_model import CardRole
from tests.ui import look, samples
from tests.ui.modal import close, press, settle
from tests.ui.packs.conftest import second

DESCRIPTION = look.QAccessible.Text.Description
NOTE = "Use this for <b>paragraph</b> 2 & 3"


def note(dialog):
    return look.named(dialog, "My note")


def writing(words: str, then=close):
    def answer(dialog) -> None:
        note(dialog).setPlainText(words)
        then(dialog)

    return answer


def open_card(desk, modals, *answers, card=samples.FUNERAL) -> None:
    modals.answer(*answers)
    desk.kit.hands.open_card(card)


def kept(library, card=samples.FUNERAL) -> str:
    return library.notes([card.id]).get(card.id, "")


def test_a_note_is_kept_when_the_card_is_put_away(desk, library, modals):
    open_card(desk, modals, writing(NOTE))
    assert kept(library) == NOTE
    seen: list[str] = []
    open_card(desk, modals, lambda d: (seen.append(note(d).toPlainText()), d.reject()))
    assert seen == [NOTE]


def test_a_note_is_kept_while_it_is_written(desk, library, modals, qtbot):
    def write(dialog) -> None:
        qtbot.keyClicks(note(dialog), "Half a")
        qtbot.waitUntil(lambda: kept(library) == "Half a", timeout=2_000)
        qtbot.keyClicks(note(dialog), " note")
        dialog.reject()

    open_card(desk, modals, write)
    assert kept(library) == "Half a note"


def test_an_emptied_note_is_gone(desk, library, modals):
    open_card(desk, modals, writing(NOTE))
    open_card(desk, modals, writing(""))
    assert library.notes([samples.FUNERAL.id]) == {}
    assert not desk.kit.marks.note(samples.FUNERAL.id)


def test_a_note_is_marked_on_the_shelf_and_in_the_slot(desk, modals):
    desk.session.apply(lambda plan: samples.placed(plan, samples.FUNERAL, samples.MOOD), "place")
    open_card(desk, modals, writing(NOTE))
    shelf, cards = desk.desk.shelf.list, look.slot(desk, "Evidence, paragraph 1").cards
    for found in (shelf, cards):
        index = found.model().index(look.row(found, "The funeral trick"), 0)
        assert index.data(CardRole.NOTE) == NOTE
        assert f"My note: {NOTE}" in index.data(Qt.ItemDataRole.AccessibleDescriptionRole)
        # Shown as the text that it is.
        assert "&lt;b&gt;paragraph&lt;/b&gt; 2 &amp; 3" in index.data(Qt.ItemDataRole.ToolTipRole)
        other = found.model().index(look.row(found, "An open race"), 0)
        assert not other.data(CardRole.NOTE)
        assert other.data(Qt.ItemDataRole.ToolTipRole) is None


def test_notes_are_there_when_the_window_opens(desk, library, make_window, plan, store):
    library.set_note(samples.POST.id, NOTE)
    other = make_window(store)
    other.open_plan(plan.id)
    settle()
    shelf = other.desk.shelf.list
    index = shelf.model().index(look.row(shelf, "General Secretary"), 0)
    assert index.data(CardRole.NOTE) == NOTE


def test_a_note_survives_its_pack(desk, library, modals):
    open_card(desk, modals, writing(NOTE))
    desk.deeds.install(second(), "")
    assert desk.kit.marks.note(samples.FUNERAL.id) == NOTE
    desk.deeds.remove("usa", "The struggle")
    assert kept(library) == NOTE


def test_a_note_that_cannot_be_saved_stays_and_is_told(desk, library, modals, monkeypatch):
    set_note, seen = library.set_note, []

    def full(*_: object) -> None:
        raise StoreError("The disk is full, so the note was not saved.")

    def write(dialog) -> None:
        note(dialog).setPlainText(NOTE)
        monkeypatch.setattr(library, "set_note", full)
        dialog.reject()
        assert dialog.isVisible()
        seen.append(dialog.note.problem.text())
        seen.append(note(dialog).toPlainText())
        monkeypatch.setattr(library, "set_note", set_note)
        dialog.reject()
        assert not dialog.isVisible()

    open_card(desk, modals, write, press("Go back"))
    assert seen == ["Your note is not saved. The disk is full, so the note was not saved.", NOTE]
    assert kept(library) == NOTE


def test_a_note_that_is_too_long_can_be_shortened_or_left(desk, library, modals):
    def write(dialog) -> None:
        note(dialog).setPlainText("n" * (PASSAGE + 1))
        dialog.reject()
        assert not dialog.isVisible()

    open_card(desk, modals, write, press("Leave"))
    assert kept(library) == ""


@pytest.mark.parametrize("wanted", [True, False])
def test_notes_are_exported_or_not(desk, library, modals, tmp_path, wanted):
    desk.session.apply(lambda plan: samples.placed(plan, samples.FUNERAL), "place")
    library.set_note(samples.FUNERAL.id, "Mine alone")

    def export(dialog) -> None:
        look.named(dialog, "Save to").setText(str(tmp_path / "plan.docx"))
        dialog.notes.setChecked(wanted)
        press("Export plan")(dialog)

    modals.answer(export)
    desk.files.export()
    texts = [p.text for p in Document(str(tmp_path / "plan.docx")).paragraphs]
    assert any("Mine alone" in text for text in texts) is wanted


def test_notes_are_copied_as_markdown(desk, library):
    desk.session.apply(lambda plan: samples.placed(plan, samples.FUNERAL), "place")
    library.set_note(samples.FUNERAL.id, "Mine alone")
    desk.files.copy_markdown()
    assert "Mine alone" in QGuiApplication.clipboard().text()


def test_without_notes_the_export_does_not_ask_for_them(desk, modals):
    seen: list[bool] = []
    modals.answer(lambda d: (seen.append(d.notes.isVisible()), d.reject()))
    desk.files.export()
    assert seen == [False]
