"""Which plans a backup holds, and which would change if it were restored."""

import sqlite3
from contextlib import closing
from pathlib import Path

from msgspec import Struct

from planner.store import errors
from planner.store.database import inspect
from planner.store.errors import StoreError, in_words, store_error
from planner.store.packs import Read

_SHOWN = "SELECT id, title, digest FROM plans WHERE deleted IS NULL ORDER BY touched DESC, id"


class Difference(Struct, frozen=True):
    """The titles of plans that would change with a backup, last touched first.

    older: those that are otherwise now. back: those that are deleted or gone now, and come back.
    gone: those that are there now, and would not be.
    """

    older: tuple[str, ...] = ()
    back: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


def count_plans(backup: Path) -> int | None:
    """Count the plans in a backup; None where that cannot be read."""
    try:
        return len(_plans(backup))
    except StoreError:
        return None


def difference(read: Read, backup: Path) -> Difference:
    """Compare the plans of an open library with those of a backup, by what is kept beside each.

    Raises StoreError where either cannot be read.
    """
    then = _plans(backup)
    now = {plan: (title, digest) for plan, title, digest in read(_SHOWN, [])}
    return Difference(
        tuple(now[plan][0] for plan in now if plan in then and then[plan][1] != now[plan][1]),
        tuple(then[plan][0] for plan in then if plan not in now),
        tuple(now[plan][0] for plan in now if plan not in then),
    )


def _plans(backup: Path) -> dict[str, tuple[str, str]]:
    """Return the titles and digests of the plans in a backup, by their ids."""
    uri = f"{backup.resolve().as_uri()}?mode=ro&immutable=1"
    with in_words(backup):
        inspect(backup)
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            try:
                rows = connection.execute(_SHOWN).fetchall()
            except sqlite3.OperationalError as error:
                # A table or a column of it is not there.
                raise store_error(errors.DAMAGED, backup) from error
    return {plan: (title, digest) for plan, title, digest in rows}
