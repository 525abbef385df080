"""The commands for the whole of a student's data: where it is, all of it exported, all deleted."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planner.cli.base import Commands, Failure, print_out
from planner.cli.libraries import reading

if TYPE_CHECKING:
    from planner.store.holdings import Holdings


@click.group(cls=Commands)
def data() -> None:
    """See where your data is, export all of it, or delete all of it."""


@data.command(epilog="data show")
@click.pass_obj
def show(library: str | None) -> None:
    """Say where your data is, and how large it is."""
    from planner.store.belonging_words import about, name_of
    from planner.store.belongings import belongings

    path = _path(library)
    found = belongings(path)
    if not found:
        print_out(f"There is no data of yours yet. It would be in {path.parent}.")
        return
    lines = [f"{name_of(each)}: {about(each)}\n  {each.place}" for each in found]
    print_out("\n".join(lines))


@data.command(epilog="data export --to everything.zip")
@click.option(
    "--to",
    "target",
    metavar="FILE",
    required=True,
    type=click.Path(path_type=Path),
    help="The zip file to write.",
)
@click.pass_obj
def export(library: str | None, target: Path) -> None:
    """Write all that you made into one zip file that other programs can read."""
    from planner.packs.data import read_frameworks
    from planner.takeout import take_out

    if not os.path.lexists(_path(library)):
        raise Failure("There is no data of yours yet, so nothing was exported.")
    with reading(library) as opened:
        made = take_out(opened, target, read_frameworks().essay)
    print_out(f"Exported everything to {target}, with {made.plans} plan(s).")
    for title in made.left_out:
        print_out(f"Damaged, and only in the copy of the library as it is: {title}")


@data.command(epilog="data delete\n    data delete --yes")
@click.option("--yes", is_flag=True, help="Delete without asking.")
@click.pass_obj
def delete(library: str | None, yes: bool) -> None:
    """Delete all that Marshal keeps for you, backups and the signing key too."""
    from planner.store.belonging_words import what_goes
    from planner.store.belongings import belongings, erase, refuse_erasing

    path = _path(library)
    found = belongings(path)
    if not found:
        print_out("There is no data of yours. Nothing was deleted.")
        return
    refuse_erasing(path)
    lines = "\n".join(f"  {line}" for line in what_goes(_held(library), found))
    print_out(f"This goes, and cannot be brought back:\n{lines}")
    if not yes and not _agreed():
        print_out("Nothing was deleted.")
        return
    left = erase(path)
    if left:
        listed = "; ".join(map(str, left))
        raise Failure(
            f"Not everything could be deleted. These files are left, and another program may have "
            f"them open: {listed}"
        )
    print_out("Everything is deleted. At the next start Marshal begins anew.")


def _path(given: str | None) -> Path:
    from planner.store.place import library_path

    return library_path(given, os.environ)


def _held(given: str | None) -> "Holdings | None":
    """Return what is in the library, or None where it cannot be read, and can be deleted still."""
    from planner.store.errors import StoreError

    if not os.path.lexists(_path(given)):
        return None
    try:
        with reading(given) as opened:
            return opened.holdings()
    except StoreError:
        return None


def _agreed() -> bool:
    if not sys.stdin.isatty():
        raise Failure("Nothing was deleted. To delete without being asked, add --yes.")
    asked = click.prompt("\nType delete to have all of it deleted", default="", show_default=False)
    return str(asked).strip().casefold() == "delete"
