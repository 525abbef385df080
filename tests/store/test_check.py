"""Checking a library: each kind of damage is told, by name where it has one."""

import sqlite3
from contextlib import closing

import pytest
from msgspec.structs import replace

from planner.model.evidence import Card, Question
from planner.model.pack import Pack, PackInfo
from planner.model.plan import Plan
from planner.store.check import examine, verify
from planner.store.database import Database
from planner.store.errors import Damaged, StoreError
from planner.store.library import Library
from tests.packs.test_pack_types import PACK
from tests.store.conftest import PEEL
from tests.store.test_migrations import FIXTURES

PLAN = Plan("plan/1", Question("own/q", "Why?"), PEEL, "My plan", introduction="First words")


@pytest.fixture
def full(stocked, path):
    """Return the path of a closed library that has something in every table."""
    stocked.plans.save(PLAN, 1.0)
    stocked.versions.keep(PLAN, "By hand", 1.0)
    draft = Pack(PackInfo("mine", "My pack"), cards=(Card("mine/a", "A card"),))
    stocked.drafts.save(draft, 1.0)
    stocked.drafts.set_published("mine", draft)
    stocked.install(Pack(PackInfo("dark", "Hidden"), cards=(Card("dark/a", "Hidden card"),)))
    stocked.hide("dark")
    stocked.save_card(Card("own/1", "Kirov", "Shot in 1934"))
    stocked.set_note("usa/trick", "A note")
    stocked.close()
    return path


def change(path, sql):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(sql)
        connection.commit()


def test_a_sound_library_has_no_faults(full):
    before = full.read_bytes()
    seen = []
    assert verify(full, lambda *step: seen.append(step)).faults == ()
    assert full.read_bytes() == before
    assert seen == sorted(seen)
    with Library.open(full) as library:
        heard = []
        assert library.check(lambda *step: heard.append(step)).sound
    # It is told from the first step to the last, one by one.
    done, totals = zip(*seen, strict=True)
    assert {*totals} == {done[-1] + 1}
    assert {*done} == {*range(totals[0])}
    assert heard == seen


@pytest.mark.parametrize("version", [1, 2, 3])
def test_every_earlier_version_can_be_checked(version):
    assert verify(FIXTURES / f"library-v{version}.db").sound


@pytest.mark.parametrize(
    ("sql", "fault"),
    [
        (
            "UPDATE plans SET body = replace(body, 'First', 'Worst')",
            "The plan “My plan” is damaged.",
        ),
        ("UPDATE plans SET title = 'Another'", "The plan “Another” is damaged."),
        ("UPDATE plans SET question = 'How?'", "The plan “My plan” is damaged."),
        ("UPDATE plans SET filled = filled + 1", "The plan “My plan” is damaged."),
        ("UPDATE plans SET total = 0", "The plan “My plan” is damaged."),
        ("UPDATE plans SET id = 'plan/2'", "The plan “My plan” is damaged."),
        ("UPDATE plans SET title = CAST(x'ff41' AS TEXT)", "The plan “\ufffdA” is damaged."),
        ("UPDATE plans SET rowid = -500, total = 0", "The plan “My plan” is damaged."),
        ("UPDATE worked SET filled = 3", "The worked plan “Worked: why” is damaged."),
        ("UPDATE versions SET body = '{}'", "The version “By hand” of a plan is damaged."),
        ("UPDATE versions SET plan = 'plan/2'", "The version “By hand” of a plan is damaged."),
        ("UPDATE drafts SET cards = 7", "The pack “My pack” of yours is damaged."),
        ("UPDATE drafts SET body = '{}'", "The pack “My pack” of yours is damaged."),
        ("UPDATE published SET body = '{}'", "What was published of the pack “mine” is damaged."),
        ("UPDATE packs SET digest = 'x' WHERE id = 'usa'", "The pack “usa” is damaged."),
        ("UPDATE packs SET body = '{}' WHERE id = 'dark'", "The pack “dark” is damaged."),
        ("UPDATE factors SET position = 1 - position", "The pack “usa” is damaged."),
        ("DELETE FROM cards WHERE id = 'usa/mood'", "The pack “usa” is damaged."),
        ("UPDATE questions SET body = '{}'", "The pack “usa” is damaged."),
        (
            "UPDATE cards SET body = replace(body, '1934', '1943') WHERE pack = 'own'",
            "A card of your own, “Kirov”, is damaged.",
        ),
        (
            "UPDATE cards SET body = '{' WHERE pack = 'own'",
            "A card of your own, “kirov”, is damaged.",
        ),
        ("DROP TABLE settings", "The tables in the file are not whole."),
        ("ALTER TABLE notes RENAME text TO words", "The tables in the file are not whole."),
        (
            "INSERT INTO settings VALUES ('k', CAST(x'ff' AS TEXT))",
            None,
        ),
    ],
)
def test_damage_is_told(full, sql, fault):
    change(full, sql)
    assert verify(full).faults == (() if fault is None else (fault,))
    with closing(sqlite3.connect(full)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_broken_structure_is_told_and_the_rest_is_still_checked(full):
    change(full, "UPDATE plans SET filled = 3")
    with closing(sqlite3.connect(full)) as connection:
        sql = "SELECT rootpage FROM sqlite_schema WHERE name = 'notes'"
        ((page,),) = connection.execute(sql).fetchall()
    data = full.read_bytes()
    full.write_bytes(data[: (page - 1) * 4096] + bytes(4096) + data[page * 4096 :])
    assert verify(full).faults == (
        "The structure of the file is damaged.",
        "“notes” cannot be read to the end.",
        "The plan “My plan” is damaged.",
    )


@pytest.mark.parametrize(
    ("query", "what"),
    [
        ("body AS BLOB) FROM plans ", "The plans"),
        ("body AS BLOB) FROM worked ", "The worked plans"),
        ("body AS BLOB) FROM versions ", "The versions of plans"),
        ("body AS BLOB) FROM published ", "The packs made here"),
        ("FROM packs WHERE place", "The packs"),
        ("body AS BLOB) FROM cards ", "The cards of your own"),
        ("pragma_index_info", "The file"),
    ],
)
def test_what_cannot_be_read_to_the_end_is_named(full, query, what):
    with closing(sqlite3.connect(full)) as connection:

        def read(sql, values):
            if query in sql:
                raise sqlite3.DatabaseError("database disk image is malformed")
            return connection.execute(sql, tuple(values)).fetchall()

        assert examine(read).faults == (f"{what} cannot be read to the end.",)


def test_each_of_your_own_cards_is_looked_at_after_one_that_cannot_be_read(full):
    with Library.open(full) as library:
        library.save_card(Card("own/2", "Zinoviev"))
    change(full, "UPDATE cards SET body = '{' WHERE pack = 'own'")
    assert set(verify(full).faults) == {
        "A card of your own, “kirov”, is damaged.",
        "A card of your own, “zinoviev”, is damaged.",
    }


def test_damage_far_down_in_a_long_table_is_told(full):
    change(
        full,
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 170) "
        "INSERT INTO versions SELECT 'more/' || i, plan, at + i, label, digest, body "
        "FROM versions, n",
    )
    assert verify(full).sound
    change(
        full, "UPDATE versions SET label = 'Late', body = '{}' WHERE rowid IN (60, 120, 121, 170)"
    )
    change(full, "UPDATE versions SET label = 'Last', plan = 'other' WHERE id = 'more/170'")
    assert verify(full).faults == (
        "The version “Late” of a plan is damaged.",
        "The version “Last” of a plan is damaged.",
    )


def test_a_table_of_another_program_is_no_fault_whatever_it_is_called(full):
    change(full, 'CREATE TABLE "o""dd"("a""b", "[c]")')
    change(full, 'INSERT INTO "o""dd" VALUES (1, NULL)')
    assert verify(full).sound


def test_a_plan_that_could_not_be_found_by_its_id_is_missed_at_once(full):
    with closing(sqlite3.connect(full)) as connection:
        sql = "SELECT rootpage FROM sqlite_schema WHERE name = 'sqlite_autoindex_plans_1'"
        ((page,),) = connection.execute(sql).fetchall()
    data = bytearray(full.read_bytes())
    at = data.index(b"plan/1", (page - 1) * 4096, page * 4096)
    data[at : at + 6] = b"plan/7"
    full.write_bytes(data)
    with pytest.raises(Damaged) as caught:
        Library.open(full)
    assert caught.value.path == full


@pytest.mark.parametrize("data", [b"", b"hello" * 50, None])
def test_what_is_no_library_is_told(tmp_path, data):
    path = tmp_path / "other.db"
    if data is not None:
        path.write_bytes(data)
    (fault,) = verify(path).faults
    assert str(path) in fault


def test_the_packs_of_a_large_library_are_joined_in_pieces(library, path, monkeypatch):
    cards = tuple(Card(f"big/{n}", f"Card {n}") for n in range(1_203))
    library.install(Pack(PackInfo("big", "Big"), cards=cards))
    assert library.check().sound
    library.install(Pack(PackInfo("none", "None at all")))
    assert library.check().sound
    library.close()
    change(path, "UPDATE cards SET body = replace(body, 'Card 1000', 'Card 1001')")
    assert verify(path).faults == ("The pack “big” is damaged.",)


@pytest.mark.parametrize(
    ("table", "sql"),
    [
        ("plans", "title = NULL"),
        ("plans", "filled = 'many'"),
        ("drafts", "touched = x'00'"),
        ("versions", "label = NULL"),
        ("notes", "text = x'00'"),
    ],
)
def test_a_glance_sees_what_no_list_could_show(full, table, sql):
    """A table is loosened, changed and tightened again: as damage does, past the table’s rules."""
    find = "SELECT sql FROM sqlite_schema WHERE name = ?"
    with closing(sqlite3.connect(full)) as connection:
        (whole,) = connection.execute(find, [table]).fetchone()
    loose = whole.replace(" STRICT", "").replace(" NOT NULL", "")
    rewrite = "UPDATE sqlite_schema SET sql = ? WHERE name = ?"
    for schema, then in ((loose, f"UPDATE {table} SET {sql}"), (whole, "SELECT 1")):
        with closing(sqlite3.connect(full)) as connection:
            connection.execute("PRAGMA writable_schema=ON")
            connection.execute(rewrite, [schema, table])
            connection.commit()
        change(full, then)
    with pytest.raises(Damaged) as caught:
        Library.open(full)
    assert caught.value.path == full


@pytest.mark.parametrize("words", [b'"introduction":"xxx', b"A note on a card"])
def test_rows_that_a_page_no_longer_counts_are_missed_at_once(library, path, words):
    for number in range(20):
        library.plans.save(replace(PLAN, id=f"plan/{number}", introduction="x" * 900), 1.0)
        library.set_note(f"usa/{number}", "A note on a card")
    library.close()
    data = bytearray(path.read_bytes())
    for at in range(4096, len(data), 4096):
        leaf = data[at] == 13 and words in data[at : at + 4096]
        if leaf and int.from_bytes(data[at + 3 : at + 5], "big") > 1:
            data[at + 4] -= 1
            break
    path.write_bytes(data)
    with pytest.raises(Damaged, match="is damaged"):
        Database.open(path)


@pytest.mark.parametrize(("at", "byte"), [(18, 3), (19, 9), (21, 1), (23, 0), (60, 1), (63, 0)])
def test_a_header_that_no_marshal_writes_is_damage(path, at, byte):
    data = bytearray(path.read_bytes())
    data[at] = byte
    path.write_bytes(data)
    with pytest.raises(Damaged, match="is damaged"):
        Database.open(path)
    assert path.read_bytes() == data


@pytest.mark.parametrize("column", ["title", "question", "filled", "total", "id"])
def test_a_plan_is_loaded_only_where_its_columns_belong_to_it(full, column):
    value = "7" if column in ("filled", "total") else "'plan/7'"
    change(full, f"UPDATE plans SET {column} = {value}")
    with Library.open(full) as library, pytest.raises(StoreError, match="is damaged"):
        library.plans.load("plan/7" if column == "id" else "plan/1")


def test_a_library_without_its_first_page_is_told(full):
    data = full.read_bytes()
    full.write_bytes(data[:100] + b"\xff" * 3996 + data[4096:])
    assert verify(full).faults == ("The file is damaged from its beginning.",)


def test_a_packs_kinds_of_questions_are_part_of_what_is_checked(library, path):
    library.install(PACK)
    library.close()
    assert verify(path).sound
    change(path, "UPDATE packs SET body = replace(body, 'Our mock', 'Our mack')")
    assert verify(path).faults == ("The pack “usa” is damaged.",)
