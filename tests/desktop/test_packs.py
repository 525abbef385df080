"""A pack is dropped on the window, then its second version, and a plan stays as it was."""

import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from planner import shipped
from planner.packs.data import read_frameworks, read_question_types
from planner.packs.pack_file import build_pack
from planner.packs.signing import SigningKey, fingerprint
from planner.packs.source import read_pack_source
from planner.store.library import Library
from tests.desktop.marshal import CARDS, Marshal
from tests.desktop.screen import Role

pytestmark = pytest.mark.desktop

ROOT = Path(__file__).resolve().parent.parent.parent
KEPT, WITHDRAWN = CARDS[1], CARDS[2]
REWORDED = "The trick at the funeral"
WORDS = "Trotsky was not there, and people noticed."


@pytest.fixture
def versions(tmp_path):
    """Make a teacher's pack and its second version, and return both files and the key's code."""
    source = shipped.RESOURCES / "packs" / "power-struggle.toml"
    pack = read_pack_source(source, read_frameworks(), read_question_types())
    cards = tuple(
        replace(card, headline=REWORDED) if card.headline == KEPT else card
        for card in pack.cards
        if card.headline != WITHDRAWN
    )
    key = SigningKey.make()
    files = []
    for number, held in ((2, pack.cards), (3, cards)):
        info = replace(pack.info, version=number, author="Ms Khan")
        path = tmp_path / f"version-{number}.evidencepack"
        path.write_bytes(build_pack(replace(pack, info=info, cards=held, plans=()), key))
        files.append(path)
    return files, fingerprint(key.public)


def test_an_update_leaves_the_plan_and_offers_the_new_wording(start, screen, versions, tmp_path):
    (first, second), code = versions
    marshal = Marshal(start())
    program = marshal.program
    folder = screen.start([sys.executable, "-m", "tests.desktop.folder", first, second], ROOT)

    def drop(path):
        # From the folder's window to the middle of Marshal's.
        file = folder.find(path.name, Role.LABEL).seen().centre
        program.drag(file, program.window.seen().centre)

    marshal.button("New plan").is_there()
    drop(first)
    program.find(code).is_there()
    marshal.button("Update").click()
    program.find(code).is_gone()
    marshal.begin()
    for headline in (KEPT, WITHDRAWN):
        marshal.card(headline).drag_to(marshal.slot())
        marshal.slot().find(headline, Role.LIST_ITEM).is_there()
    order = marshal.placed().names()
    marshal.line_of_argument.write(WORDS)
    marshal.is_saved()

    drop(second)
    marshal.button("Update").click()
    marshal.button("Look").is_there()
    marshal.placed().holds(*order)
    marshal.line_of_argument.says(WORDS)
    with_old = [seen.name for seen in marshal.placed().all()]
    assert sorted(with_old) == sorted([KEPT, WITHDRAWN])

    marshal.button("Look").click()
    marshal.button("Take the new wording").click()
    marshal.placed().holds(*(REWORDED if name == KEPT else name for name in order))
    marshal.line_of_argument.says(WORDS)
    marshal.is_saved()
    program.press("ctrl+z")
    marshal.placed().holds(*order)
    marshal.is_saved()

    program.kill()
    folder.kill()
    with Library.open(tmp_path / "evidence.db") as library:
        (pack,) = library.installed()
        (plan,) = (library.plans.load(each.id) for each in library.plans.summaries())
    assert pack.info.version == 3
    assert [placed.card.headline for placed in plan.placements()] == order
    assert plan.line_of_argument == WORDS
