"""Notes on their way to cards: a draft for each bullet and paragraph, and the verbs upon them.

Each verb is a function from an intake to an intake, and raises EditError or TextError, with a
sentence for the user, where the change cannot be made.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from planner.model.dates import read_when
from planner.model.evidence import When
from planner.model.headline import headline_of, sentences
from planner.model.material import Block, Kind, Material
from planner.model.mentions import combine, find_dates
from planner.model.people import MOST, find_people, learn_names, surnames
from planner.model.text import LINE, PASSAGE, clean_line, clean_text, within
from planner.model.tree import EditError

_CONTINUED = re.compile(
    r"\s*[-–(]?\s*\b(?:continued|cont(?:’|')?d|cont)\b\.?\)?\s*\Z", re.IGNORECASE
)
_PARTING = re.compile(r"[,;\n]")


class Section(Struct, frozen=True):
    """One heading of the notes, however often it is repeated there.

    above: the number of the section that this one is a part of, or -1.
    factor: the cards under it get a factor of this name.
    """

    title: str
    above: int = -1
    factor: bool = False


class Draft(Struct, frozen=True):
    """What may become a card, and what it was made from.

    text: as it stands in the notes. line, last: the first and the last line that it comes from.
    section: the number of its section, or -1. taken: it is to become a card.
    """

    id: int
    text: str
    line: int
    last: int
    kind: Kind
    section: int = -1
    taken: bool = True
    headline: str = ""
    detail: str = ""
    when: When = When()
    people: tuple[str, ...] = ()


class Intake(Struct, frozen=True):
    """All drafts of one material in its order, its sections, and the names that are people's."""

    drafts: tuple[Draft, ...] = ()
    sections: tuple[Section, ...] = ()
    people: frozenset[str] = frozenset()
    made: int = 0

    @property
    def taken(self) -> int:
        """Return how many drafts are to become cards."""
        return sum(draft.taken for draft in self.drafts)

    @property
    def lines(self) -> int:
        """Return how many bullets and paragraphs the drafts come from."""
        return len({draft.line for draft in self.drafts})

    def path(self, section: int) -> tuple[int, ...]:
        """Return the numbers of a section and of those that it is in, the outermost first."""
        found: list[int] = []
        while section >= 0:
            found.append(section)
            section = self.sections[section].above
        return tuple(reversed(found))


def begin(material: Material, factors: Iterable[str] = (), people: Collection[str] = ()) -> Intake:
    """Return the drafts that notes give: one a bullet, and one a paragraph that is not yet taken.

    factors: names of the pack's factors; a heading of such a name becomes that factor.
    people: names that the pack has already.
    """
    said = [block.text for block in material.blocks if block.kind is not Kind.HEADING]
    titles = [block.text for block in material.blocks if block.kind is Kind.HEADING]
    names = learn_names(said, titles, {*people, *surnames(people)})
    known = {clean_line(name).casefold() for name in factors}
    sections: list[Section] = []
    drafts = tuple(
        _draft(number, block, section, names)
        for number, (block, section) in enumerate(_placed(material.blocks, sections, known))
    )
    return Intake(drafts, tuple(sections), names, len(drafts))


# The verbs


def take(intake: Intake, ids: Collection[int], taken: bool) -> Intake:
    """Let drafts become cards, or drop them."""
    wanted = set(ids)
    return _with(
        intake,
        (
            replace(draft, taken=taken) if draft.id in wanted and draft.taken != taken else draft
            for draft in intake.drafts
        ),
    )


def split(intake: Intake, draft_id: int, at: int) -> Intake:
    """Make two drafts of one, parting its text before the character at (from 0)."""
    draft = find(intake, draft_id)
    at = max(0, at)
    pieces = [draft.text[:at].strip(), draft.text[at:].strip()]
    if not all(any(map(str.isalnum, piece)) for piece in pieces):
        raise EditError("Put the cursor where the second card should begin, and split there.")
    return _split(intake, draft, pieces)


def split_sentences(intake: Intake, draft_id: int) -> Intake:
    """Make a draft of each of its sentences."""
    draft = find(intake, draft_id)
    pieces = [draft.text[start:end] for start, end in sentences(draft.text)]
    pieces = [piece for piece in pieces if any(map(str.isalnum, piece))]
    if len(pieces) < 2:
        raise EditError(
            "This is one sentence. To split it, put the cursor into the line it comes from, "
            "where the second card should begin."
        )
    return _split(intake, draft, pieces)


def merge(intake: Intake, draft_id: int) -> Intake:
    """Make one draft of this and the next, under the headline of the first."""
    first = find(intake, draft_id)
    at = intake.drafts.index(first)
    if at + 1 == len(intake.drafts):
        raise EditError("There is no line after this one to merge it with.")
    second = intake.drafts[at + 1]
    whens = [when for when in (first.when, second.when) if when.shown]
    merged = replace(
        first,
        text=within(f"{first.text}\n{second.text}", PASSAGE, "A card’s text"),
        last=max(first.last, second.last),
        taken=first.taken or second.taken,
        headline=first.headline or second.headline,
        detail=within(f"{_said(first)}\n{_said(second)}", PASSAGE, "A detail"),
        when=combine(whens),
        people=tuple(dict.fromkeys(first.people + second.people))[:MOST],
    )
    return replace(intake, drafts=(*intake.drafts[:at], merged, *intake.drafts[at + 2 :]))


def reword(intake: Intake, draft_id: int, field: str, words: str) -> Intake:
    """Write other words in a draft's "headline", "detail", "when" or "people"."""
    draft = find(intake, draft_id)
    match field:
        case "headline":
            draft = replace(draft, headline=within(clean_line(words), LINE, "A headline"))
        case "detail":
            draft = replace(draft, detail=within(clean_text(words), PASSAGE, "A detail"))
        case "when":
            draft = replace(draft, when=_when(draft, within(words, LINE, "A date")))
        case "people":
            draft = replace(draft, people=_people(words))
        case _:
            raise ValueError(field)
    return _with(intake, (draft if d.id == draft_id else d for d in intake.drafts))


def as_factors(intake: Intake, sections: Collection[int], factor: bool) -> Intake:
    """Let headings become factors of the cards under them, or leave them as sections."""
    made = tuple(
        replace(section, factor=factor) if number in sections else section
        for number, section in enumerate(intake.sections)
    )
    return replace(intake, sections=made)


def find(intake: Intake, draft_id: int) -> Draft:
    """Return the draft with this id, or raise EditError."""
    for draft in intake.drafts:
        if draft.id == draft_id:
            return draft
    raise EditError("This line is no longer there.")


# Making drafts


def _placed(
    blocks: Sequence[Block], sections: list[Section], known: Collection[str]
) -> Iterator[tuple[Block, int]]:
    """Go through bullets and paragraphs with the number of their section, which are put together.

    A heading that comes again, with the same one above it, is the section that it was before.
    """
    numbers: dict[tuple[str, int], int] = {}
    stack: list[tuple[int, int]] = []
    for block in blocks:
        if block.kind is not Kind.HEADING:
            yield block, stack[-1][1] if stack else -1
            continue
        while stack and stack[-1][0] >= block.level:
            stack.pop()
        title = (_CONTINUED.sub("", block.text) or block.text)[:LINE]
        key = (title.casefold(), stack[-1][1] if stack else -1)
        if key not in numbers:
            numbers[key] = len(sections)
            sections.append(Section(title, key[1], title.casefold() in known))
        stack.append((block.level, numbers[key]))


def _draft(number: int, block: Block, section: int, names: frozenset[str]) -> Draft:
    bare = Draft(number, block.text, block.line, block.line, block.kind, section)
    return _read(replace(bare, taken=block.kind is Kind.BULLET), names)


def _read(draft: Draft, names: frozenset[str]) -> Draft:
    """Return a draft with the headline, detail, date and people that its text gives."""
    headline = headline_of(draft.text)
    is_all = draft.text.rstrip(" .").casefold() == headline.casefold()
    return replace(
        draft,
        headline=headline,
        detail="" if is_all else draft.text,
        when=combine(date.when for date in find_dates(draft.text)),
        people=find_people(draft.text, names),
    )


def _split(intake: Intake, draft: Draft, pieces: Sequence[str]) -> Intake:
    made = [
        _read(replace(draft, id=number, text=piece), intake.people)
        for number, piece in enumerate(pieces, intake.made)
    ]
    # The first piece stays the draft that it was, with the headline that it was given by hand.
    own = draft.headline if draft.headline != headline_of(draft.text) else made[0].headline
    made[0] = replace(made[0], id=draft.id, headline=own)
    at = intake.drafts.index(draft)
    drafts = (*intake.drafts[:at], *made, *intake.drafts[at + 1 :])
    return replace(intake, drafts=drafts, made=intake.made + len(pieces))


def _said(draft: Draft) -> str:
    """Return all that a draft says, whether its headline is the whole of it or not."""
    is_own = draft.headline == headline_of(draft.text)
    return draft.detail or (draft.text if is_own else draft.headline)


def _when(draft: Draft, shown: str) -> When:
    # A date that the text was read for keeps its first and last day while its words stay.
    return draft.when if clean_line(shown) == draft.when.shown else read_when(shown)


def _people(words: str) -> tuple[str, ...]:
    names = dict.fromkeys(clean_line(name) for name in _PARTING.split(clean_text(words)))
    found = tuple(within(name, LINE, "A name") for name in names if name)
    if len(found) > MOST:
        raise EditError(f"A card can name at most {MOST} people.")
    return found


def _with(intake: Intake, drafts: Iterable[Draft]) -> Intake:
    return replace(intake, drafts=tuple(drafts))
