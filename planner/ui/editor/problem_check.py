"""Looking for problems beside the editing: after a pause, and where it is slow in a thread."""

from concurrent.futures import Future, ThreadPoolExecutor

from PySide6.QtCore import QObject, QTimer, Signal

from planner.model.pack import Pack
from planner.model.problems import Problem, problems

PAUSE = 300
"""Milliseconds after the last change in which the problems are looked for."""
AT_ONCE = 300
"""The most cards that are looked through between two keys without being felt."""
_GLANCE = 30


class ProblemCheck(QObject):
    """Keeps a pack's problems up to date."""

    found = Signal(object)
    """All problems of the pack as it is now."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pack: Pack | None = None
        self._beside: ThreadPoolExecutor | None = None
        self._under_way: Future[tuple[Problem, ...]] | None = None
        self._looked_at: Pack | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._look)
        self._glance = QTimer(self)
        self._glance.setInterval(_GLANCE)
        self._glance.timeout.connect(self._on_glance)

    def look(self, pack: Pack, *, at_once: bool = False) -> None:
        """Look for the problems of a pack, after a pause or at once."""
        self._pack = pack
        self._pause.start(0 if at_once else PAUSE)

    def stop(self) -> None:
        """Look for nothing any more."""
        self._pack = None
        self._pause.stop()
        self._glance.stop()
        self._under_way = None
        if self._beside is not None:
            self._beside.shutdown(wait=False, cancel_futures=True)
            self._beside = None

    def _look(self) -> None:
        if self._pack is None or self._under_way is not None:
            # What is under way looks again where the pack has changed meanwhile.
            return
        if len(self._pack.cards) <= AT_ONCE:
            self.found.emit(problems(self._pack))
            return
        if self._beside is None:
            self._beside = ThreadPoolExecutor(1, "problems")
        self._looked_at = self._pack
        self._under_way = self._beside.submit(problems, self._pack)
        self._glance.start()

    def _on_glance(self) -> None:
        if self._under_way is None or not self._under_way.done():
            return
        done, self._under_way = self._under_way, None
        self._glance.stop()
        if self._looked_at is self._pack:
            self.found.emit(done.result())
        elif not self._pause.isActive():
            self._look()
