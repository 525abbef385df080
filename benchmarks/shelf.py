"""The shelf in the real window: its first paint, scrolling, new results, filters and orders."""

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractSlider,
    QApplication,
    QListView,
    QStackedWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from benchmarks.measure import Clock, Figure
from benchmarks.search import sample_texts
from benchmarks.shelves import Painted, full_library, rest, shown_window
from planner.model.coverage import By, Row, Sought
from planner.store.library import Library
from planner.store.search import Query
from planner.ui.card_model import ROOT
from planner.ui.shelf import Shelf
from planner.ui.window import Window

_SIZE, _SIZE_SMALL = 100_000, 2_000
_FIRST, _FRAME, _NEW = 0.040, 0.016, 0.010
_STEPS = 40
_NOTCH = 120
_BARE = 1_000
"""The rows of the bare list: enough to scroll, and few enough that Qt lays them out at once."""


def measure(runs: int, small: bool = False) -> list[Figure]:
    """Return what it takes to show a shelf of 100,000 cards, to scroll it, and to narrow it.

    The floor is a bare list of Qt's with a delegate that paints two lines of text a row.
    """
    size = _SIZE_SMALL if small else _SIZE
    clock = Clock()
    with full_library(size) as library, shown_window(library) as window:
        shelf = window.desk.shelf
        _first(clock, window, library, runs)
        painted = Painted(shelf.list.viewport(), shelf)
        for _ in range(runs):
            _scroll(clock, shelf.list, painted, "shelf")
            shelf.show_all()
        _results(clock, shelf, painted, sample_texts(library, 2))
        for _ in range(runs):
            _filters(clock, shelf, painted, library)
    return _figures(clock, size)


def _figures(clock: Clock, size: int) -> list[Figure]:
    figures = [
        Figure(
            "shelf: first paint",
            size,
            clock.median("first"),
            clock.median("bare first"),
            _FIRST,
        )
    ]
    for name, goal in (("a page down", _FRAME), ("the wheel", _FRAME)):
        key, bare = f"shelf {name}", f"bare {name}"
        figure = Figure(
            f"shelf: scrolled by {name}",
            size,
            clock.median(key),
            clock.median(bare),
            p99=clock.p99(key),
            goal_p99=goal,
        )
        figures.append(figure)
    for key, words, goal in (
        ("shelf the bar", "scrolled to the end by its bar", _FRAME),
        ("new", "new results", 0.0),
        ("factor", "a factor’s filter", 0.0),
        ("order", "another order", 0.0),
        ("years", "a filter of coverage, years", _FRAME),
        ("person", "a filter of coverage, a person", _FRAME),
        ("lacking", "a filter of coverage, no one named", _FRAME),
    ):
        median, p99 = clock.median(key), clock.p99(key)
        new = 0.0 if goal else _NEW
        figures.append(Figure(f"shelf: {words}", size, median, goal=new, p99=p99, goal_p99=goal))
    return figures


def _first(clock: Clock, window: Window, library: Library, runs: int) -> None:
    """Time a new shelf, and a new bare list, from its making to its first paint."""
    place = QStackedWidget()
    place.resize(400, 800)
    place.show()
    rest(0.3)
    for _ in range(runs):
        for name, make in (
            ("first", partial(_new_shelf, window, library)),
            ("bare first", partial(_new_list, _BARE)),
        ):
            made: list[QWidget] = []
            painted = Painted()
            clock.note(name, painted.time(partial(_put, place, make, made, painted)))
            if isinstance(made[0], QListView):
                bare = Painted(made[0].viewport())
                _scroll(clock, made[0], bare, "bare")
            place.removeWidget(made[0])
            made[0].deleteLater()
            rest(0.05)
    place.close()


def _put(
    place: QStackedWidget, make: partial[QWidget], made: list[QWidget], painted: Painted
) -> QWidget:
    """Make a widget and put it in its place; return what is painted of it."""
    widget = make()
    made.append(widget)
    view = widget.list if isinstance(widget, Shelf) else widget
    assert isinstance(view, QListView)
    painted.watch(view.viewport())
    place.addWidget(widget)
    place.setCurrentWidget(widget)
    return view.viewport()


def _new_shelf(window: Window, library: Library) -> QWidget:
    shelf = Shelf(window.kit, library)
    shelf.refresh()
    return shelf


def _new_list(rows: int) -> QWidget:
    view = QListView()
    view.setUniformItemSizes(True)
    view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
    view.setModel(_Rows(rows, view))
    view.setItemDelegate(_Lines(view))
    return view


class _Rows(QAbstractListModel):
    """As many rows, each of which says its number."""

    def __init__(self, rows: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows = rows

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = ROOT) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else self._rows

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> object:
        """Return what a row says."""
        return f"Row {index.row()}" if role == Qt.ItemDataRole.DisplayRole else None


class _Lines(QStyledItemDelegate):
    """Paints a row as a frame with two lines of text."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint a row."""
        rect = option.rect.adjusted(2, 3, -2, -4)
        painter.drawRect(rect)
        words = f"{index.data()}\nIt is one of many, and the second line of it is this one here."
        painter.drawText(rect.adjusted(12, 8, -8, -8), 0, words)

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return how large a row is."""
        return QSize(200, 100)


def _scroll(clock: Clock, view: QListView, painted: Painted, name: str) -> None:
    bar = view.verticalScrollBar()
    page = QAbstractSlider.SliderAction.SliderPageStepAdd
    for _ in range(_STEPS):
        deed = partial(_done, view, partial(bar.triggerAction, page))
        clock.note(f"{name} a page down", painted.time(deed))
    for _ in range(_STEPS):
        deed = partial(_done, view, partial(_turn_wheel, view))
        clock.note(f"{name} the wheel", painted.time(deed))
    for where in (bar.maximum() // 2, bar.maximum(), bar.maximum() // 3):
        deed = partial(_done, view, partial(bar.setValue, where))
        clock.note(f"{name} the bar", painted.time(deed))
    for _ in range(_STEPS // 4):
        # Each time that the end is come to there is more.
        bar.setValue(0)
        rest(0.01)
        deed = partial(_done, view, partial(bar.setValue, bar.maximum()))
        clock.note(f"{name} the bar", painted.time(deed))


def _done(view: QListView, deed: Callable[[], object]) -> QWidget:
    deed()
    return view.viewport()


def _turn_wheel(view: QListView) -> None:
    middle = QPointF(view.viewport().rect().center())
    none, phase = Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(
        middle,
        view.viewport().mapToGlobal(middle),
        QPoint(),
        QPoint(0, -_NOTCH),
        Qt.MouseButton.NoButton,
        none,
        phase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


def _results(clock: Clock, shelf: Shelf, painted: Painted, texts: Iterable[str]) -> None:
    for text in texts:
        shelf.search.clear()
        rest(0.1)
        clock.note("new", painted.time(partial(_shown, shelf, partial(shelf.search.setText, text))))
    shelf.show_all()


def _shown(shelf: Shelf, deed: Callable[[], object]) -> QWidget:
    """Do something; return what it changes: the cards, or the words that say that there is none."""
    deed()
    return shelf.list.viewport() if shelf.model.rowCount() else shelf


def _filters(clock: Clock, shelf: Shelf, painted: Painted, library: Library) -> None:
    card = library.page(Query("course"), 7, 1)[0]
    year = int(card.when.start[:4])
    rows = (
        ("years", Sought(years=(year, year + 1))),
        ("person", Sought(person=card.people[0])),
        ("lacking", Sought(lacking=By.PERSON)),
    )
    deeds = [
        *(("factor", partial(chip.click)) for chip in [*shelf.chips.of_factor.values()][:3]),
        *(("order", partial(shelf.order.setCurrentIndex, number)) for number in (1, 2, 0)),
        *((name, partial(shelf.show_row, Row(name, sought, (), 1))) for name, sought in rows),
    ]
    for name, deed in deeds:
        library.search.forget()
        rest(0.1)
        clock.note(name, painted.time(partial(_shown, shelf, deed)))
        if name not in ("factor", "order"):
            shelf.show_all()
    shelf.show_all()
