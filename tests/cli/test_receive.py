import sys

import pytest
from msgspec.structs import replace

from planner import shipped
from planner.model import edits
from planner.packs.data import read_frameworks, read_question_types
from planner.packs.pack_file import build_pack, save_pack_file
from planner.packs.signing import SigningKey, fingerprint
from planner.packs.source import read_pack_source
from planner.store.library import Library
from tests.cli.run import failure, run


@pytest.fixture(scope="module")
def first():
    source = shipped.RESOURCES / "packs" / "power-struggle.toml"
    pack = read_pack_source(source, read_frameworks(), read_question_types())
    return replace(pack, info=replace(pack.info, version=2))


@pytest.fixture(scope="module")
def second(first):
    reworded = replace(first.cards[0], headline="Reworded")
    info = replace(first.info, version=3)
    return replace(first, info=info, cards=(reworded, *first.cards[2:]))


@pytest.fixture
def put(tmp_path):
    def put(pack, key=None):
        path = tmp_path / f"v{pack.info.version}.evidencepack"
        save_pack_file(build_pack(pack, key), path)
        return path

    return put


def installed(library):
    with Library.open(library, write=False) as opened:
        (info,) = opened.packs()
        return info.version, opened.known(info.id)


def test_a_pack_is_installed_and_its_key_is_remembered(library, put, first):
    key = SigningKey.make()
    done = run("--library", library, "import", put(first, key), "--yes")
    assert done.exit_code == 0, done.output
    assert fingerprint(key.public) in done.stdout
    version, known = installed(library)
    assert (version, known.signer) == (2, key.public)


def test_an_update_is_told_before_it_is_made_and_leaves_plans_alone(library, put, first, second):
    key = SigningKey.make()
    run("--library", library, "import", put(first, key), "--yes")
    with Library.open(library) as opened:
        plan = opened.plans.load(opened.plans.worked()[0].id)
        slot = next(plan.slots())
        plan = edits.place(replace(plan, id="mine"), slot.id, [first.cards[0]])
        opened.plans.save(plan, 1.0)
    done = run("--library", library, "import", put(second, key), "--yes")
    assert done.exit_code == 0, done.output
    assert f"“{first.cards[0].headline}” → “Reworded”" in done.stdout
    assert f"- {first.cards[1].headline}" in done.stdout
    assert plan.title in done.stdout
    with Library.open(library, write=False) as opened:
        assert opened.plans.load("mine") == plan
    again = run("--library", library, "import", put(second, key))
    assert "already" in again.stdout


def test_nothing_is_installed_without_a_yes(library, put, first, monkeypatch):
    assert "--yes" in run("--library", library, "import", put(first)).stderr
    assert installed(library)[0] == 1
    monkeypatch.setattr("planner.cli.receive._agreed", lambda: False)
    assert "Nothing was changed" in run("--library", library, "import", put(first)).stdout
    assert installed(library)[0] == 1


def test_another_key_is_refused(library, put, first, second):
    run("--library", library, "import", put(first, SigningKey.make()), "--yes")
    assert "someone else" in failure(
        "--library", library, "import", put(second, SigningKey.make()), "--yes"
    )
    assert installed(library)[0] == 2


def test_an_unsigned_pack_is_labelled(library, put, first):
    done = run("--library", library, "import", put(first), "--yes")
    assert "not signed" in done.stdout
    assert installed(library)[0] == 2


def test_a_file_that_is_no_pack_changes_nothing(library, tmp_path):
    (tmp_path / "x.evidencepack").write_bytes(b"no zip")
    failure("--library", library, "import", tmp_path / "x.evidencepack", "--yes")
    assert installed(library)[0] == 1


@pytest.mark.skipif(sys.platform != "linux", reason="a Linux desktop's own files")
def test_associate_tells_the_desktop(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    assert ".evidencepack" in run("associate").stdout
    assert (tmp_path / "data" / "applications" / "marshal.desktop").is_file()
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "file"))
    assert "File menu" in failure("associate")
