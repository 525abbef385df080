"""200 evenings of 50 steps each, whatever a student does: all is there after each step."""

import random
import uuid
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from planner.store.build import build_library
from tests.reliability.machine_library import Student

SEEDS = range(8)
RUNS, STEPS = 25, 50

settings.register_profile(
    "reliability",
    max_examples=RUNS,
    stateful_step_count=STEPS,
    deadline=None,
    database=None,
    print_blob=True,
    # To make what fails small can take longer than all of it: by hand, with Phase.shrink.
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="session")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("stocked") / "evidence.db"
    build_library(path, [])
    return path.read_bytes()


@pytest.mark.parametrize("number", SEEDS)
def test_whatever_is_done_all_is_there(
    number: int, stocked: bytes, memory: Path, qapp, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Hypothesis seeds this: what fails is the same when it is tried again.
    monkeypatch.setattr(uuid, "uuid4", lambda: uuid.UUID(int=random.getrandbits(128), version=4))
    machine = type("Student", (Student,), {"stocked": stocked, "memory": memory})
    run_state_machine_as_test(seed(number)(machine), settings=settings.get_profile("reliability"))
