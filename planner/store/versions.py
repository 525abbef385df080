"""What plans were at moments that were kept: at the end of a timed planning, or by hand."""

import uuid

from msgspec import Struct

from planner.model.plan import Plan
from planner.store.database import Database
from planner.store.errors import StoreError
from planner.store.sealed import sealed, unsealed

_SUMMARIES = "SELECT id, plan, at, label FROM versions WHERE plan = ? ORDER BY at DESC, rowid DESC"


class Version(Struct, frozen=True):
    """A plan as it was at one moment; at: when that was, in seconds since 1970."""

    id: str
    plan: str
    at: float
    label: str


class VersionStore:
    """The versions in one library, by the ids of the plans that they are of."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def list(self, plan_id: str) -> list[Version]:
        """List the versions of a plan, the last kept first."""
        return [Version(*row) for row in self._database.rows(_SUMMARIES, [plan_id])]

    def keep(self, plan: Plan, label: str, at: float) -> Version:
        """Keep a plan as it is now, and return once it is on the disk."""
        version = Version(uuid.uuid4().hex, plan.id, at, label)
        row = {"id": version.id, "plan": plan.id, "at": at, "label": label, **sealed(plan)}
        with self._database.writing() as db:
            db.table("versions").insert(row)
        return version

    def load(self, version_id: str) -> Plan:
        """Return the plan as it was in a version; raise where there is none, or it is damaged."""
        sql = "SELECT label, digest, body FROM versions WHERE id = ?"
        found = self._database.row(sql, [version_id])
        if found is None:
            raise StoreError("This version is not in the library any more. Nothing was changed.")
        label, digest, body = found
        plan = unsealed(digest, body, Plan)
        if plan is None:
            raise StoreError(
                f"The version “{label}” is damaged in {self._database.path}, and was left as it "
                "is. The plan and its other versions can still be opened."
            )
        return plan

    def delete(self, version_id: str) -> None:
        """Delete a version for good; does nothing where it is not there."""
        with self._database.writing() as db:
            db.table("versions").delete_where("id = ?", [version_id])
