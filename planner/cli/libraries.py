"""The library that a command works on."""

import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.store.library import Library


@contextmanager
def reading(given: str | None) -> "Iterator[Library]":
    """Open the user's library to read or, where it has not begun yet, the shipped one.

    Where a window has it open, what is saved in it is read.
    """
    from planner import shipped
    from planner.store.hold import Held
    from planner.store.library import Library
    from planner.store.place import library_path

    path = library_path(given, os.environ)
    # A library that is named on the command line and missing is a mistake to tell.
    if not given and not os.path.lexists(path):
        path = shipped.LIBRARY
    try:
        opened = Library.open(path, write=False)
    except Held:
        from planner.store.reading import open_copy

        opened = open_copy(path)
    with opened as library:
        yield library


@contextmanager
def writing(given: str | None) -> "Iterator[Library]":
    """Open the user's library to write, making it where it has not begun yet."""
    from planner.store.opening import open_library
    from planner.store.place import library_path

    with open_library(library_path(given, os.environ)) as library:
        yield library


def key_path(given: str | None) -> Path:
    """Return the file that the teacher's key is in: beside the library."""
    from planner.store import place

    return place.key_path(place.library_path(given, os.environ))
