"""A disk that fails: every call of every deed once, and nothing is lost, broken or unsaid."""

import tempfile
from pathlib import Path

import msgspec
import pytest

from planner.store.build import build_library
from planner.store.library import Library
from tests.reliability import shim as shims
from tests.reliability.deeds import DEEDS
from tests.reliability.failing_window import FAULTS, Seen
from tests.reliability.faulty import Found
from tests.ui import samples

PARTS = 8
"""The deeds are shared out so that all cores have some."""


@pytest.mark.parametrize("part", range(PARTS))
def test_a_deed_is_done_or_told_and_can_be_done_again(shim, memory, part):
    names = list(DEEDS)[part::PARTS]
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        environ = shims.under(shim, Path(folder))
        said = shims.run("faulty", folder, *names, environ=environ)
    found = msgspec.json.decode(said, type=dict[str, Found])
    assert list(found) == names
    for name, seen in found.items():
        assert seen.wrong == [], f"{len(seen.wrong)} of {seen.runs}"
        # Files are put in place by some calls, and libraries changed by more; most are needed.
        assert seen.calls >= 8, name
        assert seen.refused > seen.runs / 2, name


def test_what_was_typed_stays_on_the_screen_until_it_is_saved(shim, memory, tmp_path):
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        path = Path(folder) / "evidence.db"
        build_library(path, [samples.pack()])
        with Library.open(path) as library:
            library.plans.save(samples.begun(), 1.0)
            library.set_setting("last_plan", "plan")
        environ = shims.under(shim, Path(folder))
        copy = tmp_path / "copy.essayplan"
        said = shims.run("failing_window", path, copy, environ=environ)
        with Library.open(path) as library:
            kept = library.plans.load("plan").line_of_argument
    found = msgspec.json.decode(said, type=list[Seen])
    assert [seen.fault for seen in found] == [str(fault) for fault in FAULTS]
    for seen in found:
        assert seen.fault in seen.typed
        assert seen.typed == seen.on_screen == seen.in_copy == seen.in_library
        assert seen.status == "Not saved"
        assert seen.said.endswith("What you typed stays on the screen.")
        assert sorted(seen.offered) == ["Save a copy elsewhere…", "Try again"]
        assert seen.status_after == "Saved"
        assert "Saved a copy" in seen.said_after
    assert kept == found[-1].typed
