"""The teacher's keys, beside the library: the one that signs, and those that it took over from."""

import hashlib
import re
from contextlib import suppress
from pathlib import Path

import msgspec

from planner.files import put_in_place, write_file
from planner.packs.errors import PackError
from planner.packs.signing import (
    MOST_HANDOVERS,
    Handover,
    PasswordError,
    SigningKey,
    fingerprint,
    hand_over,
)
from planner.store.errors import StoreError
from planner.store.library import Library
from planner.store.place import KEY, key_path

_PUBLIC = re.compile(rb"RW[A-Za-z0-9+/]{54}")
_MOST = 4_096
"""The most bytes of a file with a public key."""


class Record(msgspec.Struct, frozen=True):
    """With which key a pack was last published, and how that came to be its author's."""

    signer: str = ""
    handovers: tuple[Handover, ...] = ()


class KeyRing:
    """The signing keys in the library's folder."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self.path = key_path(library.path)

    @property
    def is_there(self) -> bool:
        """Tell whether there is a key to sign with."""
        return self.path.exists()

    def make(self) -> SigningKey:
        """Make a key and keep it, or raise PackError."""
        key = SigningKey.make()
        key.save(self.path)
        return key

    def read(self, password: str = "") -> SigningKey:
        """Return the key that signs; raises PasswordError where it has another password."""
        return SigningKey.read(self.path, password)

    @property
    def asks(self) -> bool:
        """Tell whether the key that signs has a password, which is asked for on publishing."""
        try:
            SigningKey.read(self.path)
        except PasswordError:
            return True
        except PackError:
            return False
        return False

    def use(self, path: Path, password: str = "") -> SigningKey:
        """Sign with the key in a file from now on, and keep a copy of the file here as it is.

        A key with a password keeps it. The key from before is kept beside it, to vouch for the
        new one. Raises PackError, or PasswordError where the file has another password.
        """
        key = SigningKey.read(path, password)
        if not self.is_there:
            try:
                _copy(path, key, self.path)
            except PackError:
                with suppress(OSError):
                    self.path.unlink(missing_ok=True)
                raise
            return key
        held = _public_of(self.path)
        if held == key.public:
            return key
        aside = self._put_aside(held)
        try:
            _copy(path, key, self.path)
        except PackError:
            # What was put aside is the key that signs, and goes back in one step.
            with suppress(OSError):
                put_in_place(aside, self.path)
                _beside(aside).unlink(missing_ok=True)
            raise
        return key

    def _put_aside(self, public: str) -> Path:
        """Keep a copy of the key that signs beside it, and return that, or raise PackError."""
        aside = self.path.with_name(f"marshal-{_short(public, self.path)}.key")
        try:
            if public:
                write_file(_beside(aside), _public_file(public))
            write_file(aside, self.path.read_bytes(), private=True)
        except OSError as error:
            with suppress(OSError):
                _beside(aside).unlink(missing_ok=True)
            raise _unkept(aside) from error
        return aside

    def record(self, pack_id: str) -> Record:
        """Return with which key a pack was last published; an empty record for none."""
        held = self._library.setting(f"signed:{pack_id}")
        try:
            return msgspec.json.decode(held, type=Record) if held else Record()
        except msgspec.DecodeError as error:
            raise StoreError(
                "What is kept of this pack’s key is damaged, so it cannot be published. "
                "Publish a copy of the pack instead."
            ) from error

    def keep(self, pack_id: str, record: Record) -> None:
        """Remember with which key a pack is published now, or raise StoreError."""
        self._library.set_setting(f"signed:{pack_id}", msgspec.json.encode(record).decode())

    def handed_over(self, pack_id: str, key: SigningKey, password: str = "") -> Record:
        """Return the record of a pack that is signed with a key now.

        Where another key signed it before, that one vouches for the new one; raises PackError
        where that key is not here, and PasswordError where it has another password.
        """
        before = self.record(pack_id)
        if before.signer in ("", key.public):
            return Record(key.public, before.handovers)
        held = sorted(self.path.parent.glob("marshal*.key"))
        old = next((path for path in held if _public_of(path) == before.signer), None)
        if old is None:
            raise PackError(
                f"This pack was published with the key {fingerprint(before.signer)}, which is not "
                f"in {self.path.parent} any more. Students could not install an update that "
                f"another key signs. Put that key back there as {KEY}, or publish a copy of the "
                "pack under another id."
            )
        if len(before.handovers) == MOST_HANDOVERS:
            raise PackError(
                f"This pack’s key has changed {MOST_HANDOVERS} times, which is the most there can "
                "be. Go back to the key from before, or publish a copy under another id."
            )
        handover = hand_over(SigningKey.read(old, password), key.public, pack_id)
        return Record(key.public, (*before.handovers, handover))


def _public_of(path: Path) -> str:
    """Return the public half of a key file, or nothing where that cannot be told.

    Of a key with a password, only the file beside it tells that.
    """
    try:
        public: str = SigningKey.read(path).public
        return public
    except PasswordError:
        try:
            found = _PUBLIC.search(_beside(path).read_bytes()[:_MOST])
        except OSError:
            return ""
        return str(found[0], "ascii") if found else ""
    except PackError:
        # One that is damaged is no reason not to look at the others, or not to use another.
        return ""


def _short(public: str, path: Path) -> str:
    """Return a few digits that tell a key from others."""
    if public:
        return fingerprint(public).replace(" ", "")[:8].lower()
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()[:8]
    except OSError:
        return "unread"


def _copy(path: Path, key: SigningKey, to: Path) -> None:
    """Put a copy of a key’s file in a place, for its owner’s eyes alone, or raise PackError."""
    try:
        write_file(to, path.read_bytes(), private=True)
        write_file(_beside(to), _public_file(key.public))
    except OSError as error:
        raise _unkept(to) from error


def _beside(path: Path) -> Path:
    return path.with_name(path.name.removesuffix(".key") + ".pub")


def _public_file(public: str) -> bytes:
    return f"untrusted comment: minisign public key\n{public}\n".encode()


def _unkept(path: Path) -> PackError:
    return PackError(
        f"The key could not be kept as {path}, and nothing was changed. "
        "Check that its folder can be written to and has space, then try again."
    )
