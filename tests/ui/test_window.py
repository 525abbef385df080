import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QStatusTipEvent
from PySide6.QtWidgets import QApplication, QLabel, QMenu

import planner.app
from planner.packs.plan_file import save_plan_file
from planner.store.library import Library
from planner.ui.payload import Payload, to_mime
from planner.ui.window import Window
from tests.ui import look, samples
from tests.ui.hand import CTRL
from tests.ui.modal import choose, find, plain, press, settle

SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


def menu(window, name: str) -> QMenu:
    return next(a.menu() for a in window.menuBar().actions() if plain(a.text()) == name)


def edit_menu(window) -> list[str]:
    """Return what undo and redo are called in the menu."""
    edit = menu(window, "Edit")
    edit.aboutToShow.emit()
    return [action.text() for action in edit.actions()[:2]]


def line(window):
    return look.named(window, "Line of argument")


def status(window) -> str:
    return window.statusBar().currentMessage()


def keys(qtbot, keys_: str) -> None:
    """Press keys where the keyboard is, as a student does."""
    target = QApplication.focusWidget()
    if target is None:
        # The offscreen screen gives the keyboard back to nobody once a dialog is gone.
        window = next(w for w in QApplication.topLevelWidgets() if isinstance(w, Window))
        window.activateWindow()
        settle()
        target = QApplication.focusWidget() or window
    key, modifiers = {
        "Ctrl+Z": (Qt.Key.Key_Z, CTRL),
        "Ctrl+Shift+Z": (Qt.Key.Key_Z, CTRL | SHIFT),
        "Ctrl+Y": (Qt.Key.Key_Y, CTRL),
        "Ctrl+F": (Qt.Key.Key_F, CTRL),
        "Ctrl+N": (Qt.Key.Key_N, CTRL),
        "Ctrl+E": (Qt.Key.Key_E, CTRL),
        "Ctrl+Shift+P": (Qt.Key.Key_P, CTRL | SHIFT),
        "Ctrl+Shift+N": (Qt.Key.Key_N, CTRL | SHIFT),
        "Ctrl+Shift+H": (Qt.Key.Key_H, CTRL | SHIFT),
        "F1": (Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier),
        "F6": (Qt.Key.Key_F6, Qt.KeyboardModifier.NoModifier),
        "F9": (Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier),
    }[keys_]
    qtbot.keyClick(target, key, modifiers)
    settle()


# What a reader of the screen is told


def test_the_title_begins_with_the_question(desk):
    assert desk.windowTitle().startswith("Why did Stalin win the power struggle?")
    desk.kit.gestures.ask("Why not Trotsky?", desk.kit.kinds.all())
    assert desk.windowTitle().startswith("Why not Trotsky?")
    desk.go_home()
    assert desk.windowTitle() == "Marshal"


def test_the_status_bar_says_saved_when_all_is_on_the_disk(desk, store, qtbot):
    assert status(desk) == "Saved"
    line(desk).setFocus()
    qtbot.keyClicks(line(desk), "Stalin")
    assert status(desk) == "Saving…"
    desk.session.settle()
    assert status(desk) == "Saved"
    store.broken = True
    qtbot.keyClicks(line(desk), " won")
    desk.session.settle()
    assert status(desk) == "Not saved"
    assert line(desk).words() == "Stalin won"
    assert "What you typed stays on the screen." in desk.notice.text.text()
    store.broken = False
    look.pushed(desk.notice, "Try again").click()
    assert status(desk) == "Saved"
    assert not desk.notice.isVisible()


def test_a_menus_hint_does_not_wipe_the_status(desk):
    QApplication.sendEvent(desk, QStatusTipEvent("New plan"))
    assert status(desk) == "Saved"


def test_the_plan_is_counted(desk):
    def counted() -> str:
        return "".join(label.text() for label in desk.statusBar().findChildren(QLabel))

    assert counted() == "3 paragraphs   ·   0 cards"
    desk.session.apply(lambda plan: samples.placed(plan, samples.FUNERAL), "place")
    assert counted().endswith("1 card")
    desk.go_home()
    assert counted() == ""


# Undo


def test_the_edit_menu_names_what_undo_does(desk, modals, qtbot):
    assert edit_menu(desk) == ["Undo", "Redo"]
    shelf = desk.desk.shelf.list
    look.choose(shelf, look.row(shelf, "The funeral trick"))
    modals.answer(choose("Evidence, paragraph 1"))
    qtbot.keyClick(shelf, Qt.Key.Key_Return)
    assert edit_menu(desk) == ["Undo place The funeral trick", "Redo"]
    keys(qtbot, "Ctrl+Z")
    assert edit_menu(desk) == ["Undo", "Redo place The funeral trick"]
    keys(qtbot, "Ctrl+Shift+Z")
    assert edit_menu(desk) == ["Undo place The funeral trick", "Redo"]


def test_an_ampersand_in_what_is_undone_is_shown(desk):
    named = replace(samples.MOOD, headline="Bread & peace")
    slot = samples.evidence(desk.session.plan).id
    desk.kit.hands.land(Payload((named,)), slot)
    assert edit_menu(desk)[0] == "Undo place Bread && peace"


def test_a_focused_field_undoes_its_own_typing_first(desk, qtbot):
    desk.session.apply(
        lambda plan: samples.placed(plan, samples.FUNERAL), "place The funeral trick"
    )
    field = line(desk)
    field.setFocus()
    qtbot.keyClicks(field, "Stalin")
    desk.session.settle()
    assert edit_menu(desk)[0] == "Undo typing"
    keys(qtbot, "Ctrl+Z")
    assert field.words() == ""
    assert len(list(desk.session.plan.placements())) == 1
    # Nothing is left to undo in the field: the plan is next.
    while field.document().isUndoAvailable():
        keys(qtbot, "Ctrl+Z")
    desk.session.settle()
    for _ in range(3):
        if list(desk.session.plan.placements()):
            keys(qtbot, "Ctrl+Z")
    assert list(desk.session.plan.placements()) == []


def test_what_was_done_after_typing_is_undone_first(desk, qtbot):
    field = line(desk)
    field.setFocus()
    qtbot.keyClicks(field, "Stalin")
    desk.session.apply(
        lambda plan: samples.placed(plan, samples.FUNERAL), "place The funeral trick"
    )
    assert edit_menu(desk)[0] == "Undo place The funeral trick"
    keys(qtbot, "Ctrl+Z")
    assert list(desk.session.plan.placements()) == []
    assert field.words() == "Stalin"
    assert edit_menu(desk) == ["Undo typing", "Redo place The funeral trick"]
    keys(qtbot, "Ctrl+Y")
    assert len(list(desk.session.plan.placements())) == 1
    for _ in range(2):
        keys(qtbot, "Ctrl+Z")
    assert field.words() == ""


def test_a_field_makes_its_own_typing_again_first(desk, qtbot):
    field = line(desk)
    field.setFocus()
    qtbot.keyClicks(field, "Stalin")
    keys(qtbot, "Ctrl+Z")
    assert edit_menu(desk)[1] == "Redo typing"
    keys(qtbot, "Ctrl+Y")
    assert field.words() == "Stalin"
    desk.session.settle()
    assert desk.session.plan.line_of_argument == "Stalin"


def test_the_header_undoes_and_redoes(desk, qtbot):
    undo, redo = look.named(desk, "Undo"), look.named(desk, "Redo")
    assert not undo.isEnabled()
    assert not redo.isEnabled()
    desk.session.apply(
        lambda plan: samples.placed(plan, samples.FUNERAL), "place The funeral trick"
    )
    assert undo.isEnabled()
    assert "Undo place The funeral trick" in undo.toolTip()
    undo.click()
    assert list(desk.session.plan.placements()) == []
    assert redo.isEnabled()
    redo.click()
    assert len(list(desk.session.plan.placements())) == 1


def test_undo_chooses_the_card_that_it_brings_back(desk, qtbot):
    desk.session.apply(lambda plan: samples.placed(plan, samples.FUNERAL, samples.POST), "place")
    cards = look.slot(desk, "Evidence, paragraph 1").cards
    look.choose(cards, 0)
    qtbot.keyClick(cards, Qt.Key.Key_Delete)
    keys(qtbot, "Ctrl+Z")
    assert [card.headline for card in cards.chosen()] == ["The funeral trick"]


def test_undo_of_a_removed_slot_with_typing_in_it(desk, qtbot):
    slot = look.slot(desk, "Point, paragraph 1")
    slot.text.setFocus()
    qtbot.keyClicks(slot.text, "Because")
    find(slot.options.menu(), "Remove this slot").trigger()
    settle()
    desk.desk.undo()
    settle()
    assert look.slot(desk, "Point, paragraph 1").text.words() == "Because"


# The keyboard


def test_f6_goes_round_the_desk(desk, qtbot):
    desk.desk.shelf.list.setFocus()
    seen = []
    for _ in range(4):
        keys(qtbot, "F6")
        focused = QApplication.focusWidget()
        parts = (desk.desk.shelf, desk.desk.board, desk.desk.panel)
        seen.append(next(i for i, part in enumerate(parts) if part.isAncestorOf(focused)))
    assert seen == [1, 2, 0, 1]


def test_f6_passes_over_a_panel_that_is_not_shown(desk, qtbot):
    keys(qtbot, "F9")
    assert not desk.desk.panel.isVisible()
    line(desk).setFocus()
    keys(qtbot, "F6")
    assert desk.desk.shelf.isAncestorOf(QApplication.focusWidget())
    keys(qtbot, "F9")
    assert desk.desk.panel.isVisible()


def test_keys_that_begin_things(desk, modals, qtbot):
    keys(qtbot, "Ctrl+F")
    assert look.named(desk, "Search evidence").hasFocus()
    keys(qtbot, "Ctrl+Shift+P")
    assert len(desk.session.plan.paragraphs) == 4
    titles: list[str] = []

    def read(dialog):
        titles.append(dialog.windowTitle())
        dialog.reject()

    modals.answer(read, read, read, read)
    for key in ("Ctrl+Shift+N", "Ctrl+E", "Ctrl+N", "F1"):
        keys(qtbot, key)
    assert titles == ["New card", "Export the plan", "New plan", "Keyboard"]
    keys(qtbot, "Ctrl+Shift+H")
    assert not desk.on_desk


def test_what_needs_a_plan_is_greyed_out_at_home(window):
    enabled = {
        plain(action.text()): action.isEnabled()
        for top in window.menuBar().actions()
        for action in top.menu().actions()
    }
    assert enabled["New plan…"]
    assert enabled["Open…"]
    for name in ("Export…", "Save as a plan file…", "Add paragraph", "New card…", "Rename plan…"):
        assert not enabled[name], name


def test_the_plan_menu(desk, modals):
    def ask(dialog):
        look.named(dialog, "Question").setPlainText("Why not\nTrotsky?")
        press("OK")(dialog)

    def name(dialog):
        look.named(dialog, "Name of the plan").setText("Mine")
        press("OK")(dialog)

    modals.answer(ask, name)
    find(menu(desk, "Plan"), "Change the question").trigger()
    find(menu(desk, "Plan"), "Rename plan").trigger()
    assert desk.session.plan.question.text == "Why not Trotsky?"
    assert desk.session.plan.name == "Mine"
    find(menu(desk, "Plan"), "Framework", "TEEL").trigger()
    assert desk.session.plan.framework.id == "teel"
    frameworks = find(menu(desk, "Plan"), "Framework").menu()
    frameworks.aboutToShow.emit()
    ticked = [action.text() for action in frameworks.actions() if action.isChecked()]
    assert len(ticked) == 1
    assert ticked[0].startswith("TEEL")


def test_a_question_that_is_too_long_is_told_and_kept(desk, modals):
    long = "why " * 2_500

    def ask(dialog):
        field = look.named(dialog, "Question")
        field.setPlainText(long)
        press("OK")(dialog)
        assert dialog.isVisible()
        assert field.toPlainText() == long
        dialog.reject()

    modals.answer(ask)
    look.named(desk, "Change the question").click()
    assert desk.session.plan.question == samples.WHY


def test_the_scheme_is_chosen_and_remembered(desk, theme, library):
    find(menu(desk, "View"), "Colours", "Dark").trigger()
    assert library.setting("scheme") == "Dark"
    assert theme.tokens.ground == "#15171c"
    find(menu(desk, "View"), "Colours", "Light").trigger()
    find(menu(desk, "View"), "Colours", "As the system").trigger()


def test_help_says_where_the_plans_are(desk, modals):
    seen: list[str] = []

    def read(box):
        seen.extend(label.text() for label in box.findChildren(QLabel))
        press("OK")(box)

    modals.answer(read)
    find(menu(desk, "Help"), "About").trigger()
    assert any(str(desk.library.path) in text for text in seen)


# Coming and going


def test_the_last_plan_is_there_at_the_next_start(make_window, library, store, plan):
    first = make_window(store)
    first.open_plan(plan.id)
    first.close()
    second = make_window(store)
    assert second.on_desk
    assert second.session.plan == plan
    second.go_home()
    second.close()
    assert not make_window(store).on_desk


def test_a_deleted_last_plan_is_not_opened(make_window, library, store, plan):
    first = make_window(store)
    first.open_plan(plan.id)
    first.close()
    library.plans.delete(plan.id, 9)
    assert not make_window(store).on_desk


def test_a_window_can_start_with_a_file(window, tmp_path):
    save_plan_file(samples.begun("from-a-file"), tmp_path / "a.essayplan")
    window.start(tmp_path / "a.essayplan")
    settle()
    assert window.session.plan.id == "from-a-file"


def test_a_window_starts_at_home_where_its_file_is_bad(window, tmp_path):
    (tmp_path / "a.essayplan").write_bytes(b"{")
    window.start(tmp_path / "a.essayplan")
    settle()
    assert not window.on_desk
    assert window.notice.is_warning


def test_closing_saves_what_was_typed(desk, library, qtbot):
    line(desk).setFocus()
    qtbot.keyClicks(line(desk), "Stalin")
    assert desk.close()
    assert library.plans.load("plan").line_of_argument == "Stalin"


@pytest.mark.parametrize("leave", ["close", "go_home"])
@pytest.mark.parametrize(("answer", "left"), [("Go back", False), ("Leave", True)])
def test_what_cannot_be_saved_is_not_left_without_asking(desk, modals, answer, left, leave):
    line(desk).insertPlainText("x" * 20_001)
    modals.answer(press(answer))
    getattr(desk, leave)()
    assert (desk.isVisible() and desk.on_desk) is not left
    if not left:
        assert len(line(desk).words()) == 20_001


def test_a_plan_that_is_damaged_is_told_and_the_rest_goes_on(desk, library, path):
    library.plans.save(samples.begun("spoiled"), 1)
    connection = library.plans._database._connection  # noqa: SLF001
    connection.execute("UPDATE plans SET body = '{}' WHERE id = 'spoiled'")
    connection.commit()
    desk.open_plan("spoiled")
    assert "is damaged" in desk.notice.text.text()
    assert desk.session.plan.id == "plan"


def test_the_worked_example_offers_a_copy(window, library):
    window.open_plan("usa/worked")
    look.pushed(window.notice, "Make a copy").click()
    assert not window.session.is_worked
    assert window.session.plan.name == "Copy of Worked example"
    assert library.setting("last_plan") == window.session.plan.id


def test_a_change_to_the_example_says_that_it_is_a_copy_now(window, library):
    window.open_plan("usa/worked")
    settle()
    window.desk.board.add.click()
    assert "a copy of your own now" in window.notice.text.text()
    assert library.setting("last_plan") == window.session.plan.id
    assert window.windowTitle().startswith(samples.WHY.text)


# Faults


def test_a_library_that_cannot_be_opened_is_told(tmp_path, modals, theme, qapp, capsys):
    (tmp_path / "bad.db").mkdir()
    seen: list[str] = []

    def read(box):
        seen.extend(label.text() for label in box.findChildren(QLabel))
        press("OK")(box)

    modals.answer(read)
    assert planner.app._run(qapp, theme, str(tmp_path / "bad.db"), None) == 1  # noqa: SLF001
    assert any("is a folder" in text for text in seen)
    assert "is a folder" in capsys.readouterr().err


def test_a_library_is_made_at_the_first_start(tmp_path, stocked, monkeypatch):
    (tmp_path / "shipped.db").write_bytes(stocked)
    monkeypatch.setattr("planner.shipped.LIBRARY", tmp_path / "shipped.db")
    opened = planner.app._opened(tmp_path / "mine.db", None)  # noqa: SLF001
    assert opened is not None
    with opened:
        assert [summary.id for summary in opened.plans.worked()] == ["usa/worked"]


# Everything at once


def test_an_hour_at_the_desk(desk, hand, modals, qtbot, library: Library):
    """Work as a student does, and find it all again."""
    heading = look.named(desk, "Heading, paragraph 1")
    heading.setFocus()
    qtbot.keyClicks(heading, "Cunning")
    qtbot.keyClick(heading, Qt.Key.Key_Return)
    qtbot.keyClicks(QApplication.focusWidget(), "One reason was cunning.")
    mime = to_mime(Payload((samples.FUNERAL, samples.TESTAMENT)))
    hand.drop(mime, look.slot(desk, "Evidence, paragraph 1"))
    cards = look.slot(desk, "Evidence, paragraph 1").cards
    look.choose(cards, 1)
    qtbot.keyClick(cards, Qt.Key.Key_Left, ALT)
    look.pushed(desk, "Add paragraph").click()
    QGuiApplication.clipboard().setText("Pasted\nfrom notes")
    text = look.slot(desk, "Explain, paragraph 2").text
    text.setFocus()
    text.paste()
    desk.go_home()
    plan = library.plans.load("plan")
    assert plan == desk.session.plan
    assert plan.paragraphs[0].heading == "Cunning"
    assert samples.slot(plan, "Point").text == "One reason was cunning."
    assert samples.headlines(samples.evidence(plan)) == [
        "The suppressed testament",
        "The funeral trick",
    ]
    assert samples.slot(plan, "Explain", 2).text == "Pasted\nfrom notes"
    assert len(plan.paragraphs) == 4
