"""Importing Qt for a window, without what would hold up its start.

PySide takes the place of Python’s import. It reads the source of each later module, to see whether
Qt’s methods are to have other names there (`from __feature__ import snake_case`), and Python keeps
what was read. Marshal uses none of that, which takes 5 MiB and a twentieth of its start.

Python looks for garbage again and again among all that is imported, where there is none: that
takes 7 ms. The window collects its garbage itself (garbage.py).
"""

import builtins
import gc


def import_qt() -> None:
    """Import Qt, leave Python’s import as it was, and collect no garbage from now on.

    Raises ImportError where there is no Qt.
    """
    gc.disable()
    before = builtins.__import__
    try:
        import PySide6.QtCore  # noqa: F401
    finally:
        builtins.__import__ = before
