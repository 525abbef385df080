"""The way to the editor and back."""

from msgspec.structs import replace

from planner.model import pack_edits
from planner.packs.fix_file import Fix, save_fix_file
from planner.store.errors import StoreError
from tests.ui import look, samples
from tests.ui.modal import press, settle


def change(window, title: str) -> None:
    """Call the pack that is open something else."""
    session = window.editing.session
    session.apply(
        lambda pack: pack_edits.change_info(pack, replace(pack.info, title=title)), "rename"
    )


def open_draft(window, library):
    library.drafts.save(samples.pack(), 1.0)
    window.go_packs()
    look.pushed(window.packs.drafts, "Edit").click()
    settle()
    return window.editing


def test_a_draft_is_edited_and_left(window, library):
    editor = open_draft(window, library)
    assert editor is not None
    assert window.windowTitle() == "The struggle – Marshal"
    change(window, "The long struggle")
    assert window.windowTitle() == "The long struggle – Marshal"
    assert window.turning.words[0] == "rename"
    window.turning.undo()
    assert library.drafts.load("usa").info.title == "The struggle"
    window.turning.redo()
    assert library.drafts.load("usa").info.title == "The long struggle"
    editor.left.emit()
    assert window.pages.currentWidget() is window.packs
    assert window.windowTitle() == "Marshal"
    assert window.packs.drafts.list.chosen().title == "The long struggle"


def test_a_draft_that_is_gone_is_told(window, library):
    assert window.open_draft("gone") is None
    assert window.notice.is_warning
    assert window.editing is None


def test_what_is_typed_in_the_editor_is_not_left_unsaved(window, library, modals, monkeypatch):
    editor = open_draft(window, library)

    def full(*_: object) -> None:
        raise StoreError("The disk is full.")

    monkeypatch.setattr(editor, "settle", lambda: False)
    modals.answer(press("Go back"))
    window.go_home()
    assert window.editing is editor
    modals.answer(press("Leave"))
    window.go_home()
    assert window.editing is None


def test_a_suggested_fix_is_accepted_in_the_editor(window, library, modals, tmp_path):
    library.drafts.save(samples.pack(), 1.0)
    better = replace(samples.FUNERAL, headline="The funeral lie")
    save_fix_file(
        Fix("usa", 1, samples.FUNERAL, better, "See Service."), tmp_path / "a.evidencefix"
    )
    modals.answer(press("Accept the fix"))
    window.receiving.open(tmp_path / "a.evidencefix")
    assert window.editing is not None
    assert better in library.drafts.load("usa").cards
    window.turning.undo()
    assert library.drafts.load("usa") == samples.pack()
