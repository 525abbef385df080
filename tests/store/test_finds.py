"""Finding rows in a damaged library: those are believed whose digest holds, and no others."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from msgspec.structs import replace

from planner.model.evidence import Card, Question
from planner.model.pack import Pack, PackInfo
from planner.model.plan import Plan
from planner.packs.signing import SigningKey
from planner.store.database import SCHEMA
from planner.store.finds import TABLES, Finds
from planner.store.library import Library
from planner.store.sealed import sealed
from tests.store.conftest import PEEL

PLAN = Plan("plan/1", Question("own/q", "Why?"), PEEL, introduction="First words")
DRAFT = Pack(PackInfo("mine", "My pack"), cards=(Card("mine/a", "A card"),))
HIDDEN = Pack(PackInfo("hidden", "Hidden"), cards=(Card("hidden/a", "A card"),))
KEY = SigningKey.make().public


@pytest.fixture
def full(library, path, pack):
    """Return the path of a closed library that has one row of each kind."""
    library.install(pack, KEY)
    library.install(HIDDEN)
    library.hide("hidden")
    library.plans.save(PLAN, 1.0)
    library.versions.keep(PLAN, "By hand", 2.0)
    library.drafts.save(DRAFT, 3.0)
    library.drafts.set_published("mine", DRAFT)
    library.save_card(Card("own/1", "Kirov"))
    library.set_note("usa/trick", "A note")
    library.set_setting("theme", "dark")
    library.close()
    return path


def read(path):
    finds = Finds()
    return finds, finds.read(path)


def carved(path):
    finds = Finds()
    finds.carve(path.read_bytes())
    return finds


def change(path, sql):
    with closing(sqlite3.connect(path)) as connection:
        # What was there before is not left in the file.
        connection.execute("PRAGMA secure_delete=ON")
        connection.execute(sql)
        connection.commit()
        connection.execute("VACUUM")


def test_all_of_a_sound_library_is_read(full):
    finds, whole = read(full)
    assert whole
    assert {table: len(rows) for table, rows in finds.rows.items()} == dict.fromkeys(TABLES, 1)
    assert finds.rows["signers"] == {"usa": {"pack": "usa", "key": KEY}}
    with Library.open(full) as library:
        assert finds.packs == {name: library.state(name) for name in ("usa", "hidden")}
    (draft,) = finds.rows["drafts"].values()
    assert (draft["id"], draft["title"], draft["cards"]) == ("mine", "My pack", 1)
    assert (draft["touched"], draft["deleted"]) == (3.0, 0)
    (published,) = finds.rows["published"].values()
    assert (published["id"], published["version"]) == ("mine", 1)
    assert finds.lost == {}


def kept(path, table):
    """Return the rows of a table as they are in the file."""
    columns = SCHEMA[table].split()
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY 1")
        return [dict(zip(columns, row, strict=True)) for row in rows]


def test_each_row_comes_back_as_it_was_kept(full):
    with Library.open(full) as library:
        library.plans.save(replace(PLAN, id="plan/2", name="Thrown away"), 4.0)
        library.plans.delete("plan/2", 7.0)
        library.drafts.save(replace(DRAFT, info=PackInfo("thrown", "Away"), cards=()), 8.0)
        library.drafts.delete("thrown")
    for finds in (read(full)[0], carved(full)):
        for table in set(TABLES) - {"cards", "settings"}:
            found = sorted(finds.rows[table].values(), key=lambda row: next(iter(row.values())))
            assert found == kept(full, table)
    assert list(read(full)[0].rows["settings"].values()) == kept(full, "settings")


def test_of_two_copies_the_one_that_was_saved_last_counts_and_else_the_first(full, tmp_path):
    other = Path(shutil.copy(full, tmp_path / "other.db"))
    with Library.open(other) as library:
        library.plans.save(replace(PLAN, introduction="Later words"), 9.0)
    change(other, "UPDATE versions SET label = 'Otherwise'")
    for pair, label in (((full, other), "By hand"), ((other, full), "Otherwise")):
        finds = Finds()
        for path in pair:
            finds.read(path)
        assert list(finds.rows["plans"].values()) == kept(other, "plans")
        assert [row["label"] for row in finds.rows["versions"].values()] == [label]


def test_a_page_that_is_lost_takes_no_row_before_or_behind_it(full):
    with Library.open(full) as library:
        for number in range(100, 400):
            library.set_note(f"usa/{number}", f"Note {number} " + "x" * 90)
    data = bytearray(full.read_bytes())
    page = data.index(b"Note 250 ") // 4096 * 4096
    data[page : page + 4096] = bytes(4096)
    full.write_bytes(data)
    finds, whole = read(full)
    assert not whole
    found = {row["text"][:8] for row in finds.rows["notes"].values()}
    assert {"Note 100", "Note 399"} <= found
    assert 230 < len(found) < 300
    assert "Note 250" not in found


def carved_from(path, table, *rows):
    """Return what is found in a file of rows as a table of ours has them, whatever their types."""
    columns = SCHEMA[table].split()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"CREATE TABLE t({', '.join(columns)})")
        for row in rows:
            marks = ", ".join("?" * len(columns))
            connection.execute(f"INSERT INTO t VALUES ({marks})", [row.get(c) for c in columns])
        connection.commit()
    return carved(path)


@pytest.mark.parametrize("moments", [(5.0, 9.0), (9.0, 5.0), (9.0, "never")])
def test_a_plan_that_is_lost_is_called_what_it_was_called_last(tmp_path, moments):
    rows = [{"id": "plan/1", "title": f"At {at}", "touched": at} for at in moments]
    assert carved_from(tmp_path / "t.db", "plans", *rows).lost == {"plan/1": "At 9.0"}


@pytest.mark.parametrize(
    ("said", "at"), [(0.5, 0.5), (7, 7.0), (-5.0, 0.0), (1e11, 0.0), ("then", 0.0), (None, 0.0)]
)
def test_a_moment_that_is_none_is_the_first_of_all(tmp_path, said, at):
    row = {"id": "a1", "plan": "plan/1", "at": said, "label": "Kept", **sealed(PLAN)}
    finds = carved_from(tmp_path / "t.db", "versions", row)
    assert finds.rows["versions"] == {"a1": {**row, "at": at}}


@pytest.mark.parametrize("wrong", [{"id": 5}, {"id": None}, {"label": 5}, {"digest": 5}])
def test_a_row_with_something_else_in_a_words_place_is_left_out(tmp_path, wrong):
    row = {"id": "a1", "plan": "plan/1", "at": 1.0, "label": "Kept", **sealed(PLAN), **wrong}
    assert carved_from(tmp_path / "t.db", "versions", row).rows["versions"] == {}


def test_the_same_is_found_in_the_bytes_alone(full):
    finds, _ = read(full)
    found = carved(full)
    # A setting is any two words, and cannot be told from other rows.
    assert {**found.rows, "settings": {}} == {**finds.rows, "settings": {}}
    assert found.lost == {}


@pytest.mark.parametrize(
    ("table", "sql"),
    [
        ("plans", "UPDATE plans SET body = replace(body, 'First', 'Worst')"),
        ("versions", "UPDATE versions SET body = replace(body, 'First', 'Worst')"),
        ("versions", "UPDATE versions SET id = '../' || id"),
        ("drafts", "UPDATE drafts SET body = replace(body, 'A card', 'B card')"),
        ("published", "UPDATE published SET body = replace(body, 'A card', 'B card')"),
        ("cards", "UPDATE cards SET id = 'own/2' WHERE pack = 'own'"),
        ("cards", "UPDATE cards SET body = '{' WHERE pack = 'own'"),
        ("notes", "UPDATE notes SET card = '../x'"),
        ("signers", "UPDATE signers SET key = 'RW'"),
        ("settings", "UPDATE settings SET key = char(10)"),
        ("settings", "UPDATE settings SET value = ''"),
    ],
)
def test_what_is_not_sound_is_left_out_and_all_else_is_read(full, table, sql):
    change(full, sql)
    wanted = {name: int(name != table) for name in TABLES}
    finds, whole = read(full)
    assert whole
    assert {name: len(rows) for name, rows in finds.rows.items()} == wanted
    rows = {name: len(rows) for name, rows in carved(full).rows.items()}
    assert {**rows, "settings": wanted["settings"]} == wanted
    assert finds.lost == ({"plan/1": "Why?"} if table == "plans" else {})


def test_of_what_is_sought_alone_nothing_else_is_taken(full):
    finds = Finds()
    assert finds.read(full, ["plan/1"])
    assert [name for name, rows in finds.rows.items() if rows] == ["plans"]
    assert not finds.packs
    other = Finds()
    other.read(full, ["plan/2"])
    assert not other.rows["plans"]
