"""All that a student has put into a library, in one zip file that other programs can read."""

import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec
from msgspec import Struct

from planner.export import Choices, render
from planner.export.errors import ExportError, explain
from planner.export.naming import safe_name
from planner.export.write import check_place
from planner.files import put_in_place, sync_folder
from planner.model.framework import Essay
from planner.packs.errors import PackError
from planner.packs.plan_file import SUFFIX, plan_bytes
from planner.packs.source_write import source_toml
from planner.store.errors import StoreError
from planner.store.holdings import Holdings
from planner.store.library import Library
from planner.store.plans import PlanSummary

if TYPE_CHECKING:
    from planner.model.plan import Plan

Advance = Callable[[int, int], None]

_ALL = Choices(ranking=True, links=True, timeline=True, sorting=True)
_COPYING = 20
"""How many plans the copying of the library counts as, where it is told how far all is."""
_DAY = (1980, 1, 1, 0, 0, 0)

_README = """\
This is all that you made in Marshal.

plans            each plan as text (Markdown) and as a plan file, which Marshal opens
deleted plans    the plans that you deleted and did not delete for good
packs            the packs that you make, as sources for “pack build”
cards.json       your own cards
notes.json       your notes on cards
settings.json    what Marshal remembers of how you work
library.db       a copy of the library itself, with earlier versions of plans; to go on working in
                 it, choose Open… in Marshal, or start it with --library library.db

Backups, and your signing key if you have one, are not in here. “Your data” in the File menu says
where they are.
"""


class TakenOut(Struct, frozen=True):
    """What was put in; left_out: the titles of what is damaged and could not be."""

    plans: int
    packs: int
    left_out: tuple[str, ...]


class _Entry(NamedTuple):
    """One file of the zip, by its name without the suffix; one with no files was left out."""

    folder: str
    name: str
    files: dict[str, bytes]


def take_out(
    library: Library, target: Path, essay: Essay, advance: Advance | None = None
) -> TakenOut:
    """Write all that is the student's own into a zip file, whole or not at all.

    advance(done, total) is called between steps, and may raise to end it; what was there is as it
    was then. Raises ExportError or StoreError, in words, where it cannot be written.
    """
    if os.path.realpath(target) == os.path.realpath(library.path):
        raise ExportError(f"{target} is the library itself. Choose another name.")
    try:
        check_place(target)
        with _in_place(target) as part, _part(target.parent) as copy:
            return _write(library, part, copy, essay, advance or _on)
    except (OSError, ValueError) as error:
        raise explain(target, error) from error


def _on(_done: int, _total: int) -> None:
    """Go on."""


def _write(library: Library, part: Path, copy: Path, essay: Essay, advance: Advance) -> TakenOut:
    held = library.holdings()
    total = _COPYING + held.plans + held.deleted + held.drafts
    library.write_clean(copy, lambda done, of: advance(_COPYING * done // max(1, of), total))
    taken, counts, left = set[str](), {"plans": 0, "deleted plans": 0, "packs": 0}, []
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as made:
        for number, entry in enumerate(_entries(library, held, essay), _COPYING):
            advance(number, total)
            if not entry.files:
                left.append(entry.name)
                continue
            counts[entry.folder] += 1
            name = _free(f"{entry.folder}/{entry.name}", taken)
            for suffix, data in entry.files.items():
                made.writestr(_info(name + suffix), data)
        for name, data in _lists(held, left):
            made.writestr(_info(name), data)
        with copy.open("rb") as source, made.open(_info("library.db"), "w") as held_in:
            shutil.copyfileobj(source, held_in, 1 << 20)
    advance(total, total)
    return TakenOut(counts["plans"] + counts["deleted plans"], counts["packs"], tuple(left))


def _entries(library: Library, held: Holdings, essay: Essay) -> Iterator[_Entry]:
    for folder, summaries in (
        ("plans", library.plans.summaries()),
        ("deleted plans", library.plans.deleted()),
    ):
        for summary in summaries:
            yield _plan(library, folder, summary, held, essay)
    for draft in library.drafts.summaries():
        try:
            pack = library.drafts.load(draft.id)
        except StoreError:
            yield _Entry("packs", draft.title, {})
            continue
        try:
            files = {".toml": source_toml(pack).encode()}
        except PackError:
            # One that is not finished yet may have ids that cannot stand in a source.
            files = {".json": _json(msgspec.to_builtins(pack))}
        yield _Entry("packs", safe_name(draft.id, "Pack", "Pack"), files)


def _plan(
    library: Library, folder: str, summary: PlanSummary, held: Holdings, essay: Essay
) -> _Entry:
    try:
        plan: Plan = library.plans.load(summary.id)
    except StoreError:
        return _Entry(folder, summary.title, {})
    notes = {card: held.notes[card] for card in plan.cards() if card in held.notes}
    files = {
        ".md": render(plan, "md", _ALL, essay, notes),
        SUFFIX: plan_bytes(plan, notes),
    }
    return _Entry(folder, safe_name(plan.title, "Plan", "Essay plan"), files)


def _lists(held: Holdings, left: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Go through the files that hold one list each, and what says what all of them are."""
    readme = _README
    if left:
        titles = "\n".join(f"  {title}" for title in left)
        readme += f"\nDamaged, and only in library.db as they are:\n{titles}\n"
    # Notepad takes no text for UTF-8 that does not begin by saying so.
    yield "README.txt", readme.encode("utf-8-sig")
    yield "cards.json", _json(msgspec.to_builtins(held.cards))
    yield "notes.json", _json(held.notes)
    yield "settings.json", _json(held.settings)


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=2).encode() + b"\n"


def _free(name: str, taken: set[str]) -> str:
    """Return a name that no other file has, whatever a system thinks of small letters."""
    free, number = name, 1
    while free.casefold() in taken:
        number += 1
        free = f"{name} {number}"
    taken.add(free.casefold())
    return free


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _DAY)
    info.compress_type = zipfile.ZIP_DEFLATED
    # Which system made it would otherwise be told.
    info.create_system = 0
    return info


@contextmanager
def _in_place(target: Path) -> Iterator[Path]:
    """Give a file to write that takes a name once it is whole, for its owner's eyes alone."""
    target = Path(os.path.realpath(target))
    with _part(target.parent) as part:
        yield part
        with part.open("r+b") as file:
            os.fsync(file.fileno())
        put_in_place(part, target)
        sync_folder(target.parent)


@contextmanager
def _part(folder: Path) -> Iterator[Path]:
    handle, name = tempfile.mkstemp(prefix=".marshal-", suffix=".part", dir=folder)
    os.close(handle)
    try:
        yield Path(name)
    finally:
        with suppress(OSError):
            os.unlink(name)
