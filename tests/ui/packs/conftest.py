"""Packs as they come from a teacher."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from planner.model.evidence import Card
from planner.model.pack import Pack
from planner.packs.pack_file import build_pack, save_pack_file
from planner.packs.signing import SigningKey
from tests.ui import samples

NEW = Card("usa/new", "The new card", "It was not there before.")
FUNERAL = replace(samples.FUNERAL, headline="The funeral ruse", detail="Trotsky was far away.")


def second() -> Pack:
    """Return version 2: the funeral reads otherwise, the charge is withdrawn, a card is new."""
    pack = samples.pack()
    cards = [FUNERAL if c.id == FUNERAL.id else c for c in pack.cards if c != samples.CHARGE]
    return replace(pack, info=replace(pack.info, version=2), cards=(*cards, NEW))


def other() -> Pack:
    """Return a pack that is not in the library."""
    return Pack(
        replace(samples.pack().info, id="cold-war", title="The Cold War", author="Ms Khan"),
        cards=(Card("cold-war/yalta", "Yalta"),),
    )


@pytest.fixture(scope="session")
def key() -> SigningKey:
    return SigningKey.make()


@pytest.fixture
def file_of(tmp_path: Path, key: SigningKey):
    """Return what puts a pack in a file, signed unless told not to."""

    def make(pack: Pack, name: str = "pack.evidencepack", by: SigningKey | None = key) -> Path:
        path = tmp_path / "inbox" / name
        path.parent.mkdir(exist_ok=True)
        save_pack_file(build_pack(pack, by), path)
        return path

    return make
