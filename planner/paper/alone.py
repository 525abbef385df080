"""Printing without a window, and without a screen."""

from PySide6.QtGui import QGuiApplication

from planner.model.framework import Framework
from planner.model.pack import Pack
from planner.paper.choices import PaperChoices, Sheet
from planner.paper.pdf import make_pdf


def print_alone(pack: Pack, sheet: Sheet, choices: PaperChoices, framework: Framework) -> bytes:
    """Return a sheet of a pack as a PDF where no window has started Qt; raise PaperError."""
    # Kept until the PDF is made: without an application Qt has no fonts.
    app = QGuiApplication.instance() or QGuiApplication(["marshal", "-platform", "offscreen"])
    try:
        return make_pdf(pack, sheet, choices, framework)
    finally:
        del app
