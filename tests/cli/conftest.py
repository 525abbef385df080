from pathlib import Path

import pytest
from click.testing import CliRunner

from planner import shipped
from planner.cli.root import marshal


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the library that ships, as `library build` makes it."""
    path = tmp_path_factory.mktemp("built") / "evidence.db"
    done = CliRunner().invoke(marshal, ["library", "build", "--to", str(path)])
    assert done.exit_code == 0, done.output
    return path


@pytest.fixture
def library(built: Path, tmp_path: Path) -> Path:
    path = tmp_path / "mine.db"
    path.write_bytes(built.read_bytes())
    return path


@pytest.fixture(autouse=True)
def _shipped(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shipped, "LIBRARY", built)
