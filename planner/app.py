"""Putting the parts together: the one place that does."""

import os
import sys
import traceback
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from planner import shipped
from planner.packs.data import read_frameworks, read_question_types
from planner.store.errors import StoreError
from planner.store.library import Library
from planner.store.place import library_path, start_library

if TYPE_CHECKING:
    from planner.ui.window import Window

NO_SCREEN = (
    "Marshal cannot open a window here: there is no screen, or a library that Qt needs is missing "
    "(the README names them). Plans can still be exported without one:\n"
    '  python main.py export "Why did Stalin win" --to plan.docx'
)


def run_window(library: str | None, open_file: Path | None = None) -> int:
    """Open the window and return the exit code once it is closed.

    library: the file that was asked for, or None for the usual one.
    """
    from planner.ui.theme import Theme, load_fonts

    app = _application()
    load_fonts()
    theme = Theme(app)
    opened = _library(library)
    if opened is None:
        return 1
    from planner.ui.window import Window

    with opened:
        try:
            window = Window(app, opened, theme, read_frameworks(), read_question_types())
            sys.excepthook = partial(_on_fault, window)
            window.start(open_file)
        except StoreError as error:
            _tell_closed(error)
            return 1
        window.show()
        code = app.exec()
        sys.excepthook = sys.__excepthook__
        # Cards left on the clipboard must not outlive the program that made them.
        clipboard = QApplication.clipboard()
        if clipboard.ownsClipboard():
            clipboard.setText(clipboard.text())
        window.deleteLater()
    return code


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


def _library(given: str | None) -> Library | None:
    """Open the library, making it at the first start; what is wrong is told on the screen."""
    try:
        path = library_path(given, os.environ)
        start_library(path)
        return Library.open(path)
    except StoreError as error:
        _tell_closed(error)
        return None


def _tell_closed(error: StoreError) -> None:
    """Say why the library cannot be used, on the screen and to the shell."""
    from planner.ui.messages import tell

    print(error, file=sys.stderr)
    tell(None, "Marshal cannot open the library", str(error))


def _on_fault(
    window: "Window", kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """Say that something went wrong, and go on; the details go to standard error."""
    if issubclass(kind, KeyboardInterrupt):
        window.close()
        return
    if isinstance(error, StoreError):
        # Not our mistake, and it says itself what to do.
        window.notice.warn(str(error))
        return
    traceback.print_exception(kind, error, trace)
    window.notice.warn(
        "Something went wrong in Marshal. Your plan is as it was last saved, "
        "and what you typed is still on the screen."
    )
