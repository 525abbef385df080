"""Packs on paper: cards to cut out, mats, knowledge organisers and timelines, as PDF files."""

from planner.paper.choices import PER_PAGE, SIZES, PaperChoices, PaperError, Sheet
from planner.paper.draw import paint
from planner.paper.page import Page
from planner.paper.pdf import first_page, make_pdf

__all__ = [
    "PER_PAGE",
    "SIZES",
    "Page",
    "PaperChoices",
    "PaperError",
    "Sheet",
    "first_page",
    "make_pdf",
    "paint",
]
