import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QWidget

from planner.ui.flow import FlowLayout


@pytest.fixture
def holder(qapp):
    holder = QWidget()
    yield holder
    holder.deleteLater()


def fill(holder: QWidget, *widths: int) -> FlowLayout:
    flow = FlowLayout(holder, 10)
    for width in widths:
        part = QWidget()
        part.setFixedSize(width, 20)
        flow.addWidget(part)
    return flow


def places(flow: FlowLayout, width: int) -> list[tuple[int, int]]:
    flow.setGeometry(QRect(0, 0, width, 200))
    rects = [flow.itemAt(n).geometry() for n in range(flow.count())]
    return [(rect.x(), rect.y()) for rect in rects]


def test_widgets_go_on_in_the_next_row(holder):
    flow = fill(holder, 50, 50, 50)
    assert places(flow, 170) == [(0, 0), (60, 0), (120, 0)]
    assert places(flow, 169) == [(0, 0), (60, 0), (0, 30)]
    assert places(flow, 60) == [(0, 0), (0, 30), (0, 60)]
    assert flow.heightForWidth(170) == 20
    assert flow.heightForWidth(60) == 80


def test_one_that_is_too_wide_has_a_row_of_its_own(holder):
    assert places(fill(holder, 100, 10), 50) == [(0, 0), (0, 30)]


def test_hidden_widgets_take_no_room(holder):
    flow = fill(holder, 50, 50)
    flow.itemAt(0).widget().hide()
    assert flow.heightForWidth(50) == 20


def test_items_come_and_go(holder):
    flow = fill(holder, 50, 30)
    assert flow.itemAt(5) is None
    assert flow.takeAt(5) is None
    assert flow.takeAt(0) is not None
    assert flow.count() == 1
    assert flow.minimumSize() == flow.sizeHint() == QSize(30, 20)
    assert flow.hasHeightForWidth()
