"""The factors that are not ranked yet."""

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
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
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from planner.model.plan import Plan
from planner.ui.controls import button, label
from planner.ui.flow import FlowLayout
from planner.ui.icons import icon
from planner.ui.kit import Kit
from planner.ui.menus import pop_up
from planner.ui.panel import Panel
from planner.ui.ranking.carrying import Carrier, carried
from planner.ui.ranking.deeds import Deeds
from planner.ui.ranking.own_factor import OwnFactor
from planner.ui.ranking.tile import Tile


class Tray(Panel):
    """Holds a tile for each factor that is not ranked; one dropped here is ranked no more."""

    adding_asked = Signal()
    """A factor of the student's own is asked for."""

    def __init__(
        self, kit: Kit, deeds: Deeds, carrier: Carrier, parent: QWidget | None = None
    ) -> None:
        super().__init__(kit.theme, parent)
        self._kit, self._deeds, self._carrier = kit, deeds, carrier
        self._own = OwnFactor(kit, deeds, self)
        self._over = False
        self.tiles: dict[str, Tile] = {}
        self.setAccessibleName("Not ranked yet")
        self.setAcceptDrops(True)
        self.caption = label("Not ranked yet", "part")
        self.none = label("Every factor is ranked. Drag one here to take it out.", "small")
        self.none.setWordWrap(True)
        self.add = button("Add a factor…", "quiet")
        self.add.setIcon(icon(kit.theme, "plus"))
        self.add.clicked.connect(self.adding_asked)
        self._lay()

    def sync(self, plan: Plan) -> None:
        """Show the factors that are not ranked now."""
        ranked = {each.factor for each in plan.ranking}
        wanted = {n: f for n, f in self._deeds.factors().items() if n not in ranked}
        self._keep_keyboard(set(wanted))
        for name in [name for name in self.tiles if name not in wanted]:
            tile = self.tiles.pop(name)
            self._flow.removeWidget(tile)
            tile.hide()
            tile.deleteLater()
        for name, factor in wanted.items():
            tile = self.tiles.get(name) or self._made(name)
            tile.show_name(factor.name, f"{factor.name}, not ranked", factor.hue)
        self._order(list(wanted))
        self.none.setVisible(not wanted)

    def in_order(self) -> list[Tile]:
        """Return the tiles in the order they are shown in."""
        return list(self.tiles.values())

    def tab_stops(self) -> list[QWidget]:
        """Return what Tab goes through here, in reading order."""
        return [self.add, *self.in_order()]

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self.dragMoveEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if self._deeds.place(carried(event.mimeData())) < 0:
            event.ignore()
            return
        self._show_over(True)
        event.setDropAction(Qt.DropAction.MoveAction)
        event.accept()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._show_over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._show_over(False)
        factor = carried(event.mimeData())
        if self._deeds.place(factor) < 0:
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.MoveAction)
        event.accept()
        if self._deeds.unrank(factor) and factor in self.tiles:
            self.tiles[factor].setFocus(Qt.FocusReason.OtherFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._over:
            of, painter = self._kit.theme.tokens, QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(QColor(of.accent_soft))
            painter.setPen(QPen(QColor(of.accent_text), 1.5, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(self.rect().adjusted(4, 4, -4, -4), 8, 8)

    def _lay(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.caption, 1)
        head.addWidget(self.add)
        self._shelf = QWidget(self)
        self._flow = FlowLayout(self._shelf, 8)
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 6, 10, 12)
        box.setSpacing(4)
        box.addLayout(head)
        box.addWidget(self._shelf)
        box.addWidget(self.none)

    def _made(self, factor_id: str) -> Tile:
        tile = Tile(self._kit.theme, self._shelf)
        tile.clicked.connect(partial(self._on_clicked, factor_id))
        tile.drag_began.connect(partial(self._carrier.carry, tile, factor_id))
        tile.menu_asked.connect(partial(self._on_menu_asked, factor_id))
        tile.going.connect(self._on_going)
        self._flow.addWidget(tile)
        self.tiles[factor_id] = tile
        tile.show()
        return tile

    def _order(self, wanted: list[str]) -> None:
        """Show the tiles in the plan's order, whichever came back last."""
        if list(self.tiles) == wanted:
            return
        self.tiles = {name: self.tiles[name] for name in wanted}
        for tile in self.tiles.values():
            self._flow.removeWidget(tile)
            self._flow.addWidget(tile)

    def _keep_keyboard(self, wanted: set[str]) -> None:
        """Give the keyboard to the next tile, or to what follows, where the current one goes."""
        names = list(self.tiles)
        here = next((n for n, name in enumerate(names) if self.tiles[name].hasFocus()), -1)
        if here < 0 or names[here] in wanted:
            return
        near = [name for name in (*names[here + 1 :], *names[:here][::-1]) if name in wanted]
        stop: QWidget = self.tiles[near[0]] if near else self.add
        stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_over(self, over: bool) -> None:
        if over != self._over:
            self._over = over
            self.update()

    def _on_clicked(self, factor_id: str) -> None:
        self._deeds.rank(factor_id)

    def _on_going(self, dx: int, dy: int) -> None:
        tiles = self.in_order()
        here = next((n for n, tile in enumerate(tiles) if tile.hasFocus()), 0)
        to = min(len(tiles) - 1, max(0, here + dx + dy))
        tiles[to].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_menu_asked(self, factor_id: str, point: QPoint) -> None:
        menu = QMenu(self)
        menu.addAction("Add to the ranking\tEnter", partial(self._deeds.rank, factor_id))
        menu.addAction("Make it the weightiest", partial(self._deeds.rank, factor_id, 0))
        self._own.fill(menu, factor_id)
        pop_up(menu, point)
