"""A window over a library that others ask for, replace, or put at risk."""

import os
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

import planner.app
from planner.model.plan import Field, Part
from planner.packs.plan_file import save_plan_file
from planner.store.folder_risk import Risk
from planner.store.hold import mark_path, read_mark
from planner.store.library import Library
from planner.ui.window import Window
from tests.store.test_hold import OTHER, beside, in_another_process, mark_from
from tests.ui import look, samples
from tests.ui.modal import press, settle

LINE = Field(Part.LINE_OF_ARGUMENT)


@pytest.fixture
def watched(window):
    """Return a window that has begun to watch over its library."""
    window.watch.start()
    return window


@pytest.fixture
def pick_file(monkeypatch):
    """Return where to put the file that is saved, once the system asks."""
    chosen = {"save": "", "asked": []}

    def save(_parent, _title, start, _kinds):
        chosen["asked"].append(start)
        return str(chosen["save"]), ""

    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getSaveFileName", save)
    return chosen


def said(window) -> str:
    return window.notice.text.text() if window.notice.isVisible() else ""


# A second start


def test_the_window_comes_back_and_to_the_front(watched, qtbot):
    watched.showMinimized()
    watched.watch.instance.asked.emit(None)
    qtbot.waitUntil(lambda: not watched.isMinimized())
    assert watched.isVisible()
    assert QApplication.activeWindow() is watched


def test_a_window_that_fills_the_screen_does_so_again(watched):
    watched.showMaximized()
    watched.showMinimized()
    watched.watch.come_forward(None)
    assert watched.windowState() & Qt.WindowState.WindowMaximized


def test_a_file_that_is_handed_over_is_opened(watched, tmp_path):
    file = tmp_path / "away.essayplan"
    save_plan_file(samples.begun("from-elsewhere"), file, {})
    watched.watch.come_forward(file)
    assert watched.on_desk
    assert watched.session.plan.id == "from-elsewhere"
    watched.watch.come_forward(tmp_path / "none.essayplan")
    assert watched.notice.is_warning


def test_a_file_waits_until_a_question_is_answered(watched, tmp_path, modals, qtbot):
    file = tmp_path / "away.essayplan"
    save_plan_file(samples.begun("from-elsewhere"), file, {})

    def meanwhile(dialog):
        watched.watch.come_forward(file)
        settle()
        assert not watched.on_desk
        press("Cancel")(dialog)

    modals.answer(meanwhile)
    watched.new_plan()
    qtbot.waitUntil(lambda: watched.on_desk, timeout=2_000)
    assert watched.session.plan.id == "from-elsewhere"


def test_the_librarys_own_file_is_not_opened_again(watched, library, path, monkeypatch):
    # POSIX lets go of all locks that a process has on a file when it closes that file once.
    before = said(watched)
    monkeypatch.setattr(Path, "open", pytest.fail)
    watched.receiving.open(path)
    assert said(watched) == "evidence.db is the library that is open here."
    assert before == ""


def test_what_watches_is_loaded_once_the_window_is_there(path):
    code = (
        "from PySide6.QtWidgets import QApplication\n"
        "import planner.app\n"
        "from planner.ui.watch import Watch\n"
        "late = {'PySide6.QtNetwork', 'planner.ui.instance', 'planner.store.folder_risk',\n"
        "    'planner.ui.held', 'planner.store.reading', 'planner.store.copying',\n"
        "    'planner.log', 'logging.handlers', 'planner.takeout', 'planner.store.belongings',\n"
        "    'sqlite_utils', 'click', 'tomllib', 'html', 'calendar', 'planner.packs.strict_json',\n"
        "    'planner.packs.tidy', 'planner.packs.data_source', 'planner.model.type_faults',\n"
        "    'planner.model.compare', 'planner.store.schema', 'planner.store.backup',\n"
        "    'planner.store.thinning', 'planner.ui.hanging', 'planner.ui.beside',\n"
        "    'planner.ui.keys_dialog', 'planner.ui.packs.progress_dialog'}\n"
        "def start(watch):\n"
        "    print(sorted(late & set(sys.modules)), flush=True)\n"
        "    QApplication.quit()\n"
        "Watch.start = start\n"
        "planner.app.run_window(str(path))\n"
    )
    started = in_another_process(code, path)
    told, _ = started.communicate(timeout=60)
    assert (started.returncode, told) == (0, "[]\n")


def test_a_system_that_lacks_what_it_takes_to_listen_is_no_obstacle(window, monkeypatch):
    monkeypatch.setitem(sys.modules, "planner.ui.instance", None)
    window.watch.start()
    assert window.watch.instance is None
    window.watch.beat()
    window.watch.stop()


def test_nobody_is_listened_to_once_the_window_is_closed(watched):
    made = watched.watch.instance
    assert made.listens
    watched.watch.stop()
    assert not made.listens


# Risks


@pytest.fixture
def risky(monkeypatch):
    risk = Risk("Dropbox", "Your library is in a folder of Dropbox.")
    monkeypatch.setattr("planner.store.folder_risk.find_risk", lambda _path: risk)


def test_a_risk_is_told_once_for_each_library(risky, window, make_window, monkeypatch, qtbot):
    monkeypatch.setattr("planner.ui.watch.PASSING", 0)
    window.watch.start()
    qtbot.waitUntil(lambda: window.memory.get("risk_told") == "Dropbox")
    assert said(window) == "Your library is in a folder of Dropbox."
    assert not window.notice.is_warning
    other = make_window()
    other.watch.start()
    assert said(other) == ""


def test_a_risk_waits_while_something_else_is_told(risky, window, make_window):
    window.notice.warn("Something went wrong.")
    window.watch.start()
    assert said(window) == "Something went wrong."
    other = make_window()
    other.watch.start()
    assert "Dropbox" in said(other)


def test_a_risk_that_nobody_had_time_to_read_is_told_again(risky, window, make_window, monkeypatch):
    monkeypatch.setattr("planner.ui.watch.PASSING", 0)
    window.watch.start()
    assert "Dropbox" in said(window)
    window.notice.leave()
    settle()
    other = make_window()
    other.watch.start()
    assert "Dropbox" in said(other)


def test_no_risk_is_told_where_there_is_none(watched):
    assert said(watched) == ""


# A plan that other hands changed


def test_both_plans_are_kept_and_it_is_said(desk, library, plan):
    library.plans.save(samples.write(plan, Part.CONCLUSION, "Theirs."), 2.0)
    look.named(desk, "Line of argument").setPlainText("Ours.")
    assert desk.session.settle()
    assert "was changed elsewhere since it was opened here. Both are kept" in said(desk)
    assert desk.memory.get("last_plan") == desk.session.plan.id != plan.id
    assert look.named(desk, "Line of argument").words() == "Ours."
    assert library.plans.load(plan.id).conclusion == "Theirs."
    desk.go_home()
    assert desk.home.list.plans.rowCount() == 2


# A file that is no longer the library's


def replace(path):
    fresh = path.with_name("fresh")
    fresh.write_bytes(path.read_bytes())
    os.replace(fresh, path)


@pytest.mark.parametrize("change", [replace, os.unlink, mark_from])
def test_the_next_beat_says_that_the_file_is_another(watched, path, change):
    watched.watch.beat()
    assert said(watched) == ""
    change(path)
    before = beside(path)
    watched.watch.beat()
    assert watched.notice.is_warning
    assert "nothing more is saved to it" in said(watched)
    assert watched.notice.act.text() == "Save a copy elsewhere…"
    assert beside(path) == before


@pytest.mark.parametrize("change", [replace, os.unlink, mark_from])
def test_a_copy_keeps_all_that_is_on_the_screen(
    desk, path, change, pick_file, tmp_path, library, plan
):
    desk.session.type(LINE, "Saved before.")
    assert desk.session.settle()
    change(path)
    before = beside(path)
    look.named(desk, "Line of argument").setPlainText("Typed after.")
    assert not desk.session.settle()
    assert desk.statusBar().currentMessage() == "Not saved"
    assert "nothing more is saved to it" in said(desk)
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    pick_file["save"] = folder / "mine.db"
    look.pushed(desk.notice, "Save a copy elsewhere…").click()
    assert pick_file["asked"][0].endswith("evidence copy.db")
    assert said(desk).startswith(f"All that you did is in {folder / 'mine.db'} now.")
    assert beside(path) == before
    with Library.open(folder / "mine.db") as copy:
        assert copy.plans.load(plan.id).line_of_argument == "Typed after."
        assert copy.pack("usa") == samples.pack()
        copy.set_setting("it", "can be worked on")
    assert library.plans.load(plan.id).line_of_argument == "Saved before."
    look.pushed(desk.notice, "Go on in the copy").click()
    assert not desk.isVisible()
    assert desk.watch.elsewhere.next == folder / "mine.db"


def test_the_copy_is_gone_on_in(path, pick_file, tmp_path, theme, qapp):
    pick_file["save"] = tmp_path / "mine.db"
    shown = []
    # Another test's window that is not gone yet would keep the program from ending.
    for other in QApplication.topLevelWidgets():
        other.hide()

    def look_on():
        windows = [w for w in QApplication.topLevelWidgets() if isinstance(w, Window)]
        new = [w for w in windows if w.isVisible() and w not in shown]
        if not new:
            return
        shown.append(new[0])
        opened.append(new[0].library.path)
        told.append(said(new[0]))
        if len(shown) == 1:
            replace(path)
            new[0].watch.elsewhere.save_copy()
            look.pushed(new[0].notice, "Go on in the copy").click()
        else:
            new[0].close()

    opened, told = [], []
    looking = QTimer()
    looking.timeout.connect(look_on)
    looking.start(50)
    assert planner.app._run(qapp, theme, str(path), None) == 0  # noqa: SLF001
    looking.stop()
    assert opened == [path, tmp_path / "mine.db"]
    assert told[0] == ""
    assert told[1].startswith(f"You are working in {tmp_path / 'mine.db'} now.")


def test_a_copy_in_the_librarys_own_place_is_refused(watched, path, pick_file):
    replace(path)
    before = beside(path)
    pick_file["save"] = path
    watched.watch.elsewhere.save_copy()
    assert "cannot be evidence.db itself" in said(watched)
    assert beside(path) == before
    assert watched.notice.act.text() == "Save a copy elsewhere…"


def test_a_copy_that_cannot_be_saved_is_offered_again(watched, path, pick_file, tmp_path):
    replace(path)
    pick_file["save"] = tmp_path / "none" / "mine.db"
    watched.watch.elsewhere.save_copy()
    assert said(watched).startswith("The copy was not saved. No copy could be saved in")
    pick_file["save"] = ""
    look.pushed(watched.notice, "Save a copy elsewhere…").click()
    assert said(watched) == "The copy was not saved. All that you did is still here."
    pick_file["save"] = tmp_path / "mine.db"
    look.pushed(watched.notice, "Save a copy elsewhere…").click()
    assert (tmp_path / "mine.db").exists()


def test_what_cannot_be_saved_of_words_too_long_is_told(desk, path, pick_file, tmp_path):
    replace(path)
    desk.session.type(LINE, "x" * 50 * 200 * 200)
    pick_file["save"] = tmp_path / "mine.db"
    desk.watch.elsewhere.save_copy()
    assert "The copy was not saved." in said(desk)
    assert "Shorten it" in said(desk)
    assert desk.session.unsaved


def test_another_computer_is_named(watched, path):
    mark_from(path)
    watched.watch.beat()
    assert f"opened on the computer “{OTHER}”" in said(watched)
    assert read_mark(path).host == OTHER
    mark_path(path).unlink()


# Closing


@pytest.fixture
def lost(watched, path):
    """Return a window whose library’s file was deleted."""
    path.unlink()
    return watched


def test_a_library_that_is_gone_is_not_let_go_of_unasked(lost, modals, pick_file, tmp_path):
    def look_at(box):
        assert box.text() == "Close without a copy?"
        assert "nothing more is saved to it" in box.informativeText()
        assert box.defaultButton().text() == "Go back"
        press("Go back")(box)

    modals.answer(look_at)
    assert not lost.close()
    pick_file["save"] = tmp_path / "mine.db"
    modals.answer(press("Save a copy elsewhere…"), press("OK"))
    assert lost.close()
    with Library.open(tmp_path / "mine.db") as copy:
        assert copy.pack("usa") == samples.pack()


def test_one_that_is_gone_is_let_go_of_where_that_is_wanted(lost, modals):
    modals.answer(press("Close"))
    assert lost.close()


def test_nothing_is_asked_once_a_copy_was_saved(lost, pick_file, tmp_path):
    pick_file["save"] = tmp_path / "mine.db"
    assert lost.watch.elsewhere.save_copy() == tmp_path / "mine.db"
    assert lost.close()
