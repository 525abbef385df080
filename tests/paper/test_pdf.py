import re
import shutil
import subprocess

import pytest
from PySide6.QtGui import QImage, QPainter

from planner.paper import PaperChoices, PaperError, Sheet, first_page, make_pdf, paint
from tests.paper import samples
from tests.paper.samples import CARD, PEEL


def made(pack, sheet=Sheet.CARDS, advance=None, **choices):
    return make_pdf(pack, sheet, PaperChoices(**choices), PEEL, advance)


def page_count(data):
    return len(re.findall(rb"/Type /Page\b", data))


@pytest.fixture
def tool(tmp_path):
    """Return what gives a PDF to a program of poppler's and returns what it says."""

    def run(name, data, *options):
        if shutil.which(name) is None:
            pytest.skip(f"{name} is not here")
        path = tmp_path / "sheet.pdf"
        path.write_bytes(data)
        return subprocess.run([name, path, *options], capture_output=True, check=True).stdout

    return run


@pytest.mark.parametrize(
    ("sheet", "choices", "expected"),
    [
        (Sheet.CARDS, {}, 3),
        (Sheet.CARDS, {"per_page": 9, "backs": True, "size": "Letter"}, 6),
        (Sheet.MAT, {"size": "A3"}, 1),
        (Sheet.ORGANISER, {}, 4),
    ],
)
def test_a_pdf_has_the_pages_of_its_sheet(sheet, choices, expected):
    data = made(samples.many(20), sheet, **choices)
    assert data.startswith(b"%PDF-1")
    assert data.rstrip().endswith(b"%%EOF")
    assert page_count(data) == expected
    size = {"A4": b"595 842", "Letter": b"612 792", "A3": b"1191 842"}
    assert b"/MediaBox [0 0 %b]" % size[choices.get("size", "A4")] in data.replace(b".000000", b"")


def test_it_names_the_sheet_and_marshal_and_nobody_else():
    data = made(samples.pack(CARD))
    assert "Cards – The struggle".encode("utf-16-be") in data
    assert "Marshal".encode("utf-16-be") in data
    assert b"/home" not in data
    assert b"/Author ()" in data


def test_words_can_be_found_in_it(tool):
    pack = samples.pack(CARD, *samples.HARD)
    for sheet in (Sheet.CARDS, Sheet.ORGANISER, Sheet.TIMELINE):
        said = " ".join(tool("pdftotext", made(pack, sheet), "-").decode().split())
        for words in ("The funeral trick", "January 1924", "Ο θάνατος του Λένιν", "列寧之死"):
            assert words in said, (sheet, words)


@pytest.mark.parametrize("sheet", Sheet)
def test_there_is_no_colour_in_it(sheet, tool):
    data = made(samples.pack(CARD, *samples.HARD), sheet, backs=True)
    picture = tool("pdftoppm", data, "-r", "40", "-f", "1", "-l", "2")
    head = re.match(rb"P6\s+(\d+) (\d+)\s+255\s", picture)
    pixels = picture[head.end() : head.end() + int(head[1]) * int(head[2]) * 3]
    assert pixels[0::3] == pixels[1::3] == pixels[2::3]
    assert min(pixels) < 60
    assert pixels.count(255) > len(pixels) / 2


def test_the_same_pack_gives_the_same_pages():
    def drawn():
        streams = re.findall(rb"stream\r?\n(.*?)endstream", made(samples.many(9)), re.DOTALL)
        # One stream says when the file was made.
        return [stream for stream in streams if not stream.startswith(b"<?xpacket")]

    first = drawn()
    assert len(first) > 3
    assert drawn() == first


@pytest.mark.parametrize("sheet", [Sheet.CARDS, Sheet.ORGANISER, Sheet.TIMELINE])
def test_progress_only_rises_and_ends_with_all(sheet):
    told = []
    made(samples.many(60), sheet, lambda done, total: told.append((done, total)))
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert len({total for _, total in told}) == 1
    assert told[-1][0] == told[-1][1] >= 60


@pytest.mark.parametrize("sheet", [Sheet.CARDS, Sheet.ORGANISER, Sheet.TIMELINE])
@pytest.mark.parametrize("after", [0, 3])
def test_it_can_be_stopped(sheet, after):
    class StoppedError(Exception):
        pass

    calls = []

    def stop(done, total):
        calls.append(done)
        if len(calls) > after:
            raise StoppedError

    with pytest.raises(StoppedError):
        made(samples.many(60), sheet, stop)
    assert len(calls) == after + 1


def test_nothing_to_print_is_told():
    with pytest.raises(PaperError, match="no cards yet"):
        made(samples.pack())


def test_a_page_can_be_painted_on_a_picture_as_on_paper():
    page = first_page(samples.pack(CARD), Sheet.CARDS, PaperChoices(), PEEL)
    image = QImage(int(page.width), int(page.height), QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    paint(painter, page, 1.0)
    painter.end()
    shades = {image.pixel(x, y) & 0xFFFFFF for x in range(34, 298) for y in range(34, 227)}
    assert min(shades) < 0x303030
    assert all(s >> 16 == s >> 8 & 255 == s & 255 for s in shades)
    # Where there is no card, there is nothing.
    below = {image.pixel(x, y) for x in range(50, 290, 5) for y in range(440, 600, 5)}
    assert below == {0xFFFFFFFF}
