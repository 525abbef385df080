"""Zips as other programs write them, in every form that there is; `test_archive` has the rest."""

import io
import struct
import zipfile

import pytest

from tests.packs.raw_zip import Member, deflated, sizes_after, zip64, zip64_end, zipped
from tests.packs.test_archive import HUGE, SIZES_AFTER, TEXT, Pipe, member, opened, refused

ELSEWHERE = (*4 * [0xFFFF], HUGE, HUGE)


def with_end(data, short=None, **changed):
    """Return a zip with its end told twice, also in the form for huge files."""
    start, at = data.index(b"PK\x01\x02"), len(data) - 22
    count, size = data.count(b"PK\x01\x02"), at - start
    end = short if short is not None else data[at:]
    return data[:at] + zip64_end(at, count, size, start, **changed) + end


def test_what_is_written_as_if_it_were_huge():
    """As commons-compress, NPOI and others do for files of any size, and zipfile where told to."""
    packed = len(deflated(TEXT))
    both = {"size": HUGE, "packed": HUGE}
    listed = both | {"offset": HUGE, "extra": zip64(len(TEXT), packed, 0)}
    local = both | {"extra": zip64(len(TEXT), packed)}
    for data in (
        zipped(member(local=local)),
        zipped(member(listed=listed)),
        zipped(member(local=local, listed=listed)),
        with_end(zipped(member(local=local, listed=listed))),
        with_end(zipped(member()), short=struct.pack("<4s4H2LH", b"PK\x05\x06", *ELSEWHERE, 0)),
    ):
        assert opened(data) == {"a.txt": TEXT}
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            assert archive.read("a.txt") == TEXT


@pytest.mark.parametrize("seekable", [True, False])
def test_what_zipfile_writes_for_huge_files(seekable):
    file = io.BytesIO() if seekable else Pipe()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in (("a.txt", TEXT), ("b.txt", b"")):
            with archive.open(name, "w", force_zip64=True) as member:
                member.write(data)
    data = file.getvalue() if seekable else file.held
    assert struct.pack("<2L", HUGE, HUGE) in data
    assert opened(data) == {"a.txt": TEXT, "b.txt": b""}


def test_sizes_may_come_after_in_the_form_for_huge_files():
    """As Apache POI writes a workbook, and says so nowhere."""
    nought = {"checksum": 0, "packed": 0, "size": 0}
    for mark in (b"PK\x07\x08", b""):
        after = sizes_after(TEXT, len(deflated(TEXT)), mark, huge=True)
        data = zipped(member(flags=SIZES_AFTER, after=after, local=nought), Member("b"))
        assert opened(data) == {"a.txt": TEXT, "b": b""}
        cut = zipped(member(flags=SIZES_AFTER, after=after[:-4], local=nought), Member("b"))
        assert "described twice, and differently" in refused(cut)


def test_room_to_grow_beside_a_file():
    """As Excel leaves it."""
    hint = struct.pack("<4H", 0xA220, 20, 0xA028, 0) + bytes(16)
    assert opened(zipped(member(local={"extra": hint}))) == {"a.txt": TEXT}


@pytest.mark.parametrize(
    "changed",
    [
        {"count": 2},
        {"here": 2},
        {"size": 1},
        {"start": 1},
        {"disk": 1},
        {"disks": 2},
        {"at": 0},
        {"length": 45},
        {"size": 2**40, "start": 2**40},
    ],
)
def test_an_end_that_is_told_twice_and_differently(changed):
    assert opened(with_end(zipped(member())))
    message = refused(with_end(zipped(member()), **changed))
    assert "the directory at its end is damaged" in message


def test_an_end_whose_two_forms_differ():
    other = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, 0xFFFF, 0xFFFF, 0)
    assert "directory at its end is damaged" in refused(with_end(zipped(member()), short=other))
    parts = {"disk": 1, "here": 2}
    short = struct.pack("<4s4H2LH", b"PK\x05\x06", *ELSEWHERE, 0)
    assert "one part of several" in refused(with_end(zipped(member()), short=short, **parts))


def test_a_comment_that_is_not_there_is_refused():
    data = zipped(member())
    assert "directory at its end is damaged" in refused(data[:-2] + b"\x01\x00")


def test_a_name_that_reaches_beyond_the_directory_is_refused():
    data = zipped(member())
    at = data.index(b"PK\x01\x02") + 28
    assert "directory at its end is damaged" in refused(data[:at] + b"\xff\xff" + data[at + 2 :])


OTHER = struct.pack("<2H5s", 0x5455, 5, b"12345")
"""An addition of another kind, such as the time of a file."""


def test_what_is_said_of_huge_files_may_stand_behind_other_additions():
    packed = len(deflated(TEXT))
    both = {"size": HUGE, "packed": HUGE}
    for before in (b"", OTHER, OTHER + OTHER):
        listed = both | {"offset": HUGE, "extra": before + zip64(len(TEXT), packed, 0) + OTHER}
        local = both | {"extra": before + zip64(len(TEXT), packed) + OTHER}
        assert opened(zipped(member(local=local, listed=listed))) == {"a.txt": TEXT}
    twice = both | {"extra": OTHER + 2 * zip64(len(TEXT), packed)}
    assert "what is said of “a.txt” in it is damaged" in refused(zipped(member(local=twice)))
    encrypted = {"extra": OTHER + struct.pack("<2H", 0x9901, 0)}
    assert "“a.txt” in it is encrypted" in refused(zipped(member(local=encrypted)))


@pytest.mark.parametrize("field", ["checksum", "packed", "size"])
def test_sizes_that_come_after_are_nought_before_or_the_same(field):
    after = sizes_after(TEXT, len(deflated(TEXT)))
    assert opened(zipped(member(flags=SIZES_AFTER, after=after, local={field: 0})))
    assert opened(zipped(member(flags=SIZES_AFTER, after=after)))
    said = refused(zipped(member(flags=SIZES_AFTER, after=after, local={field: 7})))
    assert "“a.txt”" in said
    # And nought is no size where nothing comes after.
    refused(zipped(member(local={field: 0})))


def test_a_directory_that_lists_what_is_no_entry_is_refused():
    data = zipped(member(), Member("b.txt", b"b"))
    at = data.rindex(b"PK\x01\x02")
    assert "directory at its end is damaged" in refused(data[:at] + b"PK\x01\x03" + data[at + 4 :])
    # Nor may the last entry end beyond it.
    one = zipped(member(), here=2, count=2)
    start, end = one.index(b"PK\x01\x02"), len(one) - 22
    size = (end - start + 6).to_bytes(4, "little")
    cut = one[:end] + b"PK\x01\x02xx" + one[end : end + 12] + size + one[end + 16 :]
    assert "directory at its end is damaged" in refused(cut)
