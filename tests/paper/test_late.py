from planner.model.outline import Entry, Item
from planner.paper.late import MOST_LETTERS, MOST_LINES, ends_late
from tests.paper.samples import LONG


def letters(first: int, past: int) -> str:
    return "".join(chr(0x4E00 + number) for number in range(first, past))


def test_ordinary_plans_are_ended_soon():
    assert not ends_late([])
    assert not ends_late([Entry("Point", LONG, (Item("The funeral trick", "1924", LONG),))] * 50)
    assert not ends_late([Entry("Point", letters(0, MOST_LETTERS - 200))] * 2)
    assert not ends_late([Entry("Point", "a\n" * (MOST_LINES - 1))])


def test_many_letters_wherever_they_are_or_many_lines_are_ended_late():
    half = MOST_LETTERS // 2
    item = Item("", "", letters(half, MOST_LETTERS))
    assert ends_late([Entry("", letters(0, half), (item,))])
    assert ends_late([Entry("Point", "a\n" * (MOST_LINES // 2 + 1))] * 2)
