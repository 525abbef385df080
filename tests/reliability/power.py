"""A disk that loses its power: what may be on it after a cut at any place of a log.

What is written lasts once its file is synced, and a name once the folder that it is in is. Before
that, each write may be there, or not, or some of its sectors; of the names that came and went, the
first so many are there.
"""

import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from tests.reliability import shim

SECTOR = 512

Change = tuple[int, bytes | None]
"""A write and where it went; None in place of its bytes: the file was cut there."""


@dataclass(slots=True, eq=False)
class _File:
    lasting: bytearray = field(default_factory=bytearray)
    pending: list[Change] = field(default_factory=list)


Names = dict[str, _File | None]
"""What is where, by the path from the disk's own folder; None is a folder."""


class _Naming(NamedTuple):
    """Names that come or go in one step, in a folder: all of them, or none, are there after it."""

    folder: str
    given: Names
    taken: str = ""

    def to(self, names: Names) -> None:
        names.pop(self.taken, None)
        names.update(self.given)


class Disk:
    """Follows the log of a folder, and tells what a cut would leave."""

    def __init__(self, folder: Path) -> None:
        self.told: list[str] = []
        """What was noted as safe so far."""
        self._root = f"{folder.resolve()}/".encode()
        self._names: Names = {}
        self._lasting: Names = {}
        self._pending: list[_Naming] = []
        self._open: dict[int, _File | str] = {}

    def follow(self, record: shim.Record) -> None:
        """Take in the next call."""
        file = self._open.get(record.fd)
        match record.kind:
            case shim.NOTE:
                self.told.append(record.data.decode())
            case shim.OPEN:
                self._on_open(record)
            case shim.CLOSE:
                self._open.pop(record.fd, None)
            case shim.SYNC if isinstance(file, str):
                self._sync_folder(file)
            case shim.WRITE if isinstance(file, _File):
                file.pending.append((record.place, record.data))
            case shim.TRUNCATE if isinstance(file, _File):
                file.pending.append((record.place, None))
            case shim.SYNC if isinstance(file, _File):
                _sync(file)
            case shim.RENAME | shim.UNLINK | shim.LINK | shim.MKDIR:
                self._on_named(record)

    def settle(self) -> None:
        """Let all that is there now last, as after some quiet seconds."""
        self._lasting = dict(self._names)
        self._pending.clear()
        for file in self._names.values():
            if file is not None:
                _sync(file)

    def cut(self, chance: random.Random) -> dict[str, bytes]:
        """Return the files that are there after a cut now, one way in which it can go."""
        manner = chance.choice(["nothing", "everything", "some", "some", "torn"])
        count = len(self._pending)
        done = {"nothing": 0, "everything": count}.get(manner, chance.randint(0, count))
        names = dict(self._lasting)
        for naming in self._pending[:done]:
            naming.to(names)
        folders = {"", *(name for name, file in names.items() if file is None)}
        return {
            name: _left(file, manner, chance)
            for name, file in names.items()
            if file is not None and _within(name, folders)
        }

    def _on_open(self, record: shim.Record) -> None:
        name = self._name(record.data)
        if record.place & shim.FOLDER:
            self._open[record.fd] = name
            return
        if record.place & shim.CREATED:
            self._give(name, _File())
        file = self._names[name]
        assert file is not None, f"{name} is a folder, and opened as a file"
        self._open[record.fd] = file
        if record.place & shim.EMPTIED:
            file.pending.append((0, None))

    def _on_named(self, record: shim.Record) -> None:
        first, _, second = record.data.partition(b"\0")
        old, new = self._name(first), self._name(second)
        if record.kind == shim.MKDIR:
            self._give(old, None)
        elif record.kind == shim.UNLINK:
            self._do(_Naming(_parent(old), {}, old))
        elif record.kind == shim.LINK:
            self._give(new, self._names[old])
        else:
            self._do(_Naming(_parent(new), {new: self._names[old]}, old))

    def _give(self, name: str, file: _File | None) -> None:
        self._do(_Naming(_parent(name), {name: file}))

    def _do(self, naming: _Naming) -> None:
        naming.to(self._names)
        self._pending.append(naming)

    def _sync_folder(self, folder: str) -> None:
        for naming in self._pending:
            if naming.folder == folder:
                naming.to(self._lasting)
        self._pending = [naming for naming in self._pending if naming.folder != folder]

    def _name(self, path: bytes) -> str:
        return path.removeprefix(self._root).decode() if path + b"/" != self._root else ""


def _parent(name: str) -> str:
    return name.rpartition("/")[0]


def _within(name: str, folders: set[str]) -> bool:
    """Tell whether each folder that a file is in is there."""
    while name:
        name = _parent(name)
        if name not in folders:
            return False
    return True


def _sync(file: _File) -> None:
    _apply(file.lasting, file.pending)
    file.pending.clear()


def _apply(content: bytearray, changes: Iterable[Change]) -> None:
    for place, data in changes:
        if data is None:
            _fit(content, place)
        else:
            if len(content) < place:
                _fit(content, place)
            content[place : place + len(data)] = data


def _fit(content: bytearray, size: int) -> None:
    del content[size:]
    content.extend(bytes(size - len(content)))


def _left(file: _File, manner: str, chance: random.Random) -> bytes:
    content = bytearray(file.lasting)
    for place, data in file.pending:
        kept = manner == "everything" or (manner != "nothing" and chance.random() < 0.5)
        if manner == "torn" and data is not None:
            _apply(content, _sectors(place, data, chance))
        elif kept:
            _apply(content, [(place, data)])
    return bytes(content)


def _sectors(place: int, data: bytes, chance: random.Random) -> Iterable[Change]:
    """Return those sectors of a write that reached the disk."""
    at = 0
    while at < len(data):
        end = min(len(data), at + SECTOR - (place + at) % SECTOR)
        if chance.random() < 0.5:
            yield place + at, data[at:end]
        at = end
