"""A library that is open elsewhere: what is said, and what each answer does."""

import subprocess
import time

import msgspec
import pytest
from PySide6.QtWidgets import QLabel

import planner.app
from planner.store.hold import Held, Mark, host_name, mark_path, read_mark
from planner.ui.held import held_words
from planner.ui.instance import Instance
from tests.store.test_hold import OTHER, beside, in_another_process, mark_from
from tests.ui.modal import press

# 23 November 2026, 14:05, wherever the test runs.
NOON = time.mktime((2026, 11, 23, 14, 5, 0, 0, 0, -1))


def opened(path, file=None):
    return planner.app._opened(path, file)  # noqa: SLF001


def said(dialog) -> str:
    return "\n".join(shown.text() for shown in dialog.findChildren(QLabel))


def seen(texts, answer):
    """Return an answer that keeps what the dialog says."""

    def read(dialog):
        texts.append(said(dialog))
        press(answer)(dialog)

    return read


def test_another_computer_is_named_and_since_when(path):
    mark = Mark(OTHER, 1, NOON - 3600, NOON)
    assert f"on the computer “{OTHER}” since 13:05." in held_words(Held("", mark), NOON)
    assert "since 23 November, 13:05." in held_words(Held("", mark), NOON + 86_400)
    odd = held_words(Held("", Mark("\n", 1, 1e300, NOON)), NOON)
    assert "on the computer “another computer” since some time ago." in odd


def test_this_computer_is_told_apart(path):
    mark = Mark(host_name(), 1, NOON - 3600, NOON)
    words = held_words(Held("", mark), NOON)
    assert words.startswith("Another Marshal on this computer has had it open since 13:05, and")
    assert "open, and does not answer" in held_words(Held("", None), NOON)


def test_another_computers_library_is_opened_to_read(path, modals, capsys):
    mark_from(path)
    before, texts = beside(path), []
    modals.answer(seen(texts, "Open to read"))
    with opened(path) as library:
        assert not library.writable
        assert library.packs()
    assert OTHER in texts[0]
    assert beside(path) == before
    assert OTHER in capsys.readouterr().err


def test_trying_again_opens_it_once_it_is_closed_there(path, modals):
    mark_from(path)

    def closed_there(dialog):
        mark_path(path).unlink()
        press("Try again")(dialog)

    modals.answer(press("Try again"), closed_there)
    with opened(path) as library:
        assert library.writable
        assert read_mark(path).here


def test_a_mark_from_the_future_that_stands_still_is_no_obstacle_in_the_end(
    path, modals, monkeypatch
):
    mark_from(path, age=-86_400)
    now = [1_000.0]
    monkeypatch.setattr(planner.app.time, "monotonic", lambda: now[0])

    def later(seconds, *, beating=False):
        def answer(dialog):
            now[0] += seconds
            if beating:
                mark_from(path, age=-86_460)
            press("Try again")(dialog)

        return answer

    modals.answer(later(170), later(60, beating=True), later(170), later(20))
    with opened(path) as library:
        assert library.writable


def test_closing_the_question_ends_the_program(path, modals, theme, qapp):
    mark_from(path)
    before = beside(path)
    modals.answer(press("Close"))
    assert planner.app._run(qapp, theme, str(path), None) == 1  # noqa: SLF001
    modals.answer(lambda dialog: dialog.reject())
    assert planner.app._run(qapp, theme, str(path), None) == 1  # noqa: SLF001
    assert beside(path) == before


def test_a_command_that_has_it_is_told_and_it_can_be_read(path, modals):
    code = "library = Library.open(path)\nprint('open', flush=True)\nsys.stdin.read()"
    other = in_another_process(code, path, stdin=subprocess.PIPE)
    assert other.stdout.readline() == "open\n"
    before, texts = beside(path), []

    def ended(dialog):
        texts.append(said(dialog))
        other.stdin.close()
        other.wait(10)
        press("Try again")(dialog)

    modals.answer(seen(texts, "Open to read"), ended)
    with opened(path) as library:
        assert not library.writable
    assert beside(path) == before
    with opened(path) as library:
        assert library.writable
    other.stdout.close()
    assert all("on this computer" in text for text in texts)


@pytest.mark.parametrize("marked", [True, False])
def test_a_window_that_has_it_takes_over(path, qtbot, library, marked):
    if not marked:
        # Then it is the lock that tells.
        mark_path(path).unlink()
    first = Instance(path)
    asked = []
    first.asked.connect(asked.append)
    code = (
        "import planner.app\n"
        "opened = planner.app._opened(path, Path('a.essayplan'))\n"
        "print(opened, flush=True)\n"
    )
    other = in_another_process(code, path)
    qtbot.waitUntil(lambda: other.poll() is not None, timeout=20_000)
    assert other.stdout.read() == "None\n"
    other.stdout.close()
    assert [file.name for file in asked] == ["a.essayplan"]
    first.close()
    first.deleteLater()


def test_a_system_that_lacks_what_it_takes_to_ask_says_who_has_it(path, library):
    code = (
        "import planner.app\n"
        "sys.modules['planner.ui.instance'] = None\n"
        "print(planner.app._hand_over(path, None), flush=True)\n"
    )
    other = in_another_process(code, path)
    told, _ = other.communicate(timeout=30)
    assert (other.returncode, told) == (0, "False\n")


def test_a_mark_of_a_killed_process_asks_nobody(path, monkeypatch):
    ended = subprocess.Popen(["true"])
    ended.wait()
    mark_from(path, host=host_name())
    mark = read_mark(path)
    left = Mark(mark.host, ended.pid, mark.started, mark.beat)
    mark_path(path).write_bytes(msgspec.json.encode(left))
    monkeypatch.setattr(planner.app, "_hand_over", pytest.fail)
    with opened(path) as library:
        assert library.writable
