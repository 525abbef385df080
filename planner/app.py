"""Putting the parts together: the one place that does."""

import os
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from planner import shipped
from planner.packs.data import read_frameworks, read_question_types
from planner.store.errors import Damaged, StoreError
from planner.store.library import Library
from planner.store.opening import open_library
from planner.store.place import library_path

if TYPE_CHECKING:
    from planner.store.hold import Held
    from planner.ui.theme import Theme
    from planner.ui.window import Window

NO_SCREEN = (
    "Marshal cannot open a window here: there is no screen, or a library that Qt needs is missing "
    "(the README names them). Plans can still be exported without one:\n"
    '  python main.py export "Why did Stalin win" --to plan.docx'
)


def run_window(library: str | None, open_file: Path | None = None) -> int:
    """Open the window and return the exit code once it is closed.

    library: the file that was asked for, or None for the usual one. Where a window for it is
    there already, that comes forward and opens the file, and this returns at once.
    """
    from planner.ui.garbage import collected_at_rest
    from planner.ui.theme import Theme, load_fonts

    app = _application()
    with collected_at_rest(app):
        load_fonts()
        return _run(app, Theme(app), library, open_file)


def _run(app: QApplication, theme: "Theme", given: str | None, file: Path | None) -> int:
    path: Path | None = None
    try:
        path = usual = library_path(given, os.environ)
        opened = _opened(path, file)
        while opened is not None:
            path = opened.path
            try:
                with opened:
                    try:
                        after = _show(app, opened, theme, file, usual)
                    finally:
                        # Also where there is a message to show instead of the window.
                        theme.dress()
                opened = _opened(after, None) if after is not None else None
            except _Mend:
                opened = _mended(path)
            file = None
    except StoreError as error:
        _tell_closed(error)
        return 1
    except _Quit:
        return 1
    except _Erase as erase:
        return _erased(erase.path)
    except Exception as error:
        _tell_broken(path, error)
        return 1
    return 0


class _Quit(Exception):
    """The library is open elsewhere or damaged, and the user wants no more of it."""


class _Mend(Exception):
    """The library met with damage, and is to be put right once it is closed."""


class _Erase(Exception):
    """Everything is to be deleted, once the library in this file is closed."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path


def _show(
    app: QApplication, library: Library, theme: "Theme", file: Path | None, usual: Path
) -> Path | None:
    """Show the window until it is closed; return the library to go on in, if any."""
    from planner.ui.window import Window

    theme.undress()
    window = Window(app, library, theme, read_frameworks(), read_question_types())
    with window.faults:
        _begin(window, file)
        if os.path.realpath(library.path) != os.path.realpath(usual):
            window.watch.elsewhere.tell_here()
        app.exec()
    if not (window.menus.data.erasing or window.safety.mending):
        # The window is gone from the screen before this takes its time.
        app.processEvents()
        window.safety.backing_up.finish()
    # Cards left on the clipboard must not outlive the program that made them.
    clipboard = QApplication.clipboard()
    if clipboard.ownsClipboard():
        clipboard.setText(clipboard.text())
    window.deleteLater()
    if window.menus.data.erasing:
        raise _Erase(library.path)
    if window.safety.mending:
        raise _Mend
    return window.watch.elsewhere.next


def _begin(window: "Window", file: Path | None) -> None:
    """Show the window, also where a part of it fails: what it raises then comes up here."""
    for deed in (partial(window.start, file), window.dress, window.show):
        try:
            deed()
        except Damaged as error:
            raise _Mend from error
        except StoreError:
            raise
        except Exception as error:
            window.faults.take(error)
    if not window.isVisible():
        raise RuntimeError("the window could not be shown")


def _application() -> QApplication:
    """Start Qt; where there is no screen, say so and end with exit code 1."""
    qInstallMessageHandler(_on_qt_message_at_start)
    QApplication.setStyle("Fusion")
    app = QApplication(sys.argv[:1])
    qInstallMessageHandler(None)
    app.setApplicationName("Marshal")
    app.setApplicationDisplayName("")
    app.setDesktopFileName("marshal")
    app.setWindowIcon(QIcon(str(shipped.RESOURCES / "marshal.svg")))
    return app


def _on_qt_message_at_start(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    # Without a platform Qt ends the process by aborting, which leaves a core dump and no sentence.
    if kind == QtMsgType.QtFatalMsg:
        print(NO_SCREEN, file=sys.stderr, flush=True)
        os._exit(1)


def _opened(path: Path, file: Path | None) -> Library | None:
    """Open a library, or return None where a window that has it took over.

    Where something else has it, ask what to do: read a copy, try again, or raise _Quit.
    """
    from planner.store.hold import STILL, Held, runs_here

    if runs_here(path) and _hand_over(path, file):
        # To find out by its lock would take longer.
        return None
    seen, since = None, 0.0
    while True:
        # A beat that was seen to stand still is none, whatever the other computer’s clock says.
        still = seen is not None and time.monotonic() - since >= STILL
        try:
            return open_library(path, seen if still else None)
        except Damaged as damaged:
            return _mended(path, damaged)
        except Held as held:
            if held.here and _hand_over(path, file):
                return None
            if held.mark != seen:
                seen, since = held.mark, time.monotonic()
            opened = _read_instead(path, held)
            if opened is not None:
                return opened


def _mended(path: Path, damaged: Damaged | None = None) -> Library:
    """Ask what is to be done about a damaged library, and return the one to go on in."""
    from planner.ui.safety.damaged_dialog import ask_damaged

    if damaged is not None:
        print(damaged, file=sys.stderr)
    opened = ask_damaged(path, damaged)
    if opened is None:
        raise _Quit
    return opened


def _read_instead(path: Path, held: "Held") -> Library | None:
    """Ask what to do about a library that is held; return a copy to read, or None to try again."""
    from planner.store.reading import open_copy
    from planner.ui.held import Choice, ask_held

    print(held, file=sys.stderr)
    match ask_held(held):
        case Choice.READ:
            return open_copy(path)
        case Choice.QUIT:
            raise _Quit
    return None


def _hand_over(path: Path, file: Path | None) -> bool:
    try:
        from planner.ui.instance import hand_over
    except ImportError:
        # Qt’s part for it needs a library that a bare system may lack.
        return False
    return hand_over(path, file)


def _tell_closed(error: StoreError) -> None:
    """Say why the library cannot be used, on the screen and to the shell."""
    from planner.ui.messages import tell

    print(error, file=sys.stderr)
    tell(None, "Marshal cannot open the library", str(error))


def _tell_broken(path: Path | None, error: Exception) -> None:
    """Say that Marshal cannot go on by a mistake of its own, and where the work is safe."""
    from planner.log import log_path, note, told
    from planner.ui.messages import tell

    entry = told(error) if path is None else note(path, error)
    print(f"Traceback, without what the error says:\n{entry}", file=sys.stderr)
    tell(
        None,
        "Marshal cannot go on",
        "Something went wrong in Marshal itself. "
        + (f"All that was saved is safe in {path}. {log_path(path)} says where." if path else ""),
    )


def _erased(path: Path) -> int:
    """Delete all that is there for a library that is closed by now, and say what came of it."""
    from planner.store.belongings import erase
    from planner.ui.messages import tell

    try:
        left = erase(path)
    except StoreError as error:
        tell(None, "Nothing was deleted", str(error))
        return 1
    if not left:
        tell(
            None,
            "Everything is deleted",
            f"Nothing that Marshal made is left in {path.parent}.\n"
            "At the next start it begins anew.",
        )
        return 0
    listed = "".join(f"\n{file}" for file in left)
    tell(
        None,
        "Not everything could be deleted",
        "Close other programs that may have these files open, then delete them yourself:\n"
        + listed,
    )
    return 1
