"""Plan files: any bytes."""

import atheris

with atheris.instrument_imports(include=["planner"]):
    from planner.packs.plan_file import plan_bytes, read_plan
    from tests.fuzz.harness import fuzz
    from tests.packs.hostile.parts import sample


def read(data: bytes) -> None:
    """Read bytes as a plan; what can be read can be written."""
    plan = read_plan(data, "fuzz.essayplan")
    assert read_plan(plan_bytes(plan)) == plan


if __name__ == "__main__":
    fuzz(read, [plan_bytes(plan) for plan in sample().plans])
