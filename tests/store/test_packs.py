import os
import sqlite3
import tempfile
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from string import ascii_lowercase

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from planner.model.evidence import Card, Factor, Question
from planner.model.pack import Known, Pack, PackInfo, pack_digest
from planner.model.plan import Plan
from planner.model.text import PASSAGE, TextError
from planner.store import cards as card_rows
from planner.store import install
from planner.store.database import Database, create
from planner.store.errors import StoreError
from planner.store.library import Library
from planner.store.search import Order, Query
from tests.store.conftest import CARDS, FACTORS, PEEL
from tests.store.test_database import run
from tests.store.test_library import sound
from tests.strategies import packs

KEY, OTHER_KEY = "RWone", "RWother"
IDS = ("a", "b", "c")


def told(library):
    """Return all that a library says of its packs and cards, and what a search finds."""
    queries = [
        *(Query(order=order) for order in Order),
        *(Query(word) for word in ("p", "stalin", "fun")),
        *(Query(factors=frozenset({f"{name}/c1"})) for name in IDS),
    ]
    return (
        library.packs(),
        library.installed(),
        library.factors(),
        library.questions(),
        library.plans.worked(),
        [library.known(name) for name in IDS],
        [library.pack(pack.info.id) for pack in library.installed()],
        [(library.count(query), library.page(query, 0, 100)) for query in queries],
    )


@cache
def blank():
    with tempfile.TemporaryDirectory() as folder:
        create(Path(folder) / "evidence.db")
        return (Path(folder) / "evidence.db").read_bytes()


@contextmanager
def new_library():
    """Give an empty library, whose index is sound in the end."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "evidence.db"
        path.write_bytes(blank())
        with Library.open(path) as library:
            yield library
        sound(path)


@settings(max_examples=15)
@given(st.lists(st.sampled_from(IDS).flatmap(lambda name: packs(name, 2)), max_size=3))
def test_a_pack_is_read_as_it_was_installed(installed):
    expected = {pack.info.id: pack for pack in installed}
    with new_library() as library:
        for pack in installed:
            library.install(pack)
        assert [pack.info.id for pack in library.installed()] == list(
            dict.fromkeys(pack.info.id for pack in installed)
        )
        for name, pack in expected.items():
            assert library.pack(name) == pack
            assert library.known(name) == Known("", pack.info.version, pack_digest(pack))
            assert library.factors(name) == list(pack.factors)
            assert library.questions(name) == list(pack.questions)


steps = st.lists(
    st.tuples(
        st.sampled_from(["install", "install", "sign", "hide", "show", "remove", "none"]),
        st.sampled_from(IDS),
    ),
    max_size=8,
)


@settings(max_examples=25)
@given(steps, st.data())
def test_every_change_of_a_pack_can_be_taken_back_and_made_again(steps, data):
    with new_library() as library:
        library.save_card(Card("own/1", "Mine", factors=("a/a", "b/c1")))
        done = []
        for verb, name in steps:
            before = library.state(name), told(library)
            change(library, verb, name, data)
            done.append((name, before, (library.state(name), told(library))))
        for name, (state, said), _ in reversed(done):
            library.put_back(name, state)
            assert told(library) == said
        for name, _, (state, said) in done:
            library.put_back(name, state)
            assert told(library) == said


def change(library, verb, name, data):
    present = {pack.info.id for pack in library.installed()}
    if verb in ("install", "sign"):
        library.install(data.draw(packs(name, 1)), KEY if verb == "sign" else "")
    elif verb == "none":
        library.put_back(name, None)
        assert library.known(name) is None
    elif name in present:
        getattr(library, verb)(name)
    else:
        with pytest.raises(StoreError, match=f"no pack “{name}”"):
            getattr(library, verb)(name)


def test_parts_come_in_their_packs_order_however_their_rows_lie(library, path):
    names = "fcaebd"
    pack = Pack(
        PackInfo("p", "P"),
        tuple(Factor(f"p/{name}", name) for name in names),
        tuple(Question(f"p/{name}", name) for name in names),
        tuple(Card(f"p/{name}", name) for name in names),
        tuple(Plan(f"p/{name}", Question("p/q", "Why?"), PEEL) for name in names),
    )
    library.install(pack)
    library.close()
    with closing(Database.open(path)) as database, database.writing() as db:
        for table in ("factors", "questions", "worked"):
            rows = db.execute(f"SELECT * FROM {table} ORDER BY position DESC").fetchall()
            db.execute(f"DELETE FROM {table}")
            marks = ", ".join("?" * len(rows[0]))
            db.conn.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
            # Without this index too, no order is given but by asking for it.
            db.execute(f"DROP INDEX idx_{table}_pack_position")
    with Library.open(path) as again:
        assert again.pack("p") == pack


def test_a_hidden_pack_is_kept_and_nothing_of_it_is_shown(stocked, pack):
    stocked.save_card(Card("own/1", "Mine", factors=("usa/cunning",)))
    before = told(stocked)
    stocked.hide("usa")
    assert stocked.packs() == stocked.factors() == stocked.questions() == []
    assert stocked.plans.worked() == []
    assert [card.id for card in stocked.page(Query(), 0, 9)] == ["own/1"]
    # The factor's name is gone from the index too, with the factor.
    assert stocked.count(Query("cunning")) == 0
    (hidden,) = stocked.installed()
    assert (hidden.info, hidden.hidden, hidden.cards) == (pack.info, True, len(CARDS))
    assert hidden.digest == pack_digest(pack)
    assert stocked.pack("usa") == pack
    stocked.hide("usa")
    assert stocked.installed() == [hidden]
    stocked.show("usa")
    assert told(stocked) == before


def test_a_new_version_of_a_hidden_pack_is_shown(stocked, pack):
    stocked.hide("usa")
    stocked.install(replace(pack, info=replace(pack.info, version=2)))
    assert [info.version for info in stocked.packs()] == [2]
    assert stocked.count(Query()) == len(CARDS)


def test_removing_keeps_what_is_the_students(stocked, pack):
    plan = Plan("plan/1", Question("own/q", "Why?"), PEEL)
    stocked.plans.save(plan, 1.0)
    stocked.save_card(Card("own/1", "Mine"))
    stocked.set_note("usa/trick", "Learn this")
    stocked.remove("usa")
    assert stocked.installed() == []
    assert stocked.plans.load("plan/1") == plan
    assert [card.id for card in stocked.page(Query(), 0, 9)] == ["own/1"]
    assert stocked.notes(["usa/trick"]) == {"usa/trick": "Learn this"}
    stocked.install(pack)
    assert stocked.notes(["usa/trick"]) == {"usa/trick": "Learn this"}


@pytest.mark.parametrize("verb", ["pack", "hide", "show", "remove"])
@pytest.mark.parametrize("name", ["none", "own"])
def test_a_pack_that_is_not_there_is_told(stocked, verb, name):
    with pytest.raises(StoreError, match=f"no pack “{name}”"):
        getattr(stocked, verb)(name)
    assert stocked.known(name) is None
    assert stocked.state(name) is None


def test_who_signed_a_pack_is_remembered_when_it_is_gone(library, pack):
    library.install(pack, KEY)
    known = Known(KEY, 1, pack_digest(pack))
    assert library.known("usa") == known
    assert [p.signer for p in library.installed()] == [KEY]
    library.hide("usa")
    assert library.known("usa") == known
    library.remove("usa")
    assert library.known("usa") == Known(KEY, 0, "")
    # What is installed without a signature does not make the signer forgotten.
    library.install(pack)
    assert library.known("usa") == known
    library.install(pack, OTHER_KEY)
    assert library.known("usa") == replace(known, signer=OTHER_KEY)


def test_a_pack_whose_signer_alone_is_remembered_comes_back_so(library, pack):
    library.install(pack, KEY)
    library.remove("usa")
    gone = library.state("usa")
    library.install(pack, OTHER_KEY)
    library.put_back("usa", gone)
    assert library.installed() == []
    assert library.known("usa") == Known(KEY, 0, "")


def test_a_pack_comes_back_where_it_was_or_at_the_end_where_another_is(library):
    for name in ("a", "b"):
        library.install(Pack(PackInfo(name, name)))
    state = library.state("b")
    library.remove("b")
    library.install(Pack(PackInfo("c", "c")))
    library.put_back("b", state)
    assert [pack.info.id for pack in library.installed()] == ["a", "c", "b"]
    state = library.state("a")
    library.remove("a")
    library.put_back("a", state)
    assert [pack.info.id for pack in library.installed()] == ["a", "c", "b"]


def test_a_hidden_pack_comes_back_hidden(stocked, pack):
    stocked.hide("usa")
    hidden = stocked.state("usa")
    for otherwise in (stocked.remove, stocked.show):
        otherwise("usa")
        stocked.put_back("usa", hidden)
        assert stocked.state("usa") == hidden
        assert [held.hidden for held in stocked.installed()] == [True]
        assert stocked.page(Query(), 0, 9) == []
        assert stocked.pack("usa") == pack


def test_who_signs_a_pack_is_forgotten_where_it_was_not_known(library, pack):
    library.install(pack)
    unsigned = library.state("usa")
    library.install(pack, KEY)
    library.put_back("usa", unsigned)
    assert library.known("usa") == Known("", 1, pack_digest(pack))
    library.install(pack, KEY)
    library.put_back("usa", None)
    assert library.known("usa") is None


MANY = Pack(
    PackInfo("many", "Many"),
    (Factor("many/f", "Cunning"),),
    (),
    tuple(
        Card(f"many/c{n}", f"Headline {n}", "Of some length", factors=("many/f",))
        for n in range(50)
    ),
)


def test_progress_is_told_in_cards_between_chunks(library, monkeypatch):
    monkeypatch.setattr(card_rows, "CHUNK", 4)
    monkeypatch.setattr(card_rows, "_CHUNKS", (1, 2, 4))
    heard = []
    library.install(MANY, "", lambda done, total: heard.append((done, total)))
    assert heard == [(0, 50), (4, 50), (12, 50), (28, 50), (44, 50), (50, 50)]
    monkeypatch.setattr(card_rows, "CHUNK", 20)
    monkeypatch.setattr(card_rows, "_CHUNKS", (1, 2))
    heard.clear()
    library.install(MANY, "", lambda done, total: heard.append((done, total)))
    assert [done for done, _ in heard] == [0, 20, 40, 50, 70, 100]
    assert {total for _, total in heard} == {100}
    for act in (library.hide, library.show, library.remove):
        heard.clear()
        act("many", lambda done, total: heard.append((done, total)))
        assert (heard[0], heard[-1]) == ((0, 50), (50, 50))
    library.install(MANY)
    held = library.state("many")
    for state in (None, held):
        heard.clear()
        library.put_back("many", state, lambda done, total: heard.append((done, total)))
        assert (heard[0], heard[-1]) == ((0, 50), (50, 50))
        assert len(heard) > 2


NEWER = replace(MANY, info=replace(MANY.info, version=2), cards=MANY.cards[5:])


class _Cancelled(Exception):
    pass


@pytest.mark.parametrize("stop", range(6))
@pytest.mark.parametrize("verb", ["install", "hide", "remove", "put_back"])
def test_what_is_cancelled_is_taken_back(library, path, pack, monkeypatch, verb, stop):
    monkeypatch.setattr(card_rows, "CHUNK", 10)
    monkeypatch.setattr(card_rows, "_CHUNKS", (1,))
    library.install(pack)
    library.install(MANY, KEY)
    earlier = library.state("many")
    library.save_card(Card("own/1", "Mine", factors=("many/f",)))
    before = told(library)

    def advance(done, _):
        if done == 10 * stop:
            # As a window would meanwhile, which must not make a count that is kept.
            library.count(Query("headline"))
            raise _Cancelled

    given = {
        "install": (NEWER, OTHER_KEY),
        "put_back": ("many", earlier),
    }.get(verb, ("many",))
    with pytest.raises(_Cancelled):
        getattr(library, verb)(*given, advance=advance)
    assert told(library) == before
    library.install(pack)
    assert told(library) == before
    library.close()
    sound(path)


KILLED = """
import os, shutil, signal, sqlite_utils, sys
from pathlib import Path
from planner.store import cards, install
from planner.store.library import Library
from tests.store.test_packs import MANY, NEWER

cards.CHUNK, cards._CHUNKS = 10, (1,)
# So that what is written reaches the file long before it is committed.
install._ROOM = 4

def killed_at(step, path, act):
    def advance(done, total):
        if done >= step:
            os.kill(os.getpid(), signal.SIGKILL)
    child = os.fork()
    if not child:
        library = Library.open(path)
        act(library, advance)
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])

path = Path(sys.argv[1])
for verb, act in {
    "install": lambda library, advance: library.install(NEWER, "RWother", advance),
    "hide": lambda library, advance: library.hide("many", advance),
    "remove": lambda library, advance: library.remove("many", advance),
}.items():
    for step in (0, 10, 50, 60, 80):
        copy = Path(shutil.copy(path, path.with_name(f"{verb}-{step}.db")))
        print(copy.name, killed_at(step, copy, act))
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_what_is_killed_is_taken_back(library, path, pack):
    library.install(pack)
    library.install(MANY, KEY)
    library.save_card(Card("own/1", "Mine", factors=("many/f",)))
    before = told(library)
    library.close()
    done = run(KILLED, path)
    assert done.stderr == ""
    # Hiding and removing have no more than fifty cards to go through.
    survived = {f"{verb}-{step}.db" for verb in ("hide", "remove") for step in (60, 80)}
    lines = dict(line.split() for line in done.stdout.splitlines())
    assert {name for name, killed in lines.items() if killed == "False"} == survived
    for name in set(lines) - survived:
        with Library.open(path.with_name(name)) as library:
            assert told(library) == before
        sound(path.with_name(name))


def test_the_room_in_memory_is_larger_only_while_a_pack_is_put_in(library, pack, monkeypatch):
    seen = []

    def noted(of):
        def noting(db, *values, **named):
            seen.append(db.execute("PRAGMA cache_size").fetchone()[0])
            return of(db, *values, **named)

        return noting

    for name in ("_put_row", "take_cards"):
        monkeypatch.setattr(install, name, noted(getattr(install, name)))

    def cancel(*_):
        raise _Cancelled

    with pytest.raises(_Cancelled):
        library.install(pack, advance=lambda done, _: done and cancel())
    library.install(pack)
    assert seen[:2] * 2 == seen
    assert seen[1] == -40_000 < seen[0] < 0


@pytest.mark.parametrize("cancelled", [False, True])
def test_the_index_is_told_to_merge_again_once_a_pack_is_in(library, path, pack, cancelled):
    def cancel(*_):
        raise _Cancelled

    library.install(pack)
    if cancelled:
        with pytest.raises(_Cancelled):
            library.install(pack, advance=lambda done, _: done and cancel())
    library.close()
    with closing(sqlite3.connect(path)) as connection:
        merged = connection.execute("SELECT v FROM search_config WHERE k = 'automerge'").fetchall()
    assert merged == [(4,)]


def test_nothing_else_is_written_while_a_pack_is_put_in(library):
    plan = Plan("plan/1", Question("own/q", "Why?"), PEEL)

    def advance(*_):
        with pytest.raises(StoreError, match="just being put into"):
            library.plans.save(plan, 1.0)

    library.install(MANY, "", advance)
    library.plans.save(plan, 1.0)
    assert library.plans.load("plan/1") == plan


def test_a_damaged_pack_is_told(stocked, path, pack):
    stocked.install(replace(MANY, cards=()))
    stocked.hide("many")
    stocked.close()
    with closing(Database.open(path)) as database, database.writing() as db:
        db.execute("UPDATE cards SET body = '{' WHERE id = 'usa/trick'")
        db.execute("UPDATE packs SET body = '{' WHERE id = 'many'")
    with Library.open(path) as library:
        for name in ("usa", "many"):
            for read in (library.pack, library.hide, library.show):
                with pytest.raises(StoreError, match=f"{path.name} is damaged"):
                    read(name)
        # A sound copy heals it, and it can be taken out.
        library.install(pack)
        assert library.pack("usa") == pack
        library.remove("many")
    with closing(Database.open(path)) as database, database.writing() as db:
        db.execute("UPDATE packs SET info = '{' WHERE id = 'usa'")
    with Library.open(path) as library:
        for read in (library.packs, library.installed, lambda: library.known("usa")):
            with pytest.raises(StoreError, match=f"{path.name} is damaged"):
                read()


def test_damaged_kinds_of_questions_are_told(stocked, path):
    stocked.close()
    with closing(Database.open(path)) as database, database.writing() as db:
        db.execute("UPDATE packs SET body = '{' WHERE id = 'usa'")
    with Library.open(path) as library, pytest.raises(StoreError, match=f"{path.name} is damaged"):
        library.question_types()


def test_a_damaged_card_keeps_no_other_pack_out(stocked, path, pack):
    for number in (1, 2, 3):
        stocked.save_card(Card(f"own/{number}", "Mine", factors=("usa/cunning",)))
    stocked.close()
    with closing(Database.open(path)) as database, database.writing() as db:
        db.execute("UPDATE cards SET body = '{' WHERE id = 'own/2'")
    with Library.open(path) as library:
        library.install(replace(pack, factors=(replace(FACTORS[0], name="Guile"),)))
        assert library.count(Query("guile")) == 4
    sound(path)


def test_a_note_is_cleaned_and_kept_and_an_empty_one_is_removed(stocked, path):
    stocked.set_note("usa/trick", "First\r\nline\x00 \ttwo")
    stocked.set_note("own/1", "On my own card")
    stocked.set_note("usa/trick", "Second\r\nline\x00")
    asked = ["usa/trick", "own/1", "usa/vote"]
    assert stocked.notes(asked) == {"usa/trick": "Second\nline", "own/1": "On my own card"}
    with pytest.raises(TextError, match="A note can have at most"):
        stocked.set_note("usa/trick", "x" * (PASSAGE + 1))
    stocked.close()
    with Library.open(path) as library:
        assert library.notes(["usa/trick"]) == {"usa/trick": "Second\nline"}
        library.set_note("usa/trick", " \n ")
        assert library.notes(asked) == {"own/1": "On my own card"}
        assert library.notes([]) == {}


def test_factors_of_a_pack_that_is_gone_are_found_no_more(stocked, path):
    stocked.install(
        Pack(PackInfo("other", "Other"), cards=(Card("other/c", "C", factors=(FACTORS[0].id,)),))
    )
    assert stocked.count(Query("cunning")) == 3
    state = stocked.state("usa")
    stocked.remove("usa")
    assert stocked.count(Query("cunning")) == 0
    # The one card that is left is found by its own words, and by no others.
    assert [letter for letter in ascii_lowercase if stocked.count(Query(letter))] == ["c"]
    stocked.put_back("usa", state)
    assert stocked.count(Query("cunning")) == 3
    stocked.close()
    sound(path)
