"""Plans as files to hand in, print or go on writing in."""

from planner.export.errors import ExportError
from planner.export.naming import suggested_name
from planner.export.outline import Choices, outline
from planner.export.write import FORMATS, Format, export_plan, format_of, render

__all__ = [
    "FORMATS",
    "Choices",
    "ExportError",
    "Format",
    "export_plan",
    "format_of",
    "outline",
    "render",
    "suggested_name",
]
