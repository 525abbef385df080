"""Whether a pack that came may take the place of the one that is here."""

from enum import StrEnum

from planner.model.pack import Known, pack_digest
from planner.packs.errors import PackError, quoted
from planner.packs.pack_file import PackFile
from planner.packs.signing import fingerprint


class Standing(StrEnum):
    """What is known of whoever made a pack."""

    UNSIGNED = "unsigned"
    FIRST = "first"
    KNOWN = "known"
    HANDED_OVER = "handed-over"


def judge(file: PackFile, known: Known | None, name: str) -> Standing:
    """Return who vouches for a pack, or raise PackError where it must not be installed.

    known: what the library remembers of this pack; name: the file's, for messages.
    """
    standing = _signed_by(file, known, name)
    if known is not None:
        _check_version(file, known, name)
    return standing


def is_here(file: PackFile, known: Known | None) -> bool:
    """Tell whether the very same pack, signed with the same key, is in the library."""
    return (
        known is not None
        and known.signer == file.signer
        and known.version == file.pack.info.version
        and known.digest == pack_digest(file.pack)
    )


def _signed_by(file: PackFile, known: Known | None, name: str) -> Standing:
    """Return how a pack's signer stands to the one who is remembered."""
    if known is None or not known.signer:
        return Standing.FIRST if file.signer else Standing.UNSIGNED
    if file.signer == known.signer:
        return Standing.KNOWN
    # The handovers were checked with the file: each is signed by its old key, for this pack
    # alone, and they lead from one to the next and to the signer.
    if any(handover.old == known.signer for handover in file.handovers):
        return Standing.HANDED_OVER
    title = quoted(file.pack.info.title)
    if not file.signer:
        raise _refusal(
            name,
            f"it says that it is a version of {title}, but nobody signed it, and the author of "
            f"that pack signs with the key {fingerprint(known.signer)}. Anyone could have made "
            "or changed this file. Ask your teacher for the signed pack",
        )
    raise _refusal(
        name,
        f"it is signed by someone else. The author of {title} signs with the key "
        f"{fingerprint(known.signer)}; this file is signed with the key "
        f"{fingerprint(file.signer)}, and may have been made or changed by another. Ask your "
        "teacher. A teacher whose key has changed can publish the pack with a handover, which "
        "the old key signs",
    )


def _check_version(file: PackFile, known: Known, name: str) -> None:
    info = file.pack.info
    title = quoted(info.title)
    if info.version < known.version:
        raise _refusal(
            name,
            f"it holds version {info.version} of {title}, and version {known.version} is here, "
            "which is newer. If the older one is wanted all the same, its author can publish it "
            "again as a new version",
        )
    if info.version == known.version and known.digest != pack_digest(file.pack):
        raise _refusal(
            name,
            f"it calls itself version {info.version} of {title}, but says something else than "
            "the version with that number that is here. Ask its author to publish it as a new "
            "version",
        )


def _refusal(name: str, why: str) -> PackError:
    return PackError(f"{name} was not installed: {why}. Nothing was changed.")
