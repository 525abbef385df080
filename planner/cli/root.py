"""The commands. Each imports what it needs when it runs, so that --help comes at once."""

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from planner import __version__

if TYPE_CHECKING:
    from planner.model.plan import Plan
    from planner.store.library import Library
    from planner.store.plans import PlanSummary


class Failure(click.ClickException):
    """A command that could not do what it was asked; it ends as a sentence and exit code 1."""

    def show(self, file: IO[str] | None = None) -> None:
        """Print the sentence where errors go."""
        from planner.model.text import clean_line

        click.echo(clean_line(self.message), file=file, err=True)


class _Command(click.Command):
    """A command whose help ends with examples, written for the way that Marshal was started."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples, a line each."""
        if not self.epilog:
            return
        program = ctx.find_root().info_name or "marshal"
        program = f"python {program}" if program.endswith(".py") else program
        with formatter.section("Examples"):
            for line in self.epilog.splitlines():
                formatter.write(f"  {program} {line.strip()}".rstrip() + "\n")


class _Commands(_Command, click.Group):
    """Commands whose foreseen errors all end as one sentence."""

    command_class = _Command

    def invoke(self, ctx: click.Context) -> object:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.Abort, click.exceptions.Exit):
            raise
        except Exception as error:
            sentence = _sentence(error)
            if sentence is None:
                raise
            raise Failure(sentence) from error


def main() -> None:
    """Run the command line."""
    try:
        marshal()
    except OSError as error:
        # Help is printed before any command runs.
        failure = _output_failed(error)
        failure.show()
        sys.exit(failure.exit_code)


@click.group(
    cls=_Commands,
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
    with _reading(library) as opened:
        found = opened.plans.summaries() + opened.plans.worked()
    if not found:
        _print("There are no plans yet.")
        return
    rows = [("id", "filled", "last touched", "title"), *map(_row, found)]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    lines = []
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        lines.append("  ".join([*cells, row[3]]))
    _print("\n".join(lines))


@marshal.command(
    epilog="""
    export "Why did Stalin win" --to plan.docx
    export "Why did Stalin win" --to plan.md --no-details --no-sources
    export "Why did Stalin win" --to plan.docx --prompts
    export "Why did Stalin win" --to - --format md
    """.strip()
)
@click.argument("text")
@click.option(
    "--to",
    "target",
    metavar="FILE",
    required=True,
    help="The file to write; its suffix, .docx or .md, chooses the format. - prints.",
)
@click.option(
    "--format", "format_name", type=click.Choice(["docx", "md"]), help="The format to write."
)
@click.option("--details/--no-details", default=True, help="With each card's detail, or without.")
@click.option("--sources/--no-sources", default=True, help="With a list of sources, or without.")
@click.option("--prompts/--no-prompts", default=False, help="With a prompt for what is empty.")
@click.pass_obj
def export(
    library: str | None,
    text: str,
    target: str,
    format_name: str | None,
    details: bool,
    sources: bool,
    prompts: bool,
) -> None:
    """Export a plan to Word or Markdown.

    TEXT is a plan's id, the start of its title, or a plan file.
    """
    if target == "-":
        _check_printable(format_name)
    from planner.export import Choices, export_plan, render
    from planner.packs.data import read_frameworks

    plan = _find(library, text)
    choices = Choices(details=details, sources=sources, prompts=prompts)
    essay = read_frameworks().essay
    if target == "-":
        _print(render(plan, format_name or "", choices, essay))
        return
    export_plan(plan, Path(target), choices, essay, format_name)
    _print(f"Exported “{plan.title}” to {target}.")


@marshal.command(name="open", epilog="open plan.essayplan")
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def open_file(library: str | None, file: Path) -> None:
    """Open a plan file in the window."""
    from planner.packs.plan_file import read_plan

    # Read here first: a file that is no plan ends as a sentence, before any window.
    read_plan(file)
    _open_window(library, file)


@marshal.group(name="library", cls=_Commands)
def library_commands() -> None:
    """Work on the library that ships with Marshal."""


@library_commands.command(epilog="library build")
@click.option(
    "--to", "target", metavar="FILE", type=click.Path(path_type=Path), help="Build it here instead."
)
def build(target: Path | None) -> None:
    """Build evidence.db from resources."""
    from planner import shipped
    from planner.packs.data import read_frameworks, read_question_types
    from planner.packs.source import read_pack_source
    from planner.store.build import build_library

    target = target or shipped.LIBRARY
    frameworks, types = read_frameworks(), read_question_types()
    sources = sorted((shipped.RESOURCES / "packs").glob("*.toml"))
    packs = [read_pack_source(source, frameworks, types) for source in sources]
    build_library(target, packs)
    cards = sum(len(pack.cards) for pack in packs)
    _print(f"Built {target} from {len(packs)} pack(s) with {cards} cards.")


# What they share


@contextmanager
def _reading(given: str | None) -> Iterator["Library"]:
    """Open the user's library to read or, where it has not begun yet, the shipped one."""
    from planner import shipped
    from planner.store.library import Library
    from planner.store.place import library_path

    path = library_path(given, os.environ)
    # A library that is named on the command line and missing is a mistake to tell.
    if not given and not os.path.lexists(path):
        path = shipped.LIBRARY
    with Library.open(path, write=False) as library:
        yield library


def _find(library: str | None, text: str) -> "Plan":
    from planner.packs.plan_file import SUFFIX, read_plan

    if text.lower().endswith(SUFFIX) or os.path.isfile(text):
        return read_plan(Path(text))
    with _reading(library) as opened:
        return opened.plans.find(text)


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
    if format_name == "docx" and sys.stdout.isatty():
        raise click.UsageError("A terminal cannot show a Word document. Use --format md.")


def _open_window(library: str | None, file: Path | None = None) -> None:
    from planner.app import run_window

    sys.exit(run_window(library, file))


def _print(output: str | bytes) -> None:
    """Print text, or bytes as they are."""
    try:
        if isinstance(output, bytes) and sys.stdout.isatty():
            output = output.decode().removesuffix("\n")
        if isinstance(output, bytes):
            sys.stdout.buffer.write(output)
            sys.stdout.buffer.flush()
            return
        if isinstance(sys.stdout, io.TextIOWrapper):
            # An old terminal may not have every letter of a title.
            sys.stdout.reconfigure(errors="replace")
        click.echo(output)
    except OSError as error:
        raise _output_failed(error) from error


def _output_failed(error: OSError) -> Failure:
    # What is still to be written would fail once more, with a traceback, as Python ends.
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return Failure(f"Not everything could be printed ({error.strerror}). Try printing to a file.")


def _sentence(error: Exception) -> str | None:
    """Return what an error says to the user, or None where it was not foreseen."""
    from planner.export.errors import ExportError
    from planner.model.edits import EditError
    from planner.model.text import TextError
    from planner.packs.errors import PackError
    from planner.store.errors import StoreError

    if isinstance(error, ExportError | StoreError | PackError | TextError | EditError):
        return str(error)
    if isinstance(error, OSError):
        of = f"{error.filename}: " if error.filename else ""
        return f"{of}{error.strerror or 'it could not be used'}. Check this, then try again."
    return None
