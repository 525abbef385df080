"""How large Marshal is: the wheel, and what is on the disk once it is installed."""

import subprocess
import sys
import tempfile
import tomllib
from importlib.metadata import distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from benchmarks.measure import Figure, Unit

_ROOT = Path(__file__).resolve().parent.parent
_QT = "PySide6-Essentials"
_MOST_WHEEL, _MOST_INSTALLED = 3e6, 300e6


def measure(_runs: int, _small: bool = False) -> list[Figure]:
    """Return the size of the wheel, and of all that is installed with it, bytecode too.

    What it needs is counted by the records of what is installed here. The floor of that is
    PySide6-Essentials with what that needs.
    """
    with tempfile.TemporaryDirectory() as folder:
        wheel = build_wheel(Path(folder))
        packed = wheel.stat().st_size
        unpacked = _unpacked(wheel, Path(folder) / "installed")
    needed = needs(*_requirements())
    installed = unpacked + sum(map(installed_size, needed))
    qt = sum(map(installed_size, needs(_QT)))
    of = Unit.BYTES
    return [
        Figure("wheel", 1, packed, goal=_MOST_WHEEL, unit=of),
        Figure("installed, packages", 1 + len(needed), installed, qt, _MOST_INSTALLED, unit=of),
    ]


def build_wheel(folder: Path) -> Path:
    """Build the wheel of this checkout in a folder."""
    _pip("wheel", "--no-deps", "--wheel-dir", str(folder), str(_ROOT))
    return next(folder.glob("*.whl"))


def needs(*named: str) -> set[str]:
    """Return the names of the distributions that these requirements come to here, of all depths."""
    found = set[tuple[str, frozenset[str]]]()
    todo = [(requirement, frozenset[str]()) for requirement in map(Requirement, named)]
    while todo:
        requirement, extras = todo.pop()
        marker = requirement.marker
        if marker and not any(marker.evaluate({"extra": extra}) for extra in extras or {""}):
            continue
        name, wanted = canonicalize_name(requirement.name), frozenset(requirement.extras)
        if (name, wanted) not in found:
            found.add((name, wanted))
            told = distribution(name).requires or ()
            todo += [(Requirement(need), wanted) for need in told]
    return {name for name, _ in found}


def installed_size(name: str) -> int:
    """Return the bytes of all the files that a distribution's record names."""
    paths = (Path(str(file.locate())) for file in distribution(name).files or ())
    return sum(path.stat().st_size for path in paths if path.is_file())


def _requirements() -> list[str]:
    project = tomllib.loads((_ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return list(project["dependencies"])


def _unpacked(wheel: Path, target: Path) -> int:
    _pip("install", "--no-deps", "--no-index", "--target", str(target), str(wheel))
    return sum(path.stat().st_size for path in target.rglob("*") if path.is_file())


def _pip(*words: str) -> None:
    command = [sys.executable, "-m", "pip", *words, "--quiet", "--disable-pip-version-check"]
    subprocess.run(command, check=True, stdout=sys.stderr)
