"""The student's plans, and the worked ones that packs bring."""

import hashlib
import sqlite3
import unicodedata
from collections.abc import Sequence
from typing import Any

import msgspec
from msgspec import Struct

from planner.model.plan import Plan
from planner.model.progress import plan_progress
from planner.store.database import Database
from planner.store.errors import StoreError

_MOST_NAMED = 5
_COLUMNS = "id, title, question, filled, total"


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


class PlanStore:
    """The plans in one library."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(self, plan: Plan, now: float) -> None:
        """Keep the plan as it is now, and return once it is on the disk.

        A deleted plan that is saved is back.
        """
        if self.is_worked(plan.id):
            raise StoreError("A worked plan cannot be changed. Make a copy of it to work on.")
        row = {**plan_row(plan), "touched": now, "deleted": None}
        with self._database.writing() as db:
            db.table("plans").upsert(row, pk="id")

    def load(self, plan_id: str) -> Plan:
        """Return the plan with this id, which may be a worked one, or a deleted one."""
        for table in ("plans", "worked"):
            sql = f"SELECT title, digest, body FROM {table} WHERE id = ?"
            found = self._database.row(sql, [plan_id])
            if found is not None:
                return self._sound(*found)
        raise _none(plan_id)

    def summaries(self) -> list[PlanSummary]:
        """List the plans, last touched first."""
        return self._own("deleted IS NULL ORDER BY touched DESC, id")

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
        """Delete a plan for good."""
        with self._database.writing() as db:
            db.table("plans").delete_where("id = ?", [plan_id])

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

    def _own(self, which: str) -> list[PlanSummary]:
        return self._list(f"SELECT {_COLUMNS}, touched, 0 FROM plans WHERE {which}")

    def _list(self, sql: str) -> list[PlanSummary]:
        return [
            PlanSummary(plan_id, title, question, filled, total, touched, bool(worked))
            for plan_id, title, question, filled, total, touched, worked in self._database.rows(sql)
        ]

    def _update(self, plan_id: str, deleted: float | None) -> None:
        with self._database.writing() as db:
            if not db.table("plans").count_where("id = ?", [plan_id]):
                raise _none(plan_id)
            db.table("plans").update(plan_id, {"deleted": deleted})

    def _sound(self, title: str, digest: str, body: str) -> Plan:
        try:
            if hashlib.sha256(body.encode()).hexdigest() == digest:
                return msgspec.json.decode(body, type=Plan)
        except (msgspec.DecodeError, sqlite3.Error):
            pass
        raise StoreError(
            f"The plan “{title}” is damaged in {self._database.path}, and was left as it is. "
            "The other plans can still be opened."
        )


def plan_row(plan: Plan) -> dict[str, Any]:
    """Return what the library keeps of a plan."""
    body = msgspec.json.encode(plan)
    progress = plan_progress(plan)
    return {
        "id": plan.id,
        "title": plan.title,
        "question": plan.question.text,
        "filled": progress.filled,
        "total": progress.total,
        "digest": hashlib.sha256(body).hexdigest(),
        "body": body.decode(),
    }


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
