"""The commands that sign packs and check signatures."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planner.cli.base import Command, Failure, print_out
from planner.cli.libraries import key_path
from planner.files import make_folder

if TYPE_CHECKING:
    from planner.packs.signing import SigningKey

_FILE = click.Path(path_type=Path)
_PASSWORD = "MARSHAL_KEY_PASSWORD"


@click.command(
    cls=Command,
    epilog="""
    pack sign cold-war.evidencepack
    pack sign cold-war.evidencepack --key school.key
    pack sign cold-war.evidencepack --key new.key --after old.key
    """.strip(),
)
@click.argument("file", type=_FILE)
@click.option("--key", "key_file", metavar="FILE", type=_FILE, help="The key; else your own.")
@click.option("--after", "old_file", metavar="FILE", type=_FILE, help="The key that it replaces.")
@click.pass_obj
def sign(library: str | None, file: Path, key_file: Path | None, old_file: Path | None) -> None:
    """Sign a pack file, so that its readers can tell that it comes from you.

    Your own key is beside your library, and is made the first time. A key that minisign made will
    do as well; its password is asked for, or taken from MARSHAL_KEY_PASSWORD. Packs that were
    signed with an older key need --after, so that the old key vouches for the new one.
    """
    from planner.packs.pack_file import build_pack, read_pack_file, save_pack_file
    from planner.packs.signing import fingerprint, hand_over

    found = read_pack_file(file)
    key = _read_key(key_file) if key_file else _own_key(key_path(library))
    handovers = found.handovers
    if old_file is not None:
        old = _read_key(old_file)
        handovers = (*handovers, hand_over(old, key.public, found.pack.info.id))
    save_pack_file(build_pack(found.pack, key, handovers), file)
    print_out(f"Signed {file} with the key {fingerprint(key.public)}.")


@click.command(
    cls=Command,
    epilog="""
    pack verify cold-war.evidencepack
    pack verify cold-war.evidencepack --key school.pub
    """.strip(),
)
@click.argument("file", type=_FILE)
@click.option("--key", "public", metavar="KEY", help="The public key to expect, or its .pub file.")
def verify(file: Path, public: str | None) -> None:
    """Check a pack file’s signature, and say whose key it is."""
    from planner.packs.pack_file import read_pack_file
    from planner.packs.signing import fingerprint

    expected = _public(public) if public else ""
    signer = read_pack_file(file, signer=expected).signer
    if not signer:
        raise Failure(f"{file} is not signed, so who made it cannot be told.")
    if expected and signer != expected:
        raise Failure(
            f"{file} is sound, and is signed with another key: {fingerprint(signer)}, "
            f"not {fingerprint(expected)}."
        )
    print_out(f"{file} is as it was signed, with the key {fingerprint(signer)}.")


def _own_key(path: Path) -> "SigningKey":
    from planner.packs.signing import SigningKey

    if path.exists():
        return _read_key(path)
    key = SigningKey.make()
    make_folder(path.parent)
    key.save(path)
    print_out(f"Made your key: {path}. Keep a copy of it; without it you cannot update your packs.")
    return key


def _read_key(path: Path) -> "SigningKey":
    from planner.packs.signing import PasswordError, SigningKey

    try:
        return SigningKey.read(path, os.environ.get(_PASSWORD, ""))
    except PasswordError:
        if os.environ.get(_PASSWORD) or not sys.stdin.isatty():
            raise
    return SigningKey.read(path, click.prompt(f"Password of {path.name}", hide_input=True))


def _public(text: str) -> str:
    path = Path(text)
    try:
        # minisign's own file has a comment in the line before the key.
        lines = path.read_text(encoding="utf-8").split() if path.is_file() else [text]
    except (OSError, ValueError) as error:
        raise Failure(f"{text} cannot be read. Name a .pub file, or give the key.") from error
    return lines[-1] if lines else ""
