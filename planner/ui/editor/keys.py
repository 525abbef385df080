"""The teacher's keys, beside the library: the one that signs, and those that it took over from."""

import os
from collections.abc import Iterator
from pathlib import Path

import msgspec

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

KEY = "marshal.key"


class Record(msgspec.Struct, frozen=True):
    """With which key a pack was last published, and how that came to be its author's."""

    signer: str = ""
    handovers: tuple[Handover, ...] = ()


class KeyRing:
    """The signing keys in the library's folder."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self.path = library.path.parent / KEY

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

    def use(self, path: Path, password: str = "") -> SigningKey:
        """Sign with the key in a file from now on, and keep a copy of it here.

        The key from before is kept beside it, to vouch for the new one. Raises PackError.
        """
        key = SigningKey.read(path, password)
        if self.is_there:
            held = self.read()
            if held.public == key.public:
                return key
            name = f"marshal-{fingerprint(held.public).replace(' ', '')[:8].lower()}.key"
            aside = self.path.with_name(name)
            try:
                os.replace(self.path, aside)
            except OSError as error:
                raise PackError(
                    f"The key {self.path} could not be put aside, and still signs. "
                    "Check that its folder can be written to, then try again."
                ) from error
            try:
                key.save(self.path)
            except PackError:
                os.replace(aside, self.path)
                raise
            return key
        key.save(self.path)
        return key

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

    def handed_over(self, pack_id: str, key: SigningKey) -> Record:
        """Return the record of a pack that is signed with a key now.

        Where another key signed it before, that one vouches for the new one; raises PackError
        where that key is not here.
        """
        before = self.record(pack_id)
        if before.signer in ("", key.public):
            return Record(key.public, before.handovers)
        old = next((held for held in self._others() if held.public == before.signer), None)
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
        handover = hand_over(old, key.public, pack_id)
        return Record(key.public, (*before.handovers, handover))

    def _others(self) -> Iterator[SigningKey]:
        for path in sorted(self.path.parent.glob("marshal*.key")):
            try:
                yield SigningKey.read(path)
            except PasswordError:
                continue
            except PackError:
                # One that is damaged is no reason not to look at the others.
                continue
