"""The icons: line drawings in the theme's colour, sharp at every scale."""

from functools import cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from planner import shipped
from planner.ui.theme import Theme

# Few are ever made: Qt clones the engine of an icon only where that icon is changed.
_CLONES: list[QIconEngine] = []


@cache
def _renderer(name: str, colour: str) -> QSvgRenderer:
    drawing = (shipped.RESOURCES / "icons" / f"{name}.svg").read_bytes()
    return QSvgRenderer(QByteArray(drawing.replace(b"currentColor", colour.encode())))


class _Engine(QIconEngine):
    """Draws one icon in the colour that the theme has when it is painted."""

    def __init__(self, theme: Theme, name: str, token: str) -> None:
        super().__init__()
        self._theme, self._name, self._token = theme, name, token

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        of = self._theme.tokens
        colour: str = getattr(of, self._token)
        painter.save()
        if mode == QIcon.Mode.Disabled:
            painter.setOpacity(0.4)
        # A wide place leaves the drawing square, with a gap before a button's text.
        side = min(rect.width(), rect.height())
        top = rect.top() + (rect.height() - side) / 2
        _renderer(self._name, colour).render(painter, QRectF(rect.left(), top, side, side))
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        picture = QPixmap(size)
        if picture.isNull():
            # A button that has no room asks for a picture of none, which cannot be drawn on.
            return picture
        picture.fill(Qt.GlobalColor.transparent)
        # What is raised while it is open must not leave it at work on a picture that is gone.
        with QPainter(picture) as painter:
            self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        return picture

    def clone(self) -> QIconEngine:
        return kept(_Engine(self._theme, self._name, self._token))


def icon(theme: Theme, name: str, token: str = "muted") -> QIcon:
    """Return the icon of this name in `resources/icons`, in one of the theme's colours."""
    return drawn_by(_Engine(theme, name, token))


def drawn_by(engine: QIconEngine) -> QIcon:
    """Return an icon that an engine draws, and that owns it."""
    # PySide makes an engine the child of the first icon, and the collector of garbage may then
    # take the engine first, under the icon. A copy has no such child.
    return QIcon(QIcon(engine))


def kept(engine: QIconEngine) -> QIconEngine:
    """Return a cloned engine that Python does not delete, for Qt does that."""
    _CLONES.append(engine)
    return engine
