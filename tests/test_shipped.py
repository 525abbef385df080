import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from planner import shipped


def test_a_checkout_has_its_files_beside_the_package():
    assert Path(shipped.__file__).parent.parent == shipped.ROOT
    assert shipped.LIBRARY == shipped.ROOT / "evidence.db"
    assert shipped.LIBRARY.read_bytes().startswith(b"SQLite format 3\x00")


@pytest.mark.parametrize("name", ["frameworks.toml", "packs/power-struggle.toml"])
def test_what_ships_can_be_read(name):
    assert shipped.read_toml(name)


def test_what_does_not_ship_cannot():
    with pytest.raises(FileNotFoundError):
        shipped.read_toml("missing.toml")


def test_an_installed_package_has_its_files_inside(tmp_path):
    package = tmp_path / "planner"
    (package / "shipped" / "resources").mkdir(parents=True)
    (package / "shipped" / "resources" / "a.toml").write_text('name = "é"', encoding="utf-8")
    (package / "__init__.py").touch()
    shutil.copy(shipped.__file__, package)
    asked = (
        "from planner.shipped import LIBRARY, read_toml; print(LIBRARY, ascii(read_toml('a.toml')))"
    )
    told = subprocess.run(
        [sys.executable, "-c", asked], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert told.stdout == f"{package / 'shipped' / 'evidence.db'} {{'name': '\\xe9'}}\n"
