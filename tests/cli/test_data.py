"""The commands for the whole of a student's data."""

import zipfile

import pytest

from planner.cli import data
from planner.store.belongings import belongings
from planner.store.library import Library
from tests.cli.run import failure, run
from tests.ui import samples


@pytest.fixture
def used(library):
    with Library.open(library) as opened:
        opened.plans.save(samples.begun(), 1.0)
        opened.back_up("work", 1_800_000_000.0)
    return library


def test_show_says_where_it_is(used):
    said = run("--library", used, "data", "show").stdout
    assert f"{used}\n" in said
    assert f"{used.with_name('mine-backups')}\n" in said
    assert "1 file, " in said


def test_show_says_where_it_would_be(tmp_path):
    said = run("--library", tmp_path / "none.db", "data", "show").stdout
    assert said == f"There is no data of yours yet. It would be in {tmp_path}.\n"


def test_export_writes_all_of_it(used, tmp_path):
    target = tmp_path / "all.zip"
    done = run("--library", used, "data", "export", "--to", target)
    assert done.stdout == f"Exported everything to {target}, with 1 plan(s).\n"
    with zipfile.ZipFile(target) as held:
        assert "library.db" in held.namelist()


def test_nothing_to_export_is_told(tmp_path):
    target = tmp_path / "all.zip"
    assert "no data" in failure("--library", tmp_path / "no.db", "data", "export", "--to", target)
    assert not target.exists()


def test_an_export_that_fails_is_a_sentence(used, tmp_path):
    assert "folder" in failure("--library", used, "data", "export", "--to", tmp_path / "no/all.zip")


def test_delete_wants_a_word_for_it(used):
    done = run("--library", used, "data", "delete")
    assert done.exit_code == 1
    assert "1 plan\n" in done.stdout
    assert "add --yes" in done.stderr
    assert used.exists()


def test_delete_deletes_all_of_it(used):
    done = run("--library", used, "data", "delete", "--yes")
    assert done.exit_code == 0
    assert "Everything is deleted." in done.stdout
    assert belongings(used) == []
    assert list(used.parent.iterdir()) == []
    again = run("--library", used, "data", "delete", "--yes")
    assert again.stdout == "There is no data of yours. Nothing was deleted.\n"


def test_a_library_that_cannot_be_read_is_deleted_too(used):
    data = bytearray(used.read_bytes())
    data[4096:40960] = bytes(36864)
    used.write_bytes(data)
    assert run("--library", used, "data", "delete", "--yes").exit_code == 0
    assert not used.exists()


def test_a_file_of_anothers_is_not_deleted(tmp_path):
    path = tmp_path / "essay.db"
    path.write_bytes(b"An essay of my own.")
    assert "no library of Marshal’s" in failure("--library", path, "data", "delete", "--yes")
    assert path.read_bytes() == b"An essay of my own."


def test_what_is_left_is_named(used, monkeypatch):
    def refuse(*_):
        raise PermissionError

    monkeypatch.setattr("planner.store.belongings.remove_file", refuse)
    done = run("--library", used, "data", "delete", "--yes")
    assert done.exit_code == 1
    assert str(used) in done.stderr


@pytest.mark.parametrize(
    ("words", "there"), [("delete", False), (" Delete ", False), ("yes", True), ("", True)]
)
def test_a_person_types_the_word(monkeypatch, words, there):
    monkeypatch.setattr(data.sys, "stdin", type("Terminal", (), {"isatty": lambda _: True})())
    monkeypatch.setattr(data.click, "prompt", lambda *_, **__: words)
    assert data._agreed() is not there  # noqa: SLF001
