import os
import sqlite3
import time
from contextlib import closing

import pytest

from planner import shipped
from planner.packs.data import read_frameworks, read_question_types
from planner.packs.source import read_pack_source
from planner.store.build import build_library
from planner.store.errors import StoreError
from planner.store.library import Library
from planner.store.search import Query


def content(path):
    """Return all that a library says; the index's own tables vary with SQLite's version."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        numbers = [
            connection.execute(f"PRAGMA {name}").fetchone()
            for name in ("application_id", "user_version", "page_size")
        ]
        return numbers, [line for line in connection.iterdump() if "search_" not in line]


def shipped_packs():
    frameworks, types = read_frameworks(), read_question_types()
    files = sorted((shipped.RESOURCES / "packs").glob("*.toml"))
    return [read_pack_source(file, frameworks, types) for file in files]


def test_the_same_packs_give_the_same_bytes(tmp_path, pack, monkeypatch):
    seen = []

    def packs():
        seen.extend(os.listdir(tmp_path))
        yield pack

    build_library(tmp_path / "one.db", packs())
    # What is not yet whole has a name that nobody takes for a library.
    assert [name.rpartition("-")[0] for name in seen] == [".marshal"]
    monkeypatch.setattr(time, "time", lambda: 0.0)
    build_library(tmp_path / "two.db", [pack])
    assert (tmp_path / "one.db").read_bytes() == (tmp_path / "two.db").read_bytes()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["one.db", "two.db"]


def test_a_failed_build_leaves_what_was_there(tmp_path, pack):
    target = tmp_path / "evidence.db"
    target.write_bytes(b"before")
    with pytest.raises(StoreError):
        build_library(target, [pack, pack.__class__(pack.info, cards=(pack.factors[0],) * 2)])
    assert target.read_bytes() == b"before"
    assert [p.name for p in tmp_path.iterdir()] == ["evidence.db"]


def test_a_folder_that_is_missing_is_told_before_anything_is_built(tmp_path, pack):
    target = tmp_path / "none" / "evidence.db"
    packs = iter([pack])
    with pytest.raises(StoreError) as caught:
        build_library(target, packs)
    assert str(target) in str(caught.value)
    assert list(packs) == [pack]


def test_the_shipped_library_is_what_its_sources_say(tmp_path):
    built = tmp_path / "evidence.db"
    build_library(built, shipped_packs())
    assert content(built) == content(shipped.LIBRARY)


def test_the_shipped_library_is_ready_to_read():
    before = sorted(p.name for p in shipped.ROOT.glob("evidence.db*"))
    with Library.open(shipped.LIBRARY, write=False) as library:
        assert library.count(Query()) >= 40
        for headline in (
            "The suppressed testament",
            "The funeral trick",
            "The factionalism charge",
        ):
            assert headline in {c.headline for c in library.page(Query(headline), 0, 50)}
        assert library.questions()[0].text == "Why did Stalin win the power struggle?"
        worked = library.plans.find("Why did Stalin win")
        assert len(worked.paragraphs) == 3
        assert all(slot.filled for slot in worked.slots())
    assert sorted(p.name for p in shipped.ROOT.glob("evidence.db*")) == before
