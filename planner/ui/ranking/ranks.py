"""The ranking itself: a ladder or a diamond nine that factors are dropped into."""

import itertools

from PySide6.QtCore import QLine, QPoint, Qt
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QGroupBox, QWidget

from planner.model import ranking
from planner.model.plan import Plan
from planner.model.ranking import DIAMOND
from planner.ui.kit import Kit
from planner.ui.ranking.carrying import Carrier, carried
from planner.ui.ranking.deeds import Deeds, free, lengths, step
from planner.ui.ranking.places import GAP, Places
from planner.ui.ranking.rung import Free, Rung


class Ranks(QGroupBox):
    """Shows the ranked factors, brought up to date by comparing."""

    def __init__(
        self, kit: Kit, deeds: Deeds, carrier: Carrier, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._kit, self._deeds, self._carrier = kit, deeds, carrier
        self.rungs: dict[str, Rung] = {}
        self._free = [Free(kit.theme, self) for _ in range(sum(DIAMOND))]
        self._mark: QLine | None = None
        self._places = Places(self)
        self.setAccessibleName("Ranking")
        self.setAcceptDrops(True)

    def sync(self, plan: Plan) -> None:
        """Show the ranking as it is now."""
        kept = {ranked.factor for ranked in plan.ranking}
        for name in [name for name in self.rungs if name not in kept]:
            self._take(self.rungs.pop(name))
        factors, most = {factor.id: factor for factor in plan.factors}, len(plan.ranking)
        number = 0
        for row, places in enumerate(ranking.rows(plan), 1):
            for ranked in places:
                number += 1
                rung = self.rungs.get(ranked.factor) or self._made(ranked.factor)
                shown = row if plan.diamond else 0
                rung.sync(factors[ranked.factor], ranked, number, most, shown)
        self._arrange(plan)

    def in_order(self) -> list[Rung]:
        """Return the rungs, the weightiest first."""
        return [self.rungs[ranked.factor] for ranked in self._kit.session.plan.ranking]

    def tab_stops(self) -> list[QWidget]:
        """Return what Tab goes through here, in reading order."""
        return list(itertools.chain.from_iterable(rung.tab_stops() for rung in self.in_order()))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self.dragMoveEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if carried(event.mimeData()) not in self._deeds.factors():
            event.ignore()
            return
        _, mark = self._target(event.position().toPoint())
        self._show_mark(mark)
        event.setDropAction(Qt.DropAction.MoveAction)
        event.accept()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._show_mark(None)

    def dropEvent(self, event: QDropEvent) -> None:
        at, _ = self._target(event.position().toPoint())
        self._show_mark(None)
        factor = carried(event.mimeData())
        if factor not in self._deeds.factors():
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.MoveAction)
        event.accept()
        if self._deeds.rank(factor, at):
            self.rungs[factor].tile.setFocus(Qt.FocusReason.OtherFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._mark is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(
            QPen(QColor(self._kit.theme.tokens.accent_text), 4, c=Qt.PenCapStyle.RoundCap)
        )
        painter.drawLine(self._mark)

    def _made(self, factor_id: str) -> Rung:
        rung = Rung(self._kit, self._deeds, self._carrier, factor_id, self)
        rung.tile.going.connect(self._on_going)
        rung.leaving.connect(self._on_leaving)
        self.rungs[factor_id] = rung
        rung.show()
        return rung

    def _take(self, rung: Rung) -> None:
        self._places.removeWidget(rung)
        rung.hide()
        rung.deleteLater()

    def _arrange(self, plan: Plan) -> None:
        held, gaps = lengths(plan), free(plan)
        rungs, places = iter(self.in_order()), iter(self._free)
        shown: list[QWidget] = []
        rows: list[int] = []
        for row in range(max(len(held), len(gaps))):
            many = held[row] if row < len(held) else 0
            more = gaps[row] if row < len(gaps) else 0
            shown += itertools.islice(rungs, many)
            shown += itertools.islice(places, more)
            rows.append(many + more)
        for place in self._free:
            place.setVisible(place in shown)
        words = "Drag a factor here, or press Enter on one above"
        self._free[0].say("" if plan.ranking else words)
        self._places.arrange(shown, rows, whole=not plan.diamond)
        self._mark = None
        self.updateGeometry()
        self.update()

    def _target(self, point: QPoint) -> tuple[int, QLine]:
        """Return which place a drop at a point goes before, and the line that marks it."""
        rungs = [rung.geometry() for rung in self.in_order()]
        if not rungs:
            first = self._free[0].geometry()
            return 0, QLine(first.left(), 3, first.right(), 3)
        if not self._kit.session.plan.diamond:
            at = next((n for n, r in enumerate(rungs) if point.y() < r.center().y()), len(rungs))
            y = rungs[at].top() - GAP // 2 if at < len(rungs) else rungs[-1].bottom() + GAP // 2
            return at, QLine(rungs[0].left(), y, rungs[0].right(), y)
        near = min(rungs, key=lambda r: max(r.top() - point.y(), point.y() - r.bottom(), 0))
        row = [(n, r) for n, r in enumerate(rungs) if r.top() == near.top()]
        at, rect = next(((n, r) for n, r in row if point.x() < r.center().x()), (-1, row[-1][1]))
        x = rect.left() - GAP // 2 if at >= 0 else rect.right() + GAP // 2
        return at if at >= 0 else row[-1][0] + 1, QLine(x, rect.top(), x, rect.bottom())

    def _show_mark(self, mark: QLine | None) -> None:
        if mark != self._mark:
            self._mark = mark
            self.update()

    def _on_going(self, dx: int, dy: int) -> None:
        rungs = self.in_order()
        here = next((at for at, rung in enumerate(rungs) if rung.tile.hasFocus()), 0)
        to = step(self._kit.session.plan, here, dx, dy)
        rungs[to].tile.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_leaving(self) -> None:
        """Give the keyboard to the next rung, or the one before, as the current one goes."""
        rungs = self.in_order()
        here = next((at for at, rung in enumerate(rungs) if rung is self.sender()), 0)
        near = rungs[here + 1 :] + rungs[:here][::-1]
        if near:
            near[0].tile.setFocus(Qt.FocusReason.OtherFocusReason)
