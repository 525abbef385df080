"""The kinds of question that there are: Marshal's own, and those of the packs that are shown."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from planner.model.asking import GENERAL, as_chosen
from planner.model.evidence import Question
from planner.model.framework import QuestionType
from planner.model.plan import Plan
from planner.store.errors import StoreError
from planner.store.library import Library

if TYPE_CHECKING:
    from planner.model.recognise import Recognised


class Kinds:
    """Knows all kinds of question, and what the question asked last says of itself."""

    def __init__(self, shipped: Mapping[str, QuestionType], library: Library) -> None:
        self._shipped, self._library = shipped, library
        self._all: dict[str, QuestionType] = {}
        self._asked: tuple[str, Recognised] | None = None

    def refresh(self) -> None:
        """Read the kinds again: packs may have come and gone."""
        self._all, self._asked = {}, None

    def all(self) -> dict[str, QuestionType]:
        """Return every kind by its id, in the order in which to offer them: the packs’ first.

        Where a stem suits several, a teacher's own kind is what the class was given it for.
        """
        if not self._all:
            try:
                brought = self._library.question_types()
            except StoreError:
                # What is wrong with a pack is told where packs are; questions can do without.
                brought = []
            self._all = {**{kind.id: kind for kind in brought}, **self._shipped}
        return self._all

    def of(self, question: Question) -> QuestionType:
        """Return the kind of a question; the general one where it is unknown."""
        return self.all().get(question.type) or self.general

    def of_plan(self, plan: Plan) -> QuestionType:
        """Return the kind of a plan's question, asking for what the student said it asks for."""
        return as_chosen(self.of(plan.question), plan)

    @property
    def general(self) -> QuestionType:
        """Return the kind of a question that is none of the others."""
        return self._shipped[GENERAL]

    def asked(self, text: str) -> "Recognised":
        """Return what a question says of itself; the last one asked about is remembered."""
        from planner.model.recognise import recognise

        if self._asked is None or self._asked[0] != text:
            self._asked = text, recognise(text, self.all().values())
        return self._asked[1]
