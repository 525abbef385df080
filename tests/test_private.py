"""Private: nothing that leaves the program tells who made it, on which computer, or where there.

The real exports are made by two users with names, homes, computers and folders of their own, each
in a process that knows nothing else; then every byte is searched, also within what is packed.
"""

import io
import json
import os
import re
import subprocess
import sys
import time
import zipfile
import zlib
from pathlib import Path

import pytest

from planner.store.build import build_library
from planner.store.library import Library
from planner.store.place import key_path
from tests.ui import samples

ROOT = Path(__file__).resolve().parents[1]
SECRET = "secret-user-name"
MAKES = """
import json, os, sys, time
from pathlib import Path

import getpass, platform, socket
host = os.environ["HOSTNAME"]
# What asks the system, and not only the environment, is told the same.
getpass.getuser = lambda: os.environ["USER"]
socket.gethostname = platform.node = lambda: host
real = os.uname()
os.uname = lambda: os.uname_result((real[0], host, *real[2:]))

from click.testing import CliRunner
from planner.cli.root import marshal
from planner.store.library import Library

library, out = Path(os.environ["HOME"]) / "data" / "evidence.db", Path(os.environ["HOME"]) / "out"
out.mkdir()

def run(*words):
    done = CliRunner().invoke(marshal, ["--library", str(library), *map(str, words)])
    assert done.exit_code == 0, (words, done.output, done.exception)

parts = "ranking,links,timeline,sorting"
for suffix in ("docx", "md", "pdf"):
    run("export", "plan", "--to", out / f"plan.{suffix}", "--prompts", "--with", parts)
for sheet in ("cards", "mat", "organiser", "timeline"):
    run("pack", "cards", "usa", "--to", out / f"{sheet}.pdf", "--sheet", sheet)
run("pack", "build", ROOT / "resources/packs/power-struggle.toml", "--to", out / "p.evidencepack")
run("pack", "sign", out / "p.evidencepack")
run("pack", "new", out / "new.toml", "--title", "New")
run("data", "export", "--to", out / "all.zip")

from planner import log
from planner.packs.plan_file import save_plan_file
with Library.open(library) as opened:
    save_plan_file(opened.plans.load("plan"), out / "plan.essayplan", opened.notes(["usa/mood"]))
    opened.back_up("work", 1_800_000_000.0)
try:
    open(Path.home() / "essay of mine.docx")
except OSError as error:
    log.note(library, error)
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Make all that can be made as two users, and return where each one’s is."""
    homes = []
    for number, name in enumerate((SECRET, "someone-else")):
        home = tmp_path_factory.mktemp("home") / name
        path = home / "data" / "evidence.db"
        path.parent.mkdir(parents=True)
        build_library(path, [samples.pack()])
        with Library.open(path) as library:
            plan = samples.placed(samples.begun(), *samples.CARDS)
            library.plans.save(plan, 1.0)
            library.set_note("usa/mood", "A note")
            library.drafts.save(samples.pack(), 1.0)
            library.set_setting("folder", str(home / "essays"))
        # The key is the one thing that two users are known apart by, and is meant to be.
        if homes:
            for suffix in (".key", ".pub"):
                key = key_path(homes[0] / "data" / "evidence.db").with_suffix(suffix)
                key_path(path).with_suffix(suffix).write_bytes(key.read_bytes())
        else:
            from planner.packs.signing import SigningKey

            SigningKey.make().save(key_path(path))
        environ = {
            **os.environ,
            "HOME": str(home),
            "USERPROFILE": str(home),
            "USER": name,
            "LOGNAME": name,
            "USERNAME": name,
            "HOSTNAME": f"{name}-laptop",
            "COMPUTERNAME": f"{name}-laptop",
            "TZ": ("Europe/London", "Asia/Tokyo")[number],
            "PYTHONPATH": str(ROOT),
            # Else Qt puts the parts of a PDF in another order each time.
            "QT_HASH_SEED": "0",
        }
        code = f"from pathlib import Path\nROOT = Path({str(ROOT)!r})\n{MAKES}"
        subprocess.run([sys.executable, "-c", code], cwd=home, env=environ, check=True, timeout=120)
        homes.append(home)
        time.sleep(1.1)
    return homes


def layers(data: bytes):
    """Go through bytes, what is packed in them, and the ways in which a text could stand in it."""
    yield data
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as held:
            for name in held.namelist():
                yield name.encode()
                yield from layers(held.read(name))
    for stream in re.finditer(rb"stream\r?\n(.*?)endstream", data, re.DOTALL):
        try:
            yield zlib.decompress(stream[1])
        except zlib.error:
            continue


def test_the_search_finds_what_is_hidden():
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", SECRET * 3)
    assert any(SECRET.encode() in layer for layer in layers(held.getvalue()))
    packed = b"1 0 obj\nstream\n" + zlib.compress(SECRET.encode()) + b"\nendstream"
    assert any(SECRET.encode() in layer for layer in layers(packed))


def test_nothing_tells_who_made_it_or_where(made):
    home = made[0]
    files = [file for file in home.rglob("*") if file.is_file()]
    # The library itself remembers where its owner puts files, and its backups are copies of it.
    told = [file for file in files if file.suffix != ".db"]
    assert {file.suffix for file in told} >= {
        ".docx", ".md", ".pdf", ".essayplan", ".evidencepack", ".zip", ".toml", ".log", ".key"
    }  # fmt: skip
    place = str(home.parent)
    for file in files:
        assert SECRET not in file.name
    for file in told:
        for layer in layers(file.read_bytes()):
            for secret in (SECRET, "someone-else", place, str(ROOT), "laptop"):
                for written in (
                    secret.encode(),
                    secret.encode("utf-16-le"),
                    secret.encode("utf-16-be"),
                ):
                    assert written not in layer, (file.name, secret)


def normal(data: bytes, name: str) -> object:
    """Return what is to be equal: all, but for the day and the number that Qt gives each PDF."""
    if name.endswith(".pdf"):
        data = re.sub(rb"\(D:\d{14}[^)]*\)|\d{4}-\d\d-\d\dT[\d:]{8}(Z|[+-]\d\d:\d\d)", b"day", data)
        data = re.sub(rb"uuid:[0-9a-f-]{36}|<[0-9a-f]{32,}>", b"number", data)
        # Where each object begins, and how long the metadata are, follows from the day's length.
        return re.sub(rb"\d{10} \d{5} n|startxref\s+\d+|/Length \d+", b"place", data)
    if name == "all.zip":
        with zipfile.ZipFile(io.BytesIO(data)) as held:
            return {i: held.read(i) for i in held.namelist() if i != "library.db"}
    return data


def test_what_two_users_make_of_the_same_is_the_same(made):
    mine, other = (
        {file.name: file.read_bytes() for file in (home / "out").iterdir()} for home in made
    )
    assert mine.keys() == other.keys()
    for name, data in mine.items():
        assert normal(data, name) == normal(other[name], name), name


def test_a_document_names_no_author_and_no_day(made):
    with zipfile.ZipFile(made[0] / "out" / "plan.docx") as held:
        core = held.read("docProps/core.xml").decode()
        assert {info.date_time for info in held.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert not re.search("creator|lastModifiedBy|created|modified|revision", core)


def test_a_pdf_names_no_author(made):
    for file in (made[0] / "out").glob("*.pdf"):
        data = file.read_bytes()
        assert b"/Author ()" in data, file.name
        assert re.search(rb"<dc:creator>\s*<rdf:Seq>\s*<rdf:li></rdf:li>", data), file.name
        assert b'xmp:CreatorTool="Marshal"' in data, file.name


def test_the_log_and_the_backups_names_tell_nothing(made):
    data = made[0] / "data"
    (backup,) = (data / "evidence-backups").iterdir()
    assert re.fullmatch(r"evidence 20\d\d-\d\d-\d\d \d{6} work\.db", backup.name)
    log = (data / "marshal.log").read_text(encoding="utf-8")
    assert "FileNotFoundError [ENOENT]" in log
    assert "essay" not in log


def test_settings_are_exported_without_the_folder(made):
    with zipfile.ZipFile(made[0] / "out" / "all.zip") as held:
        assert "folder" not in json.loads(held.read("settings.json"))
