"""Setting a library aside: what is left of it has a name of its own, and is found again."""

import os

import pytest

from planner.store import aside
from planner.store.aside import hot, set_aside, set_aside_before
from planner.store.errors import StoreError

NOW = 1_795_442_712.0


@pytest.fixture
def place(tmp_path):
    place = tmp_path / "evidence.db"
    place.write_bytes(b"library")
    return place


def test_those_that_were_set_aside_are_listed_the_newest_first(place):
    for number, moment in enumerate((NOW, NOW + 86_400, NOW - 86_400)):
        place.write_bytes(bytes([number]))
        set_aside(place, moment)
    # None of ours: another library's, a copy that someone made, and a sidecar.
    for name in ("notes damaged 2026-11-23 140512.db", "evidence damaged 2026-11-23 140512 (1).db"):
        place.with_name(name).write_bytes(b"")
    newest = set_aside_before(place)
    place.with_name(f"{newest[0].name}-journal").write_bytes(b"journal")
    assert [file.read_bytes() for file in newest] == [b"\1", b"\0", b"\2"]
    assert set_aside_before(place) == newest
    assert set_aside_before(place.parent / "none" / place.name) == []


def test_nothing_that_is_there_is_taken_for_a_free_name(place):
    first = set_aside(place, NOW)
    first.rename(place)
    left = place.with_name(f"{first.name}-wal")
    left.write_bytes(b"of an earlier one")
    later = set_aside(place, NOW)
    # A second is as fine as names are; what is seen there has moved on by one.
    assert later.name == "evidence damaged 2026-11-23 140513.db"
    assert left.read_bytes() == b"of an earlier one"


def test_an_empty_sidecar_holds_nothing(place):
    empty, full = (place.with_name(f"{place.name}{mark}") for mark in ("-journal", "-wal"))
    empty.write_bytes(b"")
    full.write_bytes(b"pages")
    assert hot(place) == [full]


def test_what_cannot_be_renamed_back_is_told_all_the_same(place, monkeypatch):
    place.with_name(f"{place.name}-journal").write_bytes(b"journal")
    rename = os.rename

    def once(one, other):
        if one == place or other.name.startswith(place.name):
            raise PermissionError(13, "held by another program")
        rename(one, other)

    monkeypatch.setattr(aside.os, "rename", once)
    with pytest.raises(StoreError) as caught:
        set_aside(place, NOW)
    assert str(place) in str(caught.value)
    assert place.read_bytes() == b"library"
