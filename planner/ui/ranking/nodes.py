"""The boxes that arrows go between: factors on the left, paragraphs on the right."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from planner.model import ranking
from planner.model.plan import Arrow, Plan
from planner.ui.ranking.curves import PORT, ports
from planner.ui.ranking.deeds import ends_of
from planner.ui.ranking.tile import Tile
from planner.ui.theme import Theme, Tokens

_WIDEST, _SHARE, _GAP, _MOST_GAP, _EDGE = 250, 0.34, 10, 30, 4


class Node(Tile):
    """A factor or a paragraph that arrows begin and end at."""

    linking = Signal()
    """L was pressed: an arrow begins or ends here."""
    leaving = Signal()
    """Escape was pressed."""
    focused = Signal(str)
    """The keyboard came here, or left: the id of what the box shows, or an empty text."""

    def __init__(self, theme: Theme, of: str, *, left: bool, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.of, self.left = of, left
        self.name = ""
        self.shown = ""
        self._of_hue: int | None = None
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleDescription("Press L to begin or to end an arrow here")

    def show_end(self, name: str, hue: int | None, number: str, arrows: int) -> None:
        """Show a factor with its hue or a paragraph with its number, and how many arrows it has."""
        self.name, self._of_hue = name, hue
        self.shown = f"Paragraph {number}" if number else f"Factor {name}"
        if number and name != self.shown:
            self.shown += f", {name}"
        many = {0: "no arrows", 1: "one arrow"}.get(arrows, f"{arrows} arrows")
        self.show_name(name, f"{self.shown}, {many}", hue, number)

    def colour(self, of: Tokens) -> QColor:
        """Return the colour of the arrows that begin here."""
        return QColor(of.muted) if self._of_hue is None else of.hue(self._of_hue)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_L and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.linking.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.leaving.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit(self.of)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focused.emit("")


class Columns:
    """Keeps the boxes, and lays them out in their two columns."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        self._theme, self._parent = theme, parent
        self.nodes: dict[str, Node] = {}

    def sync(self, plan: Plan) -> list[Node]:
        """Show a plan's factors, the ranked ones first, and its paragraphs; return new boxes."""
        ranked = [each.factor for each in plan.ranking]
        places = {name: at for at, name in enumerate(ranked)}
        factors = sorted(plan.factors, key=lambda f: places.get(f.id, len(ranked)))
        wanted = [factor.id for factor in factors] + [p.id for p in plan.paragraphs]
        for name in [name for name in self.nodes if name not in wanted]:
            gone = self.nodes.pop(name)
            gone.hide()
            gone.deleteLater()
        new = []
        for name in wanted:
            if name not in self.nodes:
                left = plan.paragraph(name) is None
                self.nodes[name] = Node(self._theme, name, left=left, parent=self._parent)
                self.nodes[name].show()
                new.append(self.nodes[name])
        self.nodes = {name: self.nodes[name] for name in wanted}
        counts = ports(wanted, plan.arrows)
        for factor in factors:
            self.nodes[factor.id].show_end(factor.name, factor.hue, "", counts[factor.id])
        for number, paragraph in enumerate(plan.paragraphs, 1):
            name = ranking.end_name(plan, paragraph.id)
            self.nodes[paragraph.id].show_end(name, None, str(number), counts[paragraph.id])
        return new

    def height(self, width: int, arrows: Sequence[Arrow]) -> int:
        """Return how high the columns are in a width, in pixels."""
        heights = self._heights(width, arrows)
        return max((_taken(column) for column in heights), default=0) + 2 * _EDGE

    def lay(self, width: int, arrows: Sequence[Arrow]) -> None:
        """Put the boxes into their places; the shorter column is spread out."""
        each = _width(width)
        heights = self._heights(width, arrows)
        whole = max(_taken(column) for column in heights)
        for left, column in zip((True, False), heights, strict=True):
            gap = _GAP
            if len(column) > 1:
                gap = min(_MOST_GAP, (whole - sum(column)) // (len(column) - 1))
            y = _EDGE + (whole - sum(column) - gap * max(0, len(column) - 1)) // 2
            x = 0 if left else width - each
            for node, high in zip(self._column(left=left), column, strict=True):
                node.setGeometry(QRect(x, y, each, high))
                y += high + gap

    def rects(self) -> tuple[dict[str, QRectF], dict[str, QRectF]]:
        """Return the boxes' places in the left column and in the right one, by their ids."""
        left, right = (
            {node.of: QRectF(node.geometry()) for node in self._column(left=side)}
            for side in (True, False)
        )
        return left, right

    def at(self, point: QPoint) -> str:
        """Return the id of the box at a point of the map, or an empty text."""
        found = (name for name, node in self.nodes.items() if node.geometry().contains(point))
        return next(found, "")

    def beside(self, of: str, dx: int, dy: int) -> str:
        """Return the id of the box that an arrow key goes to; the same where there is none."""
        node = self.nodes[of]
        column = self._column(left=node.left)
        if dy:
            to = column.index(node) + dy
            return column[to].of if 0 <= to < len(column) else of
        other = self._column(left=not node.left)
        if not other or node.left != (dx > 0):
            return of
        y = node.geometry().center().y()
        return min(other, key=lambda each: abs(each.geometry().center().y() - y)).of

    def _column(self, *, left: bool) -> list[Node]:
        return [node for node in self.nodes.values() if node.left is left]

    def _heights(self, width: int, arrows: Sequence[Arrow]) -> list[list[int]]:
        counts, each = ports(list(self.nodes), arrows), _width(width)
        return [
            [
                max(node.heightForWidth(each), (counts[node.of] + 1) * PORT)
                for node in self._column(left=left)
            ]
            for left in (True, False)
        ]


def arrow_words(plan: Plan, arrow: Arrow) -> str:
    """Return an arrow in words, with what explains it or that nothing does yet."""
    because = " ".join(arrow.because.split())
    said = ends_of(plan, arrow.start, arrow.end)
    if not because:
        return f"{said}: not explained yet"
    begins = because.casefold().startswith("because")
    return f"{said}: {because}" if begins else f"{said}: because {because}"


def ends(arrows: Sequence[Arrow], of: str) -> list[Arrow]:
    """Return the arrows that begin or end at a box."""
    return [arrow for arrow in arrows if of in (arrow.start, arrow.end)]


def _width(width: int) -> int:
    return max(90, min(_WIDEST, int(width * _SHARE)))


def _taken(column: Sequence[int]) -> int:
    return sum(column) + _GAP * max(0, len(column) - 1)
