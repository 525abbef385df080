"""Importing Qt, without what it does to all that is imported after it.

PySide takes the place of Python’s import. It reads the source of each later module, to see whether
Qt’s methods are to have other names there (`from __feature__ import snake_case`), and Python keeps
what was read. Marshal uses none of that, which takes 5 MiB and a twentieth of its start.
"""

import builtins


def import_qt() -> None:
    """Import Qt, and leave Python’s import as it was; raises ImportError where there is no Qt."""
    before = builtins.__import__
    try:
        import PySide6.QtCore  # noqa: F401
    finally:
        builtins.__import__ = before
