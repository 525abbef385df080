from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QImage, QPainter

from planner.ui.drawing import draw_hue, wrapped


def test_lines_are_the_text_cut_where_it_wraps(qapp):
    text = "👑👑 The 👑 suppressed 🎭 testament of Lenin 👑 was not read out to the delegates"
    lines = wrapped(text, QFont().toString(), 120, 20)
    assert len(lines) > 3
    assert " ".join(line.strip() for line in lines) == text


def test_the_last_line_is_shortened(qapp):
    lines = wrapped("👑 " * 900, QFont().toString(), 120, 2)
    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert "\ufffd" not in "".join(lines)


def test_the_first_factors_have_a_shape_of_their_own_each(theme):
    def shape(hue):
        """Return which pixels a mark covers, whatever its colour."""
        picture = QImage(44, 44, QImage.Format.Format_ARGB32)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        draw_hue(painter, QPointF(22, 22), hue, theme.tokens, radius=18)
        painter.end()
        across = range(44)
        return frozenset((x, y) for x in across for y in across if picture.pixelColor(x, y).alpha())

    shapes = [shape(hue) for hue in range(8)]
    for at, held in enumerate(shapes):
        assert len(held) > 200
        # A good part of a mark is no other's.
        assert all(len(held ^ other) > 100 for other in shapes[:at])
    assert shape(8) == shapes[0]
