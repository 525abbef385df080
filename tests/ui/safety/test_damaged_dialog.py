"""A library that is damaged at the start: what is said, and what each answer does."""

import os
import time

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox

import planner.app
from planner.model.plan import Part
from planner.store.backup import backups
from planner.store.errors import Damaged
from planner.store.library import Library
from planner.store.rescue import Rescued
from planner.ui.safety.damaged_dialog import DamagedDialog
from planner.ui.safety.rescued_dialog import RescuedDialog
from planner.ui.window import Window
from tests.ui import samples
from tests.ui.modal import close, press, settle
from tests.ui.safety.test_restoring import NOON

FIRST = replace(samples.write(samples.begun("first"), Part.CONCLUSION, "So"), name="First")
SECOND = replace(samples.begun("second"), name="Second")
THIRD = replace(samples.write(samples.begun("third"), Part.CONCLUSION, "Odd words"), name="Third")


@pytest.fixture
def saved(path):
    """Return a library’s file with three plans, of which a backup has two."""
    with Library.open(path) as library:
        library.plans.save(FIRST, 1.0)
        library.plans.save(SECOND, 2.0)
        library.back_up("work", NOON)
        library.plans.save(THIRD, 3.0)
    return path


@pytest.fixture
def damaged(saved):
    """Return one that cannot be opened any more: the schema’s first page is gone."""
    data = bytearray(saved.read_bytes())
    data[100:4000] = bytes(3900)
    saved.write_bytes(data)
    return saved


@pytest.fixture
def ready(qtbot):
    """Return what waits until a dialog has found what there is, and answers then."""

    def ready(answer):
        def wait(dialog):
            qtbot.waitUntil(lambda: not dialog.bar.isVisible(), timeout=20_000)
            answer(dialog)

        return wait

    return ready


def opened(path):
    return planner.app._opened(path, None)  # noqa: SLF001


def said(dialog) -> str:
    return "\n".join(shown.text() for shown in dialog.findChildren(QLabel) if shown.isVisible())


def offered(dialog) -> list[str]:
    return [made.text() for made in dialog.choices if made.isVisible()]


def titles(library) -> list[str]:
    return sorted(plan.title for plan in library.plans.summaries())


def aside(path) -> list[str]:
    """Return the libraries that were set aside; their sidecars went with them."""
    names = [name for name in os.listdir(path.parent) if " damaged " in name]
    return sorted(name for name in names if name.endswith(".db"))


def test_what_happened_and_what_is_kept_is_said_with_what_can_be_done(damaged, modals, ready):
    before = damaged.read_bytes()
    texts = []

    def answer(dialog):
        texts.append(said(dialog))
        assert offered(dialog) == [
            "Restore the backup",
            "Rescue what can be read",
            "Start anew…",
            "Quit",
        ]
        assert dialog.restore.isDefault()
        assert dialog.focusWidget() is dialog.restore
        for made, about in dialog.choices.items():
            assert made.isHidden() or made.accessibleDescription() == about.text() != ""
        assert dialog.accessibleDescription() == dialog.words.text()
        close(dialog)

    modals.answer(ready(answer))
    with pytest.raises(planner.app._Quit):  # noqa: SLF001
        opened(damaged)
    (text,) = texts
    assert "Your library is damaged" in text
    assert "this file is kept as it is, under a name that begins with “evidence damaged”" in text
    assert f"in its folder:\n{damaged.parent}" in text
    assert "Of Monday 23 November 2026, 14:05, with 2 plans. What you did after that" in text
    assert damaged.read_bytes() == before
    assert aside(damaged) == []


def test_return_restores_the_newest_sound_backup(damaged, modals, ready, capsys):
    before = damaged.read_bytes()
    modals.answer(ready(lambda dialog: QTest.keyClick(dialog.restore, Qt.Key.Key_Return)))
    with opened(damaged) as library:
        assert titles(library) == ["First", "Second"]
        assert library.plans.load("first") == FIRST
        assert library.writable
    (name,) = aside(damaged)
    assert (damaged.parent / name).read_bytes() == before
    assert "is damaged and cannot be read" in capsys.readouterr().err


def test_what_is_rescued_is_told(damaged, modals, ready):
    texts = []

    def read(dialog):
        texts.append(f"{said(dialog)}\n{dialog.told.toPlainText()}")
        press("Go on")(dialog)

    modals.answer(ready(press("Rescue what can be read")), read)
    with opened(damaged) as library:
        assert titles(library) == ["First", "Second", "Third"]
    assert "All your plans came back" in texts[0]
    assert "•  3 plans\n•  1 pack" in texts[0]
    assert f"is kept in\n{damaged.parent / aside(damaged)[0]}" in texts[0]


def test_older_and_lost_plans_are_told_by_title(theme, qapp, tmp_path):
    dialog = RescuedDialog(None, Rescued(2, notes=1, older=("Second",), lost=("Third", "")), None)
    told = dialog.told.toPlainText()
    assert "•  2 plans\n•  1 note on a card" in told
    assert "As they were in the newest sound backup:\n•  Second" in told
    assert "are in no backup:\n•  Third\n•  (a plan whose title cannot be read)" in told
    assert dialog.told.isReadOnly()
    assert "Nothing in it could be read." in RescuedDialog(None, Rescued(), None).told.toPlainText()


def test_starting_anew_is_asked_twice(damaged, modals, ready):
    def twice(dialog):
        assert not isinstance(dialog, QMessageBox)
        modals.answer(press("Go back"), press("Start anew"))
        press("Start anew…")(dialog)
        assert aside(damaged) == []
        press("Start anew…")(dialog)

    modals.answer(ready(twice))
    with opened(damaged) as library:
        assert titles(library) == []
        assert library.packs()
    assert len(aside(damaged)) == 1
    assert len(backups(damaged)) == 1


def test_without_a_backup_rescue_comes_first(damaged, modals, ready):
    for backup in backups(damaged):
        backup.path.unlink()

    def answer(dialog):
        assert offered(dialog) == ["Rescue what can be read", "Start anew…", "Quit"]
        assert dialog.rescue.isDefault()
        assert "backup" not in dialog.choices[dialog.rescue].text()
        press("Rescue what can be read")(dialog)

    modals.answer(ready(answer), press("Go on"))
    with opened(damaged) as library:
        assert titles(library) == ["First", "Second", "Third"]


def test_a_library_that_is_gone_is_told_as_that(saved, modals, ready):
    saved.unlink()

    def answer(dialog):
        assert "Your library is gone" in said(dialog)
        assert f"It was in the folder\n{saved.parent}" in said(dialog)
        assert offered(dialog) == ["Restore the backup", "Start anew…", "Quit"]
        press("Restore the backup")(dialog)

    modals.answer(ready(answer))
    with opened(saved) as library:
        assert titles(library) == ["First", "Second"]


@pytest.mark.parametrize(
    ("data", "head"),
    [(b"", "Your library is empty"), (b"A letter" * 99, "This is not a Marshal library")],
)
def test_an_empty_and_a_foreign_file_are_told_apart(saved, modals, ready, data, head):
    saved.write_bytes(data)

    def answer(dialog):
        assert head in said(dialog)
        press("Restore the backup")(dialog)

    modals.answer(ready(answer))
    with opened(saved) as library:
        assert titles(library) == ["First", "Second"]
    (name,) = aside(saved)
    assert (saved.parent / name).read_bytes() == data


def test_a_failure_is_told_and_the_dialog_stays(damaged, modals, ready, qtbot, monkeypatch):
    before = damaged.read_bytes()
    monkeypatch.setattr("planner.store.opening.tempfile.TemporaryDirectory", _refused)

    def answer(dialog):
        for choice in ("Restore the backup", "Rescue what can be read"):
            press(choice)(dialog)
            qtbot.waitUntil(lambda: dialog.problem.isVisible())
            assert "Check that you are allowed to read it and its folder" in dialog.problem.text()
            assert dialog.isVisible()
            assert offered(dialog)[0] == "Restore the backup"
            assert all(made.isEnabled() for made in dialog.choices)
        close(dialog)

    modals.answer(ready(answer))
    with pytest.raises(planner.app._Quit):  # noqa: SLF001
        opened(damaged)
    assert damaged.read_bytes() == before
    assert aside(damaged) == []


def _refused(*_, **__):
    raise PermissionError(13, "read-only folder")


def test_while_something_is_done_the_dialog_shows_it_and_stays(damaged, qtbot, theme, monkeypatch):
    go_on = []
    real = planner.store.opening.restore_backup

    def slow(*words):
        while not go_on:
            time.sleep(0.005)
        return real(*words)

    monkeypatch.setattr("planner.store.opening.restore_backup", slow)
    dialog = DamagedDialog(damaged, Damaged("Damaged.", damaged))
    dialog.show()
    qtbot.waitUntil(lambda: not dialog.bar.isVisible())
    press("Restore the backup")(dialog)
    settle()
    assert dialog.bar.isVisible()
    assert dialog.busy.text() == "Restoring the backup of Monday 23 November 2026, 14:05…"
    assert not any(made.isEnabled() for made in dialog.choices)
    dialog.reject()
    assert dialog.isVisible()
    go_on.append(True)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    dialog.opened.close()


# From the window


def test_a_sound_library_is_only_opened_again(saved, modals, ready):
    def answer(dialog):
        assert "Your library is sound" in said(dialog)
        assert offered(dialog) == ["Open the library", "Quit"]
        press("Open the library")(dialog)

    modals.answer(ready(answer))
    with planner.app._mended(saved) as library:  # noqa: SLF001
        assert len(titles(library)) == 3
    assert aside(saved) == []


def test_a_damaged_plan_is_named_and_rescued_from_the_backup(saved, modals, ready):
    with Library.open(saved) as library:
        changed = samples.write(FIRST, Part.LINE_OF_ARGUMENT, "Changed since")
        library.plans.save(changed, 5.0)
    data = bytearray(saved.read_bytes())
    at = data.rindex(b"Changed since")
    data[at] ^= 1
    saved.write_bytes(data)
    texts = []

    def answer(dialog):
        assert "A part of your library is damaged" in said(dialog)
        assert "•  The plan “First” is damaged." in said(dialog)
        assert dialog.rescue.isDefault()
        assert dialog.rescue.nextInFocusChain() is dialog.restore
        assert offered(dialog) == [
            "Restore the backup",
            "Rescue what can be read",
            "Start anew…",
            "Open the library",
            "Quit",
        ]
        assert dialog.rescue.y() < dialog.restore.y() < dialog.anew.y()
        press("Rescue what can be read")(dialog)

    def read(dialog):
        texts.append(dialog.told.toPlainText())
        press("Go on")(dialog)

    modals.answer(ready(answer), read)
    with planner.app._mended(saved) as library:  # noqa: SLF001
        assert titles(library) == ["First", "Second", "Third"]
        assert library.plans.load("first") == FIRST
    assert "As they were in the newest sound backup:\n•  First" in texts[0]


def test_a_library_that_cannot_be_opened_any_more_is_not_offered_as_it_is(damaged, modals, ready):
    def answer(dialog):
        assert "A part of your library is damaged" in said(dialog)
        assert offered(dialog) == [
            "Restore the backup",
            "Rescue what can be read",
            "Start anew…",
            "Quit",
        ]
        close(dialog)

    modals.answer(ready(answer))
    with pytest.raises(planner.app._Quit):  # noqa: SLF001
        planner.app._mended(damaged)  # noqa: SLF001


def in_window(deed, passed=()):
    """Have something done in the window that is shown by then, other than those that are gone."""

    def now():
        shown = [w for w in QApplication.topLevelWidgets() if isinstance(w, Window)]
        (window,) = [w for w in shown if w.isVisible() and w not in passed]
        deed(window)

    QTimer.singleShot(500, now)


def test_the_program_goes_on_from_a_window_that_met_damage(saved, modals, ready, theme, qapp):
    windows = []

    def put_right(window):
        windows.append(window)
        window.safety.put_right()

    def work_and_close(window):
        windows.append(window)
        window.open_plan("first")
        window.session.apply(lambda plan: samples.write(plan, Part.CONCLUSION, "At last"), "write")
        window.close()

    def go_on(dialog):
        press("Open the library")(dialog)
        in_window(work_and_close, windows)

    modals.answer(press("Close and put it right"), ready(go_on))
    in_window(put_right)
    assert planner.app._run(qapp, theme, str(saved), None) == 0  # noqa: SLF001
    assert len(windows) == 2
    newest = backups(saved)[0]
    assert newest.reason == "closing"
    with Library.open(newest.path, write=False) as copy:
        assert copy.plans.load("first").conclusion == "At last"


def test_damage_that_the_window_meets_as_it_starts_is_asked_about(
    saved, modals, ready, theme, qapp, monkeypatch
):
    real, met = Window.start, []

    def start(window, file):
        if not met:
            met.append(window)
            raise Damaged("Damaged.", saved)
        real(window, file)
        in_window(Window.close)

    monkeypatch.setattr(Window, "start", start)
    modals.answer(ready(press("Open the library")))
    assert planner.app._run(qapp, theme, str(saved), None) == 0  # noqa: SLF001


def test_quitting_ends_the_program(damaged, modals, ready, theme, qapp):
    modals.answer(ready(press("Quit")))
    assert planner.app._run(qapp, theme, str(damaged), None) == 1  # noqa: SLF001
    assert aside(damaged) == []
