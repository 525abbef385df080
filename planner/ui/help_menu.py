"""The Help menu: keys, double-clicks on files, and what Marshal is."""

import os
from typing import TYPE_CHECKING

from planner.ui.menus import Item
from planner.ui.messages import confirm, tell

if TYPE_CHECKING:
    from planner.ui.window import Window


class HelpMenu:
    """What the Help menu offers in a window."""

    def __init__(self, window: "Window") -> None:
        self._window = window

    def items(self) -> list[Item | None]:
        """Return the menu's lines."""
        return [
            Item("Keyboard", self.tell_keys, "F1"),
            Item("Open files with Marshal…", self.associate),
            None,
            Item("About Marshal", self.tell_about),
        ]

    def tell_keys(self) -> None:
        """List the keys of the page that is shown, and those that serve everywhere."""
        from planner.ui.keys_dialog import ANYWHERE, DESK, EDITOR, KeysDialog

        window = self._window
        here = EDITOR if window.editing is not None else DESK
        dialog = KeysDialog(window, here + ANYWHERE)
        dialog.exec()
        dialog.deleteLater()

    def associate(self) -> None:
        """Have the system open Marshal's files with it, after asking."""
        from planner.associate import KINDS, AssociateError, associate, own_command

        kinds = ", ".join(KINDS)
        if not confirm(
            self._window,
            "Open files with Marshal",
            f"A double click on files that end in {kinds} then opens them in Marshal. This "
            "changes only your own account on this computer.",
            "Open them with Marshal",
            "Leave it as it is",
        ):
            return
        try:
            associate(own_command(), os.environ)
        except AssociateError as error:
            self._window.notice.warn(str(error))
            return
        self._window.notice.tell(f"Files that end in {kinds} are opened with Marshal now.")

    def tell_about(self) -> None:
        """Say what this is, and where the plans are."""
        from planner import __version__

        tell(
            self._window,
            f"Marshal {__version__}",
            "Plan exam essays from evidence cards.\n\n"
            f"Your plans are in {self._window.library.path}.\n\n"
            "Typeface: Atkinson Hyperlegible Next (SIL Open Font Licence). Icons: Lucide (ISC).",
        )
