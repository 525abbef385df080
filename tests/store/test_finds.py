"""Finding rows in a damaged library: those are believed whose digest holds, and no others."""

import sqlite3
from contextlib import closing

import pytest

from planner.model.evidence import Card, Question
from planner.model.pack import Pack, PackInfo
from planner.model.plan import Plan
from planner.packs.signing import SigningKey
from planner.store.finds import TABLES, Finds
from tests.store.conftest import PEEL

PLAN = Plan("plan/1", Question("own/q", "Why?"), PEEL, introduction="First words")
DRAFT = Pack(PackInfo("mine", "My pack"), cards=(Card("mine/a", "A card"),))
KEY = SigningKey.make().public


@pytest.fixture
def full(library, path, pack):
    """Return the path of a closed library that has one row of each kind."""
    library.install(pack, KEY)
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
    assert finds.packs["usa"].signer == KEY
    (draft,) = finds.rows["drafts"].values()
    assert (draft["id"], draft["title"], draft["cards"]) == ("mine", "My pack", 1)
    assert (draft["touched"], draft["deleted"]) == (3.0, 0)
    (published,) = finds.rows["published"].values()
    assert (published["id"], published["version"]) == ("mine", 1)
    assert finds.lost == {}


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
