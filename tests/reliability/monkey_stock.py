"""What a random hand finds: a small library with something of everything, and files to open."""

from pathlib import Path

from msgspec.structs import replace

from planner.model import ranking, sorting
from planner.model.evidence import OWN, Card
from planner.model.pack import Pack
from planner.model.plan import Part
from planner.packs.fix_file import Fix, save_fix_file
from planner.packs.pack_file import build_pack, save_pack_file
from planner.packs.plan_file import save_plan_file
from planner.store.build import build_library
from planner.store.library import Library
from tests.ui import samples


def newer() -> Pack:
    """Return version 2 of the small pack: one card reads otherwise, one is gone, one is new."""
    pack = samples.pack()
    funeral = replace(samples.FUNERAL, headline="The funeral ruse", detail="Trotsky was away.")
    new = Card("usa/new", "The new card", "It was not there before.")
    held = [card for card in pack.cards if card not in (samples.FUNERAL, samples.CHARGE)]
    return replace(pack, info=replace(pack.info, version=2), cards=(*held, funeral, new))


def stock(folder: Path) -> None:
    """Put a library and an inbox into a folder."""
    path, inbox = folder / "evidence.db", folder / "inbox"
    inbox.mkdir()
    build_library(path, [samples.pack()])
    plan = samples.placed(samples.begun(), samples.TESTAMENT, samples.FUNERAL)
    plan = samples.write(plan, Part.LINE_OF_ARGUMENT, "Stalin was cunning, and had the post.")
    second = sorting.add_pile(samples.begun("second", samples.HOW), "Trotsky’s own mistakes")
    second = sorting.sort_into(second, second.piles[0].id, samples.CARDS, None, samples.FACTORS)
    for factor in samples.FACTORS:
        second = ranking.rank(second, factor)
    second = ranking.link(second, samples.CUNNING.id, samples.MACHINE.id)
    own = Card(f"{OWN}/1", "A card of my own", "Read in class.", people=("Stalin",))
    with Library.open(path) as library:
        library.plans.save(plan, 1.0)
        library.plans.save(second, 2.0)
        library.versions.keep(plan, "Before the talk", 3.0)
        library.save_card(own)
        library.set_note(samples.TESTAMENT.id, "Ask about this.")
        draft = replace(samples.pack(), info=replace(samples.pack().info, id="mine", title="Mine"))
        library.drafts.save(_renamed(draft), 4.0)
    save_plan_file(samples.begun("third"), inbox / "third.essayplan", {})
    save_pack_file(build_pack(newer()), inbox / "newer.evidencepack")
    other = replace(samples.pack(), info=replace(samples.pack().info, id="other", title="Other"))
    save_pack_file(build_pack(_renamed(other)), inbox / "other.evidencepack")
    mood = replace(samples.MOOD, id="mine/mood")
    fix = Fix("mine", 1, mood, replace(mood, detail="Several hoped to win."), "It says more.")
    save_fix_file(fix, inbox / "card.evidencefix")
    (inbox / "notes.md").write_text("# Stalin\n\n- May 1924: the letter was read to few\n- Post\n")
    (inbox / "table.tsv").write_text("Headline\tWhen\tDetail\nThe letter\t1924\tFew heard it\n")
    (inbox / "broken.essayplan").write_bytes(b'{"format": "marshal-plan", "version": 1')
    (inbox / "broken.evidencepack").write_bytes(b"PK\x03\x04 and no more")


def _renamed(pack: Pack) -> Pack:
    """Return a pack whose parts bear its own id."""

    def name(part):
        return f"{pack.info.id}/{part.id.partition('/')[2]}"

    factors = {factor.id: name(factor) for factor in pack.factors}
    cards = tuple(
        replace(card, id=name(card), factors=tuple(factors[f] for f in card.factors))
        for card in pack.cards
    )
    questions = tuple(replace(question, id=name(question)) for question in pack.questions)
    named = tuple(replace(factor, id=name(factor)) for factor in pack.factors)
    return replace(pack, factors=named, cards=cards, questions=questions, plans=())
