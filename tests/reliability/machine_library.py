"""Any evening of a student’s: the plan on the desk, and all else that is done to a library."""

from types import SimpleNamespace
from typing import TYPE_CHECKING

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule
from msgspec.structs import replace

from planner.model.evidence import OWN, Card
from planner.model.plan import Plan
from planner.packs.plan_file import read_plan_file, save_plan_file
from planner.store.library import Library
from planner.ui.card_marks import CardMarks
from planner.ui.plan_files import PlanFiles
from planner.ui.session import Session
from tests import strategies
from tests.reliability.machine import Desk

if TYPE_CHECKING:
    from pathlib import Path

    from tests.reliability.machine_model import Expected

_NAMES = ("pack", "two")
_OWN = [f"{OWN}/{number}" for number in range(1, 7)]
_MOST_FILES = 5


class Student(Desk):
    """Does one thing after another to a library."""

    def __init__(self) -> None:
        super().__init__()
        self.labelled: set[str] = set()
        self.backups: dict[Path, Expected] = {}
        self.files: dict[Path, tuple[Plan, dict[str, str]]] = {}

    def _later(self) -> float:
        self.now += 60
        return self.now

    def _one_of(self, data: st.DataObject, among: dict[str, Plan]) -> str:
        return data.draw(st.sampled_from(sorted(among)))

    def show_any(self) -> None:
        """Open what was open, as far as it is there still."""
        held = {**self.expected.own, **self.expected.worked}
        if not held:
            self.library.plans.save(self.present, self.now)
            held = self.expected.plans = {self.present.id: self.present}
        self.show(self.present.id if self.present.id in held else min(held))

    # Plans

    @rule()
    def reload(self) -> None:
        """End the program, start it again, and open the plan."""
        self.close()
        self.library = Library.open(self.path)
        self.session = Session(self.library.plans)
        self.show_any()

    @precondition(lambda self: self.expected.own | self.expected.worked)
    @rule(data=st.data())
    def open_another(self, data: st.DataObject) -> None:
        """Open another plan, which may be a worked or a deleted one."""
        self.settle()
        self.show(self._one_of(data, {**self.expected.own, **self.expected.worked}))

    @precondition(lambda self: self.expected.plans)
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        """Put a plan among the deleted ones, be it on the desk or not."""
        plan_id = self._one_of(data, self.expected.plans)
        self.library.plans.delete(plan_id, self._later())
        self.expected.deleted[plan_id] = self.expected.plans.pop(plan_id)

    @precondition(lambda self: self.expected.deleted)
    @rule(data=st.data(), back=st.booleans())
    def restore_or_forget(self, data: st.DataObject, back: bool) -> None:
        """Bring a deleted plan back, or delete it for good with its versions."""
        plan_id = self._one_of(data, self.expected.deleted)
        plan = self.expected.deleted.pop(plan_id)
        if back:
            self.library.plans.restore(plan_id)
            self.expected.plans[plan_id] = plan
            return
        self.library.plans.forget(plan_id)
        for name in self.expected.of_plan(plan_id):
            del self.expected.versions[name]

    @precondition(lambda self: self.expected.plans)
    @rule(data=st.data())
    def other_hands(self, data: st.DataObject) -> None:
        """Change a plan in a second session; one that is on the desk too goes two ways then."""
        plan = self.expected.plans[self._one_of(data, self.expected.plans)]
        edit = data.draw(strategies.edits_on(plan))
        other = Session(self.library.plans)
        other.open(plan)
        other.apply(edit, "edit")
        self.expected.plans[plan.id] = other.plan
        other.deleteLater()

    # Plan files

    @rule()
    def save_file(self) -> None:
        """Save the plan as a file, with its notes."""
        self.settle()
        file = self.folder / f"{len(self.files) % _MOST_FILES}.essayplan"
        notes = self.library.notes(card.id for card in self.present.cards().values())
        save_plan_file(self.present, file, notes)
        read = read_plan_file(file)
        assert (read.plan, read.notes) == (self.present, notes)
        self.files[file] = (read.plan, notes)

    @precondition(lambda self: self.files)
    @rule(data=st.data())
    def take_in(self, data: st.DataObject) -> None:
        """Take a plan file in, as the window does it, whatever has become of its plan here."""
        file = data.draw(st.sampled_from(sorted(self.files)))
        plan, notes = self.files[file]
        held = {**self.expected.plans, **self.expected.worked}
        live = [other for other in held.values() if _alike(other, plan)]
        gone = [other for other in self.expected.deleted.values() if _alike(other, plan)]
        made = self._taken_in(file)
        assert _alike(made, plan)
        if live or gone:
            # It is here already.
            assert made in (live or gone)
            self.expected.deleted.pop(made.id, None)
        else:
            # What is here of its id is another by now, and stays; a pack’s id stays the pack’s.
            free = "/" not in plan.id and plan.id not in {**held, **self.expected.deleted}
            assert (made.id == plan.id) == free
            assert made.id not in {**held, **self.expected.deleted}
        if made.id not in self.expected.worked:
            self.expected.plans[made.id] = made
        for card, note in notes.items():
            mine = self.expected.notes.get(card, "")
            (both,) = self.library.notes([card]).values()
            assert note in both
            assert mine in both
            self.expected.notes[card] = both

    def _taken_in(self, file: "Path") -> Plan:
        """Take a file in, and hold that it is told of as one that went well."""
        marks, told = CardMarks(self.library, self.session), []
        notice = SimpleNamespace(tell=lambda *_: None, warn=told.append)
        given = (self.session, self.library.plans, None, notice, None, marks)
        made = PlanFiles(None, *given).take_in(file)
        marks.deleteLater()
        assert told == []
        assert made is not None
        return made

    # Versions

    @precondition(lambda self: self.present.id in self.expected.plans)
    @rule(label=st.sampled_from(["", "Before", "After"]))
    def keep_version(self, label: str) -> None:
        """Keep a version by hand, or let one keep itself."""
        versions, plan = self.library.versions, self.present
        if label:
            made = versions.keep(plan, label, self._later())
            self.labelled.add(made.id)
        else:
            made = versions.keep_automatic(plan, self._later())
        before = self.expected.of_plan(plan.id)
        if made is not None:
            self.expected.versions[made.id] = plan
        there = {version.id for version in versions.list(plan.id)}
        # Those that kept themselves are thinned out, and no others.
        for gone in before - there:
            assert not label
            assert gone not in self.labelled
            del self.expected.versions[gone]

    @precondition(lambda self: self.expected.of_plan(self.present.id))
    @rule(data=st.data())
    def go_back(self, data: st.DataObject) -> None:
        """Go back to a version, which can be undone."""
        name = data.draw(st.sampled_from(sorted(self.expected.of_plan(self.present.id))))
        held = self.library.versions.load(name)

        def edit(plan: Plan) -> Plan:
            serial = max(plan.serial, held.serial)
            return replace(held, id=plan.id, name=plan.name, serial=serial)

        self.does(lambda: self.session.apply(edit, "go back"), edit)

    # Cards, notes and settings

    @rule(card=strategies.cards(), name=st.sampled_from(_OWN))
    def write_card(self, card: Card, name: str) -> None:
        """Write a card of one’s own, or change it."""
        card = replace(card, id=name)
        self.library.save_card(card)
        self.expected.cards[name] = card

    @precondition(lambda self: self.expected.cards)
    @rule(data=st.data())
    def delete_card(self, data: st.DataObject) -> None:
        """Delete a card of one’s own."""
        name = data.draw(st.sampled_from(sorted(self.expected.cards)))
        self.library.delete_card(name)
        del self.expected.cards[name]

    @rule(card=strategies.ids(), note=strategies.passages(), setting=strategies.lines())
    def note(self, card: str, note: str, setting: str) -> None:
        """Write a note on a card, and change a setting."""
        self.library.set_note(card, note)
        if note.strip():
            self.expected.notes[card] = note
        else:
            self.expected.notes.pop(card, None)
            assert self.library.notes([card]) == {}
        self.library.set_setting(card, setting)
        self.expected.settings[card] = setting

    # Packs

    @rule(name=st.sampled_from(_NAMES), data=st.data())
    def install(self, name: str, data: st.DataObject) -> None:
        """Put a pack in, or another version of it."""
        pack = data.draw(strategies.packs(name, plan_most=4))
        self.library.install(pack, data.draw(st.sampled_from(["", "key"])))
        self.expected.packs[name] = (pack, False)

    @precondition(lambda self: self.expected.packs)
    @rule(data=st.data(), deed=st.sampled_from(["hide", "show", "remove"]))
    def pack_deed(self, data: st.DataObject, deed: str) -> None:
        """Hide a pack, show it or remove it; perhaps bring it back to what it was."""
        name = data.draw(st.sampled_from(sorted(self.expected.packs)))
        library, held, state = self.library, self.expected.packs, self.library.state(name)
        pack, hidden = held[name]
        match deed:
            case "hide":
                library.hide(name)
                held[name] = (pack, True)
            case "show":
                library.show(name)
                held[name] = (pack, False)
            case "remove":
                library.remove(name)
                del held[name]
        if data.draw(st.booleans()):
            library.put_back(name, state)
            held[name] = (pack, hidden)
            assert library.state(name) == state

    # Drafts

    @rule(name=st.sampled_from(_NAMES), data=st.data(), publish=st.booleans())
    def write_draft(self, name: str, data: st.DataObject, publish: bool) -> None:
        """Write a pack of one’s own, perhaps publish it; one that was deleted is back."""
        pack, drafts = data.draw(strategies.packs(name)), self.library.drafts
        drafts.save(pack, self._later())
        self.expected.deleted_drafts.pop(name, None)
        self.expected.drafts[name] = pack
        if publish:
            drafts.set_published(name, pack)
            self.expected.published[name] = pack

    @precondition(lambda self: self.expected.drafts | self.expected.deleted_drafts)
    @rule(data=st.data(), for_good=st.booleans())
    def draft_deed(self, data: st.DataObject, for_good: bool) -> None:
        """Delete a draft, or bring a deleted one back; or delete either for good."""
        expected, drafts = self.expected, self.library.drafts
        name = data.draw(st.sampled_from(sorted(expected.drafts | expected.deleted_drafts)))
        if for_good:
            drafts.forget(name)
            for held in (expected.drafts, expected.deleted_drafts, expected.published):
                held.pop(name, None)
            assert drafts.published(name) is None
        elif name in expected.drafts:
            drafts.delete(name)
            expected.deleted_drafts[name] = expected.drafts.pop(name)
        else:
            drafts.restore(name)
            expected.drafts[name] = expected.deleted_drafts.pop(name)

    # Backups

    @rule()
    def back_up(self) -> None:
        """Make a backup."""
        self.settle()
        made = self.library.back_up("work", self._later())
        assert made.sound
        self.backups[made.path] = self.expected.kept()

    @precondition(lambda self: self.backups)
    @rule(data=st.data(), back=st.booleans())
    def restore(self, data: st.DataObject, back: bool) -> None:
        """Go back to a backup; perhaps take that back again."""
        self.settle()
        there = sorted(path for path in self.backups if path.exists())
        chosen = data.draw(st.sampled_from(there))
        before = self.expected.kept()
        made = self.library.restore(chosen, self._later())
        self.expected = self.backups[chosen].kept()
        # How a window looks and works is no part of it.
        self.expected.settings = dict(before.settings)
        self.backups[made.path] = before
        if back:
            self.library.restore(made.path, self._later())
            self.expected = before.kept()
        self.show_any()


def _alike(one: Plan, other: Plan) -> bool:
    """Tell whether plans are the same but for their ids."""
    return replace(one, id=other.id) == other
