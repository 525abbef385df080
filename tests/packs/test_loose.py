from msgspec import Struct

from planner.packs.loose import Fault, Faults, read_loosely


class Part(Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    mark: int = 1


class Whole(Struct, frozen=True, forbid_unknown_fields=True):
    title: str
    parts: tuple[Part, ...] = ()
    names: tuple[str, ...] = ()


def read(raw):
    faults = Faults()
    return read_loosely(raw, Whole, ("cards", 0), "The card", faults), faults.found


def test_what_is_right_is_read_without_a_fault():
    raw = {"title": "T", "parts": [{"name": "a", "mark": 2}], "names": ["x"]}
    assert read(raw) == (Whole("T", (Part("a", 2),), ("x",)), [])


def test_what_is_wrong_in_a_list_leaves_a_blank_so_that_the_rest_keeps_its_number():
    raw = {"title": "T", "parts": ["a", {"name": "b"}], "names": [7, "x"]}
    value, faults = read(raw)
    assert value == Whole("T", (Part("", 1), Part("b")), ("", "x"))
    assert faults == [
        Fault(
            ("cards", 0, "parts", 0),
            "wrong-value",
            "Number 1 of “parts” should be a group of fields, and is text.",
            "Write it as a group of fields.",
        ),
        Fault(
            ("cards", 0, "names", 0),
            "wrong-value",
            "Number 1 of “names” should be text, and is a whole number.",
            "Put it in quotation marks.",
        ),
    ]


def test_what_is_no_group_at_all_is_nothing():
    value, faults = read("a")
    assert value is None
    assert [fault.says for fault in faults] == [
        "The card should be a group of fields, and is text."
    ]
