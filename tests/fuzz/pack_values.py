"""What a pack file says: a sound pack in which some values are others."""

import json
from typing import Any

import atheris

with atheris.instrument_imports(include=["planner"]):
    from planner.packs.pack_file import build_pack, read_pack_file
    from tests.fuzz.harness import fuzz
    from tests.packs.hostile.parts import body, pack_of

_BODY = body()
_TEXTS = ("", "usa/trick", "usa/x", "own/x", "1924", "1924-13", "n1", "n9", "\u202e", "e\u0301")
_NUMBERS = (-1, 0, 1, 2, 10**6, 10**15, 1.5)


def read(data: bytes) -> None:
    """Read a pack that the bytes say how to change; what can be read can be written."""
    choices = atheris.FuzzedDataProvider(data)
    held = json.loads(_BODY)
    for _ in range(choices.ConsumeIntInRange(1, 5)):
        _change(held, choices)
    text = json.dumps(held, ensure_ascii=choices.ConsumeBool())
    file = read_pack_file(pack_of(text.encode("utf-8", "surrogatepass")), "fuzz.evidencepack")
    assert read_pack_file(build_pack(file.pack)).pack == file.pack


def _change(held: Any, choices: atheris.FuzzedDataProvider) -> None:
    """Go some steps into a value, and change what is there."""
    while True:
        keys = list(held) if isinstance(held, dict) else list(range(len(held)))
        if not keys:
            return
        key = choices.PickValueInList(keys)
        inside = held[key]
        if not isinstance(inside, dict | list) or choices.ConsumeProbability() < 0.2:
            break
        held = inside
    match choices.ConsumeIntInRange(0, 4):
        case 0:
            del held[key]
        case 1 if isinstance(held, list):
            held.append(inside)
        case 2:
            held[key] = _value(choices)
        case 3 if isinstance(held, dict):
            held[choices.ConsumeUnicode(6)] = _value(choices)
        case _:
            held[key] = [inside]


def _value(choices: atheris.FuzzedDataProvider) -> Any:
    values = (
        choices.PickValueInList(list(_TEXTS)),
        choices.PickValueInList(list(_NUMBERS)),
        choices.ConsumeUnicode(20),
        "x" * choices.ConsumeIntInRange(0, 30_000),
        None,
        True,
        [],
        {},
    )
    return choices.PickValueInList(list(values))


if __name__ == "__main__":
    fuzz(read, [bytes([number]) * 40 for number in range(0, 256, 8)])
