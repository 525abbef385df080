"""The packs that are being made here, and what of each was last published."""

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from planner.model.pack import Pack
from planner.store.database import Database
from planner.store.errors import StoreError
from planner.store.sealed import refuse_unreadable, sealed, unsealed

if TYPE_CHECKING:
    from sqlite_utils import Database as Writer

_DRAFTS, _PUBLISHED = "drafts", "published"
_OF_ID = "id = ?"
_DELETED, _NOT_DELETED = {"deleted": 1}, {"deleted": 0}
_DRAFT = "SELECT title, digest, body FROM drafts WHERE id = ?"
_LAST_PUBLISHED = "SELECT digest, body FROM published WHERE id = ?"
_SUMMARIES = """
SELECT drafts.id, title, cards, touched, coalesce(version, 0)
FROM drafts LEFT JOIN published ON published.id = drafts.id
WHERE deleted = ? ORDER BY touched DESC, drafts.id
"""


class DraftSummary(Struct, frozen=True):
    """What the list of drafts says of one.

    touched: in seconds since 1970. published: the version last published, 0 for none yet.
    """

    id: str
    title: str
    cards: int
    touched: float
    published: int = 0


class DraftStore:
    """The drafts in one library, by the ids of their packs."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def summaries(self) -> list[DraftSummary]:
        """List the drafts, last touched first."""
        return self._list(deleted=False)

    def deleted(self) -> list[DraftSummary]:
        """List the deleted drafts, last touched first."""
        return self._list(deleted=True)

    def load(self, draft_id: str) -> Pack:
        """Return the draft with this id, which may be a deleted one."""
        found = self._database.row(_DRAFT, [draft_id])
        if found is None:
            raise _none(draft_id)
        return self._sound(*found)

    def save(self, pack: Pack, touched: float) -> None:
        """Keep the draft as it is now, and return once it is on the disk.

        A deleted draft that is saved is back.
        """
        row = {**_draft_row(pack), "touched": touched, **_NOT_DELETED}
        with self._database.writing() as db:
            db.table(_DRAFTS).upsert(row)

    def rename(self, old_id: str, pack: Pack) -> None:
        """Keep the draft under the id that it has now, in place of an earlier one.

        Only before it is published: students' plans know its cards by their ids afterwards.
        """
        new_id = pack.info.id
        with self._database.writing() as db:
            if new_id != old_id and db.table(_PUBLISHED).count_where(_OF_ID, [old_id]):
                raise StoreError(
                    f"The pack “{old_id}” is published, so its id cannot change any more. "
                    "Make a copy of it to give it another."
                )
            if new_id != old_id and db.table(_DRAFTS).count_where(_OF_ID, [new_id]):
                raise StoreError(
                    f"There is a pack of yours with the id “{new_id}” already. Choose another id."
                )
            _update(db, old_id, _draft_row(pack))

    def delete(self, draft_id: str) -> None:
        """Put a draft among the deleted ones."""
        with self._database.writing() as db:
            _update(db, draft_id, _DELETED)

    def restore(self, draft_id: str) -> None:
        """Bring a deleted draft back, as it was."""
        with self._database.writing() as db:
            _update(db, draft_id, _NOT_DELETED)

    def forget(self, draft_id: str) -> None:
        """Delete a draft for good, with what is kept of it as it was published."""
        with self._database.writing() as db:
            for table in (_DRAFTS, _PUBLISHED):
                db.table(table).delete_where(_OF_ID, [draft_id])

    def published(self, draft_id: str) -> Pack | None:
        """Return the pack as it was last published, or None where it never was."""
        found = self._database.row(_LAST_PUBLISHED, [draft_id])
        return None if found is None else self._sound(draft_id, *found)

    def set_published(self, draft_id: str, pack: Pack) -> None:
        """Remember the pack as it is published now."""
        row = {"id": draft_id, "version": pack.info.version, **sealed(pack)}
        with self._database.writing() as db:
            db.table(_PUBLISHED).upsert(row)

    def _list(self, *, deleted: bool) -> list[DraftSummary]:
        return [DraftSummary(*row) for row in self._database.rows(_SUMMARIES, [int(deleted)])]

    def _sound(self, title: str, digest: str, body: str) -> Pack:
        pack = unsealed(digest, body, Pack)
        if pack is None:
            raise StoreError(
                f"The pack “{title}” is damaged in {self._database.path}, and was left as it is. "
                "The other packs can still be opened."
            )
        return pack


def _draft_row(pack: Pack) -> dict[str, Any]:
    named = {"id": pack.info.id, "title": pack.info.title, "cards": len(pack.cards)}
    row = {**named, **sealed(pack)}
    refuse_unreadable(row, Pack)
    return row


def _update(db: "Writer", draft_id: str, values: dict[str, Any]) -> None:
    if not db.table(_DRAFTS).count_where(_OF_ID, [draft_id]):
        raise _none(draft_id)
    db.table(_DRAFTS).update(draft_id, values)


def _none(draft_id: str) -> StoreError:
    return StoreError(f"There is no pack “{draft_id}” among yours. It may have been deleted.")
