"""What a student has put into a library, counted and read out whole."""

from typing import Any

import msgspec
from msgspec import Struct

from planner.model.evidence import OWN, Card
from planner.store import errors
from planner.store.database import Database
from planner.store.errors import store_error

OF_THIS_COMPUTER = ("folder",)
"""Settings that name a place on this computer, and mean nothing on another."""


class Holdings(Struct, frozen=True):
    """The student's own: how much of it there is, and what of it is no plan and no pack.

    cards: those that are the student’s, the oldest first. notes: by the cards’ ids.
    """

    plans: int
    deleted: int
    versions: int
    drafts: int
    cards: tuple[Card, ...]
    notes: dict[str, str]
    settings: dict[str, str]


def holdings(database: Database) -> Holdings:
    """Read what is the student’s own."""
    marks = ", ".join("?" for _ in OF_THIS_COMPUTER)
    sql = f"SELECT key, value FROM settings WHERE key NOT IN ({marks}) ORDER BY key"
    return Holdings(
        _count(database, "plans WHERE deleted IS NULL"),
        _count(database, "plans WHERE deleted IS NOT NULL"),
        _count(database, "versions"),
        _count(database, "drafts"),
        _cards(database),
        dict(database.rows("SELECT card, text FROM notes ORDER BY card")),
        dict(database.rows(sql, OF_THIS_COMPUTER)),
    )


def _count(database: Database, what: str) -> int:
    found: Any = database.row(f"SELECT count(*) FROM {what}")
    return int(found[0])


def _cards(database: Database) -> tuple[Card, ...]:
    # The newest has the lowest number.
    rows = database.rows("SELECT body FROM cards WHERE pack = ? ORDER BY number DESC", [OWN])
    decoder = msgspec.json.Decoder(Card)
    try:
        return tuple(decoder.decode(body) for (body,) in rows)
    except msgspec.DecodeError as error:
        raise store_error(errors.DAMAGED, database.path) from error
