"""The commands for plans and for the window."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planner import __version__
from planner.cli.base import Commands, output_failed, print_out
from planner.cli.data import data
from planner.cli.libraries import reading
from planner.cli.pack import pack
from planner.cli.receive import associate, import_packs

if TYPE_CHECKING:
    from planner.export import Printer
    from planner.model.picture import Picture
    from planner.model.plan import Plan
    from planner.store.plans import PlanSummary


def main() -> None:
    """Run the command line."""
    try:
        marshal()
    except OSError as error:
        # Help is printed before any command runs.
        failure = output_failed(error)
        failure.show()
        sys.exit(failure.exit_code)


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="""
    plans
    export "Why did Stalin win" --to plan.docx
    export "Why did Stalin win" --to - --format md
    --library stick.db
    """.strip(),
)
@click.option("--library", metavar="FILE", help="Use the library in this file.")
@click.version_option(__version__, prog_name="Marshal")
@click.pass_context
def marshal(ctx: click.Context, library: str | None) -> None:
    """Plan exam essays by dragging evidence cards into paragraphs.

    Without a command, the window opens.
    """
    ctx.obj = library
    if ctx.invoked_subcommand is None:
        _open_window(library)


@marshal.command()
@click.pass_obj
def plans(library: str | None) -> None:
    """List the plans, the last touched first, and the worked examples."""
    with reading(library) as opened:
        found = opened.plans.summaries() + opened.plans.worked()
    if not found:
        print_out("There are no plans yet.")
        return
    rows = [("id", "filled", "last touched", "title"), *map(_row, found)]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    lines = []
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        lines.append("  ".join([*cells, row[3]]))
    print_out("\n".join(lines))


@marshal.command(
    epilog="""
    export "Why did Stalin win" --to plan.docx
    export "Why did Stalin win" --to plan.md --no-details --no-sources
    export "Why did Stalin win" --to plan.pdf
    export "Why did Stalin win" --to plan.docx --prompts
    export "Why did Stalin win" --to plan.docx --with ranking,links,timeline,sorting
    export "Why did Stalin win" --to - --format md
    """.strip()
)
@click.argument("text")
@click.option(
    "--to",
    "target",
    metavar="FILE",
    required=True,
    help="The file to write; its suffix, .docx, .pdf or .md, chooses the format. - prints.",
)
@click.option(
    "--format", "format_name", type=click.Choice(["docx", "pdf", "md"]), help="The format to write."
)
@click.option("--details/--no-details", default=True, help="With each card's detail, or without.")
@click.option("--sources/--no-sources", default=True, help="With a list of sources, or without.")
@click.option("--notes/--no-notes", default=True, help="With your notes on cards, or without.")
@click.option("--prompts/--no-prompts", default=False, help="With a prompt for what is empty.")
@click.option(
    "--with",
    "parts",
    metavar="PARTS",
    default="",
    help="With the ranking, links, timeline or sorting of the plan, where it has them; several of "
    "these between commas.",
)
@click.pass_obj
def export(
    library: str | None,
    text: str,
    target: str,
    format_name: str | None,
    details: bool,
    sources: bool,
    notes: bool,
    prompts: bool,
    parts: str,
) -> None:
    """Export a plan to Word, PDF or Markdown.

    TEXT is a plan's id, the start of its title, or a plan file.
    """
    if target == "-":
        _check_printable(format_name)
    from planner.export import Choices, export_plan, format_of, render
    from planner.packs.data import read_frameworks

    plan, own_notes = _find(library, text)
    wanted = _parts(parts)
    choices = Choices(details, sources, prompts, notes, **dict.fromkeys(wanted, True))
    essay = read_frameworks().essay
    name = format_name or format_of(Path(target))
    pictures = _pictures(plan, wanted, name)
    printer = _printer(name)
    if target == "-":
        print_out(render(plan, name, choices, essay, own_notes, pictures, printer))
        return
    export_plan(plan, Path(target), choices, essay, name, own_notes, pictures, printer)
    print_out(f"Exported “{plan.title}” to {target}.")


@marshal.command(name="open", epilog="open plan.essayplan\n    open cold-war.evidencepack")
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def open_file(library: str | None, file: Path) -> None:
    """Open a plan file, an evidence pack or a suggested fix in the window."""
    from planner.packs import fix_file, pack_file, plan_file

    # Read here first: a file that is none of these ends as a sentence, before any window.
    if file.suffix.lower() == pack_file.SUFFIX:
        pack_file.read_pack_file(file)
    elif file.suffix.lower() == fix_file.SUFFIX:
        fix_file.read_fix(file)
    else:
        plan_file.read_plan(file)
    _open_window(library, file)


marshal.add_command(pack)
marshal.add_command(import_packs)
marshal.add_command(associate)
marshal.add_command(data)


@marshal.group(name="library", cls=Commands)
def library_commands() -> None:
    """Work on the library that ships with Marshal."""


@library_commands.command(epilog="library build")
@click.option(
    "--to", "target", metavar="FILE", type=click.Path(path_type=Path), help="Build it here instead."
)
def build(target: Path | None) -> None:
    """Build evidence.db from resources, and the file of data that every start reads."""
    from planner import shipped
    from planner.files import write_file
    from planner.packs.data import NAME
    from planner.packs.data_source import data_bytes, read_data
    from planner.packs.source import read_pack_source
    from planner.store.build import build_library

    data = read_data()
    if target is None:
        target = shipped.LIBRARY
        write_file(shipped.RESOURCES / NAME, data_bytes(data))
    frameworks, types = data.frameworks, {kind.id: kind for kind in data.types}
    sources = sorted((shipped.RESOURCES / "packs").glob("*.toml"))
    packs = [read_pack_source(source, frameworks, types) for source in sources]
    build_library(target, packs)
    cards = sum(len(pack.cards) for pack in packs)
    print_out(f"Built {target} from {len(packs)} pack(s) with {cards} cards.")


# What they share


def _find(library: str | None, text: str) -> "tuple[Plan, dict[str, str]]":
    """Return the plan that is named, and the notes on its cards, which a plan file has not."""
    from planner.packs.plan_file import SUFFIX, read_plan

    if text.lower().endswith(SUFFIX) or os.path.isfile(text):
        return read_plan(Path(text)), {}
    with reading(library) as opened:
        plan = opened.plans.find(text)
        return plan, opened.notes(plan.cards())


def _parts(words: str) -> list[str]:
    """Return the names of what a plan was thought out with that are asked for."""
    from planner.export import PARTS
    from planner.model.text import clean_line

    asked = [word.strip() for word in words.split(",") if word.strip()]
    for word in asked:
        if word not in PARTS:
            known = f"{', '.join(PARTS[:-1])} and {PARTS[-1]}"
            raise click.UsageError(f"--with takes {known}, and not “{clean_line(word)}”.")
    return asked


def _pictures(plan: "Plan", wanted: list[str], format_name: str) -> "dict[str, Picture]":
    from planner.export import FORMATS, parts_of

    wanted = [part for part in parts_of(plan) if part in wanted]
    if not wanted or not FORMATS[format_name].pictures:
        return {}
    # Qt is not needed for any other export.
    from planner.paper.alone import pictures_alone

    return pictures_alone(plan, wanted)


def _printer(format_name: str) -> "Printer | None":
    """Return what prints a plan, where the format is printed."""
    from planner.export import FORMATS

    if not FORMATS[format_name].printed:
        return None
    from planner.paper.alone import plan_alone

    return plan_alone


def _row(plan: "PlanSummary") -> tuple[str, str, str, str]:
    from planner.model.text import clean_line

    touched = "worked example" if plan.worked else _date(plan.touched)
    return plan.id, f"{plan.filled} of {plan.total}", touched, clean_line(plan.title)


def _date(seconds: float) -> str:
    from datetime import datetime

    try:
        return datetime.fromtimestamp(seconds).date().isoformat()
    except (OSError, OverflowError, ValueError):
        return "unknown"


def _check_printable(format_name: str | None) -> None:
    if format_name is None:
        raise click.UsageError("Say which format to print, such as --format md.")
    if format_name != "md" and sys.stdout.isatty():
        what = "a PDF" if format_name == "pdf" else "a Word document"
        raise click.UsageError(f"A terminal cannot show {what}. Use --format md.")


def _open_window(library: str | None, file: Path | None = None) -> None:
    from planner.ui.importing import import_qt

    import_qt()
    from planner.app import run_window

    sys.exit(run_window(library, file))
