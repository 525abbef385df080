"""What every command shares: how it fails, how its help ends, and how it prints."""

import io
import os
import sys
from contextlib import suppress
from typing import IO

import click


class Failure(click.ClickException):
    """A command that could not do what it was asked; it ends as a sentence and exit code 1."""

    def show(self, file: IO[str] | None = None) -> None:
        """Print the sentence where errors go."""
        from planner.model.text import clean_line

        click.echo(clean_line(self.message), file=file, err=True)


class Command(click.Command):
    """A command whose help ends with examples, written for the way that Marshal was started."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples, a line each."""
        if not self.epilog:
            return
        program = _program(ctx)
        with formatter.section("Examples"):
            for line in self.epilog.splitlines():
                formatter.write(f"  {program} {line.strip()}".rstrip() + "\n")


class Commands(Command, click.Group):
    """Commands whose foreseen errors all end as one sentence."""

    command_class = Command

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


def typed(command: str) -> str:
    """Return a command as it is typed for the way that Marshal was started."""
    return f"{_program(click.get_current_context())} {command}"


def _program(ctx: click.Context) -> str:
    program = ctx.find_root().info_name or "marshal"
    return f"python {program}" if program.endswith(".py") else program


def print_out(output: str | bytes) -> None:
    """Print text without what would steer a terminal; bytes that go to no terminal as they are."""
    from planner.model.text import clean_text

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
        # A title or a file's name may come from anyone.
        click.echo(clean_text(output))
    except OSError as error:
        raise output_failed(error) from error


def print_aside(told: str) -> None:
    """Print a line where errors go, on one line and without what would steer a terminal."""
    from planner.model.text import clean_line

    click.echo(clean_line(told), err=True)


def output_failed(error: OSError) -> Failure:
    """Return what to say where printing failed."""
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
    from planner.paper.choices import PaperError
    from planner.store.errors import StoreError

    if isinstance(error, ExportError | StoreError | PackError | PaperError | TextError | EditError):
        return str(error)
    if isinstance(error, OSError):
        of = f"{error.filename}: " if error.filename else ""
        return f"{of}{error.strerror or 'it could not be used'}. Check this, then try again."
    return None
