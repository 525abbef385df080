"""A second start raises the first window, opens its file there, and ends."""

import os
import signal
import subprocess
import sys

import pytest

from planner.packs.plan_file import save_plan_file
from tests.desktop.conftest import ROOT
from tests.desktop.marshal import QUESTION, Marshal
from tests.desktop.screen import Role
from tests.ui import samples

pytestmark = pytest.mark.desktop


@pytest.fixture
def again(screen, tmp_path):
    """Start Marshal once more for the same library, and return how that ended."""

    def again(*words):
        command = [sys.executable, "main.py", "--library", str(tmp_path / "evidence.db"), *words]
        return subprocess.run(
            command, cwd=ROOT, env=screen.env, capture_output=True, text=True, timeout=30
        )

    return again


def wait_for_socket(marshal):
    # It listens once its window is painted, and has the socket in the folder of the session.
    folder = marshal.program.screen.env["XDG_RUNTIME_DIR"]
    marshal.program.until(
        lambda: any(name.startswith("marshal-") for name in os.listdir(folder)), "the socket"
    )


def test_a_second_start_brings_the_first_window_back(start, again, screen):
    marshal = Marshal(start())
    marshal.begin()
    wait_for_socket(marshal)
    found = marshal.program.until(screen.active, "the window to be active")
    screen.xdotool("windowminimize", found)
    marshal.program.until(lambda: screen.active() is None, "the window to be minimised")
    ended = again()
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")
    marshal.program.until(lambda: screen.active() == found, "the first window to be active")
    assert marshal.program.title().startswith(QUESTION)


def test_a_second_start_hands_its_file_over(start, again, tmp_path):
    marshal = Marshal(start())
    wait_for_socket(marshal)
    file = tmp_path / "élan.essayplan"
    save_plan_file(samples.begun(), file, {})
    ended = again("open", str(file))
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")
    marshal.shelf.is_there()
    assert marshal.program.title().startswith(QUESTION)


def test_a_window_that_hangs_is_told_of(start, again, screen, tmp_path):
    first = Marshal(start())
    wait_for_socket(first)
    os.kill(first.program.pid, signal.SIGSTOP)
    try:
        command = [sys.executable, "main.py", "--library", str(tmp_path / "evidence.db")]
        second = screen.start(command, ROOT, Role.DIALOG)
        second.find("Open to read", Role.BUTTON).click()
        reading = Marshal(second)
        reading.button("New plan").click()
        told = "evidence.db is open only to read here, so nothing in it was changed."
        second.find(told, Role.LABEL).is_there()
        assert "Traceback" not in second.said()
    finally:
        os.kill(first.program.pid, signal.SIGCONT)
