"""One place in the ranking: its number, its factor, and the reason for its place."""

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QMenu, QWidget

from planner.model.evidence import Factor
from planner.model.plan import Field, Part, Ranked
from planner.ui.controls import icon_button, label
from planner.ui.kit import Kit
from planner.ui.menus import pop_up
from planner.ui.panel import Panel
from planner.ui.plan_text import PlanText
from planner.ui.ranking.carrying import Carrier
from planner.ui.ranking.deeds import Deeds
from planner.ui.ranking.own_factor import OwnFactor
from planner.ui.ranking.tile import Tile
from planner.ui.theme import Theme


class Rung(Panel):
    """A ranked factor, on the ladder or in the diamond."""

    leaving = Signal()
    """The factor is about to be taken out of the ranking."""

    def __init__(
        self, kit: Kit, deeds: Deeds, carrier: Carrier, factor_id: str, parent: QWidget
    ) -> None:
        super().__init__(kit.theme, parent)
        self._deeds, self._carrier, self.factor_id = deeds, carrier, factor_id
        self._own = OwnFactor(kit, deeds, self)
        self._most = 0
        self._diamond: bool | None = None
        self.number = label(kind="number")
        self.number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.number.setMinimumWidth(22)
        self.tile = Tile(kit.theme, self)
        self.reason = PlanText(kit.session, Field(Part.REASON, factor_id), "Reason")
        self.reason.show_prompt("Why does it stand here?")
        self.options = icon_button(kit.theme, "ellipsis", "Options", "hint")
        self._lay()
        self.tile.clicked.connect(self._on_clicked)
        self.tile.moving.connect(self._on_moving)
        self.tile.removing.connect(self._on_removing)
        self.tile.menu_asked.connect(self._on_menu_asked)
        self.tile.drag_began.connect(self._on_drag_began)
        self.options.clicked.connect(self._on_options)

    def sync(self, factor: Factor, ranked: Ranked, number: int, most: int, row: int) -> None:
        """Show a factor as number of so many; row: its row in a diamond, 0 on a ladder."""
        name, diamond = factor.name, bool(row)
        self._most = most
        # Those in one row of a diamond weigh the same.
        self.number.setText(str(row or number))
        row_told = f"row {row}, " if row else ""
        self.setAccessibleName(f"Number {number}, {name}")
        self.tile.show_name(name, f"{name}, {row_told}number {number} of {most}", factor.hue)
        self.tile.setAccessibleDescription("Ctrl with an arrow key moves it")
        self.reason.setAccessibleName(f"Reason for {name}, number {number}")
        self.options.setAccessibleName(f"Options for {name}")
        self.reason.show_words(ranked.reason)
        if diamond != self._diamond:
            self._diamond = diamond
            self._arrange()

    def tab_stops(self) -> list[QWidget]:
        """Return what Tab goes through here, in reading order."""
        between: list[QWidget] = [self.options, self.reason]
        return [self.tile, *(between if self._diamond else between[::-1])]

    def _lay(self) -> None:
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(8, 8, 8, 8)
        self._grid.setHorizontalSpacing(6)
        self._grid.setColumnStretch(1, 2)

    def _arrange(self) -> None:
        """Put the reason beside the factor, or below it where there is little width."""
        grid, diamond = self._grid, bool(self._diamond)
        for part in (self.number, self.tile, self.reason, self.options):
            grid.removeWidget(part)
        middle = Qt.AlignmentFlag.AlignVCenter
        grid.addWidget(self.number, 0, 0, middle)
        grid.addWidget(self.options, 0, 3, middle)
        # Three beside one another need all the width there is for their names.
        side = 4 if diamond else 8
        grid.setContentsMargins(side, 8, side, 8)
        if diamond:
            grid.addWidget(self.tile, 1, 0, 1, 4)
            grid.addWidget(self.reason, 2, 0, 1, 4)
        else:
            grid.addWidget(self.tile, 0, 1, middle)
            grid.addWidget(self.reason, 0, 2, middle)
        grid.setColumnStretch(2, 3)
        # What a row of the diamond is higher than its reason stays below the reason.
        grid.setRowStretch(0, 0 if diamond else 1)
        grid.setRowStretch(3, 1 if diamond else 0)
        grid.setVerticalSpacing(2 if diamond else 0)

    def _on_clicked(self) -> None:
        # A mouse that chooses the factor leaves the keyboard there, to move it with.
        if not self.tile.by_mouse:
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_moving(self, dx: int, dy: int) -> None:
        self._deeds.move(self.factor_id, dx, dy)

    def _on_removing(self) -> None:
        self.leaving.emit()
        self._deeds.unrank(self.factor_id)

    def _on_drag_began(self, pressed: QPoint) -> None:
        self._carrier.carry(self.tile, self.factor_id, pressed)

    def _on_options(self) -> None:
        self._on_menu_asked(self.options.mapToGlobal(self.options.rect().bottomLeft()))

    def _on_menu_asked(self, point: QPoint) -> None:
        menu, here, last = QMenu(self), self._deeds.place(self.factor_id), self._most - 1
        for text, keys, to, possible in (
            ("Move up", "\tCtrl+Up", here - 1, here > 0),
            ("Move down", "\tCtrl+Down", here + 2, here < last),
            ("Make it the weightiest", "", 0, here > 0),
            ("Make it the least", "", last + 1, here < last),
        ):
            # A diamond's keys go by its rows; the menu goes place by place.
            shown = text if self._diamond else text + keys
            action = menu.addAction(shown, partial(self._deeds.rank, self.factor_id, to))
            action.setEnabled(possible)
        menu.addSeparator()
        menu.addAction("Take out of the ranking\tDel", self._on_removing)
        self._own.fill(menu, self.factor_id, self.leaving.emit)
        pop_up(menu, point)


class Free(QWidget):
    """A place that no factor has yet."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = ""
        self.setMinimumHeight(48)

    def say(self, words: str) -> None:
        """Show words in the place."""
        if words != self._words:
            self._words = words
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        of, painter = self._theme.tokens, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(of.strong_border), 1, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 10, 10)
        painter.setPen(QColor(of.hint))
        painter.drawText(
            self.rect().adjusted(10, 4, -10, -4),
            Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap,
            self._words,
        )
