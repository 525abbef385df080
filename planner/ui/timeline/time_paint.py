"""How a timeline looks: the axis, the marks and bars of its cards, and their words."""

from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from planner.model.axis import Axis
from planner.model.evidence import Card, Factor
from planner.model.timeline import MARK, Spot
from planner.ui.drawing import draw_hue
from planner.ui.theme import Theme, Tokens, bold, scaled

BAR = 14.0
"""How high a bar is, in pixels."""
WIDEST = 230.0
"""How wide a headline is at most, in pixels."""

_BEFORE = 4.0
_BETWEEN = 7.0
_ONE_LINE = int(
    Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A card on a timeline: the first of its factors, and how the list has it."""

    card: Card
    factor: Factor | None
    placed: bool
    selected: bool = False
    focused: bool = False
    hovered: bool = False


class TimePaint:
    """Measures and paints what stands on a timeline, in the theme's colours."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._widths: dict[tuple[str, str], float] = {}
        self.use(QFont())

    def use(self, font: QFont) -> None:
        """Write in a font from now on."""
        self._headline, self._date = bold(scaled(font, 0.92)), scaled(font, 0.84)
        self._plain, self._tick = scaled(font, 0.92), scaled(font, 0.88)
        self._metrics = {
            name: QFontMetricsF(of)
            for name, of in (("headline", self._headline), ("plain", self._plain))
        }
        self._dates = QFontMetricsF(self._date)
        self.line = self._metrics["headline"].lineSpacing()
        self.head = round(QFontMetricsF(self._tick).lineSpacing() + 14)
        self._widths.clear()

    @property
    def tokens(self) -> Tokens:
        """Return the colours in force."""
        return self._theme.tokens

    def width(self, card: Card) -> float:
        """Return how wide a card's words are at most, in pixels: its headline and its date."""
        key = (card.headline, card.when.shown)
        if key not in self._widths:
            # A long headline is cut, so no more of it is measured than could be seen.
            headline = self._metrics["headline"].horizontalAdvance(card.headline[:80])
            date = self._dates.horizontalAdvance(card.when.shown[:40])
            wide = _BEFORE + min(headline + 1, WIDEST)
            self._widths[key] = wide + (_BETWEEN + min(date + 1, WIDEST / 2) if date else 0)
        return self._widths[key]

    def paint_ground(self, painter: QPainter, axis: Axis, area: QRectF, seen: float) -> None:
        """Paint the lines of the axis; seen: how far all is scrolled to the right, in pixels."""
        of = self.tokens
        painter.setPen(QPen(QColor(of.border), 1))
        ticks = axis.ticks((seen, seen + area.width()), fine=True)
        painter.drawLines(
            [
                QLineF(x, area.top(), x, area.bottom())
                for x in (round(t.x - seen) + 0.5 for t in ticks)
            ]
        )
        for start, end in axis.breaks:
            cut = QRectF(start - seen, area.top(), end - start, area.height())
            painter.fillRect(cut.adjusted(1, 0, 0, 0), QColor(of.ground))

    def paint_border(self, painter: QPainter, area: QRectF, y: float) -> None:
        """Paint what is between the plan's own rows and the others."""
        painter.setPen(QPen(QColor(self.tokens.strong_border), 1, Qt.PenStyle.DotLine))
        painter.drawLine(
            QPointF(area.left(), round(y) + 0.5), QPointF(area.right(), round(y) + 0.5)
        )

    def paint_head(self, painter: QPainter, axis: Axis, area: QRectF, seen: float) -> None:
        """Paint the axis with the names of its moments, over what is scrolled below it."""
        of = self.tokens
        head = QRectF(area.left(), area.top(), area.width(), self.head)
        painter.fillRect(head, QColor(of.surface))
        painter.setFont(self._tick)
        metrics, free = QFontMetricsF(self._tick), 0.0
        for tick in axis.ticks((seen, seen + area.width()), fine=True):
            x = round(tick.x - seen) + 0.5
            painter.setPen(QPen(QColor(of.strong_border), 1))
            painter.drawLine(QPointF(x, head.bottom() - 5), QPointF(x, head.bottom()))
            wide = metrics.horizontalAdvance(tick.words)
            if tick.words and x + 3 >= free and x + 3 + wide <= area.right():
                painter.setPen(QColor(of.muted))
                place = QRectF(x + 3, head.top() + 1, wide + 2, head.height() - 6)
                painter.drawText(place, _ONE_LINE, tick.words)
                free = x + 3 + wide + 6
        painter.setPen(QPen(QColor(of.strong_border), 1.4))
        painter.drawLine(head.bottomLeft(), head.bottomRight())
        for start, end in axis.breaks:
            self._paint_break(painter, (start + end) / 2 - seen, head.bottom())

    def paint_card(
        self, painter: QPainter, spot: Spot, y: float, shown: Shown, seen: float
    ) -> None:
        """Paint a card whose row has its middle at y."""
        of = self.tokens
        left, right = spot.left - seen, spot.right - seen
        hue = of.hue(shown.factor.hue) if shown.factor else QColor(of.strong_border)
        if shown.selected or shown.hovered or shown.focused:
            self._paint_lit(painter, spot, y, shown, seen)
        if right - left > MARK + 0.5:
            fill = QColor(hue)
            fill.setAlpha(105 if shown.placed else 0)
            painter.setPen(QPen(hue, 1.2))
            painter.setBrush(fill)
            bar = QRectF(left + 1, y - BAR / 2, right - left - 2, BAR)
            painter.drawRoundedRect(bar, 5, 5)
        # The mark of a bar, and words within it, stay in sight for as long as it has room for them.
        within = spot.room if spot.words < spot.right else 0.0
        slid = min(max(0.0, -left), right - left - MARK - within)
        self.paint_mark(painter, QPointF(left + slid + MARK / 2, y), shown)
        if spot.room:
            x = spot.words - seen + _BEFORE + (slid if within else 0.0)
            self._paint_words(painter, spot, QPointF(x, y), shown)

    def paint_mark(self, painter: QPainter, centre: QPointF, shown: Shown) -> None:
        """Paint a card's mark: filled where the plan has it, in its factor's colour and shape."""
        if shown.factor:
            draw_hue(
                painter,
                centre,
                shown.factor.hue,
                self.tokens,
                radius=5.5,
                hollow=not shown.placed,
            )
            return
        grey = QColor(self.tokens.strong_border)
        painter.setPen(QPen(grey, 1.6))
        painter.setBrush(grey if shown.placed else QColor(self.tokens.surface))
        painter.drawEllipse(centre, 4.5, 4.5)

    def _paint_lit(
        self, painter: QPainter, spot: Spot, y: float, shown: Shown, seen: float
    ) -> None:
        of, high = self.tokens, self.line + 5
        rect = QRectF(spot.left - seen - 3, y - high / 2, spot.end - spot.left + 6, high)
        colour = QColor(of.selected if shown.selected or shown.focused else of.ground)
        painter.setPen(QPen(QColor(of.focus), 2) if shown.focused else Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(rect, 6, 6)

    def _paint_words(self, painter: QPainter, spot: Spot, at: QPointF, shown: Shown) -> None:
        """Write a card's headline from a point on, and its date where that has room too."""
        of, card, x = self.tokens, shown.card, at.x()
        room = spot.room - _BEFORE
        name = "headline" if shown.placed else "plain"
        metrics = self._metrics[name]
        painter.setFont(self._headline if shown.placed else self._plain)
        painter.setPen(QColor(of.text))
        wide = min(metrics.horizontalAdvance(card.headline[:80]), WIDEST)
        high = QRectF(x, at.y() - self.line / 2, room, self.line)
        if wide > room or len(card.headline) > 80 or wide == WIDEST:
            room = min(room, WIDEST)
            words = metrics.elidedText(card.headline[:200], Qt.TextElideMode.ElideRight, room)
            wide = metrics.horizontalAdvance(words)
            painter.drawText(high, _ONE_LINE, words)
        else:
            painter.drawText(high, _ONE_LINE, card.headline)
        left = spot.room - _BEFORE - wide - _BETWEEN
        date = card.when.shown[:40]
        if date and left + 1 >= min(self._dates.horizontalAdvance(date), WIDEST / 2):
            painter.setFont(self._date)
            painter.setPen(QColor(of.muted))
            high.setLeft(x + wide + _BETWEEN)
            high.setWidth(left + 2)
            painter.drawText(high, _ONE_LINE, date)

    def _paint_break(self, painter: QPainter, x: float, y: float) -> None:
        """Cut the axis: two slanting strokes, with nothing between them."""
        of = self.tokens
        painter.fillRect(QRectF(x - 4, y - 3, 8, 6), QColor(of.surface))
        painter.setPen(QPen(QColor(of.strong_border), 1.4))
        for at in (x - 4, x + 4):
            painter.drawLine(QPointF(at - 3, y + 6), QPointF(at + 3, y - 6))
