"""Signatures in minisign's format, so that the ordinary minisign program can check and make them.

Only prehashed signatures count, which are all that minisign itself makes by now.
"""

import base64
import binascii
import contextlib
import hashlib
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from msgspec import Meta, Struct

from planner.files import write_file
from planner.packs.errors import PackError

if TYPE_CHECKING:
    from minisign import SecretKey, Signature

MOST_HANDOVERS = 10
"""The most changes of key that a pack file tells of."""

_MOST_SIGNATURE = 4_096
_MOST_KEY_FILE = 4_096
_PUBLIC_SIZE = 42
_COMMENT = "signature from Marshal"
# Base64 of "Ed" and 40 bytes more.
_KEY = r"RW[QRST][A-Za-z0-9+/]{53}"
_NAMED_KEY = re.compile(rf"(?:^| )key:({_KEY})(?: |\Z)")

PublicKey = Annotated[str, Meta(pattern=rf"^{_KEY}\Z", max_length=56)]
"""A public key in minisign's form."""


class PasswordError(PackError):
    """A signing key has a password, and it was not given or is another."""


class Handover(Struct, frozen=True, forbid_unknown_fields=True):
    """An old key's word that a new one signs a pack from now on; signature is minisign's text."""

    old: PublicKey
    new: PublicKey
    signature: Annotated[str, Meta(max_length=_MOST_SIGNATURE)]


class SigningKey:
    """A key to sign packs with; public is what others know it by, in minisign's form."""

    def __init__(self, secret: "SecretKey") -> None:
        self._secret = secret
        self.public = secret.get_public_key().to_base64().decode()

    @classmethod
    def make(cls) -> "SigningKey":
        """Return a new key."""
        from minisign import KeyPair

        return cls(KeyPair.generate().secret_key)

    @classmethod
    def read(cls, path: Path, password: str = "") -> "SigningKey":
        """Return the key in a file of Marshal's or minisign's.

        Raises PasswordError where the file needs a password or another one, else PackError.
        """
        key = cls(_decrypted(_read_secret(path), path.name, password))
        try:
            key._check()
        except PackError as error:
            raise PackError(f"{path.name} is damaged. Take the key from a copy of it.") from error
        return key

    def save(self, path: Path) -> None:
        """Write the key, for its owner's eyes alone, with the public key in a file beside it.

        The key has no password then. Raises PackError where there is a file already: a key that
        is written over is lost, and with it the packs that only it could update.
        """
        public = path.with_name(path.name.removesuffix(".key") + ".pub")
        if os.path.lexists(path):
            raise PackError(
                f"There is a file {path} already, and it is as it was. Choose another name."
            )
        try:
            # First what can be made again: once the key is there, all of it is.
            write_file(public, bytes(self._secret.get_public_key()) + b"\n")
            write_file(path, bytes(self._secret) + b"\n", private=True)
        except OSError as error:
            with contextlib.suppress(OSError):
                public.unlink()
            raise _unwritten(path) from error

    def sign(self, data: bytes, comment: str) -> bytes:
        """Return a minisign file's text for data; comment is signed too, in plain ASCII."""
        signature = self._secret.sign(data, untrusted_comment=_COMMENT, trusted_comment=comment)
        return bytes(signature) + b"\n"

    def _check(self) -> None:
        # A secret key holds its public key as well, and a damaged file could hold another.
        verify(b"", self.sign(b"", "check"), "", self.public)


def fingerprint(public: str) -> str:
    """Return 20 digits in five groups by which two people can compare a public key."""
    digits = hashlib.sha256(_public_bytes(public)).hexdigest()[:20].upper()
    return " ".join(digits[at : at + 4] for at in range(0, 20, 4))


def verify(data: bytes, signature: bytes, name: str, public: str = "") -> str:
    """Return the public key that data is signed with, or raise PackError.

    The key is the one that the signature itself names; public: which to take where it names none.
    """
    parsed = _parsed(signature, name)
    named = _NAMED_KEY.search(parsed.trusted_comment)
    public = named[1] if named else public
    if not public:
        raise PackError(
            f"{name}: the signature does not say which key it was made with, so it cannot be "
            "checked. Ask its author for the public key, and check it with that."
        )
    _verify(data, parsed, name, public)
    return public


def hand_over(old: SigningKey, new: str, pack_id: str) -> Handover:
    """Return the old key's word that the new public key signs this pack from now on."""
    comment = f"pack:{pack_id} handed over to:{new}"
    signature = old.sign(_statement(pack_id, old.public, new), comment)
    return Handover(old.public, new, signature.decode())


def verify_handover(handover: Handover, pack_id: str, name: str) -> None:
    """Raise PackError where the old key did not sign this handover of this pack."""
    parsed = _parsed(handover.signature.encode(), name)
    _verify(_statement(pack_id, handover.old, handover.new), parsed, name, handover.old)


def _statement(pack_id: str, old: str, new: str) -> bytes:
    return f"This evidence pack has a new key.\npack: {pack_id}\nold: {old}\nnew: {new}\n".encode()


def _parsed(signature: bytes, name: str) -> "Signature":
    """Return what a signature says, written as minisign writes it and in no other way."""
    from minisign import ParseError, Signature

    unsound = PackError(
        f"{name}: the signature is damaged. Nothing was taken from the file. Ask its author for it "
        "again."
    )
    if len(signature) > _MOST_SIGNATURE:
        raise unsound
    # On Windows, minisign ends its lines in two characters.
    text = signature.replace(b"\r\n", b"\n").removesuffix(b"\n")
    try:
        parsed = Signature.from_bytes(text)
        comments = parsed.untrusted_comment + parsed.trusted_comment
        sound = bytes(parsed) == text and comments.replace("\t", " ").isprintable()
    except (ParseError, UnicodeError) as error:
        raise unsound from error
    if not sound:
        raise unsound
    if not parsed.is_prehashed():
        raise PackError(
            f"{name}: the signature is of an old kind that Marshal does not trust. Its author can "
            "sign it again with minisign 0.11 or newer, or with Marshal."
        )
    return parsed


def _verify(data: bytes, signature: "Signature", name: str, public: str) -> None:
    from minisign import Error, PublicKey

    _public_bytes(public)
    try:
        PublicKey.from_base64(public).verify(data, signature)
    # The library that py-minisign stands on says ValueError of a key that is no key.
    except (Error, ValueError) as error:
        raise PackError(
            f"{name}: the signature does not fit. The file was changed after it was signed, or was "
            "signed by someone else. Nothing was taken from it. Ask its author for it again."
        ) from error


def _public_bytes(public: str) -> bytes:
    try:
        found = base64.b64decode(public, validate=True)
    except (binascii.Error, ValueError):
        found = b""
    if len(found) != _PUBLIC_SIZE or not found.startswith(b"Ed"):
        raise PackError(
            "This is no public key of minisign’s. It has 56 characters and begins with RW."
        )
    return found


def _read_secret(path: Path) -> "SecretKey":
    from minisign import Error, SecretKey

    try:
        with path.open("rb") as file:
            data = file.read(_MOST_KEY_FILE + 1)
        return SecretKey.from_bytes(data if len(data) <= _MOST_KEY_FILE else b"")
    except OSError as error:
        raise PackError(
            f"The key {path} cannot be read. Check its name, and that you are allowed to open it."
        ) from error
    except (Error, UnicodeError) as error:
        raise PackError(
            f"{path.name} is no signing key. Choose a key that Marshal or minisign made; its name "
            "often ends in .key."
        ) from error


def _decrypted(secret: "SecretKey", name: str, password: str) -> "SecretKey":
    from minisign import Error

    if not secret.is_encrypted():
        return secret
    if not password:
        raise PasswordError(f"The key {name} has a password. Give it to sign with this key.")
    try:
        secret.decrypt(password)
    except Error as error:
        raise PasswordError(f"This is not the password of the key {name}. Try again.") from error
    except (MemoryError, ValueError, UnicodeError) as error:
        raise PackError(f"The key {name} cannot be opened on this computer.") from error
    return secret


def _unwritten(path: Path) -> PackError:
    return PackError(
        f"The key {path} could not be written. Check that its folder is there, can be written to "
        "and has space, or choose another."
    )
