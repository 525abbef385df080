"""A library of its own somewhere else, with what could not be saved in the one that is open."""

import os
import tempfile
from pathlib import Path

from planner.files import put_in_place, sync_folder
from planner.model.pack import Pack
from planner.model.plan import Plan
from planner.store import errors
from planner.store.aside import hot, set_aside
from planner.store.check import Advance
from planner.store.errors import StoreError, in_words, store_error
from planner.store.library import Library
from planner.store.place import start_library


def save_elsewhere(
    library: Library,
    target: Path,
    now: float,
    plan: Plan | None = None,
    draft: Pack | None = None,
    advance: Advance | None = None,
) -> bool:
    """Put a copy of a library in the place of a file, with a plan and a pack as they are now.

    It is there whole or not at all. Returns False where the library itself cannot be copied: the
    plan and the pack are in a new one then. advance(done, total) is called between steps, and may
    raise to end it. Raises StoreError where nothing can be put there.
    """
    target = Path(os.path.realpath(target))
    try:
        with (
            in_words(target),
            tempfile.TemporaryDirectory(prefix=".marshal-", dir=target.parent) as folder,
        ):
            fresh, whole = Path(folder) / target.name, True
            try:
                library.save_copy(fresh, advance)
                _add(fresh, plan, draft, now)
            except StoreError:
                if plan is None and draft is None:
                    raise
                # Such as where the stick that the library is on was pulled out.
                whole = False
                fresh.unlink(missing_ok=True)
                start_library(fresh, anew=True)
                _add(fresh, plan, draft, now)
            if hot(target):
                # SQLite would play the journal of what was there into the copy.
                set_aside(target, now)
            put_in_place(fresh, target)
            sync_folder(target.parent)
    except (OSError, StoreError) as error:
        raise store_error(errors.COPY_FAULT, target) from error
    return whole


def _add(path: Path, plan: Plan | None, draft: Pack | None, now: float) -> None:
    with Library.open(path) as copy:
        if plan is not None:
            copy.plans.save(plan, now)
        if draft is not None:
            copy.drafts.save(draft, now)
