import os
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from planner.model import edits
from planner.model.evidence import Question
from planner.store import reading
from planner.store.database import Database
from planner.store.errors import Damaged, StoreError
from planner.store.library import Library
from planner.store.reading import open_copy
from tests.store.conftest import PEEL
from tests.store.test_hold import beside, in_another_process

FIXTURES = Path(__file__).parent / "fixtures"


def plan(number=1):
    return edits.begin(f"plan/{number}", Question("own/q", "Why did Stalin win?"), PEEL)


@pytest.fixture
def held(path, pack):
    """Return the path of a library that another process has open."""
    with Library.open(path) as library:
        library.install(pack)
        library.plans.save(plan(), 1.0)
    code = "library = Library.open(path)\nprint('open', flush=True)\nsys.stdin.read()"
    other = in_another_process(code, path, stdin=subprocess.PIPE)
    assert other.stdout.readline() == "open\n"
    yield path
    other.stdin.close()
    assert other.wait(10) == 0
    other.stdout.close()


def test_a_held_library_is_read_with_nothing_written_beside_it(held, pack):
    before = beside(held)
    with open_copy(held) as library:
        assert library.path == held
        assert library.pack("usa") == pack
        assert library.plans.load("plan/1") == plan()
        assert not library.writable
        assert "open only to read" in library.refusal
        assert library.refusal == library.plans.refusal
    assert beside(held) == before


def test_every_change_to_what_is_read_is_refused_in_one_sentence(held, pack):
    card = pack.cards[0]
    with open_copy(held) as library:
        changes = (
            lambda: library.plans.save(plan(2), 1.0),
            lambda: library.plans.delete("plan/1", 1.0),
            lambda: library.plans.forget("plan/1"),
            lambda: library.install(pack),
            lambda: library.remove("usa"),
            lambda: library.set_note(card.id, "note"),
            lambda: library.set_setting("a", "b"),
            lambda: library.versions.keep(plan(), "kept", 1.0),
        )
        for change in changes:
            with pytest.raises(StoreError) as caught:
                change()
            assert str(caught.value) == library.refusal
        library.beat()
        assert library.plans.load("plan/1") == plan()


def test_the_copy_is_only_read_and_nothing_in_it_is_trusted(path, monkeypatch):
    monkeypatch.setattr(reading, "Library", lambda database: database)
    with closing(open_copy(path)) as database:
        for pragma, value in (("query_only", 1), ("trusted_schema", 0)):
            assert database.row(f"PRAGMA {pragma}") == (value,)


def test_nothing_is_left_of_the_copy(held, tmp_path, monkeypatch):
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    monkeypatch.chdir(folder)
    seen = []
    real = Database.open

    def opened(copy):
        seen.append(copy.relative_to(folder).parts[0])
        return real(copy)

    monkeypatch.setattr(Database, "open", opened)
    with open_copy(held) as library:
        assert os.listdir(folder) == []
        assert library.packs()
    # While it was there, its name told whose it is.
    assert [name.rpartition("-")[0] for name in seen] == ["marshal"]


def test_what_is_in_the_midst_of_a_change_is_read_as_it_was_before(path):
    code = (
        "import sqlite3\n"
        "c = sqlite3.connect(path, isolation_level=None)\n"
        "c.execute('PRAGMA journal_mode=TRUNCATE')\n"
        "c.execute('PRAGMA cache_size=1')\n"
        "rows = [(str(n), 'before' * 90) for n in range(400)]\n"
        "c.execute('BEGIN')\n"
        "c.executemany('INSERT INTO settings VALUES (?, ?)', rows)\n"
        "c.execute('COMMIT')\n"
        "data = path.read_bytes()\n"
        "c.execute('BEGIN EXCLUSIVE')\n"
        "c.execute(\"UPDATE settings SET value = 'after'\")\n"
        "print(path.read_bytes() != data, flush=True)\n"
        "sys.stdin.read()\n"
        "c.execute('COMMIT')\n"
    )
    other = in_another_process(code, path, stdin=subprocess.PIPE)
    # Half of it is in the file by now.
    assert other.stdout.readline() == "True\n"
    before = beside(path)
    with open_copy(path) as library:
        assert {library.setting(str(n)) for n in range(400)} == {"before" * 90}
    assert beside(path) == before
    other.stdin.close()
    assert other.wait(10) == 0
    other.stdout.close()
    with open_copy(path) as library:
        assert {library.setting(str(n)) for n in range(400)} == {"after"}


def test_what_is_written_to_without_a_pause_is_refused_in_words(path, monkeypatch):
    monkeypatch.setattr(reading, "_PAUSE", 0)
    real = Path.read_bytes

    def read_bytes(self):
        data = real(self)
        if self == path:
            with path.open("ab") as file:
                file.write(b"x")
        return data

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    with pytest.raises(StoreError, match="without a pause") as caught:
        open_copy(path)
    assert str(path) in str(caught.value)


@pytest.mark.parametrize("version", [1, 2])
def test_an_older_library_is_read_and_stays_as_old(tmp_path, version):
    old = tmp_path / "evidence.db"
    old.write_bytes((FIXTURES / f"library-v{version}.db").read_bytes())
    before = beside(old)
    with open_copy(old) as library:
        assert library.packs()
    assert beside(old) == before


@pytest.mark.parametrize("data", [b"", b"no library", None], ids=["empty", "foreign", "torn"])
def test_what_is_no_library_is_refused(path, data):
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2] if data is None else data)
    before = beside(path)
    with pytest.raises(StoreError):
        open_copy(path)
    assert beside(path) == before


def test_a_library_that_is_not_there_is_told(tmp_path):
    path = tmp_path / "none.db"
    with pytest.raises(StoreError, match="There is no library") as caught:
        open_copy(path)
    assert str(path) in str(caught.value)


def test_what_is_damaged_where_nothing_looks_at_the_start_is_refused(path):
    data = bytearray(path.read_bytes())
    # The number of its free pages.
    data[36:40] = (5).to_bytes(4, "big")
    path.write_bytes(data)
    Library.open(path).close()
    path.write_bytes(data)
    with pytest.raises(Damaged) as caught:
        open_copy(path)
    assert caught.value.path == path
