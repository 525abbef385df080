"""One library: its packs, their questions and cards, plans, notes, drafts and settings."""

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from planner import shipped
from planner.model.evidence import Card, Factor, Question
from planner.model.framework import QuestionType
from planner.model.pack import Known, Pack, PackInfo
from planner.model.text import PASSAGE, clean_text, within
from planner.store import errors, packs
from planner.store.database import Database
from planner.store.drafts import DraftStore
from planner.store.errors import store_error
from planner.store.packs import InstalledPack, PackState
from planner.store.plans import PlanStore
from planner.store.search import Query, Search
from planner.store.versions import VersionStore

if TYPE_CHECKING:
    from sqlite_utils import Database as Writer

    from planner.store.backup import Backup
    from planner.store.backup_plans import Difference
    from planner.store.check import Report
    from planner.store.hold import Mark
    from planner.store.holdings import Holdings
    from planner.store.install import Advance

_Value = TypeVar("_Value")

_CARDS = "SELECT body FROM cards WHERE id IN (SELECT value FROM json_each(?))"
_NOTES = "SELECT card, text FROM notes WHERE card IN (SELECT value FROM json_each(?))"
_SETTING = "SELECT value FROM settings WHERE key = ?"
_OF_PACKS = """
SELECT {table}.body FROM {table} JOIN packs ON packs.id = {table}.pack
WHERE ? IS NULL OR packs.id = ? ORDER BY packs.place, {table}.position
"""


class Library:
    """An open library; close it, or use it in a with statement."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.search = Search(database)
        self.plans = PlanStore(database)
        self.drafts = DraftStore(database)
        self.versions = VersionStore(database)
        self._backed_up: tuple[int, Backup] | None = None
        self._work_backed_up = self._trifles = 0

    @classmethod
    def open(cls, path: Path, *, write: bool = True, past: "Mark | None" = None) -> "Library":
        """Open the library in a file, to read and write or only to read.

        One that is open for writing is held: no second Marshal can open it, and Held is raised
        there. past: the mark of another computer that was seen to stand still. One of an earlier
        version is backed up before it is brought up to date.
        """
        immutable = not write and path.resolve() == shipped.LIBRARY.resolve()
        database = Database.open(
            path, write=write, immutable=immutable, past=past, migrating=_back_up_first
        )
        return cls(database)

    def close(self) -> None:
        """Close the file and let others have it."""
        self._database.close()

    def __enter__(self) -> "Library":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """Return the file that the library is in."""
        return self._database.path

    @property
    def writable(self) -> bool:
        """Tell whether the library was opened for writing."""
        return self._database.writable

    @property
    def refusal(self) -> str:
        """Say, in a sentence, why nothing can be changed; empty where it can."""
        return self._database.refusal

    def save_copy(self, target: Path, advance: "Advance | None" = None) -> None:
        """Put a copy of the library in the place of a file, even where its own file is gone."""
        from planner.store.copying import save_copy

        save_copy(self._database, target, advance)

    def write_clean(self, target: Path, advance: "Advance | None" = None) -> None:
        """Write a copy to a file, with nothing of this computer in it and of what was deleted."""
        from planner.store.copying import write_clean

        write_clean(self._database, target, advance)

    def holdings(self) -> "Holdings":
        """Count and read what is the student's own."""
        from planner.store.holdings import holdings

        return holdings(self._database)

    def beat(self) -> None:
        """Say to other computers that the library is still open here; call it each hold.BEAT.

        Raises Replaced where the file is no longer the one that was opened.
        """
        self._database.beat()

    def warm(self) -> None:
        """Load what the first write needs, beside whatever else is going on."""
        self._database.warm()

    # Backups

    def back_up(self, reason: str, now: float, advance: "Advance | None" = None) -> "Backup":
        """Keep a copy of all that the library holds, read through before it counts.

        It may be called from a thread beside the window’s. Where nothing has changed since the
        last one of this session, that is returned. reason: a word. advance: see back_up.
        """
        from planner.store.backup import back_up

        changes, last = self._database.changes, self._backed_up
        if last is not None and last[0] == changes and last[1].path.exists():
            return last[1]
        work = changes - self._trifles
        made = back_up(self._database, reason, now, advance)
        self._backed_up, self._work_backed_up = ((changes, made) if made.sound else None), work
        return made

    @property
    def unbacked(self) -> bool:
        """Tell whether more than settings was changed since the last backup, or since opening."""
        return self._database.changes - self._trifles != self._work_backed_up

    def restore(self, backup: "Path", now: float, advance: "Advance | None" = None) -> "Backup":
        """Make the library hold what a backup holds, and return a backup of what it held before.

        Settings stay as they are. To restore that one is to take it back. Whoever shows the
        library has to read it anew. Raises StoreError, and changes nothing, for an unsound one.
        """
        from planner.store.restore import keep_settings, ready

        with ready(backup) as source:
            made = self.back_up("restore", now, advance)
            keep_settings(self._database, source)
            self._backed_up = None
            self._database.replace_from(source)
        self.search.forget()
        return made

    def difference(self, backup: "Path") -> "Difference":
        """Compare the plans with those in a backup; raise where that cannot be read."""
        from planner.store.backup_plans import difference

        return difference(self._database.rows, backup)

    @property
    def damaged(self) -> bool:
        """Tell whether reading it has met with damage since it was opened."""
        return self._database.damaged

    def check(self, advance: "Advance | None" = None) -> "Report":
        """Read all that the library holds, and say what is wrong with it."""
        from planner.store.check import examine

        return examine(self._database.rows, advance)

    # Packs

    def packs(self) -> list[PackInfo]:
        """List the packs that are shown, in the order in which they were installed."""
        return [pack.info for pack in self.installed() if not pack.hidden]

    def installed(self) -> list[InstalledPack]:
        """List all packs, the hidden ones too, in the order in which they were installed."""
        return packs.installed_packs(self._database)

    def pack(self, pack_id: str) -> Pack:
        """Return all that a pack says, also a hidden one’s; raise where there is none."""
        return packs.read_pack(self._database, pack_id)

    def known(self, pack_id: str) -> Known | None:
        """Return what is remembered of a pack, also once it is removed; None for a new one."""
        return packs.known_pack(self._database, pack_id)

    def question_types(self) -> list[QuestionType]:
        """List the kinds of question that the packs which are shown bring."""
        return packs.pack_types(self._database)

    def factors(self, pack: str | None = None) -> list[Factor]:
        """List the factors of a pack, or of every pack."""
        return self._of_packs("factors", pack, Factor)

    def questions(self, pack: str | None = None) -> list[Question]:
        """List the questions of a pack, or of every pack."""
        return self._of_packs("questions", pack, Question)

    def install(self, pack: Pack, signer: str = "", advance: "Advance | None" = None) -> None:
        """Put a pack in, in the place of an earlier version of it; all of it, or none.

        signer: the public key that it is signed with, which is remembered. advance(done, total)
        is called between chunks of cards, here and below, and may raise to undo all of it.
        """
        from planner.store.install import install_pack

        with self._changing_cards() as db:
            install_pack(db, pack, signer, advance)

    def hide(self, pack_id: str, advance: "Advance | None" = None) -> None:
        """Keep a pack, but show nothing of it; hiding a hidden one changes nothing."""
        from planner.store.install import hide_pack

        with self._changing_cards() as db:
            hide_pack(db, self.pack(pack_id), advance)

    def show(self, pack_id: str, advance: "Advance | None" = None) -> None:
        """Show a hidden pack again, as it was and where it was."""
        from planner.store.install import install_pack

        with self._changing_cards() as db:
            install_pack(db, self.pack(pack_id), "", advance)

    def remove(self, pack_id: str, advance: "Advance | None" = None) -> None:
        """Take a pack out; plans keep their copies, and notes and its signer are remembered."""
        from planner.store.install import remove_pack

        with self._changing_cards() as db:
            remove_pack(db, pack_id, advance)

    def state(self, pack_id: str) -> PackState | None:
        """Return what put_back needs to bring a pack back as it is now, or gone as it is now."""
        return packs.pack_state(self._database, pack_id)

    def put_back(
        self, pack_id: str, state: PackState | None, advance: "Advance | None" = None
    ) -> None:
        """Bring all that the library holds of a pack back to what it was."""
        from planner.store.install import put_back

        pack = packs.unpacked(self._database, state.body) if state and state.place else None
        with self._changing_cards() as db:
            put_back(db, pack_id, state, pack, advance)

    # Cards

    def cards(self, ids: Iterable[str]) -> list[Card]:
        """Return the cards with these ids that are in the library, in the order asked for."""
        asked = list(ids)
        found = self._values(_CARDS, [msgspec.json.encode(asked).decode()], Card)
        known = {card.id: card for card in found}
        return [known[card_id] for card_id in asked if card_id in known]

    def count(self, query: Query) -> int:
        """Count the cards that match."""
        return self.search.count(query)

    def page(self, query: Query, offset: int, limit: int) -> list[Card]:
        """Return the matching cards from number offset on, at most limit of them."""
        return self.search.page(query, offset, limit)

    def save_card(self, card: Card) -> None:
        """Keep one of the student's own cards, new or changed."""
        from planner.store.cards import save_own

        with self._changing_cards() as db:
            save_own(db, card)

    def delete_card(self, card_id: str) -> None:
        """Delete one of the student's own cards; the plans that use it keep their copy."""
        from planner.store.cards import delete_own

        with self._changing_cards() as db:
            delete_own(db, card_id)

    # The student's notes on cards

    def notes(self, card_ids: Iterable[str]) -> dict[str, str]:
        """Return the notes on these cards, by the cards' ids."""
        return dict(self._database.rows(_NOTES, [msgspec.json.encode(list(card_ids)).decode()]))

    def set_note(self, card_id: str, text: str) -> None:
        """Keep the student’s note on a card, whichever packs come and go; an empty one is removed.

        Raises TextError where it is too long.
        """
        note = within(clean_text(text), PASSAGE, "A note")
        with self._database.writing() as db:
            if note.strip():
                db.table("notes").upsert({"card": card_id, "text": note}, pk="card")
            else:
                db.table("notes").delete_where("card = ?", [card_id])

    # Settings

    def setting(self, key: str, default: str = "") -> str:
        """Return what was set, or the default where nothing was."""
        found = self._database.row(_SETTING, [key])
        return str(found[0]) if found else default

    def set_setting(self, key: str, value: str) -> None:
        """Keep a setting in the library, where it travels with the plans."""
        before = self._database.changes
        with self._database.writing() as db:
            db.table("settings").upsert({"key": key, "value": value}, pk="key")
        self._trifles += self._database.changes - before

    @contextmanager
    def _changing_cards(self) -> "Iterator[Writer]":
        try:
            with self._database.writing() as db:
                yield db
        finally:
            # What was counted meanwhile may be taken back, so that it is forgotten after.
            self.search.forget()

    def _of_packs(self, table: str, pack: str | None, kind: type[_Value]) -> list[_Value]:
        return self._values(_OF_PACKS.format(table=table), [pack, pack], kind)

    def _values(self, sql: str, values: list[Any], kind: type[_Value]) -> list[_Value]:
        decoder = msgspec.json.Decoder(kind)
        try:
            return [decoder.decode(body) for (body,) in self._database.rows(sql, values)]
        except msgspec.DecodeError as error:
            raise store_error(errors.DAMAGED, self.path) from error


def _back_up_first(database: Database) -> None:
    from planner.store.backup import back_up

    back_up(database, "migration", time.time())
