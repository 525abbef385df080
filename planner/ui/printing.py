"""Making PDFs beside the window, and those that would hold it in a process of their own."""

import traceback
from collections.abc import Callable, Sequence
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from threading import Event

from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtWidgets import QWidget

from planner.model.outline import Block
from planner.paper.alone import plan_alone
from planner.paper.choices import PaperError
from planner.paper.late import ends_late
from planner.paper.plan_pdf import plan_pdf
from planner.ui.beside import Between
from planner.ui.packs.progress import Cancelled, in_thread

_LOOK = 0.05
"""Seconds between two looks at whether the PDF is still wanted."""
_STOPPED = (
    "The PDF could not be finished, and nothing was written. Close other programs, then try again."
)


def print_plan(parent: QWidget, blocks: Sequence[Block]) -> bytes:
    """Return a plan as a PDF; raise PaperError, or Cancelled. The window answers meanwhile."""
    if ends_late(blocks):
        return print_apart(parent, partial(plan_alone, blocks))
    return plan_pdf(blocks, Between())


def print_apart(parent: QWidget, make: Callable[[], bytes]) -> bytes:
    """Return the PDF that make gives in another process; raise what it raises, or Cancelled.

    The window answers meanwhile, and shows what is done when it takes long. Where the other process
    ends too soon, that is a PaperError. make can be pickled.
    """
    # One that is forked would have this one's locks, and half of its window.
    context = get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_make, args=(make, there), daemon=True)
    given_up = Event()

    def wait() -> bytes:
        try:
            process.start()
            there.close()
            while not here.poll(_LOOK):
                if given_up.is_set():
                    process.kill()
            made: bytes | Exception = here.recv()
        except (EOFError, OSError) as error:
            raise PaperError(_STOPPED) from error
        if isinstance(made, Exception):
            raise made
        return made

    try:
        return in_thread(parent, "Making the PDF…", wait)
    except Cancelled:
        given_up.set()
        raise


def _make(make: Callable[[], bytes], there: Connection) -> None:
    """Send the PDF, or what was raised."""
    # What this computer’s fonts lack is not said on a terminal; a PDF that fails is raised.
    qInstallMessageHandler(lambda *_: None)
    try:
        there.send(make())
    except Exception as fault:
        # For the log: where it was raised does not go from one process to the other.
        fault.add_note(traceback.format_exc())
        there.send(fault)
