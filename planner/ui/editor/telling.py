"""What the notice says of changes that could not be made, or not be saved."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from planner.ui.editor.pack_session import PackSession
from planner.ui.failed_save import FailedSave
from planner.ui.notice import Notice


class Telling(QObject):
    """Tells of a refusal or a failure, and takes it back once it is so no more."""

    def __init__(
        self,
        session: PackSession,
        notice: Notice,
        retry: Callable[[], None],
        save_copy: Callable[[], object],
    ) -> None:
        super().__init__(session)
        self._session, self._notice = session, notice
        self._refused = False
        self._failed_save = FailedSave(session, notice, retry, save_copy)
        session.refused.connect(self._on_refused)
        session.history_changed.connect(self._on_changed)

    def _on_refused(self, why: str) -> None:
        self._refused = True
        self._notice.warn(why)

    def _on_changed(self) -> None:
        if self._refused and not self._session.unsaved:
            # What could not be kept has been put right, or left behind.
            self._refused = False
            self._notice.clear()
