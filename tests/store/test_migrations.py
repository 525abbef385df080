"""Libraries of earlier versions: each opens, and keeps all that it holds."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from planner.model.pack import Known, pack_digest
from planner.model.plan import Field, Part
from planner.store.database import VERSION, Database
from planner.store.errors import StoreError
from planner.store.library import Library
from planner.store.search import Query
from tests.store.test_database import run
from tests.store.test_library import sound

FIXTURES = Path(__file__).parent / "fixtures"
BEFORE_PACKS = "id, place, info"


TABLES = ("packs", "factors", "questions", "cards", "worked", "plans", "settings")
SINCE_2 = ("signers", "notes", "drafts", "published")


@pytest.fixture
def old(tmp_path):
    return Path(shutil.copy(FIXTURES / "library-1.db", tmp_path))


@pytest.fixture
def second(tmp_path):
    return Path(shutil.copy(FIXTURES / "library-2.db", tmp_path))


def rows(path, tables=TABLES):
    """Return every row of the tables that a version-1 library has, as far as it has columns."""
    with closing(sqlite3.connect(path)) as connection:
        return {
            table: connection.execute(
                f"SELECT {BEFORE_PACKS if table == 'packs' else '*'} FROM {table} ORDER BY 1"
            ).fetchall()
            for table in tables
        }


def version(path):
    return int.from_bytes(path.read_bytes()[60:64], "big")


def test_a_version_1_library_keeps_all_that_it_holds(old):
    assert version(old) == 1
    before = rows(old)
    with Library.open(old) as library:
        pass
    assert version(old) == VERSION
    assert rows(old) == before
    sound(old)
    with Library.open(old) as library:
        (info,) = library.packs()
        pack = library.pack(info.id)
        assert len(pack.cards) == 70
        assert library.known(info.id) == Known("", 1, pack_digest(pack))
        (installed,) = library.installed()
        assert (installed.cards, installed.hidden, installed.signer) == (70, False, "")
        (own,) = library.cards(["own/1f"])
        assert own.headline == "My own card: Kirov"
        assert library.page(Query("kirov leningrad"), 0, 9) == [own]
        plan = library.plans.load("plan/1f")
        assert plan.text(Field(Part.INTRODUCTION)) == "Many reasons,\nand one that counts."
        assert own in [placement.card for placement in plan.placements()]
        assert [summary.id for summary in library.plans.deleted()] == ["plan/2f"]
        assert library.setting("theme") == "dark"
        assert library.drafts.summaries() == []
        library.hide(info.id)
        library.show(info.id)
        assert library.pack(info.id) == pack


def test_a_version_2_library_keeps_all_that_it_holds(second):
    assert version(second) == 2
    before, packs = rows(second, TABLES + SINCE_2), whole_packs(second)
    assert all(before.values())
    with Library.open(second):
        pass
    assert version(second) == VERSION
    assert (rows(second, TABLES + SINCE_2), whole_packs(second)) == (before, packs)
    sound(second)
    with Library.open(second) as library:
        assert [pack.hidden for pack in library.installed()] == [False, True]
        assert library.known("small").signer == "RWkey"
        assert library.notes(["own/1f"]) == {"own/1f": "My note on Kirov."}
        assert [draft.id for draft in library.drafts.summaries()] == ["mine"]
        assert library.drafts.published("mine") == library.drafts.load("mine")
        plan = library.plans.load("plan/1f")
        assert library.versions.list(plan.id) == []
        kept = library.versions.keep(plan, "Before the exam", 1.0)
        assert library.versions.load(kept.id) == plan


def whole_packs(path):
    """Return all that a library since version 2 says of its packs."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT * FROM packs ORDER BY 1").fetchall()


@pytest.mark.parametrize("name", ["old", "second"])
def test_an_earlier_library_that_is_only_read_is_told(name, request):
    path = request.getfixturevalue(name)
    before = path.read_bytes()
    for immutable in (False, True):
        with pytest.raises(StoreError, match="older version of Marshal"):
            Database.open(path, write=False, immutable=immutable)
    assert path.read_bytes() == before


def test_a_pack_that_is_damaged_does_not_keep_a_library_shut(old):
    with closing(sqlite3.connect(old)) as connection:
        connection.execute("UPDATE cards SET body = '{' WHERE pack != 'own'")
        connection.commit()
    with Library.open(old) as library:
        assert library.plans.load("plan/1f")
        with pytest.raises(StoreError, match="is damaged"):
            library.pack("power-struggle")


KILLED = """
import os, shutil, signal, sqlite3, sys
from pathlib import Path
from planner.store import database, schema

connect = sqlite3.connect

def killing(left):
    def trace(statement):
        nonlocal left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
    def traced(*given, **named):
        connection = connect(*given, **named)
        connection.set_trace_callback(trace)
        return connection
    return traced

old, step, killed = Path(sys.argv[1]), 0, True
while killed:
    path = shutil.copy(old, old.with_name(f"killed-{step:03}.db"))
    child = os.fork()
    if not child:
        database.sqlite3.connect = killing(step)
        database.Database.open(Path(path)).close()
        os._exit(0)
    killed = os.WIFSIGNALED(os.waitpid(child, 0)[1])
    step += 1
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("name", ["old", "second"])
def test_a_migration_that_is_killed_at_any_statement_leaves_the_earlier_library(name, request):
    earlier = request.getfixturevalue(name)
    first, before, versions = version(earlier), rows(earlier), []
    done = run(KILLED, earlier)
    assert (done.returncode, done.stderr) == (0, "")
    for path in sorted(earlier.parent.glob("killed-???.db")):
        # Opening it takes back what was not committed.
        with closing(sqlite3.connect(path)) as connection:
            (number,) = connection.execute("PRAGMA user_version").fetchone()
            (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        versions.append((number, tables))
        assert rows(path) == before
    # All of it or nothing: before one of the statements all is old, and after it all is new.
    assert sorted(versions) == versions
    assert [number for number, _ in sorted(set(versions))] == [first, VERSION]
    assert len(versions) > 15
