import io
import stat
import struct
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.packs.archive import Limits, open_archive
from planner.packs.errors import PackError
from tests.packs.raw_zip import DEFLATED, Member, deflated, sizes_after, zip64, zipped

LIMITS = Limits(entries=5, unpacked=1_000_000)
TEXT = b"some text " * 50
SIZES_AFTER = 0x0008
HUGE = 0xFFFFFFFF


def opened(data, limits=LIMITS):
    archive = open_archive(data, "a.zip", limits)
    return {name: archive.read(name) for name in archive.names}


def refused(data, limits=LIMITS):
    with pytest.raises(PackError) as caught:
        opened(data, limits)
    message = str(caught.value)
    assert message.startswith("a.zip cannot be opened: ")
    assert "Nothing was taken from it." in message
    return message


def member(data=TEXT, method=DEFLATED, **more):
    return Member("a.txt", data, method, **more)


@given(st.dictionaries(st.sampled_from(["a", "b/c", "d.txt", "é.xml"]), st.binary(max_size=99)))
def test_what_zipfile_writes_is_read(files):
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w", method) as archive:
            for name, data in files.items():
                archive.writestr(name, data)
        if files:
            assert opened(held.getvalue()) == files


class Pipe(io.RawIOBase):
    """A file that can only be written on, as when a zip is sent while it is made."""

    def __init__(self):
        self.held = b""

    def writable(self):
        return True

    def write(self, data):
        self.held += bytes(data)
        return len(data)


def test_sizes_may_come_after():
    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", TEXT)
        archive.writestr("b.txt", b"")
    assert opened(pipe.held) == {"a.txt": TEXT, "b.txt": b""}
    packed = len(deflated(TEXT))
    for mark in (b"PK\x07\x08", b""):
        after = sizes_after(TEXT, packed, mark)
        nought = {"checksum": 0, "packed": 0, "size": 0}
        assert opened(zipped(member(flags=SIZES_AFTER, after=after, local=nought)))
        assert opened(zipped(member(flags=SIZES_AFTER, after=after)))


def test_folders_are_left_out():
    folder = Member("a/", listed={"attributes": stat.S_IFDIR << 16 | 0x10})
    assert opened(zipped(folder, Member("a/b", b"x"))) == {"a/b": b"x"}


def test_the_directory_may_list_in_another_order():
    data = zipped(Member("a", b"1"), Member("b", b"22"))
    start = data.index(b"PK\x01\x02")
    middle = data.index(b"PK\x01\x02", start + 1)
    end = data.index(b"PK\x05\x06")
    swapped = data[:start] + data[middle:end] + data[start:middle] + data[end:]
    assert opened(swapped) == {"a": b"1", "b": b"22"}
    assert list(opened(swapped)) == ["b", "a"]


def test_a_file_that_is_not_there():
    with pytest.raises(KeyError):
        open_archive(zipped(member()), "a.zip", LIMITS).read("b.txt")


def test_limits_are_kept_to_the_last():
    data = zipped(*(Member(name, b"x" * 10) for name in "abc"))
    names = frozenset("abc")
    assert opened(data, Limits(3, 30, names))
    assert "holds 3 files, and 2 is the most" in refused(data, Limits(2, 30))
    assert "larger than 0 MB" in refused(data, Limits(3, 29))
    assert "“c” is in it, which does not belong there" in refused(
        data, Limits(3, 30, names - {"c"})
    )


@pytest.mark.parametrize(
    "name",
    [
        "../a",
        "a/../b",
        "a/..",
        "..",
        "./a",
        "/a",
        "//a",
        "a//b",
        "a\\b",
        "..\\a",
        "c:a",
        "c:/a",
        "a\x00b",
        "a\nb",
        "a\x7fb",
        "a\u202eb",
        "a\ufeff",
        " a",
        "a ",
        "a|b",
        "e\u0301",
        "",
        "x" * 256,
        "/",
    ],
)
def test_names_that_lead_elsewhere_or_mislead(name):
    assert "name" in refused(zipped(Member(name, b"x", flags=0x0800)))


def test_a_name_that_is_no_text():
    assert "not written as text" in refused(zipped(Member(b"a\xff", b"x", flags=0x0800)))
    assert "not written as text" in refused(zipped(Member("é".encode(), b"x")))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "another kind of file"),
        (b"PK", "another kind of file"),
        (b"MZ" + zipped(member()), "another kind of file"),
        (zipped(), "another kind of file"),
        (zipped(member())[:-1], "cut short, or something stands after its end"),
        (zipped(member(), after=b"\n"), "cut short, or something stands after its end"),
        (zipped(member(), comment=b"hello"), "cut short, or something stands after its end"),
        (zipped(member(), comment=zipped(member())[-22:]), "the directory at its end is damaged"),
        (zipped(member(), before=b"PK\x03\x04"), "does not begin where the file before it ends"),
        (zipped(member(), between=b"x"), "do not end where its directory begins"),
        (zipped(member(after=b"x"), Member("b")), "does not begin where the file before it ends"),
        (zipped(member(), disk=1), "one part of several"),
        (zipped(member(), first=1), "one part of several"),
        (zipped(member(), here=0), "one part of several"),
        (zipped(member(listed={"disk": 1})), "one part of several"),
        (zipped(member(), count=2, here=2), "the directory at its end is damaged"),
        (zipped(member(), Member("b"), count=1, here=1), "the directory at its end is damaged"),
        (zipped(member(), start=0), "the directory at its end is damaged"),
        (zipped(member(), size=46), "the directory at its end is damaged"),
        (zipped(member(), size=0xFFFFFFFF, start=0xFFFFFFFF), "directory at its end is damaged"),
        (zipped(member(), member()), "“a.txt” is in it twice"),
        (zipped(member(), Member("A.TXT")), "“A.TXT” is in it twice"),
        (zipped(Member("a"), Member("a/", b"")), "“a/” is in it twice"),
        (zipped(member(flags=1)), "is encrypted"),
        (zipped(member(flags=0x40)), "is encrypted"),
        (zipped(member(flags=0x2000)), "is encrypted"),
        (zipped(Member("a", method=99)), "packed in a way"),
        (zipped(Member("a", b"x", method=12)), "packed in a way"),
        (zipped(member(flags=0x20)), "packed in a way"),
        (zipped(member(listed={"extra": struct.pack("<2H", 0x9901, 0)})), "is encrypted"),
        (zipped(member(local={"extra": struct.pack("<2H", 0x9901, 0)})), "is encrypted"),
        (zipped(member(listed={"extra": zip64(len(TEXT))})), "larger than 4 GB, and is not"),
        (zipped(member(local={"extra": zip64(len(TEXT), 20)})), "larger than 4 GB, and is not"),
        (zipped(member(listed={"size": HUGE, "extra": zip64()})), "4 GB, and is not"),
        (zipped(member(listed={"size": HUGE, "extra": zip64(500, 20)})), "4 GB, and is not"),
        (zipped(member(listed={"size": HUGE, "extra": zip64(2**40)})), "larger than 1 MB"),
        (zipped(member(listed={"size": HUGE, "extra": zip64(501)})), "twice, and differently"),
        (zipped(member(local={"size": HUGE, "extra": zip64(501)})), "twice, and differently"),
        (zipped(member(listed={"size": HUGE, "extra": 2 * zip64(500)})), "is damaged"),
        (zipped(member(local={"extra": struct.pack("<2H", 0x7075, 0)})), "is damaged"),
        (zipped(member(listed={"extra": b"x"})), "is damaged"),
        (zipped(member(listed={"extra": struct.pack("<2H", 5, 9)})), "is damaged"),
        (zipped(member(listed={"comment": b"x"})), "has a comment"),
        (zipped(member(listed={"attributes": stat.S_IFLNK << 16})), "is a link or a device"),
        (zipped(member(listed={"attributes": stat.S_IFIFO << 16})), "is a link or a device"),
        (zipped(member(listed={"attributes": stat.S_IFDIR << 16})), "is a link or a device"),
        (zipped(Member("a/", b"x")), "does not have the size that it claims"),
        (zipped(member(listed={"size": 0xFFFFFFFF, "packed": 0xFFFFFFFF})), "larger than 4 GB"),
        (zipped(member(listed={"offset": 0xFFFFFFFF})), "larger than 4 GB"),
        (zipped(member(listed={"offset": 1})), "does not begin where"),
        (zipped(member(listed={"name": b"b.txt"})), "described twice, and differently"),
        (zipped(member(local={"method": 0})), "described twice, and differently"),
        (zipped(member(local={"flags": 2})), "described twice, and differently"),
        (zipped(member(local={"size": 1})), "described twice, and differently"),
        (zipped(member(local={"packed": 1})), "described twice, and differently"),
        (zipped(member(local={"checksum": 1})), "described twice, and differently"),
        (
            zipped(member(flags=SIZES_AFTER, after=sizes_after(TEXT + b"x", 20))),
            "described twice, and differently",
        ),
        (zipped(member(flags=SIZES_AFTER)), "described twice, and differently"),
        (zipped(Member("a", b"x", listed={"size": 2})), "does not have the size that it claims"),
    ],
)
def test_what_is_refused_before_anything_is_unpacked(data, words):
    with pytest.raises(PackError) as caught:
        open_archive(data, "a.zip", LIMITS)
    assert words in str(caught.value)
    assert refused(data) == str(caught.value)


def test_a_file_that_is_not_where_the_directory_says():
    data = zipped(member(), Member("b.txt", b"x"))
    second = data.index(b"PK\x03\x04", 1)
    assert "is not where its directory says" in refused(data[:second] + b"KP" + data[second + 2 :])
    # It is said to begin in the directory, so near its end that there is no room for it.
    said = {"extra": struct.pack("<2H", 5, 4) + b"PK\x03\x04"}
    data = zipped(Member("a", b"x"), Member("b", listed=said))
    place = data.rindex(b"PK\x03\x04")
    sizes = {"packed": place - 31, "size": place - 31}
    first = Member("a", b"x", local=sizes, listed=sizes)
    assert "is cut short" in refused(zipped(first, Member("b", listed=said | {"offset": place})))


def lying(size, data=TEXT, packed=None):
    """Return a zip that claims a size for its one file, everywhere."""
    said = {"size": size}
    return zipped(member(data, local=said, listed=said, packed=packed))


def unended(data):
    """Return data packed with all of it there, but not the sign that this was all."""
    engine = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return engine.compress(data) + engine.flush(zlib.Z_SYNC_FLUSH)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (lying(len(TEXT) - 1), "does not have the size that it claims"),
        (lying(len(TEXT) + 1), "does not have the size that it claims"),
        (lying(0), "does not have the size that it claims"),
        (lying(10, bytes(900_000)), "does not have the size that it claims"),
        (lying(len(TEXT), packed=deflated(TEXT) + b"x"), "does not have the size that it claims"),
        (lying(len(TEXT), packed=deflated(TEXT)[:-3]), "does not have the size that it claims"),
        (lying(len(TEXT), packed=unended(TEXT)), "does not have the size that it claims"),
        (lying(len(TEXT), packed=b"\xff" * 9), "is damaged and cannot be unpacked"),
        (zipped(member(packed=deflated(TEXT[::-1]))), "its checksum does not fit it"),
        (zipped(Member("a.txt", b"x", packed=b"y")), "its checksum does not fit it"),
    ],
)
def test_a_file_that_is_not_what_is_said_of_it(data, words):
    archive = open_archive(data, "a.zip", LIMITS)
    with pytest.raises(PackError, match=r"^a\.zip cannot be opened: “a\.txt” in it ") as caught:
        archive.read("a.txt")
    assert words in str(caught.value)


def test_files_that_share_their_bytes():
    first = member(bytes(100_000))
    again = Member("b.txt", first.data, DEFLATED, listed={"offset": 0})
    assert "does not begin where" in refused(zipped(first, again))
    # One that stands inside another, as in the bombs that unpack to more with each file.
    inner = zipped(Member("b", b"x" * 10))
    outer = Member("a", inner[: inner.index(b"PK\x01\x02")])
    quoted = Member("b", b"x" * 10, listed={"offset": 31})
    assert "does not begin where" in refused(zipped(outer, quoted))


@given(st.integers(0, 10**6), st.integers(0, 7))
def test_a_changed_bit_changes_nothing_or_is_found(at, bit):
    files = {"a.txt": TEXT, "b.txt": b"other"}
    data = bytearray(zipped(Member("b.txt", b"other"), member()))
    data[at % len(data)] ^= 1 << bit
    try:
        assert opened(bytes(data)) == files
    except PackError:
        return


@given(st.integers(0, 10**6))
def test_every_cut_is_found(at):
    data = zipped(Member("b.txt", b"other"), member())
    refused(data[: at % len(data)])


@given(st.lists(st.binary(max_size=30) | st.sampled_from([b"PK\x01\x02", b"PK\x03\x04"])))
def test_whatever_the_bytes_there_is_one_kind_of_error(pieces):
    end = zipped(member())[-22:]
    for data in (b"".join(pieces), b"PK\x03\x04" + b"".join(pieces) + end):
        with pytest.raises(PackError):
            opened(data)


def test_a_file_with_a_fault_is_told_by_its_number_where_it_has_no_name():
    second = Member("", TEXT, DEFLATED)
    assert "file 2 in it has no name" in refused(zipped(member(), second))
    assert "file 1 in it has no name" in refused(zipped(second, member()))


def test_a_name_is_as_long_as_any_system_takes():
    assert opened(zipped(Member("x" * 255, b"a"))) == {"x" * 255: b"a"}
    assert "too long" in refused(zipped(Member("x" * 256, b"a")))
