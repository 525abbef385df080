"""Without a screen Marshal says so, and what can be done instead."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
SCREEN = {"DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET", "QT_QPA_PLATFORM"}


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a screen")
@pytest.mark.parametrize("display", [None, ":4711"], ids=["none", "one that is not there"])
def test_no_screen_is_a_sentence_and_no_crash(tmp_path, display):
    env = {name: value for name, value in os.environ.items() if name not in SCREEN}
    if display:
        env["DISPLAY"] = display
    told = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), "--library", str(tmp_path / "evidence.db")],
        env=env,
        cwd=tmp_path,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
    )
    # A crash would be a negative number: the signal's.
    assert told.returncode == 1, told.stderr
    assert "export" in told.stderr
    assert "Traceback" not in told.stderr
    assert told.stdout == ""
    assert not list(tmp_path.glob("core*"))
