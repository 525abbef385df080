"""Your data: where all of it is, and what can be done with the whole of it."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from planner.store.errors import StoreError
from planner.ui.file_asking import ask_save, show_file, usual_folder
from planner.ui.messages import confirm
from planner.ui.packs.progress import Advance, Cancelled

if TYPE_CHECKING:
    from planner.ui.window import Window

SUFFIX = ".zip"


class YourData:
    """Shows where a student's data is, exports all of it, and has all of it deleted."""

    def __init__(self, window: "Window") -> None:
        self._window = window
        self.erasing = False
        """Whether everything is to be deleted once the window is closed."""

    def show(self) -> None:
        """Say in a dialog what there is and where, and do what is chosen there."""
        from planner.ui.data_dialog import DataDialog, Deed

        window = self._window
        dialog = DataDialog(window, window.library.path, may_delete=not window.session.refusal)
        dialog.exec()
        chosen = dialog.chosen
        dialog.deleteLater()
        match chosen:
            case Deed.SHOW:
                show_file(window.library.path.parent)
            case Deed.EXPORT:
                self.export()
            case Deed.DELETE:
                self.delete()
            case Deed.LOG:
                window.faults.show_log()

    def export(self) -> None:
        """Ask for a file, and put all that is the student's own in it."""
        from planner.export.errors import ExportError
        from planner.takeout import take_out

        window = self._window
        if not window.settle() and not confirm(
            window,
            "Export without the last words?",
            "What you typed last is not saved in the library, and would not be in the export.",
            "Export",
            "Go back",
        ):
            return
        start = usual_folder(window.memory) / f"Marshal – everything{SUFFIX}"
        path = ask_save(window, "Export everything", start, "Zip file", SUFFIX, "the export")
        if path is None:
            return
        try:
            with Advance(window, "Exporting everything…") as advance:
                made = take_out(window.library, path, window.kit.frameworks.essay, advance)
        except Cancelled:
            window.notice.tell("Nothing was exported.")
            return
        except (ExportError, StoreError) as error:
            window.notice.warn(str(error), "Try again", self.export)
            return
        window.memory.set("folder", str(path.parent))
        counted = f"{made.plans} {'plan' if made.plans == 1 else 'plans'}"
        told = f"Exported everything to {path}, with {counted}."
        shown = partial(show_file, path.parent)
        if made.left_out:
            damaged = f" {len(made.left_out)} of them could not be read; README.txt names them."
            window.notice.warn(told + damaged, "Show in folder", shown)
        else:
            window.notice.tell(told, "Show in folder", shown, passing=False)

    def delete(self) -> None:
        """Ask twice, and then close the window for everything to be deleted."""
        from planner.ui.erase_dialog import EraseDialog

        window = self._window
        if window.notice.refuses(window.session.refusal):
            return
        window.settle()
        dialog = EraseDialog(window, window.library)
        agreed = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        if not agreed or not confirm(
            window,
            "Delete everything now?",
            "Marshal deletes all that was listed, and closes. This cannot be undone.",
            "Delete everything",
            "Keep it",
        ):
            return
        self.erasing = True
        # What is not saved is to go as well.
        window.session.forget_typing()
        if editor := window.editing:
            editor.session.forget_typing()
        if not window.close():
            self.erasing = False
