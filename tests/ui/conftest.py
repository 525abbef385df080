"""Real windows over real libraries, each closed again."""

import gc
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from planner.model.plan import Plan
from planner.packs.data import read_frameworks, read_question_types
from planner.store.build import build_library
from planner.store.library import Library
from planner.ui.garbage import collect
from planner.ui.kit import Kit, make_kit
from planner.ui.memory import Memory
from planner.ui.notice import Notice
from planner.ui.session import Session
from planner.ui.theme import Theme, load_fonts
from planner.ui.window import Window
from tests.ui import samples
from tests.ui.hand import Hand
from tests.ui.modal import Modals, settle
from tests.ui.store import ShakyStore


def pytest_itemcollected(item: pytest.Item) -> None:
    # The offscreen screen says what it cannot do; all else that Qt warns of fails.
    item.add_marker(pytest.mark.qt_log_ignore("^This plugin does not support"))


@pytest.fixture(scope="session")
def theme(qapp):
    """Return the one look of the program, as `app` gives it to every window."""
    QApplication.setStyle("Fusion")
    load_fonts()
    return Theme(qapp)


@pytest.fixture(scope="session")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return a library with the small pack in it, as bytes to be copied."""
    path = tmp_path_factory.mktemp("library") / "evidence.db"
    build_library(path, [samples.pack()])
    return path.read_bytes()


@pytest.fixture(autouse=True, scope="session")
def _collected_at_rest():
    """Collect garbage between tests alone, as the program does between events."""
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(autouse=True)
def _tidy(qapp):
    """Leave no window, no clipboard, no hook and no key held down behind."""
    hook = sys.excepthook
    QTest.keyRelease(QWidget(), Qt.Key.Key_Control)
    yield
    for widget in QApplication.topLevelWidgets():
        widget.hide()
        widget.deleteLater()
    # What Python put there must not be deleted after Python has ended.
    QGuiApplication.clipboard().clear()
    settle()
    collect()
    assert sys.excepthook is hook
    assert not [w for w in QApplication.topLevelWidgets() if w.isVisible()]


@pytest.fixture
def path(stocked: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "evidence.db"
    path.write_bytes(stocked)
    return path


@pytest.fixture
def library(path: Path):
    with Library.open(path) as library:
        yield library


@pytest.fixture
def store(library: Library) -> ShakyStore:
    """Return the library's plans, through a door that can be shut."""
    return ShakyStore(library.plans)


@pytest.fixture
def plan(library: Library) -> Plan:
    """Return a new plan that the library holds."""
    plan = samples.begun()
    library.plans.save(plan, 1.0)
    return plan


@pytest.fixture
def session(store: ShakyStore, plan: Plan, qapp):
    session = Session(store)
    session.open(plan)
    yield session
    session.forget_typing()
    session.deleteLater()


@pytest.fixture
def kit(library: Library, session: Session, theme: Theme) -> Kit:
    memory = Memory(library, Notice(theme))
    types = read_question_types()
    made = make_kit(session, session, library, theme, read_frameworks(), types, memory)
    made.factors.update({factor.id: factor for factor in samples.FACTORS})
    return made


@pytest.fixture
def make_window(library: Library, theme: Theme, qapp, qtbot):
    """Return what opens a window, as `app` does."""
    made: list[Window] = []

    def make(plans: ShakyStore | None = None) -> Window:
        if plans is not None:
            library.plans = plans
        window = Window(qapp, library, theme, read_frameworks(), read_question_types())
        made.append(window)
        window.start()
        # Larger than the offscreen screen, so that every paragraph is in sight.
        window.setWindowState(Qt.WindowState.WindowNoState)
        window.resize(1280, 1500)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
        return window

    yield make
    for window in made:
        # What a test leaves unsaved must not ask whether to leave.
        window.session.forget_typing()
        window.watch.elsewhere.saved = window.library.path
        window.close()
        window.deleteLater()
    settle()


@pytest.fixture
def window(make_window, store: ShakyStore) -> Window:
    """Return a window at Home."""
    return make_window(store)


@pytest.fixture
def desk(window: Window, plan: Plan):
    """Return a window with the new plan on its desk."""
    window.open_plan(plan.id)
    settle()
    return window


@pytest.fixture
def hand(qtbot) -> Hand:
    """Return what drags and drops."""
    return Hand()


@pytest.fixture(autouse=True)
def modals(qtbot):
    """Return what answers dialogs and menus; one that nobody expects is put away, and fails."""
    modals = Modals()
    yield modals
    modals.finish()


@pytest.fixture
def dark(theme: Theme):
    theme.choose(Qt.ColorScheme.Dark)
    yield theme
    theme.choose(Qt.ColorScheme.Light)
    theme.choose(Qt.ColorScheme.Unknown)
