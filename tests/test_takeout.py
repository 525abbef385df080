"""Everything exported: all of it is there, readable by other programs, whole or not at all."""

import json
import os
import tomllib
import zipfile

import pytest
from msgspec.structs import replace

from planner.export.errors import ExportError
from planner.model import edits
from planner.model.evidence import Card
from planner.model.plan import Part
from planner.packs.data import read_frameworks
from planner.packs.plan_file import read_plan_file
from planner.store.build import build_library
from planner.store.check import verify
from planner.store.library import Library
from planner.takeout import take_out
from tests.ui import samples

ESSAY = read_frameworks().essay
OWN = Card("own/1", "My own card", "I read it in a book.")


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "data" / "evidence.db"
    path.parent.mkdir()
    build_library(path, [samples.pack()])
    return path


@pytest.fixture
def library(path):
    with Library.open(path) as library:
        plan = samples.placed(samples.begun(), samples.TESTAMENT)
        library.plans.save(plan, 1.0)
        library.plans.save(edits.rename_plan(samples.begun("gone"), "CON"), 2.0)
        library.plans.delete("gone", 3.0)
        library.set_note(samples.TESTAMENT.id, "Who heard it?")
        library.save_card(OWN)
        library.set_setting("scheme", "Dark")
        library.set_setting("folder", "/home/secret-user-name/essays")
        library.drafts.save(samples.pack(), 1.0)
        library.versions.keep(plan, "Before", 1.0)
        yield library


@pytest.fixture
def target(tmp_path):
    return tmp_path / "all.zip"


def test_all_of_it_is_there_and_can_be_read(library, target, tmp_path):
    made = take_out(library, target, ESSAY)
    assert (made.plans, made.packs, made.left_out) == (2, 1, ())
    with zipfile.ZipFile(target) as held:
        assert held.testzip() is None
        names = held.namelist()
        title = "Why did Stalin win the power struggle"
        assert sorted(names) == sorted(
            [
                f"plans/{title}.md",
                f"plans/{title}.essayplan",
                "deleted plans/Plan CON.md",
                "deleted plans/Plan CON.essayplan",
                "packs/usa.toml",
                "cards.json",
                "notes.json",
                "settings.json",
                "README.txt",
                "library.db",
            ]
        )
        file = read_plan_file(held.read(f"plans/{title}.essayplan"), "plan")
        assert file.plan == library.plans.load("plan")
        assert file.notes == {samples.TESTAMENT.id: "Who heard it?"}
        assert "Who heard it?" in held.read(f"plans/{title}.md").decode()
        assert tomllib.loads(held.read("packs/usa.toml").decode())["title"] == "The struggle"
        (card,) = json.loads(held.read("cards.json"))
        assert card["headline"] == OWN.headline
        assert json.loads(held.read("notes.json")) == {samples.TESTAMENT.id: "Who heard it?"}
        assert json.loads(held.read("settings.json")) == {"scheme": "Dark"}
        copy = tmp_path / "copy.db"
        copy.write_bytes(held.read("library.db"))
        assert "library.db" in held.read("README.txt").decode("utf-8-sig")
    assert verify(copy).sound
    with Library.open(copy) as again:
        assert again.plans.load("plan") == library.plans.load("plan")
        assert len(again.versions.list("plan")) == 1
        assert again.holdings() == library.holdings()
        assert again.setting("folder") == ""


def test_nothing_of_this_computer_and_nothing_that_was_forgotten_is_in_it(
    library, target, tmp_path
):
    words = "forgotten-for-good"
    connection = library._database._connection  # noqa: SLF001
    # Some builds of SQLite write over what is deleted by themselves.
    connection.execute("PRAGMA secure_delete=OFF").fetchall()
    plan = samples.write(samples.begun("away"), Part.CONCLUSION, f"{words} " * 400)
    library.plans.save(plan, 1.0)
    library.plans.forget("away")
    assert words.encode() in connection.serialize()
    take_out(library, target, ESSAY)
    with zipfile.ZipFile(target) as held:
        for name in held.namelist():
            data = held.read(name)
            for secret in (b"secret-user-name", words.encode(), os.fsencode(tmp_path)):
                assert secret not in data, name


def test_two_of_a_name_are_both_there(library, target):
    for number in range(3):
        plan = edits.rename_plan(samples.begun(f"plan{number}"), "Why" if number else "WHY")
        library.plans.save(plan, 1.0)
    take_out(library, target, ESSAY)
    names = [name.casefold() for name in zipfile.ZipFile(target).namelist()]
    assert len(set(names)) == len(names)
    assert {"plans/why.md", "plans/why 2.md", "plans/why 3.md"} <= set(names)


def test_no_name_is_one_that_windows_refuses(library, target):
    for number, title in enumerate(["a/b\\c:d", "COM1", "..", "x" * 300, "?", "tab\there. "]):
        plan = edits.rename_plan(samples.begun(f"plan{number}"), title)
        library.plans.save(plan, 1.0)
    take_out(library, target, ESSAY)
    for name in zipfile.ZipFile(target).namelist():
        parts = name.split("/")
        assert len(parts) <= 2
        assert not set(parts[-1]) & set('<>:"\\|?*\t')
        assert len(parts[-1].encode()) < 143
        stem = parts[-1].partition(".")[0]
        assert stem.strip(" .")
        assert stem.upper() not in {"COM1", "CON"}


def test_a_draft_that_is_not_finished_is_there_too(library, target):
    pack = samples.pack()
    odd = replace(pack, info=replace(pack.info, id="odd"))
    library.drafts.save(odd, 1.0)
    take_out(library, target, ESSAY)
    with zipfile.ZipFile(target) as held:
        assert json.loads(held.read("packs/odd.json"))["info"]["id"] == "odd"


def test_what_is_damaged_is_named_and_all_else_is_there(library, target):
    connection = library._database._connection  # noqa: SLF001
    connection.execute("UPDATE plans SET body = replace(body, 'Stalin', 'Lenin') WHERE id = 'plan'")
    connection.commit()
    made = take_out(library, target, ESSAY)
    assert made.left_out == (samples.WHY.text,)
    with zipfile.ZipFile(target) as held:
        assert samples.WHY.text in held.read("README.txt").decode("utf-8-sig")
        assert "deleted plans/Plan CON.md" in held.namelist()


def test_the_same_twice_is_the_same_but_for_the_library(library, tmp_path):
    held = []
    for name in ("a.zip", "b.zip"):
        take_out(library, tmp_path / name, ESSAY)
        with zipfile.ZipFile(tmp_path / name) as made:
            held.append({i.filename: (i.date_time, made.read(i)) for i in made.infolist()})
            held[-1].pop("library.db")
    assert held[0] == held[1]


def test_how_far_it_is_is_told(library, target):
    told = []
    take_out(library, target, ESSAY, lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]
    assert len(told) > 4


@pytest.mark.parametrize("at", [0, 2, -1])
def test_one_that_is_cancelled_leaves_what_was_there(library, target, at):
    steps = []
    take_out(library, target, ESSAY, lambda *step: steps.append(step))
    target.write_bytes(b"earlier")
    left = len(steps) + at if at < 0 else at

    class Cancelled(Exception):
        pass

    def cancel(*_):
        nonlocal left
        if not left:
            raise Cancelled
        left -= 1

    with pytest.raises(Cancelled):
        take_out(library, target, ESSAY, cancel)
    assert target.read_bytes() == b"earlier"
    assert not list(target.parent.glob(".marshal-*"))


def test_a_failing_disk_leaves_what_was_there(library, target, monkeypatch):
    target.write_bytes(b"earlier")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises((ExportError, Exception)) as raised:
        take_out(library, target, ESSAY)
    assert str(raised.value).endswith(".")
    assert target.read_bytes() == b"earlier"
    assert not list(target.parent.glob(".marshal-*"))


def test_it_is_not_put_over_the_library(library, path):
    with pytest.raises(ExportError, match="the library itself"):
        take_out(library, path, ESSAY)
    assert verify(path).sound


def test_a_folder_that_is_not_there_is_told(library, tmp_path):
    with pytest.raises(ExportError):
        take_out(library, tmp_path / "gone" / "all.zip", ESSAY)
