"""What is said of a student's data: the right figures, of what is there and of nothing else."""

from pathlib import Path

import pytest

from planner.model.evidence import Card
from planner.store.belonging_words import about, name_of, size_words, what_goes
from planner.store.belongings import Belonging, Kind
from planner.store.holdings import Holdings


def belonging(kind, files=1, size=2_345):
    place = Path("data") / kind
    return Belonging(kind, place, tuple(Path(f"{number}.db") for number in range(files)), size)


def holding(*counts):
    plans, deleted, versions, cards, notes, drafts = counts
    mine = tuple(Card(f"own/{number}", "Mine") for number in range(cards))
    noted = {f"own/{number}": "Note" for number in range(notes)}
    return Holdings(plans, deleted, versions, drafts, mine, noted, {})


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 bytes"),
        (999, "999 bytes"),
        (1_000, "1.0 KB"),
        (9_999, "10.0 KB"),
        (10_000, "10 KB"),
        (274_432, "274 KB"),
        (3_440_000, "3.4 MB"),
        (5e9, "5.0 GB"),
        (5e13, "50000 GB"),
    ],
)
def test_a_size_is_read_easily(size, words):
    assert size_words(size) == words


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        (
            (1, 1, 1, 1, 1, 1),
            "1 plan, 1 deleted plan, 1 earlier version, 1 card of your own, 1 note on a card, "
            "1 pack that you make",
        ),
        (
            (1_234, 2, 3, 4, 5, 6),
            "1,234 plans, 2 deleted plans, 3 earlier versions, 4 cards of your own, "
            "5 notes on cards, 6 packs that you make",
        ),
        ((0, 0, 0, 2, 0, 0), "2 cards of your own"),
        ((0, 0, 0, 0, 0, 0), "no plans and no cards of your own"),
    ],
)
def test_what_a_library_holds_is_counted(counts, words):
    assert what_goes(holding(*counts), []) == [words]


@pytest.mark.parametrize(
    ("each", "line"),
    [
        (belonging(Kind.LIBRARY), "the library itself, library (2.3 KB)"),
        (belonging(Kind.BACKUPS), "1 backup (2.3 KB)"),
        (belonging(Kind.BACKUPS, 3), "3 backups (2.3 KB)"),
        (belonging(Kind.ASIDE, 2), "what was set aside (2.3 KB)"),
        (belonging(Kind.LOG), "the log (2.3 KB)"),
        (belonging(Kind.PARTS), "half-written files (2.3 KB)"),
    ],
)
def test_what_goes_of_each_kind_is_told_with_its_size(each, line):
    assert what_goes(None, [each]) == [line]


def test_what_goes_with_the_key_is_told():
    (line,) = what_goes(None, [belonging(Kind.KEY)])
    assert line.startswith("your signing key: without a copy")


def test_each_kind_has_a_name_and_is_explained():
    for told in (name_of, about):
        assert len({told(belonging(kind)) for kind in Kind}) == len(Kind)


@pytest.mark.parametrize("kind", Kind)
def test_files_are_counted_where_there_can_be_any_number(kind):
    one, three = (about(belonging(kind, files)) for files in (1, 3))
    if kind in (Kind.BACKUPS, Kind.ASIDE):
        assert one.endswith(" (1 file, 2.3 KB)")
        assert three.endswith(" (3 files, 2.3 KB)")
    else:
        assert one.endswith(" (2.3 KB)")
        assert three == one
