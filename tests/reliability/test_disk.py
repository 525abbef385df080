"""A disk that fails: every call of every deed once, and nothing is lost, broken or unsaid."""

import os
import tempfile
from pathlib import Path

import msgspec
import pytest

from planner.store.build import build_library
from planner.store.library import Library
from tests.reliability import mounts
from tests.reliability import shim as shims
from tests.reliability.deeds import DEEDS, MENDS, UPDATES
from tests.reliability.failing_window import FAULTS, Seen
from tests.reliability.trial import Found
from tests.ui import samples

PARTS, REAL_PARTS = 12, 3
"""The deeds are shared out so that all cores have some."""
TRIED = [name for name in DEEDS if name not in list(UPDATES)[1:]]
"""What brings the earliest library up to date does all that the later ones need."""


@pytest.mark.parametrize("part", range(PARTS))
def test_a_deed_is_done_or_told_and_can_be_done_again(shim, memory, part):
    names = TRIED[part::PARTS]
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


@pytest.mark.parametrize("part", range(REAL_PARTS))
def test_a_deed_is_done_or_told_on_a_disk_that_is_really_full_or_read_only(memory, part):
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        why = mounts.missing(Path(folder))
        if why:
            # Not even where all is asked for: many a container that runs tests allows no mount.
            pytest.skip(why)
        names = [*DEEDS, *MENDS][part::REAL_PARTS]
        environ = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        said = shims.run("small_disk", folder, *names, environ=environ, before=mounts.command())
    found = msgspec.json.decode(said, type=dict[str, Found])
    assert list(found) == names
    for name, seen in found.items():
        assert seen.wrong == [], f"{len(seen.wrong)} of {seen.runs}"
        assert 0 < seen.refused < seen.runs, name


def test_what_was_typed_stays_on_the_screen_until_it_is_saved(shim, memory, tmp_path):
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        path = Path(folder) / "evidence.db"
        build_library(path, [samples.pack()])
        with Library.open(path) as library:
            library.plans.save(samples.begun(), 1.0)
            library.set_setting("last_plan", "plan")
        environ = shims.under(shim, Path(folder))
        copy = tmp_path / "copy.db"
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
        # The copy is not needed any more, and is named.
        assert "can be saved in again, and all that you did is in it" in seen.said_after
        assert str(copy) in seen.said_after
    assert kept == found[-1].typed
