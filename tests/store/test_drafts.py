import re
from contextlib import closing

import pytest
from hypothesis import HealthCheck, given, settings
from msgspec.structs import replace

from planner.model.evidence import Card
from planner.model.pack import Pack, PackInfo
from planner.store.database import Database
from planner.store.drafts import DraftSummary
from planner.store.errors import StoreError
from planner.store.library import Library
from tests.store.conftest import CARDS
from tests.strategies import packs

DRAFT = Pack(PackInfo("mine", "My pack"), cards=(Card("mine/c", ""),))


def renamed(draft, name):
    cards = tuple(replace(card, id=f"{name}/c") for card in draft.cards)
    return replace(draft, info=replace(draft.info, id=name), cards=cards)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(packs("mine", 2))
def test_a_draft_comes_back_as_it_was_saved(library, draft):
    library.drafts.save(draft, 5.0)
    assert library.drafts.load("mine") == draft
    (summary,) = library.drafts.summaries()
    assert summary == DraftSummary("mine", draft.info.title, len(draft.cards), 5.0, 0)


def test_drafts_come_newest_first_and_are_not_installed(library):
    for name, touched in (("a", 1.0), ("b", 3.0), ("c", 2.0)):
        library.drafts.save(renamed(DRAFT, name), touched)
    assert [draft.id for draft in library.drafts.summaries()] == ["b", "c", "a"]
    assert library.installed() == []
    assert library.known("a") is None


def test_delete_restore_and_forget(library):
    for name in ("a", "b"):
        library.drafts.save(renamed(DRAFT, name), 1.0)
    library.drafts.delete("a")
    assert [draft.id for draft in library.drafts.summaries()] == ["b"]
    assert [draft.id for draft in library.drafts.deleted()] == ["a"]
    assert library.drafts.load("a") == renamed(DRAFT, "a")
    library.drafts.restore("a")
    assert library.drafts.deleted() == []
    library.drafts.delete("a")
    library.drafts.save(renamed(DRAFT, "a"), 2.0)
    assert [draft.id for draft in library.drafts.summaries()] == ["a", "b"]
    library.drafts.set_published("a", renamed(DRAFT, "a"))
    library.drafts.forget("a")
    assert library.drafts.published("a") is None
    for act in (library.drafts.load, library.drafts.delete, library.drafts.restore):
        with pytest.raises(StoreError, match="no pack “a” among yours"):
            act("a")


def test_what_was_published_is_kept_beside_the_draft(library):
    library.drafts.save(DRAFT, 1.0)
    assert library.drafts.published("mine") is None
    for version in (1, 2):
        published = replace(DRAFT, info=replace(DRAFT.info, version=version))
        library.drafts.set_published("mine", published)
        assert library.drafts.published("mine") == published
        assert library.drafts.summaries()[0].published == version
    assert library.drafts.load("mine") == DRAFT


def test_an_id_can_change_until_it_is_published(library):
    library.drafts.save(DRAFT, 1.0)
    library.drafts.rename("mine", renamed(DRAFT, "ours"))
    assert [(d.id, d.touched) for d in library.drafts.summaries()] == [("ours", 1.0)]
    assert library.drafts.load("ours") == renamed(DRAFT, "ours")
    library.drafts.save(DRAFT, 2.0)
    with pytest.raises(StoreError, match="with the id “ours” already"):
        library.drafts.rename("mine", renamed(DRAFT, "ours"))
    with pytest.raises(StoreError, match="no pack “none”"):
        library.drafts.rename("none", renamed(DRAFT, "new"))
    library.drafts.set_published("ours", renamed(DRAFT, "ours"))
    with pytest.raises(StoreError, match="is published"):
        library.drafts.rename("ours", renamed(DRAFT, "new"))
    assert [draft.id for draft in library.drafts.summaries()] == ["mine", "ours"]
    changed = replace(renamed(DRAFT, "ours"), cards=())
    library.drafts.rename("ours", changed)
    assert library.drafts.load("ours") == changed


@pytest.mark.parametrize("table", ["drafts", "published"])
@pytest.mark.parametrize("change", ["body = replace(body, 'pack', 'deck')", "digest = ''"])
def test_a_changed_body_is_damage(library, path, table, change):
    library.drafts.save(DRAFT, 1.0)
    library.drafts.set_published("mine", DRAFT)
    library.close()
    with closing(Database.open(path)) as database, database.writing() as db:
        db.execute(f"UPDATE {table} SET {change}")
    with Library.open(path) as again:
        assert len(again.drafts.summaries()) == 1
        own = table == "drafts"
        read, name = (again.drafts.load, "My pack") if own else (again.drafts.published, "mine")
        with pytest.raises(StoreError, match=f"“{name}” is damaged in {re.escape(str(path))}"):
            read("mine")


def test_a_draft_and_a_pack_of_one_id_are_two(stocked, pack):
    draft = replace(pack, cards=CARDS[:1])
    stocked.drafts.save(draft, 1.0)
    assert stocked.pack("usa") == pack
    assert stocked.drafts.load("usa") == draft
    stocked.remove("usa")
    assert stocked.drafts.load("usa") == draft


def test_what_could_not_be_read_again_is_not_saved(library):
    library.drafts.save(DRAFT, 1.0)
    with pytest.raises(StoreError, match="could not read this again"):
        library.drafts.save(replace(DRAFT, cards=(Card("mine/two words", "Почему"),)), 2.0)
    with pytest.raises(StoreError, match="could not read this again"):
        library.drafts.rename("mine", renamed(DRAFT, "two words"))
    assert library.drafts.load("mine") == DRAFT
