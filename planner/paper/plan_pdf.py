"""A plan as a PDF: its outline on pages of A4, with their numbers."""

from collections.abc import Sequence
from itertools import groupby

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
from planner.paper.plan_look import Piece, pieces
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
    laid = list[_Laid]()
    for number, piece in enumerate(found := list(pieces(blocks))):
        laid.append(_lay(piece))
        if advance is not None:
            advance(number, 2 * len(found))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = new_writer(buffer, _PAGE)
    writer.setTitle(next((block.text for block in blocks if isinstance(block, Title)), ""))
    painter = QPainter()
    if not painter.begin(writer):
        raise PaperError("Qt could not make a PDF. Nothing was written.")
    try:
        _draw(painter, writer, laid, advance)
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


def _lay(piece: Piece) -> _Laid:
    return _Picture(piece) if isinstance(piece, Picture) else Setting(piece, WIDTH)


def _draw(
    painter: QPainter, writer: QPdfWriter, laid: Sequence[_Laid], advance: Advance | None
) -> None:
    """Draw all that was laid, page after page."""
    rows = [row for each in laid for row in each.rows]
    owners = [(each, number) for each in laid for number in range(len(each.rows))]
    turned = pages(rows, _HEIGHT)
    for number, page in enumerate(turned, 1):
        if number > 1:
            writer.newPage()
        top = _TOP
        for each, group in groupby(page, key=lambda row: owners[row][0]):
            first, *more = group
            top += rows[first].gap if first > page.start else 0.0
            start = owners[first][1]
            each.draw(painter, range(start, start + 1 + len(more)), _LEFT, top)
            top += sum(rows[row].height for row in (first, *more))
        foot = Page(*_PAGE)
        foot.text_amid(_PAGE[0] / 2, _NUMBER_TOP, f"{number} of {len(turned)}", _NUMBER, DARK)
        paint(painter, foot, UNIT)
        if advance is not None:
            advance(len(turned) + number, 2 * len(turned))
