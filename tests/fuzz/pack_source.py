"""The sources of packs, as TOML and as JSON: any bytes."""

import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["planner"]):
    from planner.packs.data import read_frameworks, read_question_types
    from planner.packs.source import read_pack_source
    from planner.packs.source_write import source_toml
    from tests.fuzz.harness import fuzz
    from tests.packs.hostile.parts import sample

_FRAMEWORKS, _TYPES = read_frameworks(), read_question_types()
_JSON = b"""{"id": "usa", "title": "The struggle", "factors": [{"id": "a", "name": "A"}],
"cards": [{"id": "b", "headline": "B", "when": {"start": "1924"}, "factors": ["a"]}]}"""


def read(data: bytes) -> None:
    """Read bytes as a source, of JSON where they begin as it does."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / ("usa.json" if data.startswith(b"{") else "usa.toml")
        path.write_bytes(data)
        read_pack_source(path, _FRAMEWORKS, _TYPES)


if __name__ == "__main__":
    fuzz(read, [source_toml(sample()).encode(), _JSON])
