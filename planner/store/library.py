"""One library: its packs, their questions and cards, the plans, and the settings."""

from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

import msgspec

from planner import shipped
from planner.model.evidence import Card, Factor, Question
from planner.model.pack import Pack, PackInfo
from planner.store import errors
from planner.store.database import Database
from planner.store.errors import store_error
from planner.store.plans import PlanStore
from planner.store.search import Query, Search

_Value = TypeVar("_Value")


class Library:
    """An open library; close it, or use it in a with statement."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._search = Search(database)
        self.plans = PlanStore(database)

    @classmethod
    def open(cls, path: Path, *, write: bool = True) -> "Library":
        """Open the library in a file, to read and write or only to read.

        One that is open for writing is held: no second Marshal can open it.
        """
        immutable = not write and path.resolve() == shipped.LIBRARY.resolve()
        return cls(Database.open(path, write=write, immutable=immutable))

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

    def warm(self) -> None:
        """Load what the first write needs, beside whatever else is going on."""
        self._database.warm()

    # Packs

    def packs(self) -> list[PackInfo]:
        """List the packs, in the order in which they were installed."""
        return self._values("SELECT info FROM packs WHERE place > 0 ORDER BY place", [], PackInfo)

    def factors(self, pack: str | None = None) -> list[Factor]:
        """List the factors of a pack, or of every pack."""
        return self._of_packs("factors", pack, Factor)

    def questions(self, pack: str | None = None) -> list[Question]:
        """List the questions of a pack, or of every pack."""
        return self._of_packs("questions", pack, Question)

    def install(self, pack: Pack) -> None:
        """Put a pack in, in the place of an earlier version of it; all of it, or none."""
        from planner.store.install import install_pack

        self._search.forget()
        with self._database.writing() as db:
            install_pack(db, pack)

    # Cards

    def cards(self, ids: Iterable[str]) -> list[Card]:
        """Return the cards with these ids that are in the library, in the order asked for."""
        asked = list(ids)
        sql = "SELECT body FROM cards WHERE id IN (SELECT value FROM json_each(?))"
        found = self._values(sql, [msgspec.json.encode(asked).decode()], Card)
        known = {card.id: card for card in found}
        return [known[card_id] for card_id in asked if card_id in known]

    def count(self, query: Query) -> int:
        """Count the cards that match."""
        return self._search.count(query)

    def page(self, query: Query, offset: int, limit: int) -> list[Card]:
        """Return the matching cards from number offset on, at most limit of them."""
        return self._search.page(query, offset, limit)

    def save_card(self, card: Card) -> None:
        """Keep one of the student's own cards, new or changed."""
        from planner.store.install import save_own

        self._search.forget()
        with self._database.writing() as db:
            save_own(db, card)

    def delete_card(self, card_id: str) -> None:
        """Delete one of the student's own cards; the plans that use it keep their copy."""
        from planner.store.install import delete_own

        self._search.forget()
        with self._database.writing() as db:
            delete_own(db, card_id)

    # Settings

    def setting(self, key: str, default: str = "") -> str:
        """Return what was set, or the default where nothing was."""
        found = self._database.row("SELECT value FROM settings WHERE key = ?", [key])
        return str(found[0]) if found else default

    def set_setting(self, key: str, value: str) -> None:
        """Keep a setting in the library, where it travels with the plans."""
        with self._database.writing() as db:
            db.table("settings").upsert({"key": key, "value": value}, pk="key")

    def _of_packs(self, table: str, pack: str | None, kind: type[_Value]) -> list[_Value]:
        sql = (
            f"SELECT {table}.body FROM {table} JOIN packs ON packs.id = {table}.pack "
            f"WHERE ? IS NULL OR packs.id = ? ORDER BY packs.place, {table}.position"
        )
        return self._values(sql, [pack, pack], kind)

    def _values(self, sql: str, values: list[Any], kind: type[_Value]) -> list[_Value]:
        decoder = msgspec.json.Decoder(kind)
        try:
            return [decoder.decode(body) for (body,) in self._database.rows(sql, values)]
        except msgspec.DecodeError as error:
            raise store_error(errors.DAMAGED, self.path) from error
