import contextlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from planner.store.database import SCHEMA, VERSION, Database, create
from planner.store.errors import StoreError
from planner.store.library import Library
from planner.store.schema import MIGRATIONS

ROOT = Path(__file__).parents[2]


def run(code, *arguments, **options):
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        **options,
    )


def refused(path, **how):
    with pytest.raises(StoreError) as caught:
        Database.open(path, **how).close()
    message = str(caught.value)
    assert str(path) in message
    assert message.endswith(".")
    return message


@pytest.mark.parametrize("write", [True, False])
def test_a_missing_file_stays_missing(tmp_path, write):
    path = tmp_path / "none.db"
    assert "There is no library" in refused(path, write=write)
    assert not path.exists()


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "is empty"),
        (b"hello", "is not a Marshal library"),
        (b"x" * 5000, "is not a Marshal library"),
        (b"SQLite format 3\x00", "is not a Marshal library"),
    ],
)
@pytest.mark.parametrize("write", [True, False])
def test_what_is_no_library_is_left_as_it_was(tmp_path, content, word, write):
    path = tmp_path / "other.db"
    path.write_bytes(content)
    assert word in refused(path, write=write)
    assert path.read_bytes() == content
    assert os.listdir(tmp_path) == ["other.db"]


@pytest.mark.parametrize("kept", [slice(1, None), slice(80)], ids=["without its start", "torn"])
def test_what_is_left_of_a_library_is_none(path, kept):
    content = path.read_bytes()[kept]
    path.write_bytes(content)
    assert "is not a Marshal library" in refused(path)
    path.write_bytes(b"x" + content if kept.start else content)
    assert "is not a Marshal library" in refused(path)


def test_where_no_library_can_be_made_is_told(tmp_path):
    path = tmp_path / "none" / "evidence.db"
    with pytest.raises(StoreError) as caught:
        create(path)
    assert str(path) in str(caught.value)


def test_a_folder_is_refused(tmp_path):
    assert "is a folder" in refused(tmp_path)


def test_another_programs_database_is_refused(tmp_path):
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE plans(id)")
    before = path.read_bytes()
    assert "is not a Marshal library" in refused(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("write", [True, False])
def test_a_newer_library_is_refused_and_left_as_it_was(path, write):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version={VERSION + 1}")
    before = path.read_bytes()
    assert "newer version of Marshal" in refused(path, write=write)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("number", "words"), [(0, "is damaged"), (999, "newer version"), (1_000, "is damaged")]
)
def test_a_library_whose_number_none_can_have_is_damaged(path, number, words):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version={number}")
    assert words in refused(path)


def test_a_library_without_a_table_is_damaged(path):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE plans")
    assert "is damaged" in refused(path)


@pytest.mark.parametrize(
    ("within", "name"),
    [
        ('CREATE TABLE "settings"', "value"),
        ('CREATE TABLE "plans"', "total"),
        ('CREATE TABLE "cards"', "words"),
        ('CREATE TABLE "packs"', "hidden"),
        ('CREATE TABLE "notes"', "text"),
        ("CREATE INDEX", "cards_by_date"),
    ],
)
def test_a_library_whose_schema_is_changed_is_damaged(path, within, name):
    data = path.read_bytes()
    at = data.index(name.encode(), data.index(within.encode()))
    path.write_bytes(data[:at] + b"\xca" + data[at + 1 :])
    assert "is damaged" in refused(path)
    path.write_bytes(data[:at] + b"z" + data[at + 1 :])
    assert "is damaged" in refused(path)


def test_damaged_pages_are_told_in_words(path):
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    path.write_bytes(data)
    with pytest.raises(StoreError, match="is damaged"), Library.open(path) as library:
        library.packs()


def test_text_that_is_no_text_is_damage(path):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("INSERT INTO settings VALUES ('key', CAST(x'ff' AS TEXT))")
        connection.commit()
    with Library.open(path) as library:
        assert library.damaged is False
        with pytest.raises(StoreError, match="is damaged"):
            library.setting("key")
        assert library.damaged is True


def test_pragmas(path):
    with closing(Database.open(path)) as database:
        values = {
            name: database.row(f"PRAGMA {name}")[0]
            for name in (
                "journal_mode",
                "synchronous",
                "locking_mode",
                "foreign_keys",
                "trusted_schema",
                "cell_size_check",
            )
        }
    assert values == {
        "journal_mode": "truncate",
        "synchronous": 2,
        "locking_mode": "exclusive",
        "foreign_keys": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
    }


def test_a_second_marshal_is_told_at_once(path, monkeypatch):
    monkeypatch.setattr("planner.store.database._WAIT", 0.05)
    with closing(Database.open(path)):
        for write in (True, False):
            assert "open in another Marshal" in refused(path, write=write)
    Database.open(path).close()


def test_a_reader_holds_nothing_between_two_reads(path):
    with closing(Database.open(path, write=False)) as reader:
        reader.rows("SELECT * FROM plans")
        Database.open(path).close()


def test_a_reader_changes_nothing(path):
    before = path.read_bytes()
    with Library.open(path, write=False) as library:
        assert not library.writable
        library.warm()
        with pytest.raises(StoreError, match="cannot be written to"):
            library.set_setting("key", "value")
    assert path.read_bytes() == before
    assert os.listdir(path.parent) == [path.name]


READ_ONLY = """
import os, sys
from pathlib import Path
from planner.store.errors import StoreError
from planner.store.library import Library
if os.geteuid() == 0:
    # Permissions do not hold for root; Python's own files may be readable to it alone.
    os.setgid(65534); os.setuid(65534)
path = Path(sys.argv[1])
with Library.open(path, write=False) as library:
    print(len(library.packs()), "packs")
try:
    Library.open(path)
except StoreError as error:
    print(error)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
@pytest.mark.parametrize("modes", [(0o444, 0o755), (0o666, 0o555), (0o444, 0o555)])
def test_a_read_only_library_can_be_read(path, modes):
    # Not below pytest's own folder, which other users cannot look into.
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        copy = Path(shutil.copy(path, folder))
        copy.chmod(modes[0])
        folder.chmod(modes[1])
        done = run(READ_ONLY, copy)
        folder.chmod(0o755)
        assert done.stderr == ""
        packs, sentence = done.stdout.splitlines()
        assert packs == "0 packs"
        assert sentence.startswith(f"{copy} cannot be written to.")
        assert copy.read_bytes() == path.read_bytes()


def test_a_full_disk_is_told_and_loses_nothing(path):
    with closing(Database.open(path)) as database:
        with database.writing() as db:
            db.table("settings").insert({"key": "a", "value": "1"})
        pages = database.row("PRAGMA page_count")[0]
        database.row(f"PRAGMA max_page_count={pages}")
        with pytest.raises(StoreError, match="The disk is full"), database.writing() as db:
            db.table("settings").insert({"key": "b", "value": "x" * 100_000})
        assert database.rows("SELECT * FROM settings") == [("a", "1")]


@pytest.mark.parametrize("back", [False, True])
def test_a_copy_that_finds_no_space_is_told_and_loses_nothing(path, back):
    with closing(Database.open(path)) as database, closing(sqlite3.connect(":memory:")) as other:
        with database.writing() as db:
            db.table("settings").insert({"key": "a", "value": "1"})
        if back:
            database.copy_to(other)
            other.execute("UPDATE settings SET value = ?", ["x" * 500_000])
            other.commit()
            pages = database.row("PRAGMA page_count")[0]
            database.row(f"PRAGMA max_page_count={pages}")
        else:
            other.execute("PRAGMA max_page_count=2")
        with pytest.raises(StoreError, match="The disk is full"):
            database.replace_from(other) if back else database.copy_to(other)
        assert database.rows("SELECT * FROM settings") == [("a", "1")]


def test_a_failure_takes_the_whole_transaction_back(path):
    with closing(Database.open(path)) as database:
        with contextlib.suppress(ZeroDivisionError), database.writing() as db:
            db.table("settings").insert({"key": "a", "value": "1"})
            _ = 1 / 0
        assert database.rows("SELECT * FROM settings") == []


def test_our_own_mistakes_are_not_put_in_words(path):
    with closing(Database.open(path)) as database, pytest.raises(sqlite3.OperationalError):
        database.rows("SELECT nonsense FROM plans")


KILLED = """
import os, sys
from pathlib import Path
from planner.store.library import Library
library = Library.open(Path(sys.argv[1]))
library.set_setting("kept", "yes")
with library._database.writing() as db:
    db.execute("PRAGMA cache_size=1")
    for number in range(500):
        db.table("settings").insert({"key": str(number), "value": "x" * 2000})
    os.kill(os.getpid(), 9)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_a_killed_writer_leaves_what_was_committed(path):
    assert run(KILLED, path).returncode == -9
    assert path.with_name("evidence.db-journal").stat().st_size > 0
    with Library.open(path) as library:
        assert library.setting("kept") == "yes"
        assert library.setting("1") == ""


def test_the_schema_has_the_number_of_its_last_migration(path):
    with closing(Database.open(path)) as database, database.writing() as db:
        assert len(MIGRATIONS.applied(db)) == VERSION
        assert not MIGRATIONS.pending(db)
        assert database.row("PRAGMA user_version") == (VERSION,)
        # The full-text index and the tables that it is made of are SQLite's.
        ours = set(db.table_names()) & set(SCHEMA) - {"search"}
        assert len(ours) == 12
        assert all(db.table(name).strict for name in ours)


READING = """
import sys
from pathlib import Path
from planner.store.library import Library
from planner.store.search import Order, Query
with Library.open(Path(sys.argv[1])) as library:
    library.packs(), library.factors(), library.questions(), library.setting("key")
    library.pack("usa"), library.known("usa"), library.state("usa"), library.notes(["usa/trick"])
    library.drafts.summaries(), library.plans.using(["usa/trick"])
    library.plans.summaries(), library.plans.worked(), library.plans.find("worked")
    for order in Order:
        library.count(Query("fun", order=order)), library.page(Query("fun", order=order), 0, 10)
    print("sqlite_utils" in sys.modules)
    library.warm()
print("sqlite_utils" in sys.modules)
"""


def test_reading_does_not_load_what_writing_needs(path, pack):
    with Library.open(path) as library:
        library.install(pack)
    done = run(READING, path)
    assert (done.stdout.split(), done.stderr) == (["False", "True"], "")


def test_it_waits_for_what_it_loads_before_it_closes(path, monkeypatch):
    loaded = []

    def load(name):
        time.sleep(0.05)
        loaded.append(name)

    monkeypatch.setattr("planner.store.database.import_module", load)
    for write in (False, True):
        database = Database.open(path, write=write)
        database.warm()
        database.warm()
        database.close()
        # What only reads needs none of it.
        assert loaded == ["sqlite_utils"] * write


def test_a_reader_takes_nothing_from_another(path):
    with closing(Database.open(path, write=False)) as reader, closing(sqlite3.connect(path)) as one:
        reader.check_held()
        with pytest.raises(StoreError, match="cannot be written to"):
            reader.replace_from(one)


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own there")
def test_a_folder_that_takes_no_journal_is_told(path):
    path.with_name("evidence.db-journal").symlink_to(path.parent / "none" / "journal")
    assert "cannot be written to" in refused(path)


def test_a_program_that_reads_is_told_at_once(path, monkeypatch):
    monkeypatch.setattr("planner.store.database._WAIT", 0.05)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT * FROM plans").fetchall()
        assert "open in another Marshal" in refused(path)
    Database.open(path).close()


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (FileNotFoundError(), "There is no library"),
        (PermissionError(), "cannot be opened"),
        (OSError(5, "Input/output error"), "The disk did not take or give"),
    ],
)
def test_what_the_system_refuses_is_told(path, monkeypatch, error, words):
    def refuse(*_):
        raise error

    monkeypatch.setattr(Path, "open", refuse)
    assert words in refused(path)


def test_what_only_reads_cannot_be_made_to_write(path):
    with closing(Database.open(path, write=False)) as reader:
        assert reader.row("PRAGMA query_only") == (1,)
        reader.rows("PRAGMA query_only=OFF")
        with pytest.raises(StoreError, match="cannot be written to"):
            reader.rows("INSERT INTO settings VALUES ('key', 'value')")


def test_a_file_that_nobody_writes_to_is_read_without_a_lock(path, monkeypatch):
    monkeypatch.setattr("planner.store.database._WAIT", 0.05)
    with closing(Database.open(path)):
        with closing(Database.open(path, write=False, immutable=True)) as reader:
            assert reader.rows("SELECT * FROM plans") == []
        assert "open in another Marshal" in refused(path, write=False)


def test_a_copy_tells_how_far_it_is_and_ends_when_the_library_is_closed(path):
    database = Database.open(path)
    with database.writing() as db:
        db.table("settings").insert({"key": "a", "value": "x" * 3_000_000})
    steps = []
    with closing(sqlite3.connect(":memory:")) as copy:
        database.copy_to(copy, lambda *step: steps.append(step))
        assert copy.execute("SELECT length(value) FROM settings").fetchone() == (3_000_000,)
    done, totals = zip(*steps, strict=True)
    assert len(steps) > 3
    assert list(done) == sorted(done)
    assert {*totals} == {done[-1]}

    closing_down = threading.Thread(target=database.close)
    with closing(sqlite3.connect(":memory:")) as copy:

        def close(_done, _total):
            if closing_down.ident is None:
                closing_down.start()
            # It waits for the copy, which goes no further.
            closing_down.join(0.05)

        with pytest.raises(StoreError, match="No backup of") as caught:
            database.copy_to(copy, close)
    assert str(path) in str(caught.value)
    closing_down.join()
