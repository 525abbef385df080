"""One deed in a fresh place, again and again: what is there before it, and what it leaves."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import msgspec

from planner.store.database import create
from planner.store.errors import Damaged
from tests.reliability import contents
from tests.reliability.contents import Contents, digest
from tests.reliability.deeds import BEFORE, DEEDS, MENDS, Place, furnish


class Expected(msgspec.Struct):
    """What is there before a deed, and where it went well."""

    before: Contents
    after: Contents

    def hold(self, now: Contents, *, done: bool) -> None:
        """Hold that a state is as after the deed, or, where it was not done, as before it.

        There may be more copies, and each is whole.
        """
        others = [self.after] if done else [self.before, self.after]
        copied = {value for other in others for value in _copies(other)}
        whole = {digest(_of_library(self.before)), digest(_of_library(self.after))}
        assert set(_copies(now)) <= copied | whole, "a copy is not whole"
        assert apart(now) in [apart(other) for other in others], _differs(now, *others)

    def hold_copies(self, now: Contents, *, keeps: bool) -> None:
        """Hold that all copies are there that the deed makes, whatever they are called.

        keeps: what was in the library before is in one of them.
        """
        needed = set(_copies(self.after))
        if keeps:
            needed.add(digest(_of_library(self.before)))
        assert needed <= set(_copies(now)), "a backup or a copy is gone"


class Stage:
    """Where a deed is done; expected: what is there before it, and after it."""

    def __init__(self, name: str, template: Path, folder: Path) -> None:
        self.name, self._template, self._folder = name, template, folder
        self.deed = (DEEDS | MENDS)[name]
        place = self.place()
        before = state(place)
        place.close()
        place = self.place()
        self.deed(place)
        self.expected = Expected(before, state(place))
        place.close()

    def place(self) -> Place:
        """Return a fresh place in which the deed can be done, in the place of the one before."""
        shutil.rmtree(self._folder, ignore_errors=True)
        shutil.copytree(self._template, self._folder)
        place = Place(self._folder)
        assert place.library.writable
        if self.name in BEFORE:
            BEFORE[self.name](place)
        return place


def make_template(folder: Path) -> Path:
    """Make the place that all deeds begin with, and return it."""
    template = folder / "template"
    template.mkdir()
    create(template / "evidence.db")
    place = Place(template)
    furnish(place)
    place.close()
    return template


def state(place: Place) -> Contents:
    """Return what a place holds; no library is no error, and a damaged one is told as its bytes."""
    found = {**contents.of_files(place.folder), **contents.of_asides(place.path)}
    if not place.path.exists():
        return found
    try:
        return {**found, **contents.of_library(place.library)}
    except Damaged:
        return {**found, contents.DAMAGED: digest(place.path.read_bytes())}


def hold_sound(path: Path) -> None:
    """Hold that SQLite finds nothing wrong with a library, which is closed."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def apart(held: Contents) -> Contents:
    """Return what there is besides copies."""
    return {name: value for name, value in held.items() if not _is_copy(name)}


def _of_library(held: Contents) -> Contents:
    """Return what is in the library alone."""
    return {name: v for name, v in apart(held).items() if Path(name).suffix not in contents.WHOLE}


def _copies(held: Contents) -> list[str]:
    return [value for name, value in held.items() if _is_copy(name)]


def _is_copy(name: str) -> bool:
    return name.startswith("copy ")


def _differs(now: Contents, *others: Contents) -> str:
    """Name what is not as it may be."""
    names = {*now}.union(*others)
    wrong = sorted(n for n in names if now.get(n) not in [other.get(n) for other in others])
    return f"neither as before nor as after: {wrong or 'some of each'}"
