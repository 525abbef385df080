"""How an arrow looks: whole where it is explained, dashed where it is not yet."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPen

from planner.ui.ranking.curves import Curve
from planner.ui.theme import Tokens


def draw(
    painter: QPainter,
    curve: Curve,
    colour: QColor,
    of: Tokens,
    *,
    explained: bool,
    back: bool = False,
    forward: bool = False,
) -> None:
    """Draw an arrow in a colour; back: behind others that stand out; forward: standing out."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if forward:
        halo = QColor(of.focus)
        halo.setAlpha(56)
        painter.setPen(QPen(halo, 9, c=Qt.PenCapStyle.RoundCap))
        painter.drawPath(curve.path)
    shown = QColor(colour)
    shown.setAlpha(70 if back else 255)
    pen = QPen(shown, 2.6 if forward else 1.8, c=Qt.PenCapStyle.FlatCap)
    if not explained:
        pen.setDashPattern([4, 3])
    painter.setPen(pen)
    painter.drawPath(curve.path)
    painter.setPen(QPen(shown, 1, j=Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(shown)
    painter.drawPolygon(curve.head)
    painter.setBrush(Qt.BrushStyle.NoBrush)
