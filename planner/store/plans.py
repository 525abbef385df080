"""The student's plans, and the worked ones that packs bring."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
from msgspec import Struct

from planner.model.evidence import pack_of
from planner.model.plan import Plan
from planner.model.progress import plan_progress
from planner.store.database import Database
from planner.store.errors import StoreError
from planner.store.sealed import refuse_unreadable, sealed, unsealed

_MOST_NAMED = 5
_COLUMNS = "id, title, question, filled, total"

# As bytes, which need not be made into text first.
_BODIES = """
SELECT id, CAST(body AS BLOB) FROM plans WHERE deleted IS NULL
AND EXISTS (SELECT 1 FROM json_each(?) WHERE instr(plans.body, value))
"""


class Stale(StoreError):
    """A plan that was changed by other hands since it was loaded here."""


class PlanSummary(Struct, frozen=True):
    """What the list of plans says of one: its name, how far it is, when it was last touched.

    touched: in seconds since 1970; 0 for a worked plan.
    """

    id: str
    title: str
    question: str
    filled: int
    total: int
    touched: float = 0.0
    worked: bool = False


class _Card(Struct):
    id: str


class _Placement(Struct):
    card: _Card


class _Slot(Struct):
    placements: tuple[_Placement, ...] = ()


class _Paragraph(Struct):
    slots: tuple[_Slot, ...] = ()


class _Cards(Struct):
    """As much of a plan as tells its cards: reading no more is several times faster."""

    paragraphs: tuple[_Paragraph, ...] = ()
    piles: tuple[_Slot, ...] = ()
    aside: tuple[_Placement, ...] = ()

    def ids(self) -> Iterator[str]:
        slots = [slot for paragraph in self.paragraphs for slot in paragraph.slots]
        for slot in (*slots, *self.piles):
            for placement in slot.placements:
                yield placement.card.id
        for placement in self.aside:
            yield placement.card.id


class PlanStore:
    """The plans in one library."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def refusal(self) -> str:
        """Say, in a sentence, why nothing can be changed; empty where it can."""
        return self._database.refusal

    def save(self, plan: Plan, now: float, base: Plan | None = None) -> None:
        """Keep the plan as it is now, and return once it is on the disk.

        A deleted plan that is saved is back. base: what it was made from; raises Stale where the
        library has another by now, which is then left as it is.
        """
        if self.is_worked(plan.id):
            raise StoreError("A worked plan cannot be changed. Make a copy of it to work on.")
        row = {**plan_row(plan), "touched": now, "deleted": None}
        refuse_unreadable(row, Plan)
        with self._database.writing() as db:
            if base is not None and not self._is_still(plan, base):
                raise Stale(
                    f"The plan “{_short(plan.title)}” was changed elsewhere since it was opened "
                    "here. It was left as it is. Open it again to see it."
                )
            db.table("plans").upsert(row, pk="id")

    def load(self, plan_id: str) -> Plan:
        """Return the plan with this id, which may be a worked one, or a deleted one."""
        for table in ("plans", "worked"):
            sql = f"SELECT {_COLUMNS}, digest, body FROM {table} WHERE id = ?"
            found = self._database.row(sql, [plan_id])
            if found is not None:
                return self._sound(found)
        raise _none(plan_id)

    def summaries(self) -> list[PlanSummary]:
        """List the plans, last touched first."""
        return self._own("deleted IS NULL ORDER BY touched DESC, id")

    def sorted_from(self, plan_id: str) -> list[PlanSummary]:
        """List the plans whose sort began as a copy of this plan’s, last touched first."""
        # Nothing that was typed can hold this: its quotation marks are escaped in the body.
        mark = f'"sorted_for":{msgspec.json.encode(plan_id).decode()}'
        which = "deleted IS NULL AND instr(body, ?) ORDER BY touched DESC, id"
        return self._own(which, [mark])

    def deleted(self) -> list[PlanSummary]:
        """List the deleted plans, last deleted first."""
        return self._own("deleted IS NOT NULL ORDER BY deleted DESC, id")

    def worked(self) -> list[PlanSummary]:
        """List the worked plans, in the order of their packs."""
        columns = ", ".join(f"worked.{name}" for name in _COLUMNS.split(", "))
        sql = (
            f"SELECT {columns}, 0.0, 1 FROM worked JOIN packs ON packs.id = worked.pack "
            "ORDER BY packs.place, position"
        )
        return self._list(sql)

    def has(self, plan_id: str) -> bool:
        """Tell whether a plan of the student’s has this id, and is not deleted."""
        sql = "SELECT 1 FROM plans WHERE id = ? AND deleted IS NULL"
        return self._database.row(sql, [plan_id]) is not None

    def is_worked(self, plan_id: str) -> bool:
        """Tell whether a worked plan has this id."""
        return self._database.row("SELECT 1 FROM worked WHERE id = ?", [plan_id]) is not None

    def delete(self, plan_id: str, now: float) -> None:
        """Put a plan among the deleted ones."""
        self._update(plan_id, now)

    def restore(self, plan_id: str) -> None:
        """Bring a deleted plan back, as it was."""
        self._update(plan_id, None)

    def forget(self, plan_id: str) -> None:
        """Delete a plan for good, with its versions."""
        with self._database.writing() as db:
            db.table("plans").delete_where("id = ?", [plan_id])
            db.table("versions").delete_where("plan = ?", [plan_id])

    def using(self, card_ids: Iterable[str]) -> list[tuple[PlanSummary, tuple[str, ...]]]:
        """List the plans that hold any of these cards, with those that each holds, in its order.

        Only the student’s, last touched first; a damaged plan says nothing of its cards.
        """
        sought = set(card_ids)
        decoder = msgspec.json.Decoder(_Cards)
        found = {}
        for plan_id, body in self._database.rows(_BODIES, [_packs_of(sought)]):
            try:
                held = [card for card in decoder.decode(body).ids() if card in sought]
            except msgspec.DecodeError:
                continue
            if held:
                found[plan_id] = tuple(dict.fromkeys(held))
        return [(plan, found[plan.id]) for plan in self.summaries() if plan.id in found]

    def find(self, text: str) -> Plan:
        """Return the plan with this id, or the one whose title begins so: the student's first.

        Accents, case and the shape of quotation marks do not count.
        """
        own = self.summaries()
        for plans in (own, self.worked()):
            found = _named(plans, text)
            if len(found) == 1:
                return self.load(found[0].id)
            if found:
                raise _several(text, found)
        raise _none(text)

    def _is_still(self, plan: Plan, base: Plan) -> bool:
        """Tell whether what the library has is what a plan was made from, or is the plan itself."""
        found = self._database.row("SELECT digest, body FROM plans WHERE id = ?", [plan.id])
        if found is None or found[0] == sealed(base)["digest"]:
            return True
        # An earlier version of Marshal may have written the same plan in other words.
        digest, body = found
        held = unsealed(digest, body, Plan)
        return held is not None and held in (base, plan)

    def _own(self, which: str, values: Sequence[str] = ()) -> list[PlanSummary]:
        return self._list(f"SELECT {_COLUMNS}, touched, 0 FROM plans WHERE {which}", values)

    def _list(self, sql: str, values: Sequence[str] = ()) -> list[PlanSummary]:
        return [
            PlanSummary(plan_id, title, question, filled, total, touched, bool(worked))
            for plan_id, title, question, filled, total, touched, worked in self._database.rows(
                sql, values
            )
        ]

    def _update(self, plan_id: str, deleted: float | None) -> None:
        with self._database.writing() as db:
            if not db.table("plans").count_where("id = ?", [plan_id]):
                raise _none(plan_id)
            db.table("plans").update(plan_id, {"deleted": deleted})

    def _sound(self, row: tuple[Any, ...]) -> Plan:
        """Return the plan of a row, if it is the one that was written, and all says the same."""
        *said, digest, body = row
        plan = unsealed(digest, body, Plan)
        if plan is None or list(plan_said(plan).values()) != said:
            raise StoreError(
                f"The plan “{_short(said[1])}” is damaged in {self._database.path}, and was left "
                "as it is. The other plans can still be opened."
            )
        return plan


def plan_said(plan: Plan) -> dict[str, Any]:
    """Return what the library says of a plan in columns of their own.

    All of it follows from the plan. Where it is to be told otherwise one day, a migration has to
    write these columns anew, or every plan that is there would count as damaged.
    """
    progress = plan_progress(plan)
    return {
        "id": plan.id,
        "title": plan.title,
        "question": plan.question.text,
        "filled": progress.filled,
        "total": progress.total,
    }


def plan_row(plan: Plan) -> dict[str, Any]:
    """Return what the library keeps of a plan."""
    return {**plan_said(plan), **sealed(plan)}


def _packs_of(card_ids: Iterable[str]) -> str:
    """Return, as JSON, what stands in the body of each plan that holds a card of these packs."""
    marks = {f'"id":"{pack_of(card_id)}/' for card_id in card_ids}
    return msgspec.json.encode(sorted(marks)).decode()


def _named(plans: Sequence[PlanSummary], text: str) -> list[PlanSummary]:
    """Return the plans that a text may mean, and only those that it means more exactly."""
    sought = _plain(text)
    titles = [(_plain(plan.title), plan) for plan in plans]
    return (
        [plan for plan in plans if plan.id == text.strip()]
        or [plan for title, plan in titles if title == sought]
        or [plan for title, plan in titles if sought and title.startswith(sought)]
    )


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKD", text.translate({0x2018: "'", 0x2019: "'"}))
    return " ".join("".join(c for c in text if not unicodedata.combining(c)).casefold().split())


def _none(text: str) -> StoreError:
    return StoreError(
        f"There is no plan “{_short(text)}”. `python main.py plans` lists the plans there are."
    )


def _several(text: str, found: Sequence[PlanSummary]) -> StoreError:
    named = "; ".join(f"“{_short(plan.title)}” ({plan.id})" for plan in found[:_MOST_NAMED])
    more = f"; and {len(found) - _MOST_NAMED} more" if len(found) > _MOST_NAMED else ""
    return StoreError(
        f"{len(found)} plans begin with “{_short(text)}”: {named}{more}. "
        "Give more of the title, or the id in brackets."
    )


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 80 else text[:79] + "…"
