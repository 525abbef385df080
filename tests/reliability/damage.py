"""A small library of many sizes of plan, and thousands of ways to damage it, by seed."""

import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random

import msgspec
from msgspec.structs import replace

from planner.model.evidence import Card, Factor, Question
from planner.model.framework import Framework, Role, SlotKind
from planner.model.pack import Pack, PackInfo
from planner.model.plan import Plan
from planner.store.database import create
from planner.store.library import Library
from planner.store.sealed import sealed

PAGE = 4096
NOW = 1_800_000_000.0
SIZES = (1_000, 3_000, 6_000, 12_000, 25_000, 40_000, 60_000)
"""The lengths of the plans, in characters."""

_PEEL = Framework("peel", "PEEL", slots=(SlotKind("Point", Role.OTHER),))


def plan(number: int, length: int, state: int) -> Plan:
    """Return a plan as it was at one of its states; no two passages of it are alike."""
    words = Random(f"{number} {length} {state}")
    parts = [
        f"{state}: " + "".join(words.choices("abcdefgh ijklm\n é", k=n)) for n in _split(length)
    ]
    parts += [""] * (3 - len(parts))
    return Plan(
        f"plan/{number}",
        Question("own/q", f"Question {number}?"),
        _PEEL,
        f"Plan {number}",
        line_of_argument=parts[2],
        introduction=parts[0],
        conclusion=parts[1],
    )


def _split(length: int) -> list[int]:
    return [min(19_000, length - at) for at in range(0, length, 19_000)][:3] or [1]


def pack() -> Pack:
    """Return a pack of some dozens of cards, one of which is longer than a page."""
    cards = tuple(
        Card(f"usa/{n}", f"Card {n}", "Long. " * (900 if n == 7 else 8), factors=("usa/luck",))
        for n in range(36)
    )
    worked = (replace(plan(99, 2_000, 0), id="usa/worked"),)
    return Pack(PackInfo("usa", "The struggle"), (Factor("usa/luck", "Luck"),), (), cards, worked)


class Sound:
    """A library without damage, and every state in which each of its plans was ever saved."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.states: dict[str, list[Plan]] = {}
        path = folder / "library.db"
        create(path)
        with Library.open(path) as library:
            library.install(pack(), "RW" + "a" * 54)
            for number, length in enumerate(SIZES):
                for state in range(2):
                    self._save(library, plan(number, length, state))
                library.versions.keep(plan(number, length, 0), "", 50.0 + number)
            library.plans.delete("plan/1", 900.0)
            for number in range(4):
                library.save_card(Card(f"own/{number}", f"My card {number}", "Mine. " * 40))
                library.set_note(f"usa/{number}", f"My note {number}")
            library.set_setting("theme", "dark")
            library.drafts.save(replace(pack(), info=PackInfo("mine", "Mine"), plans=()), 70.0)
            earlier = path.read_bytes()
            self._save(library, plan(2, SIZES[2], 2))
            self.backup = library.back_up("work", NOW).path
        self.data = path.read_bytes()
        self.ids = set(self.states)
        self.earlier = earlier
        self.hot = self._interrupted(folder / "hot.db", self.data)
        self.stale = self._interrupted(folder / "stale.db", earlier)[1]
        other = folder / "other.db"
        create(other)
        with Library.open(other) as library:
            library.plans.save(plan(0, 30_000, 9), 1.0)
        self.foreign = self._interrupted(folder / "foreign.db", other.read_bytes())[1]
        self.pages = {
            plan_id: _pages(self.data, states[-1]) for plan_id, states in self.states.items()
        }

    def _save(self, library: Library, saved: Plan) -> None:
        self.states.setdefault(saved.id, []).append(saved)
        library.plans.save(saved, 100.0 + len(self.states))

    def _interrupted(self, path: Path, data: bytes) -> tuple[bytes, bytes]:
        """Return a library and its journal as they are in the midst of a change to it."""
        path.write_bytes(data)
        with closing(sqlite3.connect(path)) as connection:
            for pragma in ("cache_size=2", "journal_mode=TRUNCATE", "synchronous=FULL"):
                connection.execute(f"PRAGMA {pragma}")
            bodies = connection.execute("SELECT id, digest, body FROM versions").fetchall()
            for _ in range(3):
                # Each plan becomes what one of its versions was: a state that was saved once.
                for _, digest, body in bodies:
                    connection.execute(
                        "UPDATE plans SET digest = ?, body = ? WHERE id = json_extract(?, '$.id')",
                        [digest, body, body],
                    )
                connection.execute("UPDATE plans SET touched = touched + 1")
                connection.execute("INSERT INTO settings VALUES (hex(randomblob(9000)), 'x')")
            pair = path.read_bytes(), path.with_name(f"{path.name}-journal").read_bytes()
            connection.rollback()
        return pair


def _pages(data: bytes, saved: Plan) -> set[int]:
    """Return the pages that hold a plan's row, or what is the same as a part of it."""
    body, digest = msgspec.json.encode(saved), sealed(saved)["digest"].encode()
    found = set()
    for at in range(0, len(data), PAGE):
        page = data[at : at + PAGE]
        # An overflow page begins with the number of the next one.
        if digest in page or page[4:44] in body:
            found.add(at // PAGE)
    return found


Files = dict[str, bytes]
"""The bytes of a library, under the empty name, and of what is beside it, by what it ends in."""


def damaged(sound: Sound, seed: int) -> tuple[str, Files]:
    """Return the name of a kind of damage, and the files that it makes."""
    chance = Random(seed)
    names = sorted(_KINDS)
    name = names[seed % len(names)]
    return name, _KINDS[name](sound, chance)


def _flip(data: bytes, chance: Random, places: list[int]) -> bytes:
    changed = bytearray(data)
    for at in places:
        changed[at] ^= (
            1 << chance.randrange(8) if chance.random() < 0.5 else chance.randrange(1, 256)
        )
    return bytes(changed)


def _flipped(sound: Sound, chance: Random) -> Files:
    size = len(sound.data)
    return {"": _flip(sound.data, chance, chance.sample(range(size), chance.randint(1, 8)))}


def _header(sound: Sound, chance: Random) -> Files:
    return {"": _flip(sound.data, chance, chance.sample(range(100), chance.randint(1, 3)))}


def _schema(sound: Sound, chance: Random) -> Files:
    return {"": _flip(sound.data, chance, chance.sample(range(100, 4 * PAGE), 2))}


def _tree(sound: Sound, chance: Random) -> Files:
    """Change the head of a page of a table or an index, which says what is in it."""
    heads = [at for at in range(PAGE, len(sound.data), PAGE) if sound.data[at] in (2, 5, 10, 13)]
    at = chance.choice(heads)
    return {"": _flip(sound.data, chance, [at + chance.randrange(12) for _ in range(2)])}


def _overflow(sound: Sound, chance: Random) -> Files:
    heads = [at for at in range(PAGE, len(sound.data), PAGE) if sound.data[at] == 0]
    at = chance.choice(heads)
    return {"": _flip(sound.data, chance, [at + chance.choice((2, 3, chance.randrange(PAGE)))])}


def _lost_page(sound: Sound, chance: Random) -> Files:
    at = chance.randrange(len(sound.data) // PAGE) * PAGE
    fill = chance.choice((bytes(PAGE), b"\xff" * PAGE, chance.randbytes(PAGE)))
    return {"": sound.data[:at] + fill + sound.data[at + PAGE :]}


def _swapped(sound: Sound, chance: Random) -> Files:
    pages = [sound.data[at : at + PAGE] for at in range(0, len(sound.data), PAGE)]
    one, other = chance.sample(range(len(pages)), 2)
    pages[one], pages[other] = pages[other], pages[one]
    return {"": b"".join(pages)}


def _truncated(sound: Sound, chance: Random) -> Files:
    size = len(sound.data)
    end = chance.choice((chance.randrange(size), chance.randrange(size // PAGE) * PAGE))
    return {"": sound.data[:end]}


def _emptied(sound: Sound, chance: Random) -> Files:
    return {"": chance.choice((b"", bytes(len(sound.data)), bytes(chance.randrange(9_000))))}


def _foreign(sound: Sound, chance: Random) -> Files:
    text = b"Dear diary, nothing to report.\n" * chance.randint(1, 400)
    header = b"SQLite format 3\x00" + chance.randbytes(chance.randrange(6_000))
    return {"": chance.choice((text, chance.randbytes(chance.randrange(1, 9_000)), header))}


def _half_old(sound: Sound, chance: Random) -> Files:
    """Put pages of an earlier day among those of today, as a failing copy does."""
    shorter = min(len(sound.data), len(sound.earlier)) // PAGE
    changed = bytearray(sound.data)
    for page in chance.sample(range(shorter), chance.randint(1, shorter)):
        changed[page * PAGE : (page + 1) * PAGE] = sound.earlier[page * PAGE : (page + 1) * PAGE]
    return {"": bytes(changed)}


def _hot(sound: Sound, chance: Random) -> Files:
    data, journal = sound.hot
    return {"": data, "-journal": journal}


def _hot_without(sound: Sound, chance: Random) -> Files:
    return {"": sound.hot[0]}


def _hot_changed(sound: Sound, chance: Random) -> Files:
    data, journal = sound.hot
    places = chance.sample(range(len(journal)), chance.randint(1, 20))
    if chance.random() < 0.3:
        places = [chance.randrange(28)]
    changed = _flip(journal, chance, places)
    if chance.random() < 0.3:
        changed = changed[: chance.randrange(len(changed))]
    return {"": data, "-journal": changed}


def _hot_damaged(sound: Sound, chance: Random) -> Files:
    data, journal = sound.hot
    places = chance.sample(range(len(data)), chance.randint(1, 30))
    return {"": _flip(data, chance, places), "-journal": journal}


def _stale(sound: Sound, chance: Random) -> Files:
    journal = chance.choice((sound.stale, sound.foreign, sound.hot[1]))
    return {"": sound.data, "-journal": journal}


def _litter(sound: Sound, chance: Random) -> Files:
    mark = chance.choice(("-journal", "-wal", "-shm"))
    return {"": sound.data, mark: chance.randbytes(chance.randrange(1, 9_000))}


_KINDS = {
    "a byte flipped": _flipped,
    "the header": _header,
    "the schema": _schema,
    "a page's head": _tree,
    "an overflow page": _overflow,
    "a page lost": _lost_page,
    "pages swapped": _swapped,
    "truncated": _truncated,
    "emptied": _emptied,
    "a foreign file": _foreign,
    "half of it old": _half_old,
    "interrupted": _hot,
    "interrupted, no journal": _hot_without,
    "a damaged journal": _hot_changed,
    "damaged and interrupted": _hot_damaged,
    "a stale journal": _stale,
    "litter beside it": _litter,
}
