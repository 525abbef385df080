"""Where the arrows between two columns of boxes run: between the columns, clear of all words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF

from planner.model.plan import Arrow

HEAD = 9.0
"""How long an arrow's head is, in pixels."""
PORT = 11
"""The least pixels between two arrows at one box."""
_SAMPLES = 28


@dataclass(frozen=True)
class Curve:
    """An arrow as it is drawn: its line, its head, and points along it to be found by."""

    path: QPainterPath
    head: QPolygonF
    points: tuple[QPointF, ...] = field(repr=False)

    def distance(self, point: QPointF) -> float:
        """Return how far a point is from the line, in pixels."""
        found = [_distance(point, a, b) for a, b in zip(self.points, self.points[1:], strict=False)]
        return min(found)


@dataclass(frozen=True)
class _Box:
    rect: QRectF
    left: bool

    @property
    def edge(self) -> float:
        return self.rect.right() if self.left else self.rect.left()


def ports(ids: Sequence[str], arrows: Sequence[Arrow]) -> dict[str, int]:
    """Return how many ends of arrows each box has."""
    counts = dict.fromkeys(ids, 0)
    for arrow in arrows:
        for end in (arrow.start, arrow.end):
            counts[end] += 1
    return counts


def curves(
    left: Mapping[str, QRectF], right: Mapping[str, QRectF], arrows: Sequence[Arrow]
) -> dict[str, Curve]:
    """Return the curve of each arrow, by its id.

    left, right: the boxes of the two columns by the ids of what they show, in pixels. A box's
    arrows leave it at its inner edge, in the order of where they go, so that few of them cross.
    """
    boxes = {name: _Box(rect, left=True) for name, rect in left.items()}
    boxes |= {name: _Box(rect, left=False) for name, rect in right.items()}
    places = _places(boxes, arrows)
    room = _room(boxes)
    return {
        arrow.id: _curve(
            boxes[arrow.start], boxes[arrow.end], places[arrow.id, 0], places[arrow.id, 1], room
        )
        for arrow in arrows
    }


def towards(box: QRectF, point: QPointF, *, left: bool) -> Curve:
    """Return the curve from a box to where the pointer is."""
    end = QRectF(point.x(), point.y(), 0, 0)
    start = _Box(box, left)
    ahead = point.x() > box.right() if left else point.x() < box.left()
    to = _Box(end, left=not left if ahead else left)
    return _curve(start, to, box.center().y(), point.y(), 60)


def _room(boxes: Mapping[str, _Box]) -> float:
    inner = [box.edge for box in boxes.values() if box.left]
    outer = [box.edge for box in boxes.values() if not box.left]
    return max(40.0, min(outer) - max(inner)) if inner and outer else 200.0


def _places(boxes: Mapping[str, _Box], arrows: Sequence[Arrow]) -> dict[tuple[str, int], float]:
    """Return the height at which each arrow leaves its start (0) and meets its end (1)."""
    at: dict[str, list[tuple[tuple[int, float, str], str, int]]] = {name: [] for name in boxes}
    for arrow in arrows:
        for end, (here, there) in enumerate(
            ((arrow.start, arrow.end), (arrow.end, arrow.start)),
        ):
            at[here].append((_order(boxes[here], boxes[there], arrow.id), arrow.id, end))
    found: dict[tuple[str, int], float] = {}
    for name, ends in at.items():
        rect = boxes[name].rect
        for number, (_, arrow_id, end) in enumerate(sorted(ends), 1):
            found[arrow_id, end] = rect.top() + rect.height() * number / (len(ends) + 1)
    return found


def _order(here: _Box, there: _Box, arrow_id: str) -> tuple[int, float, str]:
    """Return what orders the arrows of a box from the top.

    Those of its own column bend round: the nearest outermost, so that the far ones enclose them.
    """
    way = there.rect.center().y() - here.rect.center().y()
    if here.left != there.left:
        return (1, way, arrow_id)
    return (0, -way, arrow_id) if way < 0 else (2, -way, arrow_id)


def _curve(start: _Box, end: _Box, y1: float, y2: float, room: float) -> Curve:
    """Return a curve that leaves and meets the boxes' edges level."""
    one = QPointF(start.edge, y1)
    other = QPointF(end.edge + (HEAD - 1 if end.left else 1 - HEAD), y2)
    out, into = (1 if start.left else -1), (1 if end.left else -1)
    if start.left == end.left:
        # A farther one is wider, and none so wide that it meets what goes to the other column.
        way = abs(y2 - y1) + 40
        bend = room * 0.5 * way / (way + 120)
    else:
        bend = max(18.0, abs(other.x() - one.x()) * 0.5)
    path = QPainterPath(one)
    path.cubicTo(QPointF(one.x() + out * bend, y1), QPointF(other.x() + into * bend, y2), other)
    tip = QPointF(end.edge + into, y2)
    back = tip.x() + into * HEAD
    head = QPolygonF([tip, QPointF(back, y2 - HEAD * 0.5), QPointF(back, y2 + HEAD * 0.5)])
    points = tuple(path.pointAtPercent(n / _SAMPLES) for n in range(_SAMPLES + 1))
    return Curve(path, head, (*points, tip))


def _distance(point: QPointF, a: QPointF, b: QPointF) -> float:
    way, to = b - a, point - a
    length = QPointF.dotProduct(way, way)
    part = max(0.0, min(1.0, QPointF.dotProduct(to, way) / length)) if length else 0.0
    off = to - way * part
    return float(QPointF.dotProduct(off, off) ** 0.5)
