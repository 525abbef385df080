"""A disk that loses its power: what may be on it after a cut at any place of a log.

What is written lasts once its file is synced, and a name once its folder is. Before that, each
write may be there, or not, or some of its sectors; of the names that came and went, the first so
many are there.
"""

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from tests.reliability import shim

SECTOR = 512

Change = tuple[int, bytes | None]
"""A write and where it went; None in place of its bytes: the file was cut there."""


@dataclass(slots=True, eq=False)
class _File:
    lasting: bytearray = field(default_factory=bytearray)
    pending: list[Change] = field(default_factory=list)


Names = dict[str, _File]


class Disk:
    """Follows a log, and tells what a cut would leave."""

    def __init__(self) -> None:
        self.told: list[str] = []
        """What was noted as safe so far."""
        self._names: Names = {}
        self._lasting: Names = {}
        self._pending: list[Callable[[Names], None]] = []
        self._open: dict[int, _File | None] = {}

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
            case shim.WRITE if file is not None:
                file.pending.append((record.place, record.data))
            case shim.TRUNCATE if file is not None:
                file.pending.append((record.place, None))
            case shim.SYNC if file is not None:
                _apply(file.lasting, file.pending)
                file.pending.clear()
            case shim.SYNC:
                self._lasting = dict(self._names)
                self._pending.clear()
            case shim.RENAME | shim.UNLINK | shim.LINK:
                self._on_named(record)

    def cut(self, chance: random.Random) -> dict[str, bytes]:
        """Return the files that are there after a cut now, one way in which it can go."""
        manner = chance.choice(["nothing", "everything", "some", "some", "torn"])
        count = len(self._pending)
        done = {"nothing": 0, "everything": count}.get(manner, chance.randint(0, count))
        names = dict(self._lasting)
        for change in self._pending[:done]:
            change(names)
        return {name: _left(file, manner, chance) for name, file in names.items()}

    def _on_open(self, record: shim.Record) -> None:
        if record.place & shim.FOLDER:
            self._open[record.fd] = None
            return
        name = _name(record.data)
        if record.place & shim.CREATED:
            made = _File()
            self._name(lambda names: _give(names, name, made))
        file = self._names[name]
        self._open[record.fd] = file
        if record.place & shim.EMPTIED:
            file.pending.append((0, None))

    def _on_named(self, record: shim.Record) -> None:
        old, _, new = record.data.partition(b"\0")
        if record.kind == shim.UNLINK:
            self._name(lambda names: names.pop(_name(old), None))
        elif record.kind == shim.LINK:
            self._name(lambda names: _give(names, _name(new), names.get(_name(old))))
        else:
            self._name(lambda names: _give(names, _name(new), names.pop(_name(old), None)))

    def _name(self, change: Callable[[Names], object]) -> None:
        change(self._names)
        self._pending.append(change)


def _give(names: Names, name: str, file: _File | None) -> None:
    assert file is not None, f"{name} is given to a file that is not there"
    names[name] = file


def _name(path: bytes) -> str:
    return path.decode().rpartition("/")[2]


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
