"""Plan files: any bytes."""

import atheris

with atheris.instrument_imports(include=["planner"]):
    from planner.packs.plan_file import plan_bytes, read_plan_file
    from tests.fuzz.harness import fuzz
    from tests.packs.hostile.parts import sample


def read(data: bytes) -> None:
    """Read bytes as a plan; what can be read can be written."""
    file = read_plan_file(data, "fuzz.essayplan")
    assert read_plan_file(plan_bytes(file.plan, file.notes)) == file


if __name__ == "__main__":
    notes = {card.id: "A note of my own" for card in sample().cards}
    fuzz(read, [plan_bytes(plan, held) for plan in sample().plans for held in ({}, notes)])
