import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QMenu

from planner.model.pack import Pack, PackInfo
from planner.packs.fix_file import Fix, fix_text
from planner.packs.signing import fingerprint
from planner.ui.packs.field_changes import MarkedText
from planner.ui.packs.rows import RowsList
from tests.ui import look, samples
from tests.ui.modal import choose, close, entries, press, settle
from tests.ui.packs.conftest import other


@pytest.fixture
def page(window, library, key):
    """Return the Packs page with two packs on it, the second signed."""
    library.install(other(), key.public)
    window.go_packs()
    settle()
    return window.packs


def listed(part) -> list[str]:
    settle()
    rows = part.list.rows
    return [rows.index(row).data() for row in range(rows.rowCount())]


def described(part, row: int) -> str:
    return part.list.rows.index(row).data(Qt.ItemDataRole.AccessibleDescriptionRole)


def undo(page) -> None:
    page.window().turning.undo()


def redo(page) -> None:
    page.window().turning.redo()


def draft(library, title: str, touched: float = 1.0) -> Pack:
    pack = Pack(PackInfo(title.casefold(), title))
    library.drafts.save(pack, touched)
    return pack


def named(name: str):
    def answer(dialog):
        look.named(dialog, "Title of the pack").setText(name)
        press("OK")(dialog)

    return answer


# Installed packs


def test_the_page_is_reached_from_home_and_left_again(window, qtbot):
    look.pushed(window.home, "Packs").click()
    assert window.pages.currentWidget() is window.packs
    assert window.packs.list.hasFocus()
    look.named(window.packs, "Back to your plans").click()
    assert window.pages.currentWidget() is window.home


def test_packs_are_described_in_words(page, key, library):
    assert listed(page) == ["The struggle", "The Cold War"]
    assert described(page, 0) == "version 1. 5 cards. Not signed"
    signed = f"Signed {fingerprint(key.public)}"
    assert described(page, 1) == f"by Ms Khan · version 1. 1 card. {signed}"


def test_a_pack_that_shipped_is_said_to(page, library, monkeypatch, stocked, tmp_path):
    (tmp_path / "shipped.db").write_bytes(stocked)
    monkeypatch.setattr("planner.shipped.LIBRARY", tmp_path / "shipped.db")
    page._shipped = None  # noqa: SLF001
    page.refresh()
    assert described(page, 0).endswith("Came with Marshal")
    assert "Signed" in described(page, 1)
    # Another pack under the same name did not.
    changed = samples.pack()
    library.install(replace(changed, info=replace(changed.info, version=2)))
    page.refresh()
    assert described(page, 0).endswith("Not signed")


def test_what_is_in_a_pack_is_looked_at(page, modals, qtbot):
    seen: list[str] = []

    def read(dialog):
        seen.extend(label.text() for label in dialog.findChildren(QLabel) if label.text())
        seen.extend(text.toPlainText() for text in dialog.findChildren(MarkedText))
        dialog.reject()

    page.list.choose("usa")
    modals.answer(read)
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert "The struggle" in seen
    assert "version 1 · 5 cards, 2 questions, 2 factors, 1 worked example · Not signed" in seen
    assert "Few delegates heard it." in seen


def test_a_pack_is_hidden_shown_and_undone(page, library):
    page.list.choose("usa")
    look.pushed(page, "Hide").click()
    assert described(page, 0).startswith("version 1. Hidden · 5 cards")
    assert [info.id for info in library.packs()] == ["cold-war"]
    assert "Hid “The struggle”." in page.window().notice.text.text()
    look.pushed(page, "Show").click()
    assert [info.id for info in library.packs()] == ["usa", "cold-war"]
    undo(page)
    assert [info.id for info in library.packs()] == ["cold-war"]
    undo(page)
    assert [info.id for info in library.packs()] == ["usa", "cold-war"]
    assert library.pack("usa") == samples.pack()
    redo(page)
    assert [info.id for info in library.packs()] == ["cold-war"]
    assert page.window().turning.words == ("hide “The struggle”", "show “The struggle”")
    redo(page)
    assert [info.id for info in library.packs()] == ["usa", "cold-war"]


def test_a_pack_is_removed_and_brought_back(page, library, key, modals, qtbot):
    page.list.choose("cold-war")
    modals.answer(press("Keep it"), press("Remove"))
    qtbot.keyClick(page.list, Qt.Key.Key_Delete)
    assert listed(page) == ["The struggle", "The Cold War"]
    look.pushed(page, "Remove…").click()
    assert listed(page) == ["The struggle"]
    look.pushed(page.window().notice, "Undo").click()
    assert listed(page) == ["The struggle", "The Cold War"]
    assert library.pack("cold-war") == other()
    assert library.known("cold-war").signer == key.public
    redo(page)
    assert listed(page) == ["The struggle"]
    undo(page)
    assert library.pack("cold-war") == other()


def test_a_removed_packs_cards_leave_the_open_desk(desk, library, modals):
    desk.session.apply(lambda plan: samples.placed(plan, samples.FUNERAL), "place")
    plan = desk.session.plan
    desk.deeds.hide("usa", "The struggle")
    assert look.shown(desk.desk.shelf.list) == []
    assert desk.session.plan == plan
    assert look.shown(look.slot(desk, "Evidence, paragraph 1").cards) == ["The funeral trick"]
    desk.turning.undo()
    assert desk.session.plan != plan
    look.pushed(desk.notice, "Undo").click()
    assert len(look.shown(desk.desk.shelf.list)) == 5


def test_without_packs_the_page_says_how_to_have_one(page, modals):
    for pack in ("usa", "cold-war"):
        page.list.choose(pack)
        modals.answer(press("Remove"))
        look.pushed(page, "Remove…").click()
    assert not page.list.isVisible()
    texts = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    assert "No packs yet" in texts
    assert not look.pushed(page, "Hide").isVisible()


def test_the_menu_of_a_pack(page, modals):
    seen: list[str] = []

    def read(menu: QMenu) -> None:
        seen.extend(entries(menu))
        menu.close()

    page.list.choose("usa")
    modals.answer(read, choose("Hide"))
    for _ in range(2):
        page.list.customContextMenuRequested.emit(QPoint(5, 5))
    assert seen == ["Look inside", "Hide", "Print…", "Copy to edit", "Remove…"]
    assert described(page, 0).startswith("version 1. Hidden")


# Packs that are made here


def test_without_drafts_the_page_says_how_to_begin(page):
    texts = [label.text() for label in page.drafts.findChildren(QLabel) if label.isVisible()]
    assert "You have not made a pack yet" in texts
    assert not look.pushed(page.drafts, "Edit").isVisible()


def test_an_installed_pack_is_copied_under_an_id_of_its_own(page, library):
    page.list.choose("usa")
    look.pushed(page, "Copy to edit").click()
    window = page.window()
    assert window.editing is not None
    assert window.editing.title == "Copy of The struggle"
    # What it would undo is being worked on.
    assert not window.notice.isVisible()
    window.go_packs()
    assert listed(page.drafts) == ["Copy of The struggle"]
    (summary,) = library.drafts.summaries()
    made = library.drafts.load(summary.id)
    assert made.info.id not in ("usa", "cold-war", "own")
    assert {card.pack for card in made.cards} == {made.info.id}
    assert [card.headline for card in made.cards] == [card.headline for card in samples.CARDS]
    assert library.pack("usa") == samples.pack()
    undo(page)
    assert listed(page.drafts) == []


def test_a_draft_is_duplicated_and_undone(page, library):
    draft(library, "Tudors")
    page.refresh()
    look.pushed(page.drafts, "Duplicate").click()
    assert sorted(listed(page.drafts)) == ["Copy of Tudors", "Tudors"]
    assert page.drafts.list.chosen().title == "Copy of Tudors"
    undo(page)
    assert listed(page.drafts) == ["Tudors"]
    redo(page)
    assert sorted(listed(page.drafts)) == ["Copy of Tudors", "Tudors"]


def test_a_draft_is_deleted_and_brought_back(page, library, modals, qtbot):
    before = draft(library, "Tudors")
    page.refresh()
    qtbot.keyClick(page.drafts.list, Qt.Key.Key_Delete)
    assert listed(page.drafts) == []
    look.pushed(page.window().notice, "Undo").click()
    assert library.drafts.load("tudors") == before
    look.pushed(page.drafts, "Delete").click()
    restored: list[str] = []

    def restore(dialog):
        restored.extend(listed(dialog))
        press("Restore")(dialog)
        assert listed(dialog) == []
        dialog.reject()

    modals.answer(restore)
    look.pushed(page.drafts, "Deleted packs (1)").click()
    assert restored == ["Tudors"]
    assert page.window().focusWidget() is page.drafts.list
    assert listed(page.drafts) == ["Tudors"]
    assert page.window().turning.words == ("restore pack", "")
    undo(page)
    assert listed(page.drafts) == []
    undo(page)
    assert library.drafts.load("tudors") == before
    redo(page)
    assert listed(page.drafts) == []


def test_a_draft_is_deleted_for_good(page, library, modals):
    draft(library, "Tudors")
    page.refresh()
    page.list.choose("usa")
    look.pushed(page, "Hide").click()
    look.pushed(page.drafts, "Delete").click()

    def forget(dialog):
        press("Delete for good…")(dialog)
        dialog.reject()

    modals.answer(forget, press("Delete for good"))
    look.pushed(page.drafts, "Deleted packs (1)").click()
    assert library.drafts.deleted() == []
    assert not page.drafts.deleted.isVisible()
    # What else was done can still be undone.
    assert page.window().turning.words == ("hide “The struggle”", "")


def test_drafts_say_how_far_they_are(page, library):
    pack = draft(library, "Tudors")
    library.drafts.set_published("tudors", replace(pack, info=replace(pack.info, version=3)))
    draft(library, "Weimar", 2.0)
    page.refresh()
    assert listed(page.drafts) == ["Weimar", "Tudors"]
    assert "Not published yet" in described(page.drafts, 0)
    assert "Version 3 published" in described(page.drafts, 1)


def test_a_new_pack_needs_a_title_and_opens_in_the_editor(page, library, modals):
    opened: list[str] = []
    page.draft_opened.disconnect()
    page.draft_opened.connect(opened.append)

    def untitled(dialog):
        press("OK")(dialog)
        assert dialog.isVisible()
        named("Tudor rebellions")(dialog)

    modals.answer(untitled)
    look.pushed(page.drafts, "New pack…").click()
    (summary,) = library.drafts.summaries()
    assert opened == [summary.id]
    assert summary.title == "Tudor rebellions"
    undo(page)
    assert library.drafts.summaries() == []


def test_a_new_pack_can_be_put_away(page, library, modals):
    modals.answer(close)
    look.pushed(page.drafts, "New pack…").click()
    assert library.drafts.summaries() == []


def test_a_fix_is_pasted(page, library, modals):
    assert not look.pushed(page.drafts, "Paste a fix").isVisible()
    library.drafts.save(samples.pack(), 1.0)
    page.refresh()
    QGuiApplication.clipboard().setText("nothing of the kind")
    look.pushed(page.drafts, "Paste a fix").click()
    assert page.window().notice.is_warning
    better = replace(samples.FUNERAL, headline="The funeral lie")
    QGuiApplication.clipboard().setText(fix_text(Fix("usa", 1, samples.FUNERAL, better)))
    seen: list[str] = []
    modals.answer(lambda dialog: (seen.append(dialog.windowTitle()), dialog.reject()))
    look.pushed(page.drafts, "Paste a fix").click()
    assert len(seen) == 1
    assert page.window().editing is not None


def test_a_very_long_title_is_shortened_where_it_is_told(page, library):
    title = "word " * 60
    library.install(Pack(PackInfo("long", title.strip())))
    page.refresh()
    page.list.choose("long")
    look.pushed(page, "Hide").click()
    told = page.window().notice.text.text()
    assert told.startswith("Hid “word word")
    assert "…”" in told
    assert len(told) < 200


def test_every_list_is_named(page):
    names = {found.accessibleName() for found in page.findChildren(RowsList)}
    assert names == {"Packs", "Packs that I make"}
