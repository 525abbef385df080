import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QColor, QImage, QPainter

from planner.ui.card_paint import CardPainter, State
from planner.ui.drawing import draw_hue, draw_lines
from tests.ui import samples


@pytest.fixture
def picture(theme):
    picture = QImage(300, 120, QImage.Format.Format_ARGB32)
    picture.fill(QColor("#ffffff"))
    return picture


def heights(qapp, picture, text: str, most: int) -> float:
    painter = QPainter(picture)
    used = draw_lines(painter, QRect(0, 0, 200, 100), text, qapp.font(), QColor("#000"), most)
    line = painter.fontMetrics().lineSpacing()
    painter.end()
    return used / line


@pytest.mark.parametrize(
    ("text", "most", "lines"),
    [
        ("", 2, 1),
        ("short", 2, 1),
        ("words " * 100, 2, 2),
        ("words " * 100, 1, 1),
        ("w" * 20_000, 3, 3),
        ("one\ntwo\nthree", 2, 1),
        ("שלום " * 100, 2, 2),
        ("😀" * 500, 2, 2),
    ],
    ids=range(8),
)
def test_text_takes_no_more_lines_than_it_may(qapp, picture, text, most, lines):
    assert heights(qapp, picture, text, most) == lines


def test_hues_differ_in_shape_too(picture, theme):
    shapes = set()
    of = theme.tokens
    for hue in range(5):
        picture.fill(QColor("#ffffff"))
        painter = QPainter(picture)
        draw_hue(painter, QPointF(10, 10), hue, of)
        painter.end()
        shapes.add(
            tuple(
                picture.pixelColor(x, y) != QColor("#ffffff") for x in range(20) for y in range(20)
            )
        )
    assert len(shapes) == 5


def test_a_dragged_card_says_how_many_go_with_it(theme, qapp):
    painter = CardPainter(theme)
    one = painter.flying((samples.FUNERAL,), samples.CUNNING, qapp.font(), 280, 1.0)
    two = painter.flying((samples.FUNERAL, samples.POST), samples.CUNNING, qapp.font(), 280, 1.0)
    sharp = painter.flying((samples.FUNERAL,), samples.CUNNING, qapp.font(), 280, 2.0)
    assert two.width() > one.width()
    assert sharp.size() == one.size() * 2
    assert sharp.devicePixelRatio() == 2


def test_any_card_can_be_painted(theme, qapp, picture):
    painter = QPainter(picture)
    odd = replace(samples.FUNERAL, headline="", detail="\u202e😀" * 500, factors=())
    for card in (samples.FUNERAL, odd, replace(odd, headline="x" * 300)):
        for factor in (None, samples.CUNNING):
            looks = CardPainter(theme)
            looks.shelf_card(
                painter, picture.rect(), card, factor, qapp.font(), State(used="✓ in ¶1")
            )
            looks.slot_card(
                painter, QRect(0, 0, 20, 10), card, factor, qapp.font(), State(focused=True)
            )
    painter.end()


@pytest.mark.parametrize("state", [State(noted=True), State(updated=True)])
def test_a_mark_is_seen(theme, qapp, picture, state):
    def drawn(told: State) -> QImage:
        picture.fill(QColor("#ffffff"))
        painter = QPainter(picture)
        room = QRect(0, 0, 210, 60)
        CardPainter(theme).slot_card(
            painter, room, samples.FUNERAL, samples.CUNNING, qapp.font(), told
        )
        painter.end()
        return picture.copy()

    assert drawn(state) != drawn(State())
    assert drawn(state) == drawn(state)
