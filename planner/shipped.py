"""Where the files that ship with Marshal are: in its checkout, or inside the installed package."""

from pathlib import Path
from typing import Any

_HERE = Path(__file__).resolve().parent
# A wheel carries them in planner/shipped; a checkout has them beside planner.
ROOT = _HERE / "shipped" if (_HERE / "shipped").is_dir() else _HERE.parent

RESOURCES = ROOT / "resources"
LIBRARY = ROOT / "evidence.db"
"""The shipped library, which is only ever read and copied."""


def read_toml(name: str) -> dict[str, Any]:
    """Return what a shipped TOML file holds; name is its path within resources."""
    import tomllib

    with (RESOURCES / name).open("rb") as file:
        return tomllib.load(file)
