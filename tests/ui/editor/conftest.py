"""The editor over a real library, with the small pack as a draft in it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from planner.packs.data import read_frameworks, read_question_types
from planner.store.drafts import DraftStore
from planner.store.errors import StoreError
from planner.store.library import Library
from planner.ui.editor.editor import PackEditor
from planner.ui.editor.pack_session import PackSession
from planner.ui.memory import Memory
from planner.ui.notice import Notice
from tests.ui import samples
from tests.ui.modal import settle
from tests.ui.store import FULL


class ShakyDrafts(DraftStore):
    """The drafts of a library; while broken, nothing is written."""

    def __init__(self, real: DraftStore) -> None:
        vars(self).update(vars(real))
        self.broken = False
        self.saves = 0

    def save(self, pack, touched):
        self._check()
        super().save(pack, touched)
        self.saves += 1

    def rename(self, old_id, pack):
        self._check()
        super().rename(old_id, pack)

    def set_published(self, draft_id, pack):
        self._check()
        super().set_published(draft_id, pack)

    def _check(self) -> None:
        if self.broken:
            raise StoreError(FULL)


class Host(QWidget):
    """What the window is to the editor: a notice above it."""

    def __init__(self, library: Library, theme) -> None:
        super().__init__()
        self.notice = Notice(theme)
        self.memory = Memory(library, self.notice)
        self.editor = PackEditor(
            library,
            theme,
            self.notice,
            self.memory,
            read_question_types(),
            read_frameworks(),
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.notice)
        box.addWidget(self.editor, 1)


@pytest.fixture
def drafts(library: Library) -> ShakyDrafts:
    """Return the library's drafts, the small pack among them, through a door that can be shut."""
    library.drafts.save(samples.pack(), 1.0)
    library.drafts = ShakyDrafts(library.drafts)
    return library.drafts


@pytest.fixture
def work(drafts: ShakyDrafts, qapp):
    """Return the small pack as it is worked on, without a screen."""
    session = PackSession(drafts, read_question_types())
    session.open("usa")
    yield session
    session.forget_typing()
    session.deleteLater()


@pytest.fixture
def host(library: Library, drafts: ShakyDrafts, theme, qtbot):
    host = Host(library, theme)
    host.resize(1280, 900)
    host.editor.open("usa")
    host.show()
    host.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is host)
    settle()
    yield host
    host.editor.session.forget_typing()
    host.close()
    host.deleteLater()
    settle()


@pytest.fixture
def editor(host: Host) -> PackEditor:
    return host.editor


@pytest.fixture
def cards(editor: PackEditor):
    """Return the page of the cards, its table with the keyboard."""
    page = editor.sheets["card"]
    page.view.setFocus(Qt.FocusReason.OtherFocusReason)
    return page
