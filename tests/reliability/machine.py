"""The plan on the desk as a state machine: the real session over a real library, a model beside.

After each step the library must hold exactly what the model says, and the session must show it.
"""

import shutil
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from msgspec.structs import replace

from planner.model import edits
from planner.model.plan import Field, Part, Plan
from planner.model.text import LINE
from planner.store.library import Library
from planner.ui.session import Edit, Session
from tests import strategies
from tests.reliability.machine_model import Expected, compare

_EACH = 10
"""The steps after which the whole library is read through."""


class Desk(RuleBasedStateMachine):
    """What is done to the plan on the desk: edits, typing, undo and redo, in one session."""

    stocked = b""
    """A library with no packs and no plans."""
    memory: Path | None = None
    """The folder that the libraries are put in."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(dir=self.memory))
        self.path = self.folder / "evidence.db"
        self.path.write_bytes(self.stocked)
        self.library = Library.open(self.path)
        self.expected = Expected()
        self.session = Session(self.library.plans)
        self.now = 1_000_000_000.0
        self.made = self.steps = 0
        self.typed: dict[Field, str] = {}

    def teardown(self) -> None:
        """Read all of it through, and leave nothing behind."""
        self.close()
        with Library.open(self.path) as library:
            compare(library, self.expected)
            assert library.check().faults == ()
        shutil.rmtree(self.folder)

    def close(self) -> None:
        """Let go of the session and the library, as the end of the program does."""
        self.settle()
        self.session.deleteLater()
        self.library.close()

    # What is on the desk

    def show(self, plan_id: str) -> None:
        """Open a plan, as the window does it; the model of its history begins anew."""
        plans = self.library.plans
        plan = plans.load(plan_id)
        self.session.open(plan, worked=plans.is_worked(plan_id))
        self.present = self.first = plan
        self.seen = {_nameless(plan)}
        assert self.session.plan == plan
        assert not self.session.undo_words + self.session.redo_words

    def does(self, deed: Callable[[], object], *changes: Edit) -> None:
        """Do something in the session that saves what was typed and makes these changes.

        What cannot be taken is left out, and is let go of afterwards, as by a student who undoes
        the typing of it.
        """
        writes = [strategies.Edit(edits.write, typed) for typed in self.typed.items()]
        worked = self.session.is_worked
        deed()
        value, apart = self.foreseen([*writes, *changes], worked=worked)
        self.session.forget_typing()
        self.typed = {}
        assert self.session.settle()
        if value is not None:
            self.met(value, apart=apart)
        assert self.session.plan == self.present
        assert self.session.status == "Saved"

    def foreseen(self, changes: Sequence[Edit], *, worked: bool) -> tuple[Plan | None, bool]:
        """Return what changes make of the plan, None for nothing, and whether it becomes another.

        A worked example does, and so does what other hands have changed since it was opened.
        """
        value, apart = self.present, False
        held = self.expected.own.get(value.id)
        made = False
        for change in changes:
            copies = worked and not made
            base = self._copied(value) if copies else value
            try:
                after = change(base)
            except strategies.REFUSALS:
                continue
            if after == base:
                continue
            if copies:
                apart, self.first, self.seen = True, base, {_nameless(base)}
            elif held is not None and held not in (base, after):
                apart, after = True, self._copied(after)
                self.first = replace(self.first, name=after.name)
            value = held = after
            made = True
            self.seen.add(_nameless(after))
        return (value if made else None), apart

    def _copied(self, plan: Plan) -> Plan:
        """Return a plan under the name that a copy of it gets, and the id that this one got."""
        name = f"Copy of {plan.title}"[:LINE]
        # What is added to a plan may bear its id.
        return replace(plan, id=self.session.plan.id, name=name)

    def met(self, value: Plan, *, apart: bool) -> None:
        """Hold that the plan is what was foreseen, under an id of its own if it is another now."""
        now = self.session.plan
        assert now == replace(value, id=now.id)
        assert apart == (now.id != self.present.id)
        if apart:
            assert now.id not in {*self.expected.own, *self.expected.worked}
            self.first = replace(self.first, id=now.id)
        self.saved(now)

    def saved(self, plan: Plan) -> None:
        """Expect the plan of the desk in the library; one that was deleted is back."""
        self.expected.deleted.pop(plan.id, None)
        self.expected.plans[plan.id] = self.present = plan

    def turned(self, turn: Callable[[], None]) -> None:
        """Undo or redo once: what comes was there before."""
        self.settle()
        before, held = self.present, self.expected.own.get(self.present.id)
        words = self.session.undo_words + self.session.redo_words
        turn()
        now = self.session.plan
        assert _nameless(now) in self.seen
        assert self.session.undo_words + self.session.redo_words or not words
        if now.id != before.id:
            # Only where other hands had changed what was there.
            assert held not in (None, before)
            assert now.id not in {*self.expected.own, *self.expected.worked}
            self.first = replace(self.first, id=now.id, name=now.name)
        if now != before:
            self.saved(now)

    # Rules

    @initialize(plan=strategies.new_plans())
    def begin(self, plan: Plan) -> None:
        """Begin a first plan."""
        self._begin(plan)

    @rule(plan=strategies.new_plans())
    def new_plan(self, plan: Plan) -> None:
        """Begin another plan for a question, and open it."""
        self.settle()
        self._begin(plan)

    def _begin(self, plan: Plan) -> None:
        self.made += 1
        plan = replace(plan, id=f"p{self.made}")
        self.library.plans.save(plan, self.now)
        self.expected.plans[plan.id] = plan
        self.show(plan.id)

    @rule(data=st.data())
    def edit(self, data: st.DataObject) -> None:
        """Change the plan in any way that there is, with what was typed before it."""
        self._edit(data)

    @rule(data=st.data())
    def edit_more(self, data: st.DataObject) -> None:
        """Change it again: most of what students do is that."""
        for _ in range(3):
            self._edit(data)

    def _edit(self, data: st.DataObject) -> None:
        edit = data.draw(strategies.edits_on(self.session.plan))
        self.does(partial(self.session.apply, edit, "edit"), edit)

    @rule(data=st.data(), text=strategies.raw_text())
    def type(self, data: st.DataObject, text: str) -> None:
        """Type in a field; nothing is saved yet, and the status bar does not say so."""
        field = data.draw(st.sampled_from(_fields(self.session.plan)))
        self.session.type(field, text)
        self.typed[field] = text
        assert self.session.status == "Saving…"
        assert self.session.plan == self.present

    @rule()
    def settle(self) -> None:
        """Wait until what was typed is saved."""
        self.does(self.session.settle)

    @rule()
    def undo(self) -> None:
        """Take the last change back."""
        self.turned(self.session.undo)

    @rule()
    def redo(self) -> None:
        """Make it again."""
        self.turned(self.session.redo)

    @rule()
    def undo_all(self) -> None:
        """Take back all, which leads to how the plan was opened; and make all of it again."""
        self.settle()
        redone = 0
        while self.session.redo_words:
            redone += 1
            self.redo()
        last = self.present
        while self.session.undo_words:
            self.undo()
        assert self.session.plan == self.first
        while self.session.redo_words:
            self.redo()
        assert self.session.plan == replace(last, id=self.present.id, name=self.present.name)
        for _ in range(redone):
            self.undo()

    @invariant()
    def all_is_there(self) -> None:
        """The library has what the model says, and the session shows it."""
        self.steps += 1
        assert self.session.plan == self.present
        assert (self.session.status == "Saved") == (not self.typed)
        compare(self.library, self.expected)
        if self.steps % _EACH == 0:
            assert self.library.check().faults == ()


def _nameless(plan: Plan) -> Plan:
    """Return a plan without what may change of it throughout its history."""
    return replace(plan, id="", name="")


def _fields(plan: Plan) -> list[Field]:
    """Return every field that can be typed in."""
    return [
        *(Field(part, "") for part in (Part.LINE_OF_ARGUMENT, Part.INTRODUCTION, Part.CONCLUSION)),
        *(Field(Part.HEADING, paragraph.id) for paragraph in plan.paragraphs),
        *(Field(Part.SLOT, slot.id) for slot in plan.slots()),
        *(Field(Part.PILE, pile.id) for pile in plan.piles),
        *(Field(Part.REASON, ranked.factor) for ranked in plan.ranking),
        *(Field(Part.BECAUSE, arrow.id) for arrow in plan.arrows),
    ]
