"""The cards that notes and tables give, with ids in the pack that they go into."""

from collections.abc import Collection, Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from planner.model.columns import Columns, Holds
from planner.model.dates import read_when
from planner.model.evidence import Card, Factor, When
from planner.model.headline import headline_of
from planner.model.intake import Intake
from planner.model.material import Table
from planner.model.mentions import combine, find_dates
from planner.model.pack import MOST_CARDS, MOST_FACTORS, Pack
from planner.model.pack_cells import UnknownFactors, Words
from planner.model.pack_edits import new_factors, new_name
from planner.model.pack_names import taken_names
from planner.model.people import MOST, find_people, learn_names, surnames
from planner.model.text import LINE, PASSAGE, TextError, clean_line, within
from planner.model.tree import EditError

_MOST_FACTORS = 50


class Intaken(Struct, frozen=True):
    """New cards for a pack, and the new factors that they name, both in order, with ids in it."""

    cards: tuple[Card, ...] = ()
    factors: tuple[Factor, ...] = ()


class Rough(Struct, frozen=True):
    """A card to be, without an id.

    factors: whole names. listed: more names as a cell has them, parted by commas or semicolons.
    """

    headline: str
    detail: str = ""
    when: When = When()
    people: tuple[str, ...] = ()
    factors: tuple[str, ...] = ()
    listed: str = ""
    source: str = ""


class Trouble(Struct, frozen=True):
    """What is wrong with one row of a table; line is its row or line in the file, from 1."""

    line: int
    says: str


class Rows(Struct, frozen=True):
    """What a table gives: its cards, what is wrong with rows, and how many rows say something."""

    cards: tuple[Rough, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    rows: int = 0


def from_notes(intake: Intake, source: str = "") -> tuple[Rough, ...]:
    """Return the cards of the drafts that are taken; raise TextError where one has no headline.

    source: where the notes come from; the title of each draft's section is put after it.
    """
    made: list[Rough] = []
    for draft in intake.drafts:
        if not draft.taken:
            continue
        if not draft.headline:
            raise TextError(
                f"The card from line {draft.line} has no headline. Type one, or drop the card."
            )
        titles = [intake.sections[number].title for number in intake.path(draft.section)]
        flags = [intake.sections[number].factor for number in intake.path(draft.section)]
        made.append(
            Rough(
                draft.headline,
                draft.detail.strip(),
                draft.when,
                draft.people,
                tuple(t for t, flag in zip(titles, flags, strict=True) if flag)[:_MOST_FACTORS],
                source=", ".join(part for part in (clean_line(source), *titles[-1:]) if part),
            )
        )
    return tuple(made)


def from_table(table: Table, columns: Columns, known: Collection[str] = ()) -> Rows:
    """Return the cards of a table's rows; a row without any text is passed over.

    Where no column holds dates, those in the text are taken, and the same with people; known:
    the names of people in the pack.
    """
    rows = table.rows[1:] if columns.header else table.rows
    first = table.line + int(columns.header)
    names: frozenset[str] | None = None
    if Holds.PEOPLE not in columns.holds:
        said = (_text(row, columns) for row in rows)
        names = learn_names(said, (), {*known, *surnames(known)})
    cards: list[Rough] = []
    troubles: list[Trouble] = []
    filled = 0
    for line, row in enumerate(rows, first):
        if not any(row):
            continue
        filled += 1
        try:
            cards.append(_row(row, columns, names, troubles, line))
        except TextError as error:
            troubles.append(Trouble(line, str(error)))
    return Rows(tuple(cards), tuple(troubles), filled)


def finish(pack: Pack, rough: Sequence[Rough], taken: Collection[str] = ()) -> Intaken:
    """Return cards with ids in the pack, and the new factors that their factors' names ask for.

    taken: names, without the pack's, that no id may have. Raises EditError where the pack cannot
    hold so many.
    """
    if len(pack.cards) + len(rough) > MOST_CARDS:
        raise EditError(
            f"A pack can have at most {MOST_CARDS:,} cards, and this would be "
            f"{len(pack.cards) + len(rough):,}. Leave some out, or make a second pack for them."
        )
    fresh = new_factor_names(pack, rough)
    if len(pack.factors) + len(fresh) > MOST_FACTORS:
        raise EditError(
            f"A pack can have at most {MOST_FACTORS:,} factors, and this would be "
            f"{len(pack.factors) + len(fresh):,}. Choose another column for the factors, or none."
        )
    factors = new_factors(pack, fresh, taken)
    used = taken_names([pack]) | set(taken) | {f.id.partition("/")[2] for f in factors}
    every = [*pack.factors, *factors]
    words, whole = Words(every, {}), {_fold(factor.name): factor.id for factor in reversed(every)}
    cards: list[Card] = []
    for one in rough:
        name = new_name(one.headline, used)
        used.add(name)
        ids = [whole[_fold(said)] for said in one.factors]
        ids = list(dict.fromkeys([*ids, *words.factors(one.listed)]))
        cards.append(
            Card(
                f"{pack.info.id}/{name}",
                one.headline,
                one.detail,
                one.when,
                one.people,
                tuple(ids)[:_MOST_FACTORS],
                one.source,
            )
        )
    return Intaken(tuple(cards), tuple(factors))


def new_factor_names(pack: Pack, rough: Iterable[Rough]) -> list[str]:
    """Return the names of factors that the pack does not have, once each whatever their case."""
    rough = list(rough)
    known = {_fold(factor.name) for factor in pack.factors}
    fresh: dict[str, str] = {}
    for said in dict.fromkeys(said for one in rough for said in one.factors):
        if _fold(said) not in known:
            fresh.setdefault(_fold(said), said)
    words = Words([*pack.factors, *(Factor("new/one", name) for name in fresh.values())], {})
    for listed in dict.fromkeys(one.listed for one in rough):
        try:
            words.factors(listed)
        except UnknownFactors as error:
            for name in error.names:
                fresh.setdefault(_fold(name), within(name, LINE, "A factor’s name"))
    return list(fresh.values())


def _fold(name: str) -> str:
    return clean_line(name).casefold()


def _row(
    row: Sequence[str],
    columns: Columns,
    names: frozenset[str] | None,
    troubles: list[Trouble],
    line: int,
) -> Rough:
    """Return a row as a card, or raise TextError with what is wrong with it."""
    cells = dict.fromkeys(Holds, "")
    for holds, cell in zip(columns.holds, row, strict=True):
        joint = "\n" if holds is Holds.DETAIL else "; "
        cells[holds] = (
            f"{cells[holds]}{joint}{cell}" if cells[holds] and cell else cells[holds] or cell
        )
    headline, detail = clean_line(cells[Holds.HEADLINE]), cells[Holds.DETAIL].strip()
    headline = headline or headline_of(detail)
    if not headline:
        raise TextError("There is no headline and no detail, so this row makes no card.")
    if len(headline) > LINE:
        # A cell of whole sentences is what the card says; its first clause names it.
        detail = f"{headline}\n{detail}".strip()
        headline = headline_of(headline)
    when = _dates(cells)
    if when.shown and not when.start:
        troubles.append(
            Trouble(line, f"“{when.shown[:60]}” names no date that Marshal can sort by.")
        )
    text = _text(row, columns)
    if not _dated(columns):
        when = combine(date.when for date in find_dates(text))
    people = find_people(text, names) if names is not None else _people(cells[Holds.PEOPLE])
    return Rough(
        headline,
        within(detail, PASSAGE, "A detail"),
        when,
        people,
        (),
        cells[Holds.FACTORS],
        within(clean_line(cells[Holds.SOURCE]), PASSAGE, "A source"),
    )


def _dated(columns: Columns) -> bool:
    return bool({Holds.WHEN, Holds.FROM, Holds.TO}.intersection(columns.holds))


def _dates(cells: dict[Holds, str]) -> When:
    """Return when, from one cell or from the cells of the first and the last date."""
    words = {h: within(clean_line(cells[h]), LINE, "A date") for h in _DATES}
    shown = words[Holds.WHEN]
    first, last = read_when(words[Holds.FROM]), read_when(words[Holds.TO])
    if not first.shown and not last.shown:
        return read_when(shown)
    ends = [words[h] for h in (Holds.FROM, Holds.TO) if words[h]]
    shown = shown or (ends[0] if len(set(ends)) == 1 else "–".join(ends))
    when = read_when(shown)
    start = first.start or when.start or last.start
    return replace(when, shown=shown[:LINE], start=start, end=last.end or first.end or when.end)


_DATES = (Holds.WHEN, Holds.FROM, Holds.TO)


def _people(cell: str) -> tuple[str, ...]:
    parting = ";" if ";" in cell or "\n" in cell else ","
    pieces = cell.replace("\n", ";").split(parting)
    names = dict.fromkeys(name for piece in pieces if (name := clean_line(piece)))
    if len(names) > MOST:
        raise TextError(f"A card can name at most {MOST} people, and here are {len(names)}.")
    return tuple(within(name, LINE, "A name") for name in names)


def _text(row: Sequence[str], columns: Columns) -> str:
    said = zip(columns.holds, row, strict=True)
    return "\n".join(cell for held, cell in said if held in (Holds.HEADLINE, Holds.DETAIL) and cell)
