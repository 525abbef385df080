"""Suggested fixes, as a file and as text: any bytes."""

import atheris

with atheris.instrument_imports(include=["planner"]):
    from planner.model.evidence import Card
    from planner.packs.errors import PackError
    from planner.packs.fix_file import Fix, find_fix, fix_bytes, fix_text, read_fix
    from tests.fuzz.harness import fuzz
    from tests.packs.hostile.parts import sample

_CARD = sample().cards[0]
_FIX = Fix("usa", 3, _CARD, Card(_CARD.id, "Another headline"), "Because.", "A. Reader")


def read(data: bytes) -> None:
    """Read bytes as a fix and as a text with one; what can be read can be written."""
    try:
        fix = read_fix(data, "fuzz.evidencefix")
    except PackError:
        fix = find_fix(data.decode("utf-8", "replace"))
    assert read_fix(fix_bytes(fix)) == fix
    assert find_fix(fix_text(fix)) == fix


if __name__ == "__main__":
    fuzz(read, [fix_bytes(_FIX), fix_text(_FIX).encode()])
