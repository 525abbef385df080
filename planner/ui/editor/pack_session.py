"""The open draft of a pack, and its history."""

import time
from collections.abc import Callable, Mapping, Sequence

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from planner.model.framework import Framework, QuestionType
from planner.model.history import History
from planner.model.pack import Pack
from planner.model.pack_cells import PackField, write
from planner.model.pack_names import taken_names
from planner.store.drafts import DraftStore
from planner.ui.work import Work

Edit = Callable[[Pack], Pack]

_TYPED = {
    "headline": "Headline",
    "detail": "Detail",
    "when": "When",
    "start": "From",
    "end": "To",
    "people": "People",
    "source": "Source",
    "text": "Question",
    "marks": "Marks",
    "minutes": "Minutes",
    "name": "Name",
    "about": "About",
    "title": "Title",
    "author": "Author",
    "subject": "Subject",
    "licence": "Licence",
    "language": "Language",
    "stems": "Recognised by",
    "command": "Command words",
    "board": "Board",
    "level": "Level",
    "paragraphs": "Paragraphs",
    "stem": "Shown as",
    "rewarded": "What markers look for",
    "year": "Last checked in",
}


class PackSession(Work[Pack, PackField]):
    """Holds one draft and its history, saves each change before it counts, and tells the views."""

    pack_changed = Signal(object, object)
    """The pack before (None when another draft is opened) and the pack now."""

    def __init__(
        self,
        drafts: DraftStore,
        types: Mapping[str, QuestionType],
        parent: QObject | None = None,
        *,
        frameworks: Sequence[Framework] = (),
    ) -> None:
        super().__init__(parent)
        self._drafts, self._shipped, self.frameworks = drafts, types, frameworks
        self._kept = ""
        self.published: Pack | None = None
        """The version that was last published, or None."""

    @property
    def pack(self) -> Pack:
        """Return the draft as it was last saved."""
        return self.value

    @property
    def types(self) -> dict[str, QuestionType]:
        """Return the types that a question can have, the pack's own before those of Marshal."""
        own = self.pack.question_types if self.is_open else ()
        return {**{kind.id: kind for kind in own}, **self._shipped}

    @property
    def taken(self) -> set[str]:
        """Return the names that no new part may have: those of the draft and of its last version.

        A name that was handed out stands for one card for ever.
        """
        return taken_names([self.pack, self.published])

    def open(self, draft_id: str) -> None:
        """Show another draft, with a history of its own, or raise StoreError."""
        pack = self._drafts.load(draft_id)
        self.published = self._drafts.published(draft_id)
        self._kept = pack.info.id
        self._open(pack)

    def note_published(self, pack: Pack) -> None:
        """Keep what was published beside the draft, or raise StoreError."""
        self._drafts.set_published(pack.info.id, pack)
        self.published = pack
        if self._history is not None:
            self._history = _under(self._history, pack.info.id)
            self.history_changed.emit()

    def _save(self, value: Pack) -> None:
        if value.info.id != self._kept:
            self._drafts.rename(self._kept, value)
            self._kept = value.info.id
        else:
            self._drafts.save(value, time.time())

    def _written(self, value: Pack, field: PackField, text: str) -> Pack:
        return write(value, field, text, self.types)

    def _typing(self, field: PackField) -> str:
        return f"typing in {_TYPED.get(field.name, 'a field')}"

    def _is_in(self, value: Pack, field: PackField) -> bool:
        parts = getattr(value, f"{field.kind}s".replace(" ", "_"), ())
        return not field.of or any(part.id == field.of for part in parts)

    def _tell_changed(self, before: Pack | None, after: Pack) -> None:
        self.pack_changed.emit(before, after)


def _under(history: History[Pack], pack_id: str) -> History[Pack]:
    """Return the history without the steps that lead to another id, which is final by now."""
    past = []
    for step in reversed(history.past):
        if step.value.info.id != pack_id:
            break
        past.append(step)
    future = () if any(s.value.info.id != pack_id for s in history.future) else history.future
    return replace(history, past=tuple(reversed(past)), future=future)
