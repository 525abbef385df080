import os
import subprocess
import sys
from pathlib import Path

import pytest

from planner import shipped
from planner.store.errors import StoreError
from planner.store.place import key_path, library_path, start_library


@pytest.fixture
def root(tmp_path, monkeypatch):
    root = tmp_path / "program"
    root.mkdir()
    (root / "evidence.db").write_bytes(b"shipped")
    monkeypatch.setattr(shipped, "ROOT", root)
    monkeypatch.setattr(shipped, "LIBRARY", root / "evidence.db")
    return root


def test_a_named_file_comes_first(root, tmp_path):
    (root / "portable").mkdir()
    environ = {"MARSHAL_LIBRARY": str(tmp_path / "environ.db")}
    assert library_path(str(tmp_path / "given.db"), environ) == tmp_path / "given.db"
    assert library_path(None, environ) == tmp_path / "environ.db"
    assert library_path(None, {}) == root / "portable" / "evidence.db"


def test_the_users_data_folder_comes_last(root):
    path = library_path(None, {"MARSHAL_LIBRARY": ""})
    assert path.name == "evidence.db"
    assert path.parent.name == "Marshal"


def test_a_signing_key_is_beside_the_library(tmp_path):
    assert key_path(tmp_path / "mine.db") == tmp_path / "marshal.key"


def test_a_file_that_is_named_portable_is_no_folder(root):
    (root / "portable").write_text("")
    assert root not in library_path(None, {}).parents


def test_a_named_file_is_absolute(root, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert library_path("mine.db", {}) == tmp_path / "mine.db"


@pytest.mark.parametrize("how", ["given", "environ"])
def test_a_named_folder_that_is_missing_is_told(root, tmp_path, how):
    name = str(tmp_path / "none" / "mine.db")
    with pytest.raises(StoreError, match="There is no folder"):
        library_path(name if how == "given" else None, {"MARSHAL_LIBRARY": name})


def test_a_library_begins_as_a_copy_of_the_shipped_one(root, tmp_path):
    path = tmp_path / "data" / "Marshal" / "evidence.db"
    start_library(path)
    assert path.read_bytes() == b"shipped"
    assert os.listdir(path.parent) == ["evidence.db"]
    assert (root / "evidence.db").read_bytes() == b"shipped"


@pytest.mark.parametrize("content", [b"", b"mine"])
def test_a_file_that_is_there_is_left(root, tmp_path, content):
    path = tmp_path / "mine.db"
    path.write_bytes(content)
    start_library(path)
    assert path.read_bytes() == content


def test_a_library_that_cannot_be_made_is_told(root, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="No library could be made"):
        start_library(tmp_path / "file" / "mine.db")


def test_a_program_without_its_library_is_told(root, tmp_path):
    (root / "evidence.db").unlink()
    with pytest.raises(StoreError, match="Install Marshal again"):
        start_library(tmp_path / "mine.db")
    assert not (tmp_path / "mine.db").exists()


def test_a_named_file_needs_no_platformdirs():
    code = (
        "import sys; from planner.store.place import library_path; "
        "library_path('x.db', {}); print('platformdirs' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.stdout, done.stderr) == ("False\n", "")
