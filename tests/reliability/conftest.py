"""Heavy runs that hold what docs/reliability.md promises."""

import os
import tempfile
from pathlib import Path

import pytest

from tests.reliability import shim as shims

_LONGEST = ("events", "only_text_screen", "kill", "disk", "damaged", "power", "machine")
HERE = Path(__file__).resolve().parent
_MEMORY = Path("/dev/shm")


def pytest_itemcollected(item: pytest.Item) -> None:
    item.add_marker(pytest.mark.reliability)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest: at the end no core waits long for another."""
    ranks = {HERE / f"test_{name}.py": rank for rank, name in enumerate(_LONGEST)}
    items.sort(key=lambda item: ranks.get(item.path, len(ranks)))


@pytest.fixture(scope="session")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the compiled shim; skip where there can be none, or fail where one was asked for."""
    why = shims.missing()
    if why:
        if os.environ.get("MARSHAL_RELIABILITY_TESTS") == "require":
            pytest.fail(why)
        pytest.skip(why)
    return shims.build(tmp_path_factory.mktemp("shim"))


@pytest.fixture(scope="session")
def memory(tmp_path_factory: pytest.TempPathFactory):
    """Return a folder in memory where there is one: disks that are simulated need no real one."""
    if not os.access(_MEMORY, os.W_OK):
        yield tmp_path_factory.mktemp("memory")
        return
    with tempfile.TemporaryDirectory(prefix="marshal-", dir=_MEMORY) as folder:
        yield Path(folder)
