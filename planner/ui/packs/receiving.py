"""Files that come to the window: plans, packs, suggested fixes, and other libraries."""

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog

from planner.model.pack import Known, Pack
from planner.packs.errors import PackError
from planner.store.errors import StoreError
from planner.store.library import Library
from planner.ui import elsewhere, plan_files
from planner.ui.controls import shortened
from planner.ui.file_asking import usual_folder
from planner.ui.messages import tell
from planner.ui.packs.deeds import PackDeeds
from planner.ui.packs.progress import Cancelled, in_thread

if TYPE_CHECKING:
    from collections.abc import Callable

    from planner.packs.fix_file import Fix
    from planner.packs.pack_file import PackFile
    from planner.ui.packs.preview import Arrival
    from planner.ui.window import Window

PACK, FIX = ".evidencepack", ".evidencefix"
SUFFIXES = frozenset({plan_files.SUFFIX, PACK, FIX, elsewhere.SUFFIX})
_KINDS = ";;".join(
    [
        f"All that Marshal opens ({' '.join(f'*{suffix}' for suffix in sorted(SUFFIXES))})",
        f"{plan_files.KIND} (*{plan_files.SUFFIX})",
        f"Evidence pack (*{PACK})",
        f"Suggested fix (*{FIX})",
        f"{elsewhere.KIND} (*{elsewhere.SUFFIX})",
        "All files (*)",
    ]
)
_ZIP = b"PK\x03\x04"
_LIBRARY = b"SQLite format 3\0"


class Receiving:
    """Opens what the user chose, dropped, pasted or named at the start."""

    def __init__(self, window: "Window", library: Library, deeds: PackDeeds) -> None:
        self._window, self._library, self._deeds = window, library, deeds
        self._notice = window.notice

    def choose(self) -> None:
        """Ask for a file, and open it."""
        if self._notice.refuses(self._library.refusal):
            return
        start = str(usual_folder(self._window.memory))
        from PySide6.QtWidgets import QFileDialog

        chosen, _ = QFileDialog.getOpenFileName(self._window, "Open", start, _KINDS)
        if chosen:
            self._window.memory.set("folder", str(Path(chosen).parent))
            self.open(Path(chosen))

    def open(self, path: Path) -> None:
        """Open a plan, look at a pack or a fix, or go on in a library, whichever the file is."""
        if self._notice.refuses(self._library.refusal):
            return
        if os.path.realpath(path) == os.path.realpath(self._library.path):
            # To open and close it again would give away the lock that this process has on it.
            self._notice.tell(f"{path.name} is the library that is open here.")
            return
        suffix = path.suffix.lower()
        known = suffix in (plan_files.SUFFIX, PACK, FIX)
        begins = b"" if known else _begins(path)
        if suffix == FIX:
            self._open_fix(path)
        elif suffix == PACK or begins.startswith(_ZIP):
            self._open_pack(path)
        elif suffix == elsewhere.SUFFIX or begins == _LIBRARY:
            self._window.watch.elsewhere.open(path)
        else:
            plan = self._window.files.take_in(path)
            if plan is not None:
                self._window.open_plan(plan.id)

    def paste_fix(self) -> None:
        """Open the suggested fix that is on the clipboard, as it came in a message."""
        from planner.packs.fix_file import find_fix

        if self._notice.refuses(self._library.refusal):
            return
        self._take_fix(partial(find_fix, QGuiApplication.clipboard().text()))

    # Packs

    def _open_pack(self, path: Path) -> None:
        window = self._window
        if not window.settle():
            self._notice.warn(
                "What you typed last is not saved yet. Put that right first, then open the pack "
                "again."
            )
            return
        try:
            arrival = self._arrival(path)
        except Cancelled:
            return
        except (PackError, StoreError) as error:
            from planner.ui.packs.refusal import refuse

            refuse(window, window.theme, str(error))
            return
        if arrival is None:
            return
        from planner.ui.packs.preview import PackPreview

        preview = PackPreview(window, window.theme, arrival)
        agreed = preview.exec() == QDialog.DialogCode.Accepted
        preview.deleteLater()
        if agreed:
            self._deeds.install(arrival.file.pack, arrival.file.signer)

    def _arrival(self, path: Path) -> "Arrival | None":
        """Read and judge a pack, and compare it with what is here; None where it is here."""
        from planner.model.compare import compare
        from planner.packs.pack_file import read_pack_file
        from planner.packs.trust import is_here, judge
        from planner.ui.packs.preview import Arrival

        file = in_thread(self._window, f"Reading {path.name}…", partial(read_pack_file, path))
        pack_id = file.pack.info.id
        known = self._library.known(pack_id)
        standing = judge(file, known, path.name)
        before, damaged = self._before(pack_id, known)
        if is_here(file, known) and not damaged:
            self._tell_here(file)
            return None
        differs = in_thread(
            self._window, f"Comparing {path.name}…", partial(compare, before, file.pack)
        )
        touched = [card.id for card in differs.cards.changed]
        touched += [card.id for card in differs.cards.withdrawn]
        used: dict[str, list[str]] = {}
        for plan, cards in self._library.plans.using(touched):
            for card in cards:
                used.setdefault(card, []).append(plan.title)
        return Arrival(file, standing, before, differs, used, damaged)

    def _before(self, pack_id: str, known: Known | None) -> tuple[Pack | None, bool]:
        """Return the version that is here, or None; and whether one is here that is damaged."""
        if known is None or not known.version:
            return None, False
        try:
            return self._library.pack(pack_id), False
        except StoreError:
            # Installing it again is what mends it.
            return None, True

    def _tell_here(self, file: "PackFile") -> None:
        info = file.pack.info
        title = shortened(info.title)
        said = f"“{title}”, version {info.version}, is in your library already."
        hidden = {pack.info.id for pack in self._library.installed() if pack.hidden}
        if info.id in hidden:
            show = partial(self._deeds.show, info.id, info.title)
            self._notice.tell(f"{said} It is hidden.", "Show it", show)
        else:
            self._notice.tell(f"{said} Nothing was changed.")

    # Suggested fixes

    def _open_fix(self, path: Path) -> None:
        from planner.packs.fix_file import read_fix

        self._take_fix(partial(read_fix, path))

    def _take_fix(self, read: "Callable[[], Fix]") -> None:
        """Show a fix in the editor of the pack that it is for, where that is made here."""
        try:
            fix = read()
            mine = {draft.id for draft in self._library.drafts.summaries()}
        except (PackError, StoreError) as error:
            self._notice.warn(str(error))
            return
        if fix.pack not in mine:
            tell(
                self._window,
                "This fix is for a pack that is not made here",
                f"It suggests another wording of the card “{fix.before.headline}”. Only whoever "
                "makes that pack can take it: open the file on the computer where the pack is "
                "among “Packs that I make”.",
            )
            return
        editor = self._window.open_draft(fix.pack)
        if editor is not None:
            editor.take_fix(fix)


def _begins(path: Path) -> bytes:
    """Return the first bytes of a file, or none where it cannot be read."""
    try:
        # A pipe would be waited on for ever.
        if not path.is_file():
            return b""
        with path.open("rb") as file:
            return file.read(len(_LIBRARY))
    except (OSError, ValueError):
        return b""
