"""What plans were: at moments that were kept under a label, and at others that keep themselves.

Those without a label are kept automatically and thinned out as backups are; labelled ones stay.
"""

import uuid
from typing import TYPE_CHECKING

from msgspec import Struct

from planner.model.plan import Plan
from planner.store.database import Database
from planner.store.errors import StoreError
from planner.store.sealed import sealed, unsealed

if TYPE_CHECKING:
    from sqlite_utils import Database as Writer

_LAST = "SELECT digest FROM versions WHERE plan = ? ORDER BY at DESC, rowid DESC LIMIT 1"
_AUTOMATIC = "SELECT at FROM versions WHERE plan = ? AND label = ''"
_SUMMARIES = "SELECT id, plan, at, label FROM versions WHERE plan = ? ORDER BY at DESC, rowid DESC"


class Version(Struct, frozen=True):
    """A plan as it was at one moment; at: when that was, in seconds since 1970."""

    id: str
    plan: str
    at: float
    label: str

    @property
    def automatic(self) -> bool:
        """Tell whether it kept itself, and goes when it is old."""
        return not self.label


class VersionStore:
    """The versions in one library, by the ids of the plans that they are of."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def list(self, plan_id: str) -> "list[Version]":
        """List the versions of a plan, the last kept first."""
        return [Version(*row) for row in self._database.rows(_SUMMARIES, [plan_id])]

    def keep(self, plan: Plan, label: str, at: float) -> Version:
        """Keep a plan as it is now, and return once it is on the disk."""
        with self._database.writing() as db:
            return _insert(db, plan, label, at)

    def keep_automatic(self, plan: Plan, at: float) -> Version | None:
        """Keep a plan as it is now, without a label, and thin out those that were kept so before.

        Does nothing, and returns None, where it is as it was in the last version of it.
        """
        from planner.store.thinning import kept

        last = self._database.row(_LAST, [plan.id])
        if last is not None and last[0] == sealed(plan)["digest"]:
            return None
        with self._database.writing() as db:
            version = _insert(db, plan, "", at)
            times = [row for (row,) in db.execute(_AUTOMATIC, [plan.id]).fetchall()]
            gone = set(times) - kept(times, at)
            for time in gone:
                db.table("versions").delete_where(
                    "plan = ? AND label = '' AND at = ?", [plan.id, time]
                )
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
            named = f"The version “{label}”" if label else "This version of the plan"
            raise StoreError(
                f"{named} is damaged in {self._database.path}, and was left as it "
                "is. The plan and its other versions can still be opened."
            )
        return plan

    def delete(self, version_id: str) -> None:
        """Delete a version for good; does nothing where it is not there."""
        with self._database.writing() as db:
            db.table("versions").delete_where("id = ?", [version_id])


def _insert(db: "Writer", plan: Plan, label: str, at: float) -> Version:
    version = Version(uuid.uuid4().hex, plan.id, at, label)
    row = {"id": version.id, "plan": plan.id, "at": at, "label": label, **sealed(plan)}
    db.table("versions").insert(row)
    return version
