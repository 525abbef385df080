"""All that Marshal does to files, each by itself, so that any call of it can fail.

A deed that is added to DEEDS is tried with every fault. It works in a Place and leaves there the
same each time.
"""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from msgspec.structs import replace

from planner.export import Choices, export_plan, save_export
from planner.model import edits
from planner.model.evidence import OWN, Card
from planner.model.plan import Field, Part, Plan
from planner.packs.data import read_frameworks
from planner.packs.fix_file import Fix, save_fix_file
from planner.packs.material import read_material
from planner.packs.pack_file import build_pack, read_pack_file, save_pack_file
from planner.packs.plan_file import read_plan_file, save_plan_file
from planner.packs.save import save_bytes
from planner.packs.source_write import source_toml
from planner.paper.choices import PaperChoices, Sheet
from planner.paper.pdf import make_pdf
from planner.paper.plan_pdf import plan_pdf
from planner.store.backup import backups, folder_of
from planner.store.database import VERSION
from planner.store.library import Library
from planner.store.opening import open_library, rescue_library, restore_backup, start_anew
from planner.store.place import start_library
from planner.takeout import take_out
from planner.ui.editor.keys import KeyRing
from tests.reliability.work import pack
from tests.ui import samples

NAME = "evidence.db"
OWN_CARD = Card(f"{OWN}/a1", "A card of my own", "Said in class.")
LATER = 9_000.0
FIXTURES = Path(__file__).resolve().parents[1] / "store" / "fixtures"
UPDATES = {f"bring version {number} up to date": number for number in range(1, VERSION)}
"""Starts with a library of an earlier version of the schema."""


@dataclass
class Place:
    """A folder with a library, open or not, and files."""

    folder: Path
    held: Library | None = None

    @property
    def path(self) -> Path:
        """Return where the library is."""
        return self.folder / NAME

    @property
    def library(self) -> Library:
        """Return the open library."""
        if self.held is None:
            self.held = Library.open(self.path)
        return self.held

    def close(self) -> None:
        """Close the library."""
        held, self.held = self.held, None
        if held is not None:
            held.close()


Deed = Callable[[Place], object]


def long_plan() -> Plan:
    """Return a plan that fills several pages of a library."""
    plan = samples.placed(samples.begun(), samples.FUNERAL, samples.POST)
    for paragraph in plan.paragraphs:
        field = Field(Part.SLOT, paragraph.slots[0].id)
        plan = edits.write(plan, field, "Stalin held the party. " * 200)
    return plan


def furnish(place: Place) -> None:
    """Put something of everything into a new place."""
    library = place.library
    library.install(samples.pack())
    library.plans.save(long_plan(), 1.0)
    for name in ("other", "deleted"):
        library.plans.save(samples.begun(name), 2.0)
    library.plans.delete("deleted", 3.0)
    library.versions.keep(long_plan(), "Before", 4.0)
    library.drafts.save(pack(1, 20), 5.0)
    library.set_note(samples.MOOD.id, "My note")
    library.save_card(OWN_CARD)
    library.back_up("first", 6.0)
    library.plans.save(samples.begun("later"), 7.0)
    for suffix in ("essayplan", "md", "docx", "pdf", "evidencefix", "toml", "zip"):
        (place.folder / f"out.{suffix}").write_text("What was here before.")
    save_plan_file(samples.begun("there"), place.folder / "in.essayplan", {})
    save_pack_file(build_pack(pack(2, 20)), place.folder / "in.evidencepack")
    (place.folder / "in.md").write_text("# The testament\n\n- Few delegates heard it.\n")
    (place.folder / "in.csv").write_text("Headline,Detail\nThe funeral,Trotsky was away.\n")


def _edit(edit: Callable[[Plan], Plan], place: Place) -> None:
    plans = place.library.plans
    plans.save(edit(plans.load("plan")), LATER)


def _export(suffix: str, place: Place) -> None:
    essay, path = read_frameworks().essay, place.folder / f"out.{suffix}"
    export_plan(long_plan(), path, Choices(), essay, printer=plan_pdf)


def _print(place: Place) -> None:
    framework = read_frameworks().frameworks[0]
    sheet = make_pdf(samples.pack(), Sheet.CARDS, PaperChoices(), framework)
    save_export(sheet, place.folder / "out.pdf")


def _import_pack(place: Place) -> None:
    file = read_pack_file(place.folder / "in.evidencepack")
    place.library.install(file.pack, file.signer)


def _import_plan(place: Place) -> None:
    file = read_plan_file(place.folder / "in.essayplan")
    place.library.plans.save(file.plan, LATER)


def _import_notes(name: str, place: Place) -> None:
    material = read_material(place.folder / name)
    place.library.set_setting("last_plan", str(len(str(material))))


def _make_key(place: Place) -> None:
    # Every key is another; what counts is that there is one, and that it can be read.
    ring = KeyRing(place.library)
    if not ring.is_there:
        ring.make()
    ring.read()


def _start(place: Place) -> None:
    place.close()
    place.held = open_library(place.path)
    place.held.plans.summaries()


def _remove(place: Place) -> None:
    place.close()
    place.path.unlink()
    shutil.rmtree(folder_of(place.path))


def leave_a_journal(path: Path) -> None:
    """Leave a library as a process does that was killed while it wrote: half of it is changed."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for pragma in ("journal_mode=TRUNCATE", "cache_size=2"):
            connection.execute(f"PRAGMA {pragma}").fetchall()
        connection.execute("BEGIN")
        connection.execute("UPDATE plans SET body = body || hex(zeroblob(9000)), title = 'Lost'")
        connection.execute("DELETE FROM cards")
        names = (path, path.with_name(f"{path.name}-journal"))
        left = [(name, name.read_bytes()) for name in names]
        connection.execute("ROLLBACK")
    for name, data in left:
        name.write_bytes(data)


def _kill(place: Place) -> None:
    place.close()
    leave_a_journal(place.path)


def _grow_old(number: int, place: Place) -> None:
    """Put the library of an earlier version in the place, without backups."""
    _remove(place)
    shutil.copyfile(FIXTURES / f"library-v{number}.db", place.path)


def _damage(place: Place) -> None:
    place.close()
    data = place.path.read_bytes()
    # The first pages of it are lost, all but the header by which it is known.
    place.path.write_bytes(data[:100] + bytes(3 * 4_096 - 100) + data[3 * 4_096 :])


def _restore_damaged(place: Place) -> None:
    place.held = restore_backup(place.path, backups(place.path)[-1].path, LATER)


def _rescue(place: Place) -> None:
    place.held, _ = rescue_library(place.path, LATER)


def _begin_anew(place: Place) -> None:
    place.held = start_anew(place.path, LATER)


def _longer(plan: Plan) -> Plan:
    field = Field(Part.SLOT, plan.paragraphs[1].slots[1].id)
    return edits.write(edits.add_paragraph(plan), field, "And more of it. " * 300)


DEEDS: dict[str, Deed] = {
    "begin a plan": lambda place: place.library.plans.save(samples.begun("new"), LATER),
    "write more": partial(_edit, _longer),
    "take a paragraph out": partial(_edit, lambda p: edits.remove_paragraph(p, p.paragraphs[0].id)),
    "delete a plan": lambda place: place.library.plans.delete("plan", LATER),
    "restore a plan": lambda place: place.library.plans.restore("deleted"),
    "forget a plan": lambda place: place.library.plans.forget("plan"),
    "keep a version": lambda p: p.library.versions.keep(samples.begun("plan"), "Now", LATER),
    "keep a note": lambda place: place.library.set_note(samples.MOOD.id, "Another note"),
    "keep a setting": lambda place: place.library.set_setting("last_plan", "plan"),
    "keep a card": lambda p: p.library.save_card(replace(OWN_CARD, detail="Longer. " * 99)),
    "delete a card": lambda place: place.library.delete_card(OWN_CARD.id),
    "install a pack": lambda place: place.library.install(pack(3, 20)),
    "hide a pack": lambda place: place.library.hide("usa"),
    "remove a pack": lambda place: place.library.remove("usa"),
    "change a draft": lambda place: place.library.drafts.save(pack(4, 30), LATER),
    "publish a draft": lambda place: place.library.drafts.set_published("usa", pack(5, 20)),
    "save a plan file": lambda p: save_plan_file(long_plan(), p.folder / "out.essayplan"),
    "save a pack file": lambda p: save_pack_file(
        build_pack(samples.pack()), p.folder / "in.evidencepack"
    ),
    "save a fix": lambda place: save_fix_file(
        Fix("usa", 1, samples.MOOD, replace(samples.MOOD, detail="Why?")),
        place.folder / "out.evidencefix",
    ),
    "save a source": lambda place: save_bytes(
        source_toml(samples.pack()).encode(), place.folder / "out.toml"
    ),
    "export Markdown": partial(_export, "md"),
    "export Word": partial(_export, "docx"),
    "export PDF": partial(_export, "pdf"),
    "print a pack": _print,
    "back up": lambda place: place.library.back_up("work", LATER),
    "restore a backup": lambda p: p.library.restore(backups(p.path)[-1].path, LATER),
    "save a copy": lambda place: place.library.save_copy(place.folder / "copy.db"),
    "export everything": lambda place: take_out(
        place.library, place.folder / "out.zip", read_frameworks().essay
    ),
    "import a plan": _import_plan,
    "import a pack": _import_pack,
    "import notes": partial(_import_notes, "in.md"),
    "import a table": partial(_import_notes, "in.csv"),
    "make a key": _make_key,
    "start anew": _start,
    "start in a new folder": lambda p: start_library(p.folder / "new folder" / NAME),
    "open again": _start,
    "open after a kill": _start,
    **dict.fromkeys(UPDATES, _start),
}

MENDS: dict[str, Deed] = {
    "put a backup in the place of a damaged library": _restore_damaged,
    "rescue a damaged library": _rescue,
    "begin anew after a damaged library": _begin_anew,
}
"""What is done to a library that cannot be opened; it is kept under another name."""

BEFORE: dict[str, Callable[[Place], object]] = {
    "start anew": _remove,
    "open again": Place.close,
    "open after a kill": _kill,
    **{name: partial(_grow_old, number) for name, number in UPDATES.items()},
    **dict.fromkeys(MENDS, _damage),
}
"""What comes before some of the deeds, and cannot fail."""
