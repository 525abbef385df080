"""The signature in a pack file: any bytes, in a zip that is sound around them."""

import atheris

with atheris.instrument_imports(include=["planner"]):
    from planner.packs.pack_file import read_pack_file
    from tests.fuzz.harness import fuzz
    from tests.packs.hostile.parts import KEY, SIGNATURE, body, pack_of
    from tests.packs.raw_zip import Member

_BODY = body()


def read(data: bytes) -> None:
    """Read a pack with bytes for its signature; none is taken but the author's."""
    file = read_pack_file(pack_of(_BODY, Member(SIGNATURE, data)), "fuzz.evidencepack")
    assert file.signer == KEY.public


if __name__ == "__main__":
    fuzz(read, [KEY.sign(_BODY, f"pack:usa version:3 key:{KEY.public}")])
