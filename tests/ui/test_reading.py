"""A window whose library is open only to read: all is looked at, and nothing is changed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit

from planner.model.pack_edits import new_pack
from planner.packs.data import read_frameworks, read_question_types
from planner.packs.plan_file import read_plan, save_plan_file
from planner.store.library import Library
from planner.store.reading import open_copy
from planner.ui.payload import Payload, to_mime
from planner.ui.plan_text import PlanText
from planner.ui.reading import WHY_NOT
from planner.ui.window import Window
from tests.store.test_hold import beside, mark_from
from tests.ui import look, samples
from tests.ui.modal import choose, close, entries, plain, settle

NOTE = "My own words."


@pytest.fixture
def held(path):
    """Return the path of a library with a plan, a version, a note and a draft, held elsewhere."""
    plan = samples.placed(samples.begun(), samples.FUNERAL, samples.TESTAMENT)
    plan = samples.write(plan, samples.Part.LINE_OF_ARGUMENT, "Stalin won.")
    with Library.open(path) as library:
        library.plans.save(plan, 1.0)
        library.plans.save(samples.begun("gone"), 1.0)
        library.plans.delete("gone", 2.0)
        library.versions.keep(plan, "Kept by hand", 3.0)
        library.set_note(samples.FUNERAL.id, NOTE)
        library.drafts.save(new_pack("My pack", taken=[]), 4.0)
        library.drafts.save(samples.pack(), 5.0)
        library.drafts.delete("usa")
    mark_from(path)
    return path


@pytest.fixture
def reading(held, theme, qapp, qtbot):
    """Return a window that reads, and hold that it wrote nothing."""
    before = beside(held)
    with open_copy(held) as library:
        window = Window(qapp, library, theme, read_frameworks(), read_question_types())
        window.start()
        window.setWindowState(Qt.WindowState.WindowNoState)
        window.resize(1280, 1500)
        window.show()
        window.activateWindow()
        window.watch.start()
        settle()
        yield window
        window.close()
        assert not window.isVisible()
        window.deleteLater()
        settle()
    assert beside(held) == before


@pytest.fixture
def desk(reading):
    reading.open_plan("plan")
    settle()
    return reading


def refused(window) -> bool:
    """Tell whether the last thing done was refused in the one sentence, and put that away."""
    settle()
    said = window.notice.text.text() if window.notice.isVisible() else ""
    window.notice.clear()
    return said == window.session.refusal != "" and said.count(".") == 2


def test_a_lasting_notice_and_the_status_bar_say_so(desk):
    words = desk.watch.strip.text.text()
    assert words.startswith("You are reading evidence.db as it was at ")
    assert "nothing can be changed here" in words
    assert desk.watch.strip.accessibleName() == words
    for page in (desk.go_home, desk.go_packs, lambda: desk.open_plan("usa/worked")):
        page()
        settle()
        assert desk.watch.strip.isVisible()
        assert desk.statusBar().currentMessage() == "Open to read"
        assert not desk.notice.isVisible()


def test_a_window_that_writes_says_nothing_of_it(window):
    assert not window.watch.strip.isVisible()
    assert window.statusBar().currentMessage() == "Saved"


def test_nobody_is_listened_to(reading):
    assert reading.watch.instance is None


def test_everything_can_be_looked_at(desk, modals):
    shelf = desk.desk.shelf
    shelf.search.setText("funeral")
    settle()
    assert look.shown(shelf.list) == ["The funeral trick"]
    for name in desk.desk.views.names:
        desk.desk.views.show_view(name)
        settle()
    modals.answer(close)
    desk.keeping.show()
    desk.go_packs()
    modals.answer(close)
    desk.packs.look_inside()
    seen = []
    modals.answer(lambda dialog: (seen.append(dialog.windowTitle()), dialog.reject()))
    desk.packs.drafts.list.opened.emit(desk.packs.drafts.list.chosen().id)
    assert seen == ["My pack"]
    assert desk.editing is None


def test_plans_go_out_to_files_and_the_clipboard(desk, tmp_path, monkeypatch):
    target = tmp_path / "out" / "mine.essayplan"
    target.parent.mkdir()
    monkeypatch.setattr(
        "PySide6.QtWidgets.QFileDialog.getSaveFileName", lambda *_: (str(target), "")
    )
    desk.files.save_as()
    assert read_plan(target) == desk.session.plan
    desk.files.copy_markdown()
    assert "Stalin won" in QGuiApplication.clipboard().text()


def test_the_fields_take_no_keys(desk, qtbot):
    fields = desk.findChildren(PlanText)
    assert len(fields) > 10
    for field in fields:
        before = field.words()
        field.setFocus()
        qtbot.keyClicks(field, "x")
        qtbot.keyClick(field, Qt.Key.Key_Backspace)
        field.paste()
        assert field.words() == before
        assert field.isReadOnly()
    assert not desk.session.unsaved


def test_the_note_of_a_card_takes_no_keys(desk, modals, qtbot):
    def write(dialog):
        note = look.named(dialog, "My note", QPlainTextEdit)
        qtbot.keyClicks(note, "x")
        assert note.toPlainText() == NOTE
        dialog.reject()

    modals.answer(write)
    desk.desk.cards.open(samples.FUNERAL)


def test_every_change_of_a_menu_is_refused(desk):
    changes = {
        "File": ["New plan…", "Open…", "Open a fix from the clipboard"],
        "Edit": ["New card…"],
        "Plan": [
            "Add paragraph",
            "Change the question…",
            "Kind of question…",
            "Rename plan…",
            "Keep a version now",
        ],
    }
    menus = {plain(a.text()): a.menu() for a in desk.menuBar().actions()}
    for name, texts in changes.items():
        for text in texts:
            found = [a for a in menus[name].actions() if plain(a.text()) == text]
            assert len(found) == 1, (text, entries(menus[name]))
            found[0].trigger()
            assert refused(desk), text
    plan = menus["Plan"]
    for name in ("Framework", "Timed planning"):
        (of,) = [a.menu() for a in plan.actions() if plain(a.text()) == name]
        of.aboutToShow.emit()
        (chosen, *_) = [a for a in of.actions() if a.isEnabled() and not a.isChecked()]
        chosen.trigger()
        assert refused(desk), name


def test_every_change_by_key_is_refused(desk, modals, qtbot):
    cards = look.slot(desk, "Evidence, paragraph 1").cards
    look.choose(cards, 0)
    qtbot.keyClick(cards, Qt.Key.Key_Delete)
    assert refused(desk)
    qtbot.keyClick(cards, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert refused(desk)
    shelf = desk.desk.shelf.list
    look.choose(shelf, look.row(shelf, "An open race"))
    modals.answer(choose("Evidence, paragraph 1"))
    qtbot.keyClick(shelf, Qt.Key.Key_Return)
    assert refused(desk)
    assert desk.session.undo_words == ""


def test_a_card_that_is_let_go_of_is_refused(desk, hand):
    before = desk.session.plan
    hand.drop(to_mime(Payload((samples.MOOD,))), look.slot(desk, "Evidence, paragraph 2"))
    assert refused(desk)
    assert desk.session.plan == before


def test_a_starter_is_refused(desk):
    field = look.slot(desk, "Point, paragraph 1").text
    field.begin_with("One reason was …")
    assert refused(desk)
    assert field.words() == ""


def test_going_back_to_a_version_is_refused(desk, modals):
    desk.keeping._go_back(samples.begun(), desk._library.versions.list("plan")[0])  # noqa: SLF001
    assert refused(desk)


def test_the_worked_example_is_not_copied(reading):
    reading.open_plan("usa/worked")
    settle()
    reading.desk.board.add.click()
    assert refused(reading)
    assert reading.session.is_worked


def test_every_change_at_home_is_refused(reading, qtbot):
    home = reading.home
    reading.go_home()
    for button in (home.new, home.file, home.rename, home.duplicate, home.delete, home.copy):
        button.click()
        assert refused(reading), button.text()
    for key in (Qt.Key.Key_F2, Qt.Key.Key_Delete):
        qtbot.keyClick(home.list, key)
        assert refused(reading)


def test_deleted_plans_stay_deleted(reading, modals, qtbot):
    reading.go_home()

    def look_at(dialog):
        for barred in (dialog.restore, dialog.forget):
            assert_barred(barred)
        assert dialog.versions.isEnabled()
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Delete):
            qtbot.keyClick(dialog.list, key)
        close(dialog)

    modals.answer(look_at)
    reading.home.deleted.click()


def assert_barred(control):
    """Hold that a control cannot be used, and tells why."""
    assert not control.isEnabled()
    assert WHY_NOT in control.toolTip()
    assert control.accessibleDescription() == WHY_NOT


def test_versions_are_looked_at_and_no_more(desk, modals):
    def look_at(dialog):
        assert dialog.list.count() == 1
        for barred in (dialog.back, dialog.copy_button, dialog.delete):
            assert_barred(barred)
        assert dialog.barred.text() == WHY_NOT
        assert dialog.barred.isVisible()
        close(dialog)

    modals.answer(look_at)
    desk.keeping.show()


def test_deleted_packs_stay_deleted(reading, modals):
    def look_at(dialog):
        for barred in (dialog.restore, dialog.forget):
            assert_barred(barred)
        close(dialog)

    reading.go_packs()
    modals.answer(look_at)
    reading.packs.drafts.deleted.click()


def test_everything_is_not_deleted(reading, modals):
    def look_at(dialog):
        assert_barred(dialog.delete)
        close(dialog)

    modals.answer(look_at)
    reading.menus.data.show()


def test_every_change_of_packs_is_refused(reading):
    reading.go_packs()
    settle()
    packs = reading.packs
    for button in (
        packs.file,
        packs.hide_show,
        packs.copy,
        packs.remove,
        packs.drafts.new,
        packs.drafts.duplicate,
        packs.drafts.delete,
        packs.drafts.fix,
    ):
        button.click()
        assert refused(reading), button.text()


def test_a_file_is_not_taken_in(reading, tmp_path_factory):
    file = tmp_path_factory.mktemp("stick") / "away.essayplan"
    save_plan_file(samples.begun("from-elsewhere"), file, {})
    reading.dropping._take(file)  # noqa: SLF001
    assert refused(reading)


def test_a_card_of_ones_own_is_not_deleted(desk):
    desk.desk.cards.delete(samples.MOOD)
    assert refused(desk)


def test_what_the_window_remembers_lasts_as_long_as_it(reading):
    reading.memory.set("scheme", "Dark")
    assert reading.memory.get("scheme") == "Dark"
    reading.memory.set("last_plan", "")
    assert reading.memory.get("last_plan", "other") == ""
    assert not reading.notice.isVisible()
