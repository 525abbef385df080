"""Factors and paragraphs as two columns of boxes, with the arrows between them."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QGroupBox, QMenu, QSizePolicy, QWidget

from planner.model.plan import Arrow, Plan
from planner.ui.controls import set_tip
from planner.ui.hands import menu_text
from planner.ui.kit import Kit
from planner.ui.menus import pop_up
from planner.ui.ranking import arrow_paint
from planner.ui.ranking.curves import Curve, curves, towards
from planner.ui.ranking.deeds import Deeds
from planner.ui.ranking.link_note import LinkNote
from planner.ui.ranking.nodes import Columns, Node, arrow_words, ends

NEAR = 7
"""Pixels from an arrow within which the pointer is on it."""


class LinkMap(QGroupBox):
    """Draws the arrows; a new one is drawn from box to box, by mouse or keys."""

    reached = Signal(QPoint)
    """An arrow that is being drawn came to a point of the map."""
    told = Signal(str)
    """What is to be done next, in words; empty where nothing is under way."""

    def __init__(self, kit: Kit, deeds: Deeds, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit, self._deeds = kit, deeds
        self._columns = Columns(kit.theme, self)
        self._arrows: tuple[Arrow, ...] = ()
        self._words: dict[str, str] = {}
        self._curves: dict[str, Curve] = {}
        self._from = ""
        self._over = ""
        self._point: QPointF | None = None
        self._hovered = self._selected = ""
        self.note = LinkNote(kit, deeds, self)
        self.note.left.connect(self._on_note_left)
        self.note.closed.connect(self.update)
        self.setAccessibleName("Links")
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        kit.theme.changed.connect(self.update)

    @property
    def nodes(self) -> Mapping[str, Node]:
        """Return the boxes by the ids of what they show."""
        return self._columns.nodes

    def sync(self, plan: Plan) -> None:
        """Show the plan's factors, paragraphs and arrows as they are now."""
        for node in self._columns.sync(plan):
            self._connect(node)
        self._arrows = plan.arrows
        self._words = {arrow.id: arrow_words(plan, arrow) for arrow in plan.arrows}
        if self._from not in self.nodes:
            self.leave()
        if self._hovered not in self._words:
            self._hover("")
        self.updateGeometry()
        self._lay()
        self.note.sync(plan)

    def explain(self, arrow_id: str) -> None:
        """Open what explains an arrow, beside it."""
        plan = self._kit.session.plan
        arrow = next(arrow for arrow in plan.arrows if arrow.id == arrow_id)
        middle = self._curves[arrow_id].path.pointAtPercent(0.5).toPoint()
        self.note.open(plan, arrow, middle)
        self.reached.emit(self.note.geometry().bottomLeft())
        self.update()

    def select(self, arrow_id: str) -> None:
        """Show one arrow before the others; an empty text shows all alike."""
        if arrow_id != self._selected:
            self._selected = arrow_id
            self.update()

    def begin(self, of: str) -> None:
        """Begin an arrow at a box."""
        self._from = of
        self._light("")
        name = self.nodes[of].name
        self.told.emit(f"Choose where the arrow from “{name}” goes. Escape leaves it.")
        self.update()

    def leave(self) -> None:
        """Give up the arrow that is being drawn."""
        if self._from:
            self._from, self._point = "", None
            self._light("")
            self.told.emit("")
            self.update()

    def finish(self, of: str) -> None:
        """Draw the arrow that was begun to a box."""
        start = self._from
        self.leave()
        if not start or start == of:
            return
        if arrow_id := self._deeds.link(start, of):
            self.explain(arrow_id)

    def curve(self, arrow_id: str) -> Curve:
        """Return how an arrow runs, in pixels of this map."""
        return self._curves[arrow_id]

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._columns.height(width, self._arrows)

    def sizeHint(self) -> QSize:
        return QSize(400, self.heightForWidth(max(400, self.width())))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 10)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._from:
            self.leave()
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._from:
            self._follow(event.position())
        else:
            self._hover(self._arrow_at(event.position()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._from:
            self.leave()
        elif arrow_id := self._arrow_at(event.position()):
            self.explain(arrow_id)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        arrow_id = self._arrow_at(QPointF(event.pos()))
        if not arrow_id:
            return
        menu = QMenu(self)
        menu.addAction("Explain the arrow", partial(self.explain, arrow_id))
        menu.addAction("Delete the arrow", partial(self._deeds.unlink, arrow_id))
        pop_up(menu, event.globalPos())

    def leaveEvent(self, event: QEvent) -> None:
        self._hover("")
        self._point = None
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        forward = {self._hovered or self.note.arrow_id or self._selected} - {""} or self._focused()
        # What is to be seen first is painted last, over the others.
        for arrow in sorted(self._arrows, key=lambda arrow: arrow.id in forward):
            colour = self.nodes[arrow.start].colour(self._kit.theme.tokens)
            back = bool(forward or self._from) and arrow.id not in forward
            arrow_paint.draw(
                painter,
                self._curves[arrow.id],
                colour,
                self._kit.theme.tokens,
                explained=bool(arrow.because.strip()),
                back=back,
                forward=arrow.id in forward,
            )
        if self._from:
            self._paint_begun(painter)

    def _paint_begun(self, painter: QPainter) -> None:
        node, of = self.nodes[self._from], self._kit.theme.tokens
        if self._over:
            made = Arrow("", self._from, self._over)
            curve = curves(*self._columns.rects(), [made])[""]
        elif self._point is not None:
            curve = towards(QRectF(node.geometry()), self._point, left=node.left)
        else:
            return
        arrow_paint.draw(painter, curve, node.colour(of), of, explained=True, forward=True)

    def _focused(self) -> set[str]:
        """Return the arrows of the box that has the keyboard."""
        here = next((name for name, node in self.nodes.items() if node.hasFocus()), None)
        return {arrow.id for arrow in self._arrows if here in (arrow.start, arrow.end)}

    def _lay(self) -> None:
        self._columns.lay(self.width(), self._arrows)
        self._curves = curves(*self._columns.rects(), self._arrows)
        self.note.place()
        self.update()

    def _connect(self, node: Node) -> None:
        of = node.of
        node.clicked.connect(partial(self._on_clicked, of))
        node.linking.connect(partial(self._on_clicked, of))
        node.leaving.connect(self.leave)
        node.going.connect(partial(self._on_going, of))
        node.menu_asked.connect(partial(self._on_menu_asked, of))
        node.drag_began.connect(partial(self._on_drag_began, of))
        node.dragged.connect(partial(self._on_dragged, of))
        node.dropped.connect(partial(self._on_dropped, of))
        node.focused.connect(self._on_focused)

    def _arrow_at(self, point: QPointF) -> str:
        near = {name: curve.distance(point) for name, curve in self._curves.items()}
        found = min(near, key=lambda name: near[name], default="")
        return found if found and near[found] <= NEAR else ""

    def _hover(self, arrow_id: str) -> None:
        if arrow_id != self._hovered:
            self._hovered = arrow_id
            set_tip(self, self._words.get(arrow_id, ""))
            pointing = Qt.CursorShape.PointingHandCursor if arrow_id else Qt.CursorShape.ArrowCursor
            self.setCursor(pointing)
            self.update()

    def _follow(self, point: QPointF) -> None:
        self._point = point
        over = self._columns.at(point.toPoint())
        self._light(over if over != self._from else "")
        self.update()

    def _light(self, over: str) -> None:
        self._over = over
        for name, node in self.nodes.items():
            node.light(bool(self._from) and name in (self._from, over))

    def _on_clicked(self, of: str) -> None:
        if self._from:
            self.finish(of)
        else:
            self.begin(of)

    def _on_going(self, of: str, dx: int, dy: int) -> None:
        self.nodes[self._columns.beside(of, dx, dy)].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_focused(self, of: str) -> None:
        if self._from:
            self._light(of if of != self._from else "")
        self.update()

    def _on_drag_began(self, of: str, _point: QPoint) -> None:
        self.begin(of)

    def _on_note_left(self, arrow_id: str) -> None:
        start = next((arrow.start for arrow in self._arrows if arrow.id == arrow_id), "")
        if start:
            self.nodes[start].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_dragged(self, of: str, point: QPoint) -> None:
        here = self.nodes[of].mapToParent(point)
        self._follow(QPointF(here))
        self.reached.emit(here)

    def _on_dropped(self, of: str, point: QPoint) -> None:
        end = self._columns.at(self.nodes[of].mapToParent(point))
        if end:
            self.finish(end)
        else:
            self.leave()

    def _on_menu_asked(self, of: str, point: QPoint) -> None:
        menu = QMenu(self)
        menu.addAction("Begin an arrow here\tL", partial(self.begin, of))
        to = menu.addMenu("Link to")
        drawn = {arrow.end for arrow in self._arrows if arrow.start == of}
        for name, node in self.nodes.items():
            if name != of:
                action = to.addAction(menu_text(node.shown), partial(self._link, of, name))
                action.setEnabled(name not in drawn)
        self._fill_arrows(menu, ends(self._arrows, of))
        pop_up(menu, point)

    def _fill_arrows(self, menu: QMenu, arrows: Sequence[Arrow]) -> None:
        """Offer each arrow of a box, to be explained."""
        if arrows:
            menu.addSeparator()
        for arrow in arrows:
            menu.addAction(
                menu_text(f"Explain {self._words[arrow.id]}"), partial(self.explain, arrow.id)
            )

    def _link(self, start: str, end: str) -> None:
        self.begin(start)
        self.finish(end)
