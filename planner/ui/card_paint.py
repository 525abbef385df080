"""How a card looks, on the shelf, in a slot and under way."""

from msgspec import Struct
from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPen, QPixmap

from planner.model.evidence import Card, Factor
from planner.ui.drawing import draw_hue, draw_lines, draw_serves
from planner.ui.icons import icon
from planner.ui.theme import Theme, Tokens, bold, scaled

RADIUS = 7
STRIPE = 5
MARK = 12
"""How large a card's marks are, in pixels."""

_ONE_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


class State(Struct, frozen=True):
    """What a list says of a card.

    Whether it is chosen, current or under the pointer; where it is used; whether the student has a
    note on it, and whether its pack has a new wording; which of two questions it serves (a value of
    Serves, or empty).
    """

    selected: bool = False
    focused: bool = False
    hovered: bool = False
    used: str = ""
    noted: bool = False
    updated: bool = False
    serves: str = ""


_PLAIN = State()


def draw_frame(
    painter: QPainter,
    rect: QRectF,
    of: Tokens,
    stripe: QColor,
    state: State = _PLAIN,
) -> None:
    """Draw a card's ground, border and coloured edge."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inner = rect.adjusted(0.5, 0.5, -0.5, -0.5)
    path = QPainterPath()
    path.addRoundedRect(inner, RADIUS, RADIUS)
    painter.fillPath(path, QColor(of.selected if state.selected else of.raised))
    painter.save()
    painter.setClipPath(path)
    painter.fillRect(QRectF(inner.left(), inner.top(), STRIPE, inner.height()), stripe)
    painter.restore()
    lit = state.hovered or state.selected
    edge = QColor(of.focus if state.focused else of.strong_border if lit else of.border)
    painter.setPen(QPen(edge, 2.0 if state.focused else 1.0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)


class CardPainter:
    """Paints cards in the theme's colours; shared by the shelf's and the slots' delegates."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._note = icon(theme, "sticky-note", "muted")
        self._new = icon(theme, "refresh-cw", "focus")

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

    def shelf_card(
        self,
        painter: QPainter,
        rect: QRect,
        card: Card,
        factor: Factor | None,
        font: QFont,
        state: State = _PLAIN,
    ) -> None:
        """Draw a card as the shelf shows it: headline, two lines of detail, and what it is."""
        painter.save()
        inner = self._headline(painter, rect, (10, 12, 9), card, factor, font, state)
        small = scaled(font, 0.88)
        draw_lines(painter, inner, card.detail, small, QColor(self.tokens.muted), 2)
        foot = QFontMetrics(small).lineSpacing()
        inner.setTop(inner.bottom() - foot + 2)
        self._meta(painter, inner, card, factor, font, state, len(card.factors) - 1)
        painter.restore()

    def slot_card(
        self,
        painter: QPainter,
        rect: QRect,
        card: Card,
        factor: Factor | None,
        font: QFont,
        state: State = _PLAIN,
    ) -> None:
        """Draw a card as a slot shows it: its headline and what it is."""
        painter.save()
        inner = self._headline(painter, rect, (8, 8, 8), card, factor, font, state)
        self._meta(painter, inner, card, factor, font, state)
        painter.restore()

    def _headline(
        self,
        painter: QPainter,
        rect: QRect,
        margins: tuple[int, int, int],
        card: Card,
        factor: Factor | None,
        font: QFont,
        state: State,
    ) -> QRect:
        """Draw a card's ground and headline, and return the room that is left below.

        margins: at the top, at the sides and at the foot, in pixels.
        """
        of = self.tokens
        draw_frame(
            painter,
            QRectF(rect),
            of,
            of.hue(factor.hue) if factor else QColor(of.strong_border),
            state,
        )
        top, side, foot = margins
        inner = rect.adjusted(side + STRIPE + 2, top, -side, -foot)
        colour = QColor(of.muted if state.used else of.text)
        used = draw_lines(painter, inner, card.headline, bold(font), colour, 1)
        inner.setTop(inner.top() + used + 2)
        return inner

    def _meta(
        self,
        painter: QPainter,
        rect: QRect,
        card: Card,
        factor: Factor | None,
        font: QFont,
        state: State,
        extra: int = 0,
    ) -> None:
        """Draw a card's last line: its factor, when it was, where it is used, and its marks."""
        of = self.tokens
        small = scaled(font, 0.84)
        metrics = QFontMetrics(small)
        x = rect.left()
        room = self._marks(painter, rect, small, state)
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
            _ONE_LINE,
            metrics.elidedText(text, Qt.TextElideMode.ElideRight, room - x),
        )

    def _marks(self, painter: QPainter, rect: QRect, font: QFont, state: State) -> int:
        """Draw a card's marks from the right, and return where the room left of them ends."""
        of, room = self.tokens, rect.right()
        painter.setFont(font)
        words = "Updated" if state.updated else state.used or state.serves.capitalize()
        if words:
            painter.setPen(QColor(of.focus if state.updated else of.done))
            width = QFontMetrics(font).horizontalAdvance(words)
            place = QRect(room - width, rect.top(), width + 1, rect.height())
            painter.drawText(place, _ONE_LINE, words)
            room -= width + 4
        if state.serves:
            centre = QPointF(room - MARK / 2, rect.center().y() + 1)
            draw_serves(painter, centre, state.serves, QColor(of.done))
            room -= MARK + 6
        for shown, drawing in ((state.updated, self._new), (state.noted, self._note)):
            if shown:
                top = rect.center().y() - MARK // 2 + 1
                drawing.paint(painter, QRect(room - MARK, top, MARK, MARK))
                room -= MARK + 6
        return room - 6 if room < rect.right() else room

    def flying(
        self, cards: tuple[Card, ...], factor: Factor | None, font: QFont, width: int, ratio: float
    ) -> QPixmap:
        """Draw what is under the pointer while cards are dragged: the first, and how many."""
        size = QSize(min(width, 300), self.shelf_size(font).height())
        lift = 6 if len(cards) > 1 else 0
        picture = QPixmap((size + QSize(lift + 12, lift + 12)) * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        with QPainter(picture) as painter:
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
            self.shelf_card(
                painter, QRect(2, 2, size.width(), size.height()), cards[0], factor, font
            )
            if lift:
                self._count(painter, QPointF(size.width() - 8, 14), len(cards), font)
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
