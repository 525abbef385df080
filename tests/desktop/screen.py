"""A real screen with the program on it, and a person's eyes and hands before it.

Widgets are found by what a screen reader is told (role and accessible name), so that nothing in
the program has to know that it is tested; the mouse and the keyboard are the X server's own.
"""

import json
import os
import shutil
import signal
import subprocess
import time
from contextlib import ExitStack
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

SIZE = "1440x900"
SYSTEM_PYTHON = "/usr/bin/python3"
PACKAGES = {
    "Xvfb": "xvfb",
    "xdotool": "xdotool",
    "openbox": "openbox",
    "dbus-daemon": "dbus",
    "/usr/libexec/at-spi-bus-launcher": "at-spi2-core",
    SYSTEM_PYTHON: "python3",
}
"""What the screen needs, and the Debian package that has it."""
QUIET = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


class Role(IntEnum):
    """What a widget is, in the numbers of the accessibility bus."""

    DIALOG = 16
    FRAME = 23
    LABEL = 29
    LIST = 31
    LIST_ITEM = 32
    MENU_ITEM = 35
    BUTTON = 43
    STATUS_BAR = 54
    TEXT = 61


class State(IntEnum):
    """How a widget is, in the numbers of the accessibility bus."""

    ACTIVE = 1
    ENABLED = 8
    FOCUSED = 12
    SELECTED = 23
    SHOWING = 25


def missing():
    """Say which Debian packages the screen would need and does not find."""
    lacking = {package for program, package in PACKAGES.items() if not shutil.which(program)}
    if SYSTEM_PYTHON not in lacking:
        asked = subprocess.run([SYSTEM_PYTHON, "-c", "from gi.repository import Gio"], **QUIET)
        lacking |= {"python3-gi"} if asked.returncode else set()
    return sorted(lacking)


@dataclass(frozen=True)
class Seen:
    """A widget as it was at one moment; text is what is written in it, where it is for that."""

    name: str
    role: int
    states: int
    box: tuple[int, int, int, int]
    text: str | None

    def __contains__(self, state):
        return bool(self.states >> state & 1)

    @property
    def centre(self):
        x, y, width, height = self.box
        return x + width // 2, y + height // 2

    @property
    def words(self):
        """What it says to someone who looks at it."""
        return self.name if self.text is None else self.text


@dataclass(frozen=True)
class Widget:
    """The way to a widget, which is looked for anew each time that it is used."""

    program: "Program"
    steps: tuple[dict, ...] = ()

    def find(self, name=None, role=None):
        """Return the way to what is in this widget and has the name and the role."""
        step = {"name": name, "role": role}
        step = {key: value for key, value in step.items() if value is not None}
        return Widget(self.program, (*self.steps, step))

    def all(self):
        """Return all that is there and shows now, from the outside in."""
        found = self.program.screen.look(self.program.pid, self.steps)
        return [seen for seen in found if State.SHOWING in seen and seen.box[2] > 0]

    def names(self):
        """Return the names of all that is there now."""
        return [seen.name for seen in self.all()]

    def seen(self, seconds=15.0):
        """Wait until it is there and keeps still, and return it."""

        def at_rest():
            before = self.all()
            if not before:
                return None
            time.sleep(0.05)
            now = self.all()
            return now[0] if now and now[0].box == before[0].box else None

        return self.program.until(at_rest, str(self), seconds)

    def is_there(self):
        """Wait until it is there."""
        self.seen()

    def is_gone(self):
        """Wait until it is no longer there."""
        self.program.until(lambda: not self.all(), f"{self} to go")

    def says(self, words):
        """Wait until these are its words."""
        self.program.until(
            lambda: any(seen.words == words for seen in self.all()), f"{self} to say {words!r}"
        )

    def holds(self, *names):
        """Wait until the widgets found are named like this, in this order."""
        self.program.until(lambda: self.names() == list(names), f"{self} to be {names}")

    def click(self):
        """Press it with the mouse."""
        self.program.click(self.seen().centre)

    def write(self, words):
        """Press it with the mouse, and type in the place of what it holds."""
        self.click()
        self.program.press("ctrl+a")
        self.program.type(words)

    def drag_to(self, other):
        """Press it with the mouse, move to the middle of the other widget, and let go."""
        self.program.drag(self.seen().centre, other.seen().centre)

    def __str__(self):
        def told(step):
            role = f"{Role(step['role']).name.lower().replace('_', ' ')}" if "role" in step else ""
            return f"{role} “{step['name']}”".strip() if "name" in step else f"a {role}"

        return " in ".join(told(step) for step in reversed(self.steps))


class Screen:
    """A virtual screen with a window manager, and the accessibility bus beside it."""

    def __init__(self, folder, size=SIZE):
        self.folder = Path(folder)
        self.size = size
        self._ends = ExitStack()
        self._pictures = 0

    def __enter__(self):
        with ExitStack() as ends:
            display = self._start_display(ends)
            self.env = {**os.environ, "DISPLAY": display}
            # As on a student's own screen: Qt finds the platform by itself.
            self.env.pop("QT_QPA_PLATFORM", None)
            self.env["DBUS_SESSION_BUS_ADDRESS"] = self._start_bus(ends)
            errors = ends.enter_context((self.folder / "eyes.log").open("w"))
            self._eyes = self._begin(
                ends,
                [SYSTEM_PYTHON, str(Path(__file__).parent / "eyes.py")],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
            )
            self.env["QT_LINUX_ACCESSIBILITY_ALWAYS_ON"] = "1"
            ready = self.folder / "openbox-is-ready"
            self._begin(ends, ["openbox", "--startup", f"touch {ready}"], **QUIET)
            until(ready.exists, "the window manager")
            self._ends = ends.pop_all()
        return self

    def __exit__(self, *_):
        self._ends.close()

    def _start_display(self, ends):
        read, write = os.pipe()
        command = ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{self.size}x24"]
        self.env = dict(os.environ)
        self._begin(ends, [*command, "-nolisten", "tcp"], pass_fds=[write], **QUIET)
        os.close(write)
        with os.fdopen(read) as told:
            return f":{told.readline().strip()}"

    def _start_bus(self, ends):
        command = ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address"]
        how = {"stdin": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        bus = self._begin(ends, command, **how, stdout=subprocess.PIPE, text=True)
        return bus.stdout.readline().strip()

    def _begin(self, ends, command, **how):
        """Start a process that ends with the screen."""
        process = subprocess.Popen(command, env=self.env, start_new_session=True, **how)
        ends.callback(end, process)
        return process

    def look(self, pid, steps):
        """Return what is found by these steps in a program's windows now."""
        self._eyes.stdin.write(json.dumps({"pid": pid, "steps": steps}) + "\n")
        self._eyes.stdin.flush()
        found = self._eyes.stdout.readline()
        if not found:
            raise RuntimeError((self.folder / "eyes.log").read_text())
        return [
            Seen(**{**seen, "box": tuple(seen["box"])}) for seen in json.loads(found) if seen["box"]
        ]

    def xdotool(self, *words):
        """Use the mouse or the keyboard."""
        subprocess.run(["xdotool", *map(str, words)], env=self.env, check=True)

    def picture(self):
        """Take a picture of the whole screen, where ImageMagick is there to do so."""
        if not shutil.which("import"):
            return "no picture: imagemagick is not installed"
        self._pictures += 1
        path = self.folder / f"screen-{self._pictures}.png"
        subprocess.run(["import", "-window", "root", str(path)], env=self.env, check=False)
        return str(path)

    def active(self):
        """Return the number of the window that has the keyboard, or None."""
        asked = subprocess.run(
            ["xdotool", "getactivewindow"], env=self.env, capture_output=True, text=True
        )
        return asked.stdout.strip() or None

    def start(self, command, cwd, shows=Role.FRAME):
        """Start a program, and wait until its window is there; shows: what that is."""
        return Program(self, command, cwd, self._ends, shows)


class Program:
    """A program on the screen, with someone before it who uses it."""

    def __init__(self, screen, command, cwd, ends, shows):
        self.screen = screen
        self.log = screen.folder / "program.log"
        with self.log.open("ab") as out:
            self._process = subprocess.Popen(
                command,
                cwd=cwd,
                env=screen.env,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                start_new_session=True,
            )
        ends.callback(end, self._process)
        self.pid = self._process.pid
        self.window = Widget(self, ({"role": Role.FRAME},))
        Widget(self, ({"role": shows},)).seen(60)

    def find(self, name=None, role=None):
        """Return the way to a widget in any of the program's windows."""
        return Widget(self).find(name, role)

    def title(self):
        """Return the window's title."""
        return self.window.seen().name

    def focus(self):
        """Return what has the keyboard's focus, or None where that is not known."""
        seen = self.screen.look(self.pid, None)
        return seen[0] if seen else None

    def press_until(self, key, holds, what, most=80):
        """Press a key again and again until holds(focus) is true, and return the focus."""
        passed = []
        for _ in range(most):
            focus = self.focus()
            if focus and holds(focus):
                return focus
            passed.append(focus.name if focus else "nothing")
            self.press(key)
        came_by = ", ".join(map(repr, passed))
        raise AssertionError(f"{key} did not come to {what}, but by {came_by}\n{self.described()}")

    # Hands

    def click(self, at):
        self.screen.xdotool("mousemove", *at)
        time.sleep(0.1)
        self.screen.xdotool("click", 1)
        time.sleep(0.1)

    def drag(self, start, end, steps=15):
        """Drag as a hand does: a press, a way of many points, a moment's rest, and letting go."""
        move = self.screen.xdotool
        move("mousemove", *start)
        time.sleep(0.1)
        move("mousedown", 1)
        time.sleep(0.1)
        for i in range(1, steps + 1):
            way = zip(start, end, strict=True)
            move("mousemove", *(a + (b - a) * i // steps for a, b in way))
            time.sleep(0.02)
        time.sleep(0.2)
        move("mouseup", 1)
        time.sleep(0.2)

    def press(self, *keys):
        """Press keys, one after the other."""
        self.screen.xdotool("key", "--clearmodifiers", "--delay", 40, *keys)
        time.sleep(0.1)

    def type(self, words):
        """Type what the keyboard has keys for.

        For any other character xdotool gives a spare key that character for a moment, and a
        program that is busy then looks too late and never sees it.
        """
        assert words.isascii(), f"there is no key for all of {words!r}"
        self.screen.xdotool("type", "--delay", 15, "--", words)
        time.sleep(0.1)

    # Patience

    def until(self, holds, what, seconds=15.0):
        """Wait until holds() is true and return what it gave, or say what is there instead."""
        try:
            return until(self._running(holds), what, seconds)
        except TimeoutError as error:
            raise AssertionError(f"{error}\n{self.described()}") from None

    def _running(self, holds):
        def holds_while_running():
            code = self._process.poll()
            if code is not None:
                raise AssertionError(f"the program ended with {code}\n{self.said()}")
            return holds()

        return holds_while_running

    def described(self):
        """Return what is on the screen, for someone who has to find out what went wrong."""
        shown = [
            f"{seen.role:>4} {seen.name!r} {seen.text!r} {seen.box}"
            for seen in self.screen.look(self.pid, [{}])
            if State.SHOWING in seen and (seen.name or seen.text)
        ]
        return "\n".join([f"picture: {self.screen.picture()}", *shown, self.said()])

    def said(self):
        """Return what the program wrote on its outputs."""
        return self.log.read_text(errors="replace")

    # Ends

    def kill(self):
        """End it as a power cut would, with no chance to tidy up."""
        os.killpg(self.pid, signal.SIGKILL)
        self._process.wait(10)

    def quit(self, seconds=15.0):
        """Wait until it has ended by itself, and return its exit code."""
        return self._process.wait(seconds)


def until(holds, what, seconds=15.0):
    """Wait until holds() is true, and return what it gave; raise TimeoutError where it is not."""
    latest = time.monotonic() + seconds
    while not (value := holds()):
        if time.monotonic() > latest:
            raise TimeoutError(f"waited {seconds:g} s for {what}")
        time.sleep(0.05)
    return value


def end(process):
    """End a process of ours, if it still runs."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe:
            pipe.close()
