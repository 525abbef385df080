"""Exports: a plan as the bytes of a format, and those bytes in a file."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from planner.export.errors import ExportError, explain, shown
from planner.export.outline import Choices, outline
from planner.files import write_file
from planner.model.framework import Essay
from planner.model.outline import Block
from planner.model.picture import Picture
from planner.model.plan import Plan

Printer = Callable[[Sequence[Block]], bytes]
"""What lays an outline out on pages: whoever exports has it, for an export knows nothing of Qt."""


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file that a plan can be exported to.

    pictures: it can have some. printed: it is made by a Printer.
    """

    name: str
    suffix: str
    description: str
    pictures: bool = False
    printed: bool = False


FORMATS = {
    "docx": Format("docx", ".docx", "Word document", pictures=True),
    "pdf": Format("pdf", ".pdf", "PDF", pictures=True, printed=True),
    "md": Format("md", ".md", "Markdown text"),
}


def render(
    plan: Plan,
    format_name: str,
    choices: Choices,
    essay: Essay,
    notes: Mapping[str, str] | None = None,
    pictures: Mapping[str, Picture] | None = None,
    printer: Printer | None = None,
) -> bytes:
    """Return the plan in a format: the same bytes for the same plan, at any time, but for a PDF.

    notes: the student's notes, by the ids of the cards that they are on. pictures: of the ranking
    and the timeline, by these names; without them, and in Markdown, these are lists. printer: for
    a format that is printed.
    """
    blocks = outline(plan, choices, essay, notes, pictures)
    if format_name == "docx":
        from planner.export.docx import docx

        return docx(blocks)
    if format_name == "md":
        from planner.export.markdown import markdown

        return markdown(blocks).encode()
    if format_name == "pdf" and printer is not None:
        return printer(blocks)
    raise ExportError(f"Marshal cannot export to {format_name} here. It can export to docx and md.")


def export_plan(
    plan: Plan,
    path: Path,
    choices: Choices,
    essay: Essay,
    format_name: str | None = None,
    notes: Mapping[str, str] | None = None,
    pictures: Mapping[str, Picture] | None = None,
    printer: Printer | None = None,
) -> None:
    """Write the plan to a file, or raise ExportError and leave what was there.

    format_name: one of FORMATS; without it, the file's suffix says. The rest is as for render.
    """
    name = format_name or format_of(path)
    save_export(render(plan, name, choices, essay, notes, pictures, printer), path)


def save_export(data: bytes, path: Path) -> None:
    """Write what was made to be handed out, or raise ExportError and leave what was there."""
    try:
        check_place(path)
        write_file(path, data)
    except (OSError, ValueError) as error:
        raise explain(path, error) from error


def format_of(path: Path) -> str:
    """Return the name of the format that a file's suffix asks for."""
    for name, kind in FORMATS.items():
        if path.suffix.lower() == kind.suffix:
            return name
    raise ExportError(
        f"Marshal exports to .docx, .pdf and .md files, and {shown(path)} is none of these. "
        "Give the file a name that ends in one of these."
    )


def check_place(path: Path) -> None:
    """Raise ExportError where no file can be at a path."""
    if path.is_dir():
        raise ExportError(f"{shown(path)} is a folder. Add the name of a file to it.")
    if not path.parent.exists():
        raise ExportError(
            f"There is no folder {shown(path.parent)}. Make it first, or choose another folder."
        )
    if not path.parent.is_dir():
        raise ExportError(f"{shown(path.parent)} is not a folder. Choose another place.")
