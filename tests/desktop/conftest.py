import os
import sys
from pathlib import Path

import pytest

from tests.desktop.screen import Screen, missing

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="session")
def _can_have_a_screen():
    """Skip where there can be no real screen, or fail where one was asked for."""
    if sys.platform != "linux":
        pytest.skip("the real screen is an X server on Linux")
    packages = missing()
    if packages:
        reason = f"needs a real screen: apt-get install {' '.join(packages)}"
        if os.environ.get("MARSHAL_DESKTOP_TESTS") == "require":
            pytest.fail(reason)
        pytest.skip(reason)


@pytest.fixture
def screen(_can_have_a_screen, tmp_path):
    """A screen of the test's own, with nothing on it."""
    folder = tmp_path / "screen"
    folder.mkdir()
    with Screen(folder) as shown:
        yield shown


@pytest.fixture
def start(screen, tmp_path):
    """Start Marshal on the screen with a library of the test's own, as often as asked for."""
    programs = []

    def start():
        library = str(tmp_path / "evidence.db")
        command = [sys.executable, "main.py", "--library", library]
        programs.append(screen.start(command, ROOT))
        return programs[-1]

    yield start
    for program in programs:
        assert "Traceback" not in program.said(), program.said()
