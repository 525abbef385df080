"""Plans as files to hand in, print or go on writing in."""

from planner.export.errors import ExportError
from planner.export.naming import suggested_name
from planner.export.outline import Choices, outline
from planner.export.thinking import PARTS, parts_of
from planner.export.write import (
    FORMATS,
    Format,
    Printer,
    export_plan,
    format_of,
    render,
    save_export,
)

__all__ = [
    "FORMATS",
    "PARTS",
    "Choices",
    "ExportError",
    "Format",
    "Printer",
    "export_plan",
    "format_of",
    "outline",
    "parts_of",
    "render",
    "save_export",
    "suggested_name",
]
