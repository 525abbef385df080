"""A library that says what its maker liked in every place that it has, and files beside it."""

import itertools
from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

from planner.model import edits, ranking, sorting
from planner.model.evidence import OWN, Card, Factor, Question, When
from planner.model.framework import Framework, Need, QuestionType, Role, SlotKind
from planner.model.pack import Pack, PackInfo
from planner.model.plan import Field, Part, Plan
from planner.model.text import LINE, PASSAGE, QUESTION
from planner.packs.fix_file import Fix, save_fix_file
from planner.packs.pack_file import build_pack, save_pack_file
from planner.packs.plan_file import save_plan_file
from planner.store.build import build_library
from planner.store.library import Library
from tests.reliability import text_payloads

PACK = "hostile"
RAW = "raw"
CARDS = 400
SETTINGS = (
    *("folder", "last_plan", "last_kind", "scheme", "export", "starters", "coach_off"),
    *("coach_why", "risk_told", "window", "panes"),
)
"""All that the window remembers, here as nonsense."""


class Words:
    """Gives out payloads one after the other, each of a length that is allowed in its place."""

    def __init__(self, marker: str, most: int = PASSAGE) -> None:
        self.lines = text_payloads.lines(marker)
        self.passages = [text[:most] for text in text_payloads.passages(marker)]
        self._lines = itertools.cycle(self.lines)
        self._passages = itertools.cycle(self.passages)

    def line(self) -> str:
        """Return the next text of one line."""
        return next(self._lines)

    def passage(self) -> str:
        """Return the next text of several lines."""
        return next(self._passages)


def cards(words: Words, count: int = CARDS, pack: str = PACK) -> Iterator[Card]:
    """Make cards whose every field says something of the kind."""
    for number in range(count):
        passage = words.passage() if number % 8 == 0 else words.line()
        year = f"{1900 + number % 60}"
        yield Card(
            f"{pack}/c{number}",
            words.line(),
            passage,
            When(words.line(), year, year) if number % 3 else When(),
            (words.line(), words.line()),
            (f"{pack}/f{number % 5}", f"{pack}/f{number % 3}"),
            words.line(),
        )


def framework(words: Words) -> Framework:
    """Make a framework with a slot for each role."""
    slots = [SlotKind(words.line(), role, words.line(), (words.line(),) * 2) for role in Role]
    return Framework("peel", words.line(), words.passage(), tuple(slots))


def pack(words: Words, version: int = 1, pack_id: str = PACK) -> Pack:
    """Make a pack with something in every field."""
    info = PackInfo(
        pack_id,
        words.line(),
        words.line(),
        words.line(),
        words.line(),
        version,
        "en-GB",
        words.passage(),
    )
    factors = tuple(Factor(f"{pack_id}/f{n}", words.line(), words.passage(), n) for n in range(5))
    kind = QuestionType(
        f"{pack_id}/kind",
        words.line(),
        words.line(),
        12,
        20,
        words.line(),
        words.line(),
        2026,
        words.line(),
        (words.line(), words.line()),
        3,
        tuple(Need),
        "peel",
        words.passage(),
    )
    questions = tuple(
        Question(f"{pack_id}/q{n}", words.line()[:QUESTION], kind.id, 12, 20, (factors[0].id,))
        for n in range(80)
    )
    held = tuple(cards(words, pack=pack_id))
    whole = Pack(info, factors, questions, held, (), (kind,))
    return replace(whole, plans=(plan(words, whole, f"{pack_id}/worked"),))


def plan(words: Words, of: Pack, plan_id: str = "plan") -> Plan:
    """Make a plan with something in every field."""
    question = replace(of.questions[0], text=words.line())
    made = edits.begin(plan_id, question, framework(words), of.factors)
    made = edits.rename_plan(made, words.line())
    for part in (Part.LINE_OF_ARGUMENT, Part.INTRODUCTION, Part.CONCLUSION):
        made = _write(made, part, words.passage())
    chosen = iter(itertools.cycle(of.cards))
    for paragraph in made.paragraphs:
        made = _write(made, Part.HEADING, words.line(), paragraph.id)
        for slot in paragraph.slots:
            made = _write(made, Part.SLOT, words.passage(), slot.id)
            made = edits.place(made, slot.id, [next(chosen) for _ in range(6)], factors=of.factors)
    for factor in of.factors:
        made = ranking.rank(made, factor)
        made = _write(made, Part.REASON, words.passage(), factor.id)
    for number in range(5):
        made = ranking.add_factor(made, f"{words.line()[: LINE - 9]} {number}")
    for first, second in itertools.pairwise([*of.factors, *made.paragraphs]):
        made = ranking.link(made, first.id, second.id)
        made = _write(made, Part.BECAUSE, words.passage(), made.arrows[-1].id)
    for _ in range(4):
        made = sorting.add_pile(made, words.line())
        made = sorting.sort_into(made, made.piles[-1].id, [next(chosen) for _ in range(8)])
    return sorting.sort_into(made, sorting.ASIDE, [next(chosen) for _ in range(4)])


def raw_pack(marker: str) -> Pack:
    """Make a pack whose texts never went through the gate, as no file of packs could bring it."""
    texts = [
        text.encode("utf-8", "ignore").decode()[:LINE]
        for text in (*text_payloads.markup(marker), *text_payloads.every_code_point())
    ]
    held = tuple(
        Card(f"{RAW}/c{n}", text or "x", text, When(text[:40], "1924", "1924"), (text,), (), text)
        for n, text in enumerate(texts)
    )
    title = "\x1b[31mRaw\x1b]0;owned\x07 \u202etitle\x9b2J"
    info = PackInfo(RAW, title, title, title, title, about=title)
    questions = (Question(f"{RAW}/q", title),)
    return Pack(info, (Factor(f"{RAW}/f", title),), questions, held)


def build(folder: Path, marker: str, *, most: int = PASSAGE) -> Path:
    """Build the library in a folder, with a plan file, a pack file and a fix beside it.

    most: how long a passage may be.
    """
    words = Words(marker, most=most)
    first = pack(words)
    path = folder / "evidence.db"
    build_library(path, [first, raw_pack(marker)])
    with Library.open(path) as library:
        _fill(library, words, first)
    inbox = folder / "inbox"
    inbox.mkdir()
    second = replace(first, info=replace(first.info, version=2, title=words.line()))
    second = replace(second, cards=(*cards(words, CARDS - 5),))
    save_pack_file(build_pack(second), inbox / "update.evidencepack")
    save_pack_file(build_pack(pack(words, 1, "other")), inbox / "new.evidencepack")
    save_plan_file(plan(words, first, "filed"), inbox / "plan.essayplan", {first.cards[0].id: "n"})
    before = first.cards[8]
    after = replace(before, headline=words.line(), detail=words.passage(), people=(words.line(),))
    fix = Fix(PACK, 1, before, after, words.passage(), words.line())
    save_fix_file(fix, inbox / "card.evidencefix")
    save_notes(inbox, words)
    return path


def save_notes(inbox: Path, words: Words) -> None:
    """Write notes and a table of cards to take in, each under a name that says the like."""
    listed = "\n".join(f"- {line}" for line in words.lines)
    (inbox / "notes <b>x<b> &amp;.md").write_text(f"# {words.line()}\n\n{listed}\n", "utf-8")
    rows = ["Headline\tDetail", *(f"{line}\t{words.line()}" for line in words.lines)]
    (inbox / "table <i>y<i>.tsv").write_text("\n".join(rows), "utf-8")


def _fill(library: Library, words: Words, of: Pack) -> None:
    for number in range(2):
        made = plan(words, of, f"plan{number}")
        library.plans.save(made, 1_700_000_000.0 + number)
    library.plans.save(plan(words, of, "deleted"), 1.0)
    library.plans.delete("deleted", 2.0)
    for number in range(3):
        older = plan(words, of, "plan0")
        library.versions.keep(older, words.line(), 1_700_000_000.0 + number)
    library.drafts.save(of, 1_700_000_000.0)
    library.drafts.set_published(of.info.id, replace(of, cards=of.cards[5:]))
    gone = replace(of, info=replace(of.info, id="gone", title=words.line()))
    library.drafts.save(replace(gone, plans=(), factors=(), questions=(), cards=()), 1.0)
    library.drafts.delete("gone")
    for number in range(20):
        card = next(iter(cards(words, 1)))
        library.save_card(replace(card, id=f"{OWN}/{number:032x}"))
    for card in of.cards[:60]:
        library.set_note(card.id, words.passage())
    for name in SETTINGS:
        library.set_setting(name, words.line())


def _write(plan: Plan, part: Part, words: str, of: str = "") -> Plan:
    return edits.write(plan, Field(part, of), words)
