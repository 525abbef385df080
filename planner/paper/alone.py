"""Printing without a window, and without a screen."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication

from planner.model.framework import Framework
from planner.model.outline import Block
from planner.model.pack import Pack
from planner.model.picture import Picture
from planner.model.plan import Plan
from planner.paper.choices import PaperChoices, Sheet
from planner.paper.pdf import make_pdf
from planner.paper.pictures import plan_pictures
from planner.paper.plan_pdf import plan_pdf


def print_alone(pack: Pack, sheet: Sheet, choices: PaperChoices, framework: Framework) -> bytes:
    """Return a sheet of a pack as a PDF where no window has started Qt; raise PaperError."""
    app = _application()
    try:
        return make_pdf(pack, sheet, choices, framework)
    finally:
        del app


def pictures_alone(plan: Plan, wanted: Collection[str]) -> dict[str, Picture]:
    """Return what plan_pictures does, where no window has started Qt."""
    app = _application()
    try:
        return plan_pictures(plan, wanted)
    finally:
        del app


def plan_alone(blocks: Sequence[Block]) -> bytes:
    """Return what plan_pdf does, where no window has started Qt; raise PaperError."""
    app = _application()
    try:
        return plan_pdf(blocks)
    finally:
        del app


def _application() -> QCoreApplication:
    """Return Qt's application, or one to keep until all is made: without one there are no fonts."""
    return QGuiApplication.instance() or QGuiApplication(["marshal", "-platform", "offscreen"])
