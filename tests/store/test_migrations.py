"""Libraries of earlier versions: each opens, and keeps all that it holds."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from planner.model.pack import Known, pack_digest
from planner.model.plan import Field, Part
from planner.store.database import VERSION, Database, create
from planner.store.errors import Damaged, StoreError
from planner.store.library import Library
from planner.store.search import Query
from tests.store.test_library import sound

FIXTURES = Path(__file__).parent / "fixtures"
"""A library of each version, as that version’s program wrote it; vacuumed into small pages."""

COLUMNS = {"packs": "id, place, info"}
TABLES = {
    1: ("packs", "factors", "questions", "cards", "worked", "plans", "settings"),
    2: ("signers", "notes", "drafts", "published"),
    3: ("versions",),
}
"""The tables that each version brought; packs have had more columns since the second."""


@pytest.fixture(params=range(1, VERSION + 1))
def old(request, tmp_path):
    return Path(shutil.copy(FIXTURES / f"library-v{request.param}.db", tmp_path / "evidence.db"))


def rows(path, number):
    """Return every row that a library of a version holds."""
    with closing(sqlite3.connect(path)) as connection:
        return {
            table: connection.execute(
                f"SELECT {COLUMNS.get(table, '*') if number == 1 else '*'} FROM {table} ORDER BY 1"
            ).fetchall()
            for since, tables in TABLES.items()
            for table in tables
            if since <= number
        }


def version(path):
    return int.from_bytes(path.read_bytes()[60:64], "big")


def test_every_version_keeps_all_that_it_holds(old):
    number = version(old)
    before = rows(old, number)
    assert all(before.values())
    with Library.open(old):
        pass
    assert version(old) == VERSION
    assert rows(old, number) == before
    sound(old)
    with Library.open(old) as library:
        assert library.check().sound
        of_version_1(library)
        if number >= 2:
            of_version_2(library)
        if number >= 3:
            of_version_3(library)
        # It can be worked in.
        for pack in library.installed():
            library.hide(pack.info.id)
            library.show(pack.info.id)
        plan = library.plans.load("plan/1f")
        kept = library.versions.keep(plan, "Now", 1.0)
        assert library.versions.load(kept.id) == plan
        assert library.check().sound


def of_version_1(library):
    info = library.packs()[0]
    pack = library.pack(info.id)
    assert len(pack.cards) == 2
    assert library.known(info.id) == Known("", 1, pack_digest(pack))
    installed = library.installed()[0]
    assert (installed.cards, installed.hidden, installed.signer) == (2, False, "")
    (own,) = library.cards(["own/1f"])
    assert own.headline == "My own card: Kirov"
    assert library.page(Query("kirov leningrad"), 0, 9) == [own]
    plan = library.plans.load("plan/1f")
    assert plan.text(Field(Part.INTRODUCTION)) == "Many reasons,\nand one that counts."
    assert plan.paragraphs[0].heading == "Luck"
    assert [placement.card for placement in plan.placements()] == [own, pack.cards[0]]
    assert [summary.id for summary in library.plans.summaries()] == ["plan/1f"]
    assert [summary.id for summary in library.plans.deleted()] == ["plan/2f"]
    assert library.plans.load("plan/2f").question.text == "Thrown away?"
    assert library.plans.load("usa/worked") == pack.plans[0]
    assert library.setting("theme") == "dark"


def of_version_2(library):
    assert [pack.hidden for pack in library.installed()] == [False, True]
    assert library.known("small").signer == "RWkey"
    assert library.known("small").version == 4
    assert library.pack("small").cards[0].headline == "Only one"
    assert library.notes(["own/1f"]) == {"own/1f": "My note on Kirov."}
    assert [draft.id for draft in library.drafts.summaries()] == ["mine"]
    assert [draft.id for draft in library.drafts.deleted()] == ["mine-2"]
    assert library.drafts.published("mine") == library.drafts.load("mine")


def of_version_3(library):
    (kept,) = library.versions.list("plan/1f")
    assert (kept.label, kept.at, kept.automatic) == ("Before the exam", 90.0, False)
    assert library.versions.load(kept.id).conclusion == "So it was."


def schema(path):
    """Return each table and index of a library in the words that made it, and what packs hold."""
    with closing(sqlite3.connect(path)) as connection:
        made = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema").fetchall()
        first = connection.execute("SELECT * FROM packs WHERE place = 0").fetchall()
    return set(made), first


def test_an_earlier_library_becomes_what_a_new_one_is(old, tmp_path):
    create(tmp_path / "new.db")
    Library.open(old).close()
    assert schema(old) == schema(tmp_path / "new.db")
    # What was released once is never made otherwise.
    last = FIXTURES / f"library-v{VERSION}.db"
    assert schema(last) == schema(tmp_path / "new.db")


def test_an_earlier_library_that_is_only_read_is_told(old):
    if version(old) == VERSION:
        Library.open(old, write=False).close()
        return
    before = old.read_bytes()
    for immutable in (False, True):
        with pytest.raises(StoreError, match="older version of Marshal") as caught:
            Database.open(old, write=False, immutable=immutable)
        assert str(old) in str(caught.value)
    assert old.read_bytes() == before


def test_a_pack_that_is_damaged_does_not_keep_a_library_shut(old):
    with closing(sqlite3.connect(old)) as connection:
        connection.execute("UPDATE cards SET body = '{' WHERE pack != 'own'")
        connection.commit()
    with Library.open(old) as library:
        assert library.plans.load("plan/1f")
        with pytest.raises(StoreError, match="is damaged"):
            library.pack("usa")


@pytest.mark.parametrize(
    "harm",
    [
        "DROP TABLE plans",
        "DROP TABLE packs",
        "DROP TABLE cards",
        "DROP TABLE worked",
        "ALTER TABLE packs RENAME info TO told",
        "ALTER TABLE cards RENAME pack TO told",
    ],
)
def test_an_earlier_library_that_is_not_whole_is_damaged_and_left(tmp_path, harm):
    path = Path(shutil.copy(FIXTURES / "library-v1.db", tmp_path))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(harm)
    before = path.read_bytes()
    with pytest.raises(Damaged, match="is damaged"):
        Database.open(path)
    assert path.read_bytes() == before
