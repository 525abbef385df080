"""A plan as a PDF: its outline on pages of A4, with their numbers."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QBuffer, QIODevice, QRectF
from PySide6.QtGui import QImage, QPainter, QPdfWriter

from planner.model.outline import Block, Title
from planner.model.picture import Picture
from planner.paper.choices import PaperError
from planner.paper.draw import paint
from planner.paper.page import DARK, Page
from planner.paper.page_ends import Row, pages
from planner.paper.pdf import new_writer
from planner.paper.pictures import WIDTH, Drawing
from planner.paper.plan_look import pieces
from planner.paper.prose import Setting
from planner.paper.type import UNIT, Style, load_fonts
from planner.paper.work import Advance

_PAGE = (595.0, 842.0)
_LEFT, _TOP = (_PAGE[0] - WIDTH) / 2, 62.0
_HEIGHT = _PAGE[1] - 2 * _TOP
_NUMBER = Style(9)
_NUMBER_TOP = _PAGE[1] - 40.0
_GAP = 6.0
"""The room above and below a picture, in points."""


def plan_pdf(blocks: Sequence[Block], advance: Advance | None = None) -> bytes:
    """Return a plan’s outline as a PDF, or raise PaperError; it needs a QGuiApplication.

    advance: called often, with how much is done of how much; it may raise to cancel. The same
    outline gives the same pages; Qt adds the time of day.
    """
    load_fonts()
    laid = list(_lay(blocks, advance))
    turned = list(_turned(laid, advance))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = new_writer(buffer, _PAGE)
    writer.setTitle(next((block.text for block in blocks if isinstance(block, Title)), ""))
    painter = QPainter()
    if not painter.begin(writer):
        raise PaperError("Qt could not make a PDF. Nothing was written.")
    try:
        _draw(painter, writer, turned, laid, advance)
    finally:
        painter.end()
    return bytes(buffer.data().data())


class _Picture:
    """A picture in its place among paragraphs."""

    def __init__(self, picture: Picture) -> None:
        self._picture = picture
        self.rows = [Row(picture.height + 2 * _GAP)]

    def draw(self, painter: QPainter, _rows: range, left: float, top: float) -> None:
        """Draw it; left and top are in points."""
        picture = self._picture
        painter.save()
        painter.translate(left * UNIT, (top + _GAP) * UNIT)
        if isinstance(picture, Drawing):
            # Drawn anew, its words are words, and sharp.
            paint(painter, picture.page, UNIT)
        else:
            room = QRectF(0, 0, picture.width * UNIT, picture.height * UNIT)
            painter.drawImage(room, QImage.fromData(picture.png))
        painter.restore()


_Laid = _Picture | Setting


def _lay(blocks: Sequence[Block], advance: Advance | None) -> Iterator[_Laid]:
    """Go through all paragraphs and pictures, each laid out."""
    for number, block in enumerate(blocks):
        for piece in pieces((block,)):
            yield _Picture(piece) if isinstance(piece, Picture) else Setting(piece, WIDTH)
            if advance is not None:
                advance(number, 2 * len(blocks))


def _turned(laid: Sequence[_Laid], advance: Advance | None) -> Iterator[range]:
    """Go through the pages, by the numbers of the rows that each holds."""
    for page in pages([row for each in laid for row in each.rows], _HEIGHT):
        yield page
        if advance is not None:
            advance(len(laid), 2 * len(laid))


def _draw(
    painter: QPainter,
    writer: QPdfWriter,
    turned: Sequence[range],
    laid: Sequence[_Laid],
    advance: Advance | None,
) -> None:
    """Draw all that was laid, page after page."""
    page, row, top = 0, 0, _TOP
    for number, each in enumerate(laid, len(laid) + 1):
        first = 0
        while first < len(each.rows):
            if row == turned[page].stop:
                _number(painter, page, turned)
                writer.newPage()
                page, top = page + 1, _TOP
            top += each.rows[first].gap if row > turned[page].start else 0.0
            past = min(len(each.rows), first + turned[page].stop - row)
            each.draw(painter, range(first, past), _LEFT, top)
            top += sum(drawn.height for drawn in each.rows[first:past])
            row, first = row + past - first, past
            if advance is not None:
                advance(number, 2 * len(laid))
    if turned:
        _number(painter, page, turned)


def _number(painter: QPainter, page: int, turned: Sequence[range]) -> None:
    """Say at the foot of a page which of how many it is."""
    foot = Page(*_PAGE)
    said = f"{page + 1} of {len(turned)}"
    foot.text_amid(_PAGE[0] / 2, _NUMBER_TOP, said, _NUMBER, DARK)
    paint(painter, foot, UNIT)
