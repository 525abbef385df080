"""The commands for those who receive packs, and for the files that Marshal opens."""

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planner.cli.base import Command, Failure, print_out
from planner.cli.libraries import writing
from planner.cli.pack_files import Given, compared, counted, described

if TYPE_CHECKING:
    from planner.model.compare import Comparison
    from planner.model.pack import Pack
    from planner.packs.pack_file import PackFile
    from planner.store.library import Library


@click.command(name="import", cls=Command, epilog="import cold-war.evidencepack")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Install without asking.")
@click.pass_obj
def import_packs(library: str | None, files: tuple[Path, ...], yes: bool) -> None:
    """Put evidence packs into the library, after saying what they bring.

    Plans keep the wording that they have; the window then offers what is new.
    """
    with writing(library) as opened:
        for file in files:
            _import(opened, file, yes)


@click.command(cls=Command, epilog="associate")
def associate() -> None:
    """Have packs and plan files opened with Marshal when they are double-clicked.

    This is for your own account alone.
    """
    from planner.associate import KINDS, AssociateError, own_command
    from planner.associate import associate as tell_system

    try:
        tell_system(own_command(), os.environ)
    except AssociateError as error:
        raise Failure(str(error)) from error
    print_out(f"Files that end in {', '.join(KINDS)} are opened with Marshal now.")


def _import(library: "Library", path: Path, yes: bool) -> None:
    from planner.model.compare import compare
    from planner.packs.pack_file import read_pack_file
    from planner.packs.trust import is_here, judge

    file = read_pack_file(path)
    pack = file.pack
    known = library.known(pack.info.id)
    if is_here(file, known):
        print_out(f"“{pack.info.title}”, version {pack.info.version}, is in the library already.")
        return
    standing = judge(file, known, path.name)
    before = _before(library, pack.info.id) if known is not None and known.version else None
    print_out(described(Given(pack, file.signer)))
    if before is not None:
        comparison = compare(before, pack)
        print_out(f"\nWhat changes from version {before.info.version}:\n{compared(comparison)}")
        _tell_plans(library, comparison)
    _tell_standing(file, standing)
    if not yes and not _agreed():
        print_out("Nothing was changed.")
        return
    library.back_up("import", time.time())
    library.install(pack, file.signer)
    print_out(f"Installed “{pack.info.title}” with {counted(len(pack.cards), 'card')}.")


def _before(library: "Library", pack_id: str) -> "Pack | None":
    """Return the pack that is there, or None where it is damaged, which installing mends."""
    from planner.store.errors import StoreError

    try:
        return library.pack(pack_id)
    except StoreError:
        return None


def _tell_plans(library: "Library", comparison: "Comparison") -> None:
    touched = [part.id for part in comparison.cards.changed]
    touched += [part.id for part in comparison.cards.withdrawn]
    plans = library.plans.using(touched)
    if plans:
        titles = "\n".join(f"  {summary.title}" for summary, _ in plans)
        print_out(f"\nThese plans use such cards, and keep the wording they have:\n{titles}")


def _tell_standing(file: "PackFile", standing: str) -> None:
    from planner.packs.signing import fingerprint
    from planner.packs.trust import Standing

    match standing:
        case Standing.UNSIGNED:
            print_out("\nThis pack is not signed, so who made it cannot be told.")
        case Standing.FIRST:
            print_out(
                "\nNo version of this pack that was signed was here before. Ask whoever gave it "
                f"to you to read out their code, and compare: {fingerprint(file.signer)}"
            )
        case Standing.HANDED_OVER:
            print_out(
                "\nThe author has a new key. The old one vouches for it: "
                f"{fingerprint(file.signer)}"
            )


def _agreed() -> bool:
    if not sys.stdin.isatty():
        raise Failure("Nothing was changed. To install it without being asked, add --yes.")
    return click.confirm("\nInstall it?")
