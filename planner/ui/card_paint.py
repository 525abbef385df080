"""How a card looks, on the shelf, in a slot and under way."""

from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QTextLayout,
    QTextOption,
)

from planner.model.evidence import Card, Factor
from planner.ui.theme import Theme, Tokens, bold, scaled

RADIUS = 7
STRIPE = 5
PAD = 12


@lru_cache(maxsize=2_000)
def _lines(text: str, font_key: str, width: int, most: int) -> tuple[str, ...]:
    """Break text into at most so many lines, the last one shortened with an ellipsis."""
    font = QFont()
    font.fromString(font_key)
    flat = " ".join(text.split())
    layout = QTextLayout(flat, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    lines: list[str] = []
    while len(lines) < most:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        start = line.textStart()
        if len(lines) == most - 1:
            # No more of a long text than could be seen is measured.
            rest = flat[start : start + 400]
            lines.append(QFontMetrics(font).elidedText(rest, Qt.TextElideMode.ElideRight, width))
        else:
            lines.append(flat[start : start + line.textLength()])
    layout.endLayout()
    return tuple(lines)


def draw_lines(
    painter: QPainter, rect: QRect, text: str, font: QFont, colour: QColor, most: int
) -> int:
    """Draw text within so many lines, and return the height that was used, in pixels."""
    painter.setFont(font)
    painter.setPen(colour)
    height = QFontMetrics(font).lineSpacing()
    lines = _lines(text[:2_000], font.toString(), max(1, rect.width()), most)
    for number, line in enumerate(lines):
        painter.drawText(
            QRect(rect.left(), rect.top() + number * height, rect.width(), height),
            Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine,
            line,
        )
    return height * len(lines)


def draw_hue(painter: QPainter, centre: QPointF, hue: int, of: Tokens) -> None:
    """Draw a factor's mark: its colour, in a shape of its own for those who do not see it."""
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(of.hue(hue))
    x, y, r = centre.x(), centre.y(), 4.5
    path = QPainterPath()
    match hue % 5:
        case 0:
            path.addEllipse(centre, r, r)
        case 1:
            path.addRect(QRectF(x - r + 0.5, y - r + 0.5, 2 * r - 1, 2 * r - 1))
        case 2:
            path.moveTo(x, y - r)
            path.lineTo(x + r, y + r - 0.5)
            path.lineTo(x - r, y + r - 0.5)
            path.closeSubpath()
        case 3:
            path.moveTo(x, y - r - 0.5)
            path.lineTo(x + r + 0.5, y)
            path.lineTo(x, y + r + 0.5)
            path.lineTo(x - r - 0.5, y)
            path.closeSubpath()
        case _:
            path.moveTo(x, y + r)
            path.lineTo(x + r, y - r + 0.5)
            path.lineTo(x - r, y - r + 0.5)
            path.closeSubpath()
    painter.drawPath(path)
    painter.restore()


def draw_frame(
    painter: QPainter,
    rect: QRectF,
    of: Tokens,
    stripe: QColor,
    *,
    selected: bool = False,
    focused: bool = False,
    hovered: bool = False,
) -> None:
    """Draw a card's ground, border and coloured edge."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inner = rect.adjusted(0.5, 0.5, -0.5, -0.5)
    path = QPainterPath()
    path.addRoundedRect(inner, RADIUS, RADIUS)
    painter.fillPath(path, QColor(of.selected if selected else of.raised))
    painter.save()
    painter.setClipPath(path)
    painter.fillRect(QRectF(inner.left(), inner.top(), STRIPE, inner.height()), stripe)
    painter.restore()
    edge = QColor(of.focus if focused else of.strong_border if hovered or selected else of.border)
    painter.setPen(QPen(edge, 2.0 if focused else 1.0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)


class CardPainter:
    """Paints cards in the theme's colours; shared by the shelf's and the slots' delegates."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    @property
    def tokens(self) -> Tokens:
        """Return the colours in force."""
        return self._theme.tokens

    def shelf_size(self, font: QFont) -> QSize:
        """Return the size of a card on the shelf, in pixels; its width is the shelf's."""
        line = QFontMetrics(bold(font)).lineSpacing()
        small = QFontMetrics(scaled(font, 0.88)).lineSpacing()
        return QSize(200, line + 3 * small + 32)

    def slot_size(self, font: QFont) -> QSize:
        """Return the least size of a card in a slot, in pixels."""
        line = QFontMetrics(bold(font)).lineSpacing()
        small = QFontMetrics(scaled(font, 0.84)).lineSpacing()
        return QSize(204, line + small + 20)

    def meta(
        self,
        painter: QPainter,
        rect: QRect,
        card: Card,
        factor: Factor | None,
        font: QFont,
        used: str = "",
        extra: int = 0,
    ) -> None:
        """Draw a card's last line: its factor, when it was, and where it is used."""
        of = self.tokens
        small = scaled(font, 0.84)
        metrics = QFontMetrics(small)
        painter.setFont(small)
        x, room = rect.left(), rect.right()
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        if used:
            painter.setPen(QColor(of.done))
            width = metrics.horizontalAdvance(used)
            painter.drawText(QRect(room - width, rect.top(), width + 1, rect.height()), flags, used)
            room -= width + 10
        parts = [card.when.shown]
        if factor:
            draw_hue(painter, QPointF(x + 5, rect.center().y() + 0.5), factor.hue, of)
            x += 15
            more = f" +{extra}" if extra else ""
            parts.insert(0, factor.name + more)
        painter.setFont(small)
        painter.setPen(QColor(of.muted))
        text = "   ".join(part for part in parts if part)
        painter.drawText(
            QRect(x, rect.top(), room - x, rect.height()),
            flags,
            metrics.elidedText(text, Qt.TextElideMode.ElideRight, room - x),
        )

    def shelf_card(
        self,
        painter: QPainter,
        rect: QRect,
        card: Card,
        factor: Factor | None,
        font: QFont,
        *,
        used: str = "",
        selected: bool = False,
        focused: bool = False,
        hovered: bool = False,
    ) -> None:
        """Draw a card as the shelf shows it: headline, two lines of detail, and what it is."""
        of = self.tokens
        stripe = of.hue(factor.hue) if factor else QColor(of.strong_border)
        painter.save()
        draw_frame(
            painter, QRectF(rect), of, stripe, selected=selected, focused=focused, hovered=hovered
        )
        inner = rect.adjusted(PAD + STRIPE - 1, 10, -PAD, -9)
        small = scaled(font, 0.88)
        line = QFontMetrics(bold(font)).lineSpacing()
        draw_lines(
            painter,
            QRect(inner.left(), inner.top(), inner.width(), line),
            card.headline,
            bold(font),
            QColor(of.muted if used else of.text),
            1,
        )
        top = inner.top() + line + 2
        draw_lines(
            painter,
            QRect(inner.left(), top, inner.width(), 0),
            card.detail,
            small,
            QColor(of.muted),
            2,
        )
        foot = QFontMetrics(small).lineSpacing()
        self.meta(
            painter,
            QRect(inner.left(), inner.bottom() - foot + 2, inner.width(), foot),
            card,
            factor,
            font,
            used,
            len(card.factors) - 1,
        )
        painter.restore()

    def slot_card(
        self,
        painter: QPainter,
        rect: QRect,
        card: Card,
        factor: Factor | None,
        font: QFont,
        *,
        selected: bool = False,
        focused: bool = False,
        hovered: bool = False,
    ) -> None:
        """Draw a card as a slot shows it: its headline and what it is."""
        of = self.tokens
        stripe = of.hue(factor.hue) if factor else QColor(of.strong_border)
        painter.save()
        draw_frame(
            painter, QRectF(rect), of, stripe, selected=selected, focused=focused, hovered=hovered
        )
        inner = rect.adjusted(PAD + STRIPE - 2, 8, -8, -8)
        line = QFontMetrics(bold(font)).lineSpacing()
        draw_lines(
            painter,
            QRect(inner.left(), inner.top(), inner.width(), line),
            card.headline,
            bold(font),
            QColor(of.text),
            1,
        )
        self.meta(
            painter,
            QRect(inner.left(), inner.top() + line + 2, inner.width(), inner.height() - line - 2),
            card,
            factor,
            font,
        )
        painter.restore()

    def flying(
        self, cards: tuple[Card, ...], factor: Factor | None, font: QFont, width: int, ratio: float
    ) -> QPixmap:
        """Draw what is under the pointer while cards are dragged: the first, and how many."""
        size = QSize(min(width, 300), self.shelf_size(font).height())
        lift = 6 if len(cards) > 1 else 0
        picture = QPixmap((size + QSize(lift + 12, lift + 12)) * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for spread in range(5, 0, -1):
            shadow = QColor(0, 0, 0, 7)
            path = QPainterPath()
            path.addRoundedRect(
                QRectF(2, 3, size.width() + lift, size.height() + lift).adjusted(
                    -spread + 3, -spread + 4, spread, spread
                ),
                RADIUS + spread,
                RADIUS + spread,
            )
            painter.fillPath(path, shadow)
        if lift:
            under = QRectF(2 + lift, 2 + lift, size.width(), size.height())
            draw_frame(painter, under, self.tokens, QColor(self.tokens.strong_border))
        self.shelf_card(painter, QRect(2, 2, size.width(), size.height()), cards[0], factor, font)
        if lift:
            self._count(painter, QPointF(size.width() - 8, 14), len(cards), font)
        painter.end()
        return picture

    def _count(self, painter: QPainter, centre: QPointF, count: int, font: QFont) -> None:
        of = self.tokens
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(of.accent))
        painter.drawEllipse(centre, 12, 12)
        painter.setPen(QColor(of.on_accent))
        painter.setFont(bold(scaled(font, 0.88)))
        painter.drawText(
            QRectF(centre.x() - 12, centre.y() - 12, 24, 24),
            Qt.AlignmentFlag.AlignCenter,
            str(count),
        )
