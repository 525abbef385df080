"""Pack files: a pack as it is handed out, with its author's signature."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import Struct

from planner.model.pack import Pack
from planner.packs.archive import Limits, open_archive
from planner.packs.errors import PackError, quoted
from planner.packs.pack_json import read_pack_json
from planner.packs.pack_written import FORMAT, Whole, write_pack_json
from planner.packs.read import MOST_BYTES, check_size, read_bytes
from planner.packs.save import save_bytes
from planner.packs.signing import Handover, SigningKey, verify, verify_handover
from planner.packs.tidy import tidy

SUFFIX = ".evidencepack"

_BODY = "pack.json"
_SIGNATURE = "pack.json.minisig"
_LIMITS = Limits(2, MOST_BYTES, frozenset({_BODY, _SIGNATURE}))
_DATE = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_FILE = 0o100644 << 16


class PackFile(Struct, frozen=True):
    """What a pack file holds: a sound pack, and who vouches for it.

    signer: the public key that it is signed with, empty where nobody signed it.
    handovers: how the key came to be the signer's, each new key the next one's old one.
    """

    pack: Pack
    signer: str = ""
    handovers: tuple[Handover, ...] = ()


def build_pack(
    pack: Pack, key: SigningKey | None = None, handovers: Iterable[Handover] = ()
) -> bytes:
    """Return a pack file, the same bytes each time; raise PackError where the pack is unsound.

    What read_pack_file then returns is the pack with its texts tidied.
    """
    info = pack.info
    name = f"The pack {quoted(info.title or info.id)}"
    whole = Whole(FORMAT.name, FORMAT.version, tidy(pack), tuple(handovers))
    body = write_pack_json(whole)
    files = [(_BODY, body)]
    if key is not None:
        comment = f"pack:{info.id} version:{info.version} key:{key.public}"
        files.append((_SIGNATURE, key.sign(body, comment)))
    data = _zipped(files)
    # Whatever a reader refuses is told to the author, and not to all who receive it.
    read_pack_file(data, name)
    return data


def save_pack_file(data: bytes, path: Path) -> None:
    """Write a pack file; where that fails, the file that was there stays."""
    save_bytes(data, path)


def read_pack_file(source: Path | bytes, name: str = "", *, signer: str = "") -> PackFile:
    """Return what is in a pack file, or in the bytes of one, or raise PackError.

    name: the file's, for messages. signer: the public key to check a signature with that names
    none. The signature is checked before anything that it covers is read.
    """
    if isinstance(source, Path):
        name = name or source.name
        source = read_bytes(source)
    name = name or "This file"
    check_size(source, name)
    archive = open_archive(source, name, _LIMITS)
    if _BODY not in archive.names:
        raise PackError(f"{name} is not a {FORMAT.word}: there is no {_BODY} in it.")
    body = archive.read(_BODY)
    signature = archive.read(_SIGNATURE) if _SIGNATURE in archive.names else None
    # What was packed is as large again, and is not needed further.
    del archive, source
    signer = "" if signature is None else verify(body, signature, name, signer)
    whole = read_pack_json(body, name)
    _check_handovers(whole.handovers, whole.pack.info.id, signer, name)
    return PackFile(whole.pack, signer, whole.handovers)


def _check_handovers(handovers: Sequence[Handover], pack_id: str, signer: str, name: str) -> None:
    """Raise PackError where the handovers do not lead, each sound, to the signer's key."""
    chain = [*(handover.old for handover in handovers[1:]), signer]
    if handovers and chain != [handover.new for handover in handovers]:
        raise PackError(f"{name}: the changes of its author’s key do not lead to this key.")
    for number, handover in enumerate(handovers, 1):
        verify_handover(handover, pack_id, f"{name}, handover {number}")


def _zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Return a zip that is the same on every machine: stored as it is, on no day in particular."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, data in files:
            info = zipfile.ZipInfo(name, _DATE)
            info.create_system = _UNIX
            info.external_attr = _FILE
            archive.writestr(info, data)
    return held.getvalue()
