import hashlib
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from planner.model.evidence import Card
from planner.packs.fix_file import Fix, fix_bytes
from planner.packs.plan_file import plan_bytes
from planner.store.database import create
from tests.packs.hostile.makers import hostile_files
from tests.packs.hostile.office import document, packed, workbook
from tests.packs.hostile.parts import SOUND, sample

ROOT = Path(__file__).resolve().parents[3]

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="the memory's peak is measured as Linux tells it"
)


@dataclass(frozen=True)
class Told:
    """What came of one file: the message, seconds of processor time, bytes more of memory.

    digest: the file's; library: the library's after it.
    """

    words: str
    digest: str
    message: str
    seconds: float
    grown: int
    library: str


def digest(data):
    return hashlib.sha256(data).hexdigest()


def write_sound(folder):
    pack = sample()
    card = pack.cards[0]
    folder.mkdir()
    for name, data in {
        "sound.evidencepack": SOUND,
        "sound.essayplan": plan_bytes(pack.plans[0]),
        "sound.evidencefix": fix_bytes(Fix("usa", 3, card, Card(card.id, "Another headline"))),
        "sound.xlsx": packed(workbook()),
        "sound.docx": packed(document()),
    }.items():
        (folder / name).write_bytes(data)


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """Return what came of each file when the program took it in, by the file's name."""
    folder = tmp_path_factory.mktemp("hostile")
    write_sound(folder / "sound")
    made = {}
    for file in hostile_files():
        assert file.name not in made
        (folder / file.name).write_bytes(file.data)
        made[file.name] = (file.words, digest(file.data))
    library = tmp_path_factory.mktemp("library") / "library.db"
    create(library)
    command = [sys.executable, "-m", "tests.packs.hostile.measure", str(folder), str(library)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    found = {name: rest for name, *rest in map(json.loads, done.stdout.splitlines())}
    assert set(found) == set(made)
    return {name: Told(*said, *found[name]) for name, said in made.items()}


def test_there_are_many_and_no_two_alike(told):
    assert len(told) >= 150
    kinds = {(name.rpartition(".")[2], file.digest) for name, file in told.items()}
    assert len(kinds) == len(told)


def test_each_is_refused_in_words_that_name_it_and_the_place(told):
    unlike = {
        name: (file.message, file.words)
        for name, file in told.items()
        if not file.message.startswith(name) or file.words not in file.message
    }
    assert unlike == {}


def test_each_refusal_is_a_sentence(told):
    unlike = {
        name: file.message
        for name, file in told.items()
        if not (file.message.endswith(".") and file.message.isprintable())
        or len(file.message) > 600
    }
    assert unlike == {}


def test_none_takes_a_second(told):
    assert {name: file.seconds for name, file in told.items() if file.seconds > 1} == {}


def test_none_takes_64_megabytes(told):
    assert {name: file.grown for name, file in told.items() if file.grown > 64_000_000} == {}


def test_the_library_stays_as_it_is(told):
    assert len({file.library for file in told.values()}) == 1
