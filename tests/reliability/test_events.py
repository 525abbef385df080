"""20,000 random keys, clicks, drags, menus and answers: no exception, no warning, no crash."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.reliability.monkey_stock import stock

SEEDS = range(1, 9)
EVENTS = 2_500
LAST = 60
"""The lines of events, two for most of them, that are told of a run that failed."""

_WAIT = 400
_SCREEN = {
    "screens": [
        {"name": "desk", "x": 0, "y": 0, "width": 2560, "height": 1600}
        | {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    ]
}


def run(folder: Path, seed: int, events: int) -> subprocess.CompletedProcess[str]:
    """Let a random hand at the program; the same seed does the same, but for the clock."""
    stock(folder)
    screen = folder / "screen.json"
    screen.write_text(json.dumps(_SCREEN))
    seen = {"QT_QPA_PLATFORM": f"offscreen:configfile={screen}", "PYTHONHASHSEED": "0"}
    # What is used after it was freed is seen at once, and not only now and then.
    seen["MALLOC_PERTURB_"] = "165"
    command = [sys.executable, "-X", "faulthandler", "-W", "error", "-m"]
    command += ["tests.reliability.monkey_run", str(folder), str(seed), str(events)]
    return subprocess.run(
        command, env=os.environ | seen, capture_output=True, text=True, timeout=_WAIT, check=False
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_goes_wrong_whatever_is_done(tmp_path: Path, seed: int) -> None:
    done = run(tmp_path, seed, EVENTS)
    if done.returncode:
        last = (tmp_path / "events.txt").read_text().splitlines()[-LAST:]
        ended = signal.Signals(-done.returncode).name if done.returncode < 0 else done.returncode
        told = [f"seed {seed} ended with {ended}", done.stdout, done.stderr[-8_000:], *last]
        pytest.fail("\n".join(told), pytrace=False)
    assert f"{EVENTS} events" in done.stdout or int(done.stdout.split()[0]) >= EVENTS
