"""Pack files, signed and unsigned: any bytes."""

import atheris

with atheris.instrument_imports(include=["planner"]):
    from planner.packs.pack_file import build_pack, read_pack_file
    from tests.fuzz.harness import fuzz
    from tests.packs.hostile.parts import SOUND, sample


def read(data: bytes) -> None:
    """Read bytes as a pack file; what can be read can be written."""
    file = read_pack_file(data, "fuzz.evidencepack")
    assert read_pack_file(build_pack(file.pack)).pack == file.pack


if __name__ == "__main__":
    fuzz(read, [SOUND, build_pack(sample())])
