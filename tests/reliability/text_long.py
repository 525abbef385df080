"""How long the window is held by the longest texts; prints seconds by what was done.

A text is named by its number and its first letters. Run as a program with an empty folder as its
argument.
"""

import sys
import time
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from pathlib import Path

import msgspec
from PySide6.QtCore import QMimeData, QTimer, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from planner.model import edits
from planner.model.outline import Entry, Heading, Item, Source, Sources, Title
from planner.model.plan import Field, Part, Plan
from planner.model.text import LINE, PASSAGE, clean_line, clean_text
from planner.packs.data import read_frameworks, read_question_types
from planner.paper.late import MOST_LINES
from planner.store.build import build_library
from planner.store.library import Library
from planner.ui.controls import PlainEdit
from planner.ui.printing import print_plan
from planner.ui.theme import Theme, load_fonts
from planner.ui.window import Window
from tests.reliability import text_payloads
from tests.reliability.text_visit import settle
from tests.ui import samples

ORDINARY = "ordinary words"
PARAGRAPHS = 12
QUIET, QUIET_FOR = 30, 0.002
"""After how many looks at which there was nothing to do, so many seconds apart, all is shown."""


def plan(plan_id: str, text: str) -> Plan:
    """Return a plan with one text in it."""
    made = samples.begun(plan_id)
    return edits.write(made, Field(Part.SLOT, made.paragraphs[0].slots[1].id), text)


def full(plan_id: str, text: str) -> Plan:
    """Return a plan of many paragraphs with one text in all of its fields."""
    made = samples.begun(plan_id)
    while len(made.paragraphs) < PARAGRAPHS:
        made = edits.add_paragraph(made)
    for part in (Part.LINE_OF_ARGUMENT, Part.INTRODUCTION, Part.CONCLUSION):
        made = edits.write(made, Field(part), text)
    for paragraph in made.paragraphs:
        line = clean_line(text)[:LINE].strip()
        made = edits.write(made, Field(Part.HEADING, paragraph.id), line)
        for slot in paragraph.slots:
            made = edits.write(made, Field(Part.SLOT, slot.id), text)
    return made


def main(folder: Path) -> None:
    """Show each text, and print how long that took."""
    QApplication.setStyle("Fusion")
    app = QApplication(sys.argv[:1])
    # What the fonts of this computer have not is none of Marshal’s business.
    qInstallMessageHandler(lambda *_: None)
    load_fonts()
    usual = ("Stalin held the party. " * PASSAGE)[:PASSAGE]
    texts = {ORDINARY: usual, "again": usual}
    long = text_payloads.long_lines("/marker")
    texts |= {f"{n} {text[:4]!r}": clean_text(text) for n, text in enumerate(long)}
    assert len(texts) == len(long) + 2
    spent: dict[str, float] = {}
    build_library(folder / "evidence.db", [samples.pack()])
    with Library.open(folder / "evidence.db") as library:
        for name, text in texts.items():
            library.plans.save(plan("p" + str(len(spent)), text), 1.0)
            spent[name] = 0.0
        window = Window(app, library, Theme(app), read_frameworks(), read_question_types())
        window.start()
        window.show()
        # Qt looks for a font for each script once, and for each letter’s shape: first of all.
        every = clean_text("".join(text_payloads.every_code_point()))
        spent["paste every code point"] = _held(partial(_paste, every[-2 * PASSAGE : -PASSAGE]))
        for first in range(0, len(every), PASSAGE):
            library.plans.save(full("full", every[first : first + PASSAGE]), 1.0)
            window.go_home()
            settle()
            spent[f"full of every code point from {first}"] = _longest(window, "full")
        for number, name in enumerate(texts):
            window.go_home()
            settle()
            began = time.thread_time()
            window.open_plan(f"p{number}")
            settle()
            window.grab()
            spent[name] = time.thread_time() - began
        for text in text_payloads.huge():
            spent[f"paste {text[:3]!r}"] = _paste(text)
        for name, text in texts.items():
            spent[f"key in {name}"] = _key(text)
            spent[f"print {name}"] = _print(window, text)
            library.plans.save(full("full", text), 1.0)
            window.go_home()
            settle()
            spent[f"full of {name}"] = _longest(window, "full")
        spent["print every code point"] = _print(window, every)
        spent["print as many lines"] = _print(window, "a\n" * MOST_LINES)
        window.close()
        window.deleteLater()
        settle()
    sys.stdout.buffer.write(msgspec.json.encode(spent))


def _longest(window: Window, plan_id: str) -> float:
    """Open a plan, and return the longest time in which the window answered to nothing."""
    longest, quiet, began = 0.0, 0, time.thread_time()
    window.open_plan(plan_id)
    while quiet < QUIET:
        longest = max(longest, time.thread_time() - began)
        began = time.thread_time()
        QApplication.processEvents()
        quiet = quiet + 1 if time.thread_time() - began < QUIET_FOR else 0
        time.sleep(QUIET_FOR if quiet else 0)
    return longest


def _key(text: str) -> float:
    """Return how long one letter takes that is typed into a text."""
    edit = PlainEdit(text)
    edit.resize(600, 400)
    edit.show()
    settle()
    began = time.thread_time()
    edit.insertPlainText("k")
    settle()
    edit.grab()
    return time.thread_time() - began


def _print(window: Window, text: str) -> float:
    """Return how long the window was held by a PDF of a plan with a text in each of its places."""
    line = clean_line(text)[:LINE].strip()
    item = Item(line, line, text, text)
    blocks = [Title(line), Heading(line), Entry(line, text, (item,)), Entry("", text)]
    return _held(partial(print_plan, window, [*blocks, Sources((Source(line, (line,)),))]))


def _held(deed: Callable[[], object]) -> float:
    """Return the longest time for which nothing else was done while something was."""
    looks = [time.thread_time()]
    timer = QTimer()
    timer.timeout.connect(lambda: looks.append(time.thread_time()))
    timer.start(0)
    deed()
    looks.append(time.thread_time())
    return max(after - before for before, after in pairwise(looks))


def _paste(text: str) -> float:
    edit, mime = PlainEdit(), QMimeData()
    mime.setText(text)
    edit.resize(400, 100)
    edit.show()
    settle()
    began = time.thread_time()
    edit.insertFromMimeData(mime)
    settle()
    edit.grab()
    return time.thread_time() - began


if __name__ == "__main__":
    main(Path(sys.argv[1]))
