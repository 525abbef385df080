"""Earlier and later versions: a migration that ends at any statement leaves what was there."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from planner.store.backup import backups, folder_of
from planner.store.check import verify
from planner.store.database import VERSION
from planner.store.errors import StoreError
from planner.store.opening import open_library
from tests.store.test_database import run
from tests.store.test_migrations import FIXTURES, rows, version

EARLIER = range(1, VERSION)

ENDED = """
import os, shutil, signal, sqlite3, sys
from pathlib import Path
from planner.store import database, schema
from planner.store.library import Library

connect, how = sqlite3.connect, sys.argv[2]

class Enough(Exception):
    pass

def ending(left):
    def trace(statement):
        nonlocal left
        left -= 1
        if left < 0 and how == "killed":
            os.kill(os.getpid(), signal.SIGKILL)
    def authorise(*what):
        nonlocal left
        left -= 1
        return sqlite3.SQLITE_DENY if left < 0 else sqlite3.SQLITE_OK
    def traced(name, *given, **named):
        connection = connect(name, *given, **named)
        if path.name in str(name) and "immutable" not in str(name) and ".part" not in str(name):
            if how == "killed":
                connection.set_trace_callback(trace)
            else:
                connection.set_authorizer(authorise)
        return connection
    return traced

old, step, ended = Path(sys.argv[1]), 0, True
while ended:
    path = old.with_name(f"{how}-{step:04}.db")
    shutil.copy(old, path)
    child = os.fork()
    if not child:
        database.sqlite3.connect = ending(step)
        try:
            Library.open(path).close()
        except Exception as error:
            if how == "killed" or not isinstance(error, (database.StoreError, sqlite3.Error)):
                raise
            os._exit(3)
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    ended = os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 3
    if os.WIFEXITED(status) and os.WEXITSTATUS(status) not in (0, 3):
        sys.exit("a fault at step " + str(step))
    step += 1
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no fork")
@pytest.mark.parametrize("how", ["killed", "refused"])
@pytest.mark.parametrize("number", EARLIER)
def test_a_migration_that_ends_at_any_statement_leaves_the_earlier_library(memory, number, how):
    folder = memory / f"{how}-{number}"
    folder.mkdir()
    earlier = Path(shutil.copy(FIXTURES / f"library-v{number}.db", folder / "old.db"))
    before = rows(earlier, number)
    done = run(ENDED, earlier, how)
    assert (done.returncode, done.stderr) == (0, "")
    found = []
    for path in sorted(folder.glob(f"{how}-????.db")):
        beside = [backup.path for backup in backups(path)]
        # Whatever was not finished when it ended is taken back by the next start.
        with closing(sqlite3.connect(path)) as connection:
            (at,) = connection.execute("PRAGMA user_version").fetchone()
            (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        found.append((at, tables))
        assert rows(path, number) == before
        # What has its final name is whole, at whichever statement it ended.
        assert all(verify(backup).sound for backup in beside)
        assert at == number or beside
        with open_library(path) as library:
            assert library.plans.load("plan/1f")
            assert library.check().sound
        assert rows(path, number) == before
        shutil.rmtree(folder_of(path), ignore_errors=True)
    # All of it or nothing: before one of the statements all is old, and after it all is new.
    assert sorted(found) == found
    assert [at for at, _ in sorted(set(found))] == [number, VERSION]
    assert len(found) > 15


@pytest.mark.parametrize("later", [VERSION + 1, VERSION + 50])
@pytest.mark.parametrize("journal", [False, True])
def test_a_later_library_is_refused_and_left_byte_for_byte(tmp_path, later, journal):
    path = Path(shutil.copy(FIXTURES / f"library-v{VERSION}.db", tmp_path))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE what_is_to_come(id)")
        connection.execute(f"PRAGMA user_version={later}")
    beside = path.with_name(f"{path.name}-journal")
    if journal:
        beside.write_bytes(b"what its own Marshal will play")
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    with pytest.raises(StoreError, match="newer version of Marshal"):
        open_library(path)
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before


def test_there_is_a_library_of_each_version():
    found = {version(path) for path in FIXTURES.glob("library-v*.db")}
    assert found == set(range(1, VERSION + 1))
    for path in FIXTURES.glob("library-v*.db"):
        assert version(path) == int(path.stem[-1])
        assert len(path.read_bytes()) < 40_000
