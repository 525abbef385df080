"""Exports: a plan of 12 paragraphs with 100 cards as Word document, PDF and Markdown."""

import io
from collections.abc import Sequence
from functools import partial

from docx import Document
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QFont, QGuiApplication, QPageSize, QPdfWriter, QTextDocument

from benchmarks.coach import sample_plan
from benchmarks.measure import Clock, Figure
from planner.export import Choices, render
from planner.model.framework import Essay
from planner.model.plan import Plan
from planner.packs.data import read_frameworks
from planner.paper.plan_pdf import plan_pdf
from planner.paper.type import FAMILY, load_fonts

_CARDS = 100
_MOST = 1.3
_GOAL_MARKDOWN = 0.005


def measure(runs: int, small: bool = False) -> list[Figure]:
    """Return what the exports of a plan take, which is small too, in a process that has Qt.

    The floors: python-docx adds the very paragraphs of our document to its own and saves it, and
    Qt lays the same texts out in one typeface and prints them.
    """
    app = QGuiApplication.instance() or QGuiApplication(["benchmarks"])
    load_fonts()
    essay = read_frameworks().essay
    clock = Clock()
    # The first run loads what is loaded once.
    for run in range(-1, max(runs, 5)):
        timed = clock if run >= 0 else Clock()
        make = partial(_export, sample_plan(run), essay)
        document = timed.time("docx", partial(make, "docx"))
        timed.time("pdf", partial(make, "pdf"))
        timed.time("md", partial(make, "md"))
        texts = [paragraph.text for paragraph in Document(io.BytesIO(document)).paragraphs]
        timed.time("docx floor", partial(_document, texts))
        timed.time("pdf floor", partial(_print, texts))
    del app
    floors = clock.median("docx floor"), clock.median("pdf floor")
    docx, pdf, md = (clock.median(name) for name in ("docx", "pdf", "md"))
    return [
        Figure("export: Word", _CARDS, docx, floors[0], most=_MOST),
        Figure("export: PDF", _CARDS, pdf, floors[1], most=_MOST),
        Figure("export: Markdown", _CARDS, md, goal=_GOAL_MARKDOWN),
    ]


def _export(plan: Plan, essay: Essay, format_name: str) -> bytes:
    return render(plan, format_name, Choices(), essay, printer=plan_pdf)


def _document(texts: Sequence[str]) -> None:
    document = Document()
    for text in texts:
        document.add_paragraph(text)
    document.save(io.BytesIO())


def _print(texts: Sequence[str]) -> None:
    document = QTextDocument()
    document.setDefaultFont(QFont(FAMILY, 11))
    document.setPlainText("\n".join(texts))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    document.print_(writer)
