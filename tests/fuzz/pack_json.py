"""The JSON in a pack file: any bytes, in a zip that is sound around them."""

import atheris

with atheris.instrument_imports(include=["planner"]):
    from planner.packs.pack_file import build_pack, read_pack_file
    from tests.fuzz.harness import fuzz
    from tests.packs.hostile.parts import body, pack_of


def read(data: bytes) -> None:
    """Read bytes as a pack's JSON; what can be read can be written."""
    file = read_pack_file(pack_of(data), "fuzz.evidencepack")
    assert read_pack_file(build_pack(file.pack)).pack == file.pack


if __name__ == "__main__":
    fuzz(read, [body(), body().replace(b"  ", b"")])
