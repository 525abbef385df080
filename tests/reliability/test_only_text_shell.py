"""A library that holds what steers a terminal, at the command line."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from planner.store.build import build_library
from planner.store.library import Library
from tests.cli.run import run
from tests.reliability.text_library import RAW, raw_pack
from tests.ui import samples

STEERS = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202etitle"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a library whose rows never went through the gate."""
    path = tmp_path_factory.mktemp("raw") / "evidence.db"
    build_library(path, [samples.pack(), raw_pack("/marker")])
    with Library.open(path) as opened:
        opened.plans.save(replace(samples.begun(), name=STEERS, conclusion=STEERS), 1.0)
    return path


@pytest.mark.parametrize(
    "command",
    [
        ["plans"],
        ["export", "plan", "--to", "-", "--format", "md"],
        ["pack", "show", RAW, "--cards"],
        ["pack", "diff", RAW, RAW],
        ["pack", "diff", RAW, "usa"],
        ["pack", "show", STEERS],
        ["pack", "check", f"/nowhere/{STEERS}.toml"],
        ["export", STEERS, "--to", "-", "--format", "md"],
    ],
)
def test_nothing_that_steers_a_terminal_is_printed(library, command):
    result = run("--library", library, *command)
    assert result.stdout or result.stderr
    for printed in (result.stdout, result.stderr):
        steering = {sign for sign in printed if sign < " " and sign != "\n"} | set("\x7f\x9b\u202e")
        assert not steering & set(printed), printed[:300]
