"""Leaving what is worked on: it is saved first, and where that cannot be, it is asked."""

from typing import TYPE_CHECKING

from planner.ui.failed_save import ELSEWHERE
from planner.ui.messages import ask, tell

if TYPE_CHECKING:
    from planner.ui.window import Window

_STAY = "Go back"


def may_leave(window: "Window", *, closing: bool = False) -> bool:
    """Save what was typed; where that cannot be, ask before it is left behind.

    closing: the window is to close, and does so once a copy was saved elsewhere. Otherwise that is
    told over the page, with what can be done about it, so that the page stays.
    """
    if window.settle():
        return not closing or _may_close(window)
    elsewhere = window.watch.elsewhere
    # Words that are too long for the library are so for any copy of it.
    why = elsewhere.why if elsewhere.takes_it else ""
    said = (
        f"{why} What you typed stays on the screen until you leave."
        if why
        else "What you typed last is not saved. Go back to shorten it, or to copy it elsewhere."
    )
    title = "Leave without saving the last words?"
    if not _agreed(window, title, said, "Leave", copy=bool(why), closing=closing):
        return False
    editor = window.editing
    (editor.session if editor is not None else window.session).forget_typing()
    return True


def _may_close(window: "Window") -> bool:
    """Ask before a library is let go of whose file is another one by now."""
    elsewhere = window.watch.elsewhere
    wanted = elsewhere.next is None and not window.menus.data.erasing
    why = window.watch.lost() if wanted and elsewhere.saved is None else ""
    title = "Close without a copy?"
    return not why or _agreed(window, title, why, "Close", copy=True, closing=True)


def _agreed(
    window: "Window", title: str, said: str, leave: str, *, copy: bool, closing: bool
) -> bool:
    """Ask whether to leave, and offer a copy; return whether the way is free now."""
    answer = ask(window, title, said, *((ELSEWHERE,) if copy else ()), leave, _STAY)
    if answer != ELSEWHERE:
        return answer == leave
    saved = window.watch.elsewhere.save_copy()
    if saved is None or not closing:
        return False
    tell(
        window,
        "The copy is saved",
        f"It is {saved}. To go on with it, start Marshal, choose Open… and this file.",
    )
    return True
