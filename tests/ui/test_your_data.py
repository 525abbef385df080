"""Your data, over the real window: shown, exported, and deleted after two questions."""

import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel

import planner.app
from planner.log import note
from planner.model.plan import Field, Part
from planner.packs.signing import SigningKey
from planner.store.belongings import belongings
from planner.store.errors import StoreError
from planner.store.library import Library
from planner.store.place import key_path
from planner.ui.packs import progress
from planner.ui.packs.progress_dialog import ProgressDialog
from planner.ui.window import Window
from tests.ui import look
from tests.ui.modal import close, plain, press

ARGUMENT = Field(Part.LINE_OF_ARGUMENT)
WORDS = "Stalin held the party."


@pytest.fixture
def opened(monkeypatch):
    """Return what the system was asked to open."""
    asked: list[QUrl] = []
    monkeypatch.setattr("PySide6.QtGui.QDesktopServices.openUrl", asked.append)
    return asked


@pytest.fixture
def target(monkeypatch, tmp_path) -> Path:
    path = tmp_path / "stick" / "all.zip"
    path.parent.mkdir()
    monkeypatch.setattr(
        "PySide6.QtWidgets.QFileDialog.getSaveFileName", lambda *_, **__: (str(path), "")
    )
    return path


def words(dialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def action(window, text):
    (found,) = [
        action
        for menu in window.menuBar().actions()
        for action in menu.menu().actions()
        if plain(action.text()) == text
    ]
    return found


def test_it_says_what_there_is_and_where(desk, modals, path):
    SigningKey.make().save(key_path(path))
    note(path, ValueError())
    desk.library.back_up("work", 1_800_000_000.0)
    seen = []

    def read(dialog):
        seen.append(words(dialog))
        close(dialog)

    modals.answer(read)
    action(desk, "Your data…").trigger()
    for said in (
        str(path.parent),
        "Your library – evidence.db",
        "Backups – evidence-backups",
        "Log – marshal.log",
        "Your signing key – marshal.key",
        "made as you work (1 file, ",
    ):
        assert said in seen[0]


def test_its_folder_is_shown_as_a_local_place(desk, modals, opened, path):
    modals.answer(press("Show my data folder"))
    desk.menus.data.show()
    (asked,) = opened
    assert asked.isLocalFile()
    assert Path(asked.toLocalFile()) == path.parent


def test_the_log_is_offered_where_there_is_one(desk, modals, path):
    seen = []

    def without(dialog):
        seen.append(dialog.log.isVisible())
        close(dialog)

    modals.answer(without)
    desk.menus.data.show()
    note(path, ValueError())
    modals.answer(press("Show the log"), lambda dialog: (seen.append(words(dialog)), close(dialog)))
    desk.menus.data.show()
    assert seen[0] is False
    assert "None of your texts stands in it" in seen[1]


def test_everything_is_exported_with_what_was_typed_last(desk, modals, target, opened):
    desk.session.type(ARGUMENT, WORDS)
    modals.answer(press("Export everything…"))
    desk.menus.data.show()
    assert f"Exported everything to {target}, with 1 plan." in desk.notice.text.text()
    with zipfile.ZipFile(target) as held:
        (name,) = [name for name in held.namelist() if name.endswith(".md")]
        assert WORDS in held.read(name).decode()
    look.pushed(desk.notice, "Show in folder").click()
    assert [Path(url.toLocalFile()) for url in opened] == [target.parent]


def test_an_export_can_be_cancelled(desk, modals, target, monkeypatch):
    monkeypatch.setattr(progress, "PATIENCE", -1.0)
    target.write_bytes(b"earlier")
    monkeypatch.setattr(ProgressDialog, "show", ProgressDialog.reject)
    desk.menus.data.export()
    assert desk.notice.text.text() == "Nothing was exported."
    assert target.read_bytes() == b"earlier"
    assert list(target.parent.iterdir()) == [target]


def test_an_export_that_fails_is_told_and_can_be_tried_again(desk, modals, target):
    target.mkdir()
    desk.menus.data.export()
    assert desk.notice.is_warning
    target.rmdir()
    look.pushed(desk.notice, "Try again").click()
    assert target.is_file()


def test_what_cannot_be_saved_is_asked_about_before_an_export(desk, modals, target, store):
    store.broken = True
    desk.session.type(ARGUMENT, WORDS)
    modals.answer(press("Go back"))
    desk.menus.data.export()
    assert not target.exists()
    store.broken = False


def test_nothing_is_deleted_without_two_answers(desk, modals, path):
    seen = []

    def disagree(dialog):
        seen.append(words(dialog))
        assert not dialog.delete.isEnabled()
        QTest.keyClick(dialog.delete, Qt.Key.Key_Space)
        assert dialog.isVisible()
        press("Go back")(dialog)

    def agree(dialog):
        dialog.findChild(QCheckBox).click()
        press("Delete everything…")(dialog)

    modals.answer(press("Delete everything…"), disagree)
    desk.menus.data.show()
    modals.answer(press("Delete everything…"), agree, press("Keep it"))
    desk.menus.data.show()
    assert "1 plan" in seen[0]
    assert desk.isVisible()
    assert not desk.menus.data.erasing
    assert path.exists()


def test_the_keyboard_alone_can_delete(desk, modals, monkeypatch):
    closed = []
    monkeypatch.setattr(desk, "close", lambda: closed.append(True) or True)

    def agree(dialog):
        assert dialog.focusWidget() is dialog.agree
        QTest.keyClick(dialog.agree, Qt.Key.Key_Space)
        QTest.keyClick(dialog, Qt.Key.Key_Tab)
        assert dialog.focusWidget() is dialog.delete
        QTest.keyClick(dialog.delete, Qt.Key.Key_Return)

    modals.answer(agree, press("Delete everything"))
    desk.menus.data.delete()
    assert desk.menus.data.erasing
    assert closed == [True]


def test_all_is_deleted_once_the_window_is_closed(
    path, stocked, plan, library, theme, qapp, modals, monkeypatch
):
    library.close()
    monkeypatch.setattr("planner.shipped.LIBRARY", path.with_name("shipped.db"))
    path.with_name("shipped.db").write_bytes(stocked)
    note(path, ValueError())
    seen, start = [], Window.start

    def begin(window, file=None):
        start(window, file)
        window.open_plan("plan")
        # Not even what is typed and not saved yet keeps it open.
        window.session.type(ARGUMENT, WORDS)
        window.library.back_up("work", 1_800_000_000.0)
        QTimer.singleShot(0, window, window.menus.data.delete)

    def agree(dialog):
        dialog.findChild(QCheckBox).click()
        press("Delete everything…")(dialog)

    def read(box):
        seen.append(box.text())
        press("OK")(box)

    monkeypatch.setattr(Window, "start", begin)
    modals.answer(agree, press("Delete everything"), read)
    assert planner.app._run(qapp, theme, str(path), None) == 0  # noqa: SLF001
    assert seen == ["Everything is deleted"]
    assert belongings(path) == []
    assert [file.name for file in path.parent.iterdir()] == ["shipped.db"]
    opened = planner.app._opened(path, None)  # noqa: SLF001
    assert opened.plans.summaries() == []
    opened.close()


def test_what_could_not_be_deleted_is_named(path, library, modals, monkeypatch):
    library.close()
    seen = []

    def refuse(*_):
        raise PermissionError

    def read(box):
        seen.append(box.informativeText())
        press("OK")(box)

    monkeypatch.setattr("planner.store.belongings.remove_file", refuse)
    modals.answer(read)
    assert planner.app._erased(path) == 1  # noqa: SLF001
    assert str(path) in seen[0]


def test_what_is_open_elsewhere_is_not_deleted_from_here(desk, modals, monkeypatch):
    monkeypatch.setattr(type(desk.session), "refusal", "It is open only to read.")

    def read(dialog):
        assert not dialog.delete.isEnabled()
        close(dialog)

    modals.answer(read)
    desk.menus.data.show()
    desk.menus.data.delete()
    assert desk.notice.text.text() == "It is open only to read."
    assert not desk.menus.data.erasing


def test_a_damaged_library_can_be_deleted_too(desk, modals, monkeypatch):
    def damaged(_library):
        raise StoreError("It is damaged.")

    seen = []

    def read(dialog):
        seen.append(words(dialog))
        close(dialog)

    monkeypatch.setattr(Library, "holdings", damaged)
    modals.answer(read)
    desk.menus.data.delete()
    assert "the library itself" in seen[0]
