"""The screen that windows are measured on: the one that is there, or one of this run's own."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

_SIZE = "1440x900x24"
_PATIENCE = 10.0


@contextmanager
def a_screen() -> Iterator[str]:
    """Let this process and those that it starts have a screen, and say which it is."""
    before = dict(os.environ)
    with ExitStack() as ends:
        ends.callback(_restore, before)
        yield _screen(ends)


def _restore(environment: dict[str, str]) -> None:
    os.environ.clear()
    os.environ.update(environment)


def _screen(ends: ExitStack) -> str:
    if asked := os.environ.get("QT_QPA_PLATFORM"):
        return f"the screen that QT_QPA_PLATFORM names, {asked}"
    if sys.platform != "linux" or "DISPLAY" in os.environ or "WAYLAND_DISPLAY" in os.environ:
        return "the screen that is there"
    if not shutil.which("Xvfb"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        return "no screen, for Xvfb is not installed: Qt paints offscreen"
    os.environ["DISPLAY"] = _start_display(ends)
    if not shutil.which("openbox"):
        return "Xvfb, without a window manager"
    _start_window_manager(ends)
    return "Xvfb with openbox"


def _start_display(ends: ExitStack) -> str:
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", _SIZE, "-nolisten", "tcp"]
    _begin(ends, command, keep=(write,))
    os.close(write)
    with os.fdopen(read) as told:
        return f":{told.readline().strip()}"


def _start_window_manager(ends: ExitStack) -> None:
    folder = ends.enter_context(tempfile.TemporaryDirectory())
    ready = Path(folder) / "ready"
    _begin(ends, ["openbox", "--startup", f"touch {ready}"])
    latest = time.monotonic() + _PATIENCE
    while not ready.exists():
        if time.monotonic() > latest:
            raise TimeoutError("the window manager did not start")
        time.sleep(0.05)


def _begin(ends: ExitStack, command: list[str], keep: tuple[int, ...] = ()) -> None:
    """Start a process that ends with the screen."""
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        pass_fds=keep,
    )
    ends.callback(_end, process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
