"""The tables, and the migrations that make them.

A released migration is never changed: what comes later is a migration of its own, which also
sets the file's user_version.
"""

import hashlib

from sqlite_utils import Database, Migrations

from planner.model.evidence import OWN
from planner.store.packs import written_pack

MIGRATIONS = Migrations("marshal")

_SEARCH = """
CREATE VIRTUAL TABLE search USING fts5(
    headline, names, words, tags,
    content='cards', content_rowid='number', tokenize='ascii', detail=column, prefix='{prefix}'
)
"""


@MIGRATIONS()
def m001_library(db: Database) -> None:
    """Make the first tables."""
    _packs(db)
    _cards(db)
    _plans(db)
    db.execute("PRAGMA user_version=1")


def _packs(db: Database) -> None:
    columns: dict[str, type] = {"id": str, "place": int, "info": str}
    packs = db.table("packs").create(columns, pk="id", not_null=set(columns), strict=True)
    packs.create_index(["place"], unique=True)
    # The student's own cards belong to a pack too; it is not one that is listed.
    packs.insert({"id": OWN, "place": 0, "info": "{}"})
    columns = {"id": str, "pack": str, "position": int, "body": str}
    for name in ("factors", "questions"):
        table = db.table(name).create(
            columns,
            pk="id",
            not_null=set(columns),
            foreign_keys=[("pack", "packs", "id")],
            strict=True,
        )
        table.create_index(["pack", "position"])


def _cards(db: Database) -> None:
    """Make the cards' table and its full-text index.

    number orders the shelf (see install.py). headline, names and words are folded text, which
    the index and the order by headline share; tags are the card's factors.
    """
    columns = {
        "number": int,
        "id": str,
        "pack": str,
        "start": int,
        "body": str,
        "headline": str,
        "names": str,
        "words": str,
        "tags": str,
    }
    cards = db.table("cards").create(
        columns,
        pk="number",
        not_null=set(columns) - {"number"},
        foreign_keys=[("pack", "packs", "id")],
        strict=True,
    )
    cards.create_index(["id"], unique=True)
    cards.create_index(["pack"])
    cards.create_index(["number"], index_name="cards_by_pack")
    cards.create_index(["start", "number"], index_name="cards_by_date")
    cards.create_index(["headline", "number"], index_name="cards_by_headline")
    db.execute(_SEARCH.format(prefix="1 2"))


def _plans(db: Database) -> None:
    summary = {"id": str, "title": str, "question": str, "filled": int, "total": int}
    kept = {"digest": str, "body": str}
    columns = {**summary, "pack": str, "position": int, **kept}
    worked = db.table("worked").create(
        columns,
        pk="id",
        not_null=set(columns),
        foreign_keys=[("pack", "packs", "id")],
        strict=True,
    )
    worked.create_index(["pack", "position"])
    plans = db.table("plans").create(
        {**summary, "touched": float, "deleted": float, **kept},
        pk="id",
        not_null={*summary, "touched", *kept},
        strict=True,
    )
    plans.create_index(["deleted", "touched"])
    _texts(db, "settings", "key", "value")


@MIGRATIONS()
def m002_packs_that_change(db: Database) -> None:
    """Make room for packs that are signed, hidden and made here, and for notes on cards."""
    for column in (
        "digest TEXT NOT NULL DEFAULT ''",
        "cards INTEGER NOT NULL DEFAULT 0",
        "hidden INTEGER NOT NULL DEFAULT 0",
        # All of a pack, while it is hidden; its cards are in no other table then. Of one that is
        # shown, its question types.
        "body TEXT",
    ):
        db.execute(f"ALTER TABLE packs ADD COLUMN {column}")
    for (pack_id,) in db.execute("SELECT id FROM packs WHERE place > 0").fetchall():
        body = written_pack(lambda sql, values: db.execute(sql, values).fetchall(), pack_id)
        values = {
            "digest": hashlib.sha256(body).hexdigest(),
            "cards": db.table("cards").count_where("pack = ?", [pack_id]),
        }
        db.table("packs").update(pack_id, values)
    # Whose pack it is outlives the pack, as a note outlives its card: neither refers to a row.
    _texts(db, "signers", "pack", "key")
    _texts(db, "notes", "card", "text")
    _drafts(db)
    db.execute("PRAGMA user_version=2")


def _texts(db: Database, table: str, key: str, value: str) -> None:
    db.table(table).create({key: str, value: str}, pk=key, not_null={key, value}, strict=True)


def _drafts(db: Database) -> None:
    kept = {"digest": str, "body": str}
    columns = {"id": str, "title": str, "cards": int, "touched": float, "deleted": int, **kept}
    drafts = db.table("drafts").create(columns, pk="id", not_null=set(columns), strict=True)
    drafts.create_index(["deleted", "touched"])
    columns = {"id": str, "version": int, **kept}
    db.table("published").create(columns, pk="id", not_null=set(columns), strict=True)


@MIGRATIONS()
def m003_versions(db: Database) -> None:
    """Make room for what plans were at moments that were kept."""
    columns = {"id": str, "plan": str, "at": float, "label": str, "digest": str, "body": str}
    versions = db.table("versions").create(columns, pk="id", not_null=set(columns), strict=True)
    versions.create_index(["plan", "at"])
    db.execute("PRAGMA user_version=3")


@MIGRATIONS()
def m004_three_letters(db: Database) -> None:
    """Index what words begin with by three letters too.

    Without it the index gathers all words with such a beginning first, which takes ten times as
    long where those are on most cards; from four letters on they are few enough.
    """
    db.execute("DROP TABLE search")
    db.execute(_SEARCH.format(prefix="1 2 3"))
    db.execute("INSERT INTO search(search) VALUES ('rebuild')")
    db.execute("PRAGMA user_version=4")
