"""A pack's sheets as PDF files."""

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from planner.model.framework import Framework
from planner.model.pack import Pack
from planner.paper.choices import PaperChoices, PaperError, Sheet, page_size
from planner.paper.draw import paint
from planner.paper.page import Page
from planner.paper.sheets import lay_out
from planner.paper.type import UNIT, load_fonts
from planner.paper.work import Advance, Work


def make_pdf(
    pack: Pack,
    sheet: Sheet,
    choices: PaperChoices,
    framework: Framework,
    advance: Advance | None = None,
) -> bytes:
    """Return a sheet of a pack as a PDF, or raise PaperError; it needs a QGuiApplication.

    framework: of which the mat is. advance: called often with how much is done and how much there
    is to do; it may raise to cancel. The same pack gives the same pages; Qt adds the time of day.
    """
    load_fonts()
    size = page_size(sheet, choices)
    work = Work(advance)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = new_writer(buffer, size)
    writer.setTitle(title_of(pack, sheet, framework))
    painter = QPainter()
    try:
        for number, page in enumerate(lay_out(pack, sheet, choices, framework, work)):
            if number:
                writer.newPage()
            elif not painter.begin(writer):
                raise PaperError("Qt could not make a PDF. Nothing was written.")
            paint(painter, page, UNIT)
            work.done(len(page.cards))
    finally:
        if painter.isActive():
            painter.end()
    return bytes(buffer.data().data())


def first_page(pack: Pack, sheet: Sheet, choices: PaperChoices, framework: Framework) -> Page:
    """Return the first page of a sheet, to be shown before it is printed, or raise PaperError."""
    load_fonts()
    return next(lay_out(pack, sheet, choices, framework, Work()))


def title_of(pack: Pack, sheet: Sheet, framework: Framework) -> str:
    """Return what a PDF is called: the sheet and the pack."""
    words = {
        Sheet.CARDS: "Cards",
        Sheet.MAT: f"{framework.name} mat",
        Sheet.ORGANISER: "Knowledge organiser",
        Sheet.TIMELINE: "Timeline",
    }
    return f"{words[sheet]} – {pack.info.title}" if pack.info.title else words[sheet]


def new_writer(buffer: QBuffer, size: tuple[float, float]) -> QPdfWriter:
    """Return what writes a PDF in greys, on paper of a width and height in points, in UNITs."""
    writer = QPdfWriter(buffer)
    writer.setCreator("Marshal")
    writer.setColorModel(QPdfWriter.ColorModel.Grayscale)
    # A painter's unit is then a tenth of a point, as on a page.
    writer.setResolution(72 * UNIT)
    width, height = size
    exact = QPageSize.SizeMatchPolicy.ExactMatch
    paper = QPageSize(QSizeF(width, height), QPageSize.Unit.Point, "", exact)
    writer.setPageLayout(
        QPageLayout(paper, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
    )
    return writer
