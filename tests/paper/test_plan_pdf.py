import re
import shutil
import subprocess
import sys

import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage

from planner.export.outline import Choices, outline
from planner.model.outline import Entry, Figure, Heading, Item, Source, Sources, Title
from planner.model.picture import Picture
from planner.paper.pictures import plan_pictures
from planner.paper.plan_pdf import plan_pdf
from tests.export.samples import ESSAY, NOTES, filled, thought
from tests.reliability import text_payloads

ALL = Choices(prompts=True, ranking=True, links=True, timeline=True, sorting=True)


@pytest.fixture
def tool(tmp_path):
    """Return what gives a PDF to a program of poppler's and returns what it says."""

    def run(name, data, *options):
        if shutil.which(name) is None:
            pytest.skip(f"{name} is not here")
        path = tmp_path / "plan.pdf"
        path.write_bytes(data)
        return subprocess.run([name, path, *options], capture_output=True, check=True).stdout

    return run


def read(tool, data, *options):
    """Return the words of each page."""
    pages = tool("pdftotext", data, "-", *options).decode().split("\f")[:-1]
    return [" ".join(page.split()) for page in pages]


def long_plan(paragraphs):
    """Return the outline of a long plan, whose headings stand in ever other places."""
    blocks = [Title("A long plan")]
    for number in range(paragraphs):
        cards = (Item(f"Card {number}", "1924", "It was so. " * (7 * (number % 5) + 3)),)
        words = "Stalin held the party machine. " * (number * 7 % 23 + 2)
        blocks += [Heading(f"Heading number {number}"), Entry("Point", words, cards)]
    return blocks


def test_a_plan_is_read_back_as_it_was_written(tool):
    data = plan_pdf(outline(filled(), Choices(prompts=True), ESSAY, NOTES))
    said = " ".join(read(tool, data))
    at = -1
    for words in (
        "Why did Stalin win the power struggle?",
        "Line of argument Stalin was cunning.",
        "1. Cunning",
        "Point The main reason was cunning.",
        "Evidence He hid it. Then he lied.",
        "• The suppressed testament Few read it.",
        "• The funeral trick January 1924 Trotsky was not there. He had the wrong date.",
        "My note: Miss says: link this to cunning. 1. Learn the date.",
        "Explain [Why did it matter?]",
        "Conclusion Cunning came first. The party came second.",
        "Sources Course notes, page 3 – The suppressed testament; The funeral trick",
        "Textbook, page 9 – Control of the ballots",
    ):
        at, before = said.find(words, at + 1), at
        assert at > before, words


def test_the_pages_are_a4_and_numbered(tool):
    data = plan_pdf(long_plan(12))
    pages = read(tool, data)
    assert len(pages) > 2
    for number, page in enumerate(pages, 1):
        assert page.endswith(f"{number} of {len(pages)}")
    assert data.replace(b".000000", b"").count(b"/MediaBox [0 0 595 842]") == len(pages)


def test_no_heading_stands_alone_at_the_foot_of_a_page(tool):
    pages = read(tool, plan_pdf(long_plan(40)))
    assert len(pages) > 8
    for page in pages:
        words = re.sub(r" \d+ of \d+$", "", page)
        assert not re.search(r"(Heading number \d+|Point|Card \d+ 1924)$", words), words[-60:]


def test_nothing_is_lost_between_pages(tool):
    blocks = [Title("T"), Entry("Point", "\n".join(f"Word{n} said." for n in range(300)))]
    said = " ".join(read(tool, plan_pdf(blocks)))
    assert re.findall(r"Word(\d+) said", said) == [str(number) for number in range(300)]
    words = " ".join(f"w{number}" for number in range(3_000))
    said = " ".join(read(tool, plan_pdf([Title("T"), Entry("Point", words)])))
    assert re.findall(r"\bw(\d+)", said) == [str(number) for number in range(3_000)]


def test_hostile_text_stays_text(tool):
    hostile = [*text_payloads.lines("/marker/x.png")]
    blocks = [Title(hostile[0]), *(Entry("Point", text, (Item(text),)) for text in hostile)]
    data = plan_pdf([*blocks, Sources((Source(hostile[1], (hostile[2],)),))])
    # What is packed may have any bytes.
    bare = re.sub(rb"stream\r?\n.*?endstream", b"", data, flags=re.DOTALL)
    found = re.findall(rb"/(?:URI|Launch|JavaScript|JS|Annot|Link|AcroForm|OpenAction)\b", bare)
    assert found == []
    assert b"<img" not in data
    said = "".join(read(tool, data)).replace(" ", "")
    for text in ("<b>", "&amp;", "<script>"):
        assert any(text in one for one in hostile)
        assert text in said


@pytest.mark.parametrize("words", ["", " ", "👩‍🎓 🎭", "x" * 20_000, "א" * 5_000, "\u0301" * 3_000])
def test_takes_any_words(words):
    card = Item(words or "x", words, words, words)
    blocks = [Title(words), Heading(words), Entry("Point", words, (card,)), Entry(words, words)]
    assert plan_pdf(blocks).rstrip().endswith(b"%%EOF")


def test_hebrew_stands_at_the_right(tool):
    blocks = [Title("T"), Entry("Point", "שלום"), Entry("Link", "Then.")]
    boxes = tool("pdftotext", plan_pdf(blocks), "-bbox", "-").decode()
    found = re.findall(r'xMin="([\d.]+)".*?xMax="([\d.]+)".*?>(.+?)</word>', boxes)
    at = {words: (float(left), float(right)) for left, right, words in found}
    right = 527
    assert at["Link"][0] < 70
    assert at["Then."][0] == pytest.approx(142, abs=1)
    assert at["Point"][1] == pytest.approx(right, abs=1)
    # Its first letter is the one that is furthest to the right.
    assert at["ש"][1] == pytest.approx(right - 74, abs=1)
    assert at["ם"][0] < at["ש"][0]


def test_it_names_the_plan_and_marshal_and_nobody_else():
    data = plan_pdf(outline(filled(), Choices(), ESSAY))
    assert "Why did Stalin win the power struggle?".encode("utf-16-be") in data
    assert "Marshal".encode("utf-16-be") in data
    assert b"/Author ()" in data
    assert b"/home" not in data


def test_there_is_no_colour_in_it(tool):
    pictures = plan_pictures(thought(), ("ranking", "timeline"))
    data = plan_pdf(outline(thought(), ALL, ESSAY, pictures=pictures))
    picture = tool("pdftoppm", data, "-r", "40")
    head = re.match(rb"P6\s+(\d+) (\d+)\s+255\s", picture)
    pixels = picture[head.end() : head.end() + int(head[1]) * int(head[2]) * 3]
    assert pixels[0::3] == pixels[1::3] == pixels[2::3]
    assert min(pixels) < 60


def test_the_words_of_its_own_pictures_are_words(tool):
    pictures = plan_pictures(thought(), ("ranking", "timeline"))
    data = plan_pdf(outline(thought(), ALL, ESSAY, pictures=pictures))
    said = " ".join(read(tool, data))
    after = said[said.index("Ranking") : said.index("Links")]
    assert "Party machine" in after
    assert b"/Subtype /Image" not in data


def test_any_other_picture_is_shown_as_it_is():
    image = QImage(30, 20, QImage.Format.Format_Grayscale8)
    image.fill(0)
    held = QBuffer()
    held.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(held, "PNG")
    picture = Picture(bytes(held.data().data()), 300, 200, "Dark")
    data = plan_pdf([Title("T"), Figure((Item("1. Cunning"),), picture)])
    assert b"/Subtype /Image" in data


def test_progress_only_rises_and_it_can_be_stopped():
    class StoppedError(Exception):
        pass

    told = []
    plan_pdf(long_plan(12), lambda done, total: told.append(done / total))
    assert told == sorted(told)
    assert told[-1] == 1

    def stop(done, total):
        if done / total >= stop.at:
            raise StoppedError

    for stop.at in (0.1, 0.9):
        with pytest.raises(StoppedError):
            plan_pdf(long_plan(12), stop)


def test_each_paragraph_is_a_step_when_it_is_laid_out_and_when_it_is_drawn():
    lines = 40
    told = []
    blocks = [Entry("Point", "word\n" * lines, (Item("x", "", "word\n" * lines),))]
    plan_pdf(blocks, lambda done, total: told.append(done / total))
    pieces, pages = 2 * lines + 1, 2
    assert len(told) == 2 * pieces + pages
    assert sum(part < 0.5 for part in told) == pieces


def test_it_is_made_where_no_window_has_started_qt():
    script = (
        "import sys\n"
        "from planner.paper.alone import pictures_alone, plan_alone\n"
        "from planner.export import Choices, render\n"
        "from tests.export.samples import ESSAY, thought\n"
        "pictures = pictures_alone(thought(), ('ranking', 'timeline'))\n"
        "choices = Choices(ranking=True, timeline=True)\n"
        "made = render(thought(), 'pdf', choices, ESSAY, None, pictures, plan_alone)\n"
        "sys.stdout.buffer.write(made)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert done.stdout.startswith(b"%PDF")
    assert done.stdout.rstrip().endswith(b"%%EOF")
