"""What a reader of the screen is told, throughout."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QLabel,
    QListView,
    QScrollArea,
    QWidget,
)

from planner.model.compare import compare
from planner.model.evidence import Card, Factor
from planner.model.framework import SlotKind
from planner.model.plan import Part
from planner.packs.data import read_frameworks
from planner.packs.pack_file import PackFile
from planner.packs.signing import SigningKey
from planner.packs.trust import Standing
from planner.store.errors import Damaged
from planner.store.rescue import Rescued
from planner.ui.card_form import CardForm
from planner.ui.card_view import CardView
from planner.ui.coach.rules_dialog import RulesDialog
from planner.ui.data_dialog import DataDialog
from planner.ui.deleted_plans import DeletedPlans
from planner.ui.erase_dialog import EraseDialog
from planner.ui.export_dialog import ExportDialog
from planner.ui.kind_dialog import KindDialog
from planner.ui.log_dialog import LogDialog
from planner.ui.new_plan import NewPlan
from planner.ui.packs.deleted_drafts import DeletedDrafts
from planner.ui.packs.fix_dialog import FixDialog
from planner.ui.packs.preview import Arrival, PackPreview
from planner.ui.packs.progress_dialog import ProgressDialog
from planner.ui.packs.refusal import Refusal
from planner.ui.packs.show_pack import PackView
from planner.ui.packs.wording_dialog import WordingDialog
from planner.ui.plan_text import PlanText
from planner.ui.safety.damaged_dialog import DamagedDialog
from planner.ui.safety.rescued_dialog import RescuedDialog
from planner.ui.safety.restore_dialog import RestoreDialog
from planner.ui.versions.versions_dialog import Deeds, VersionsDialog
from tests.ui import look, samples
from tests.ui.modal import settle

NAME, DESCRIPTION = QAccessible.Text.Name, QAccessible.Text.Description
Role = QAccessible.Role


def name_of(widget: QWidget) -> str:
    return look.told_of(widget).text(NAME).strip()


@pytest.fixture
def full(desk):
    """Return a desk with something of everything on it."""
    desk.session.apply(lambda plan: samples.placed(plan, *samples.CARDS[:2]), "place")
    desk.notice.warn("Something to read.", "Try again", None)
    settle()
    return desk


@pytest.fixture(
    params=[
        "desk",
        "home",
        "packs",
        "deleted",
        "new plan",
        "kind of question",
        "versions",
        "restore a backup",
        "damaged library",
        "what was rescued",
        "coach rules",
        "export",
        "card form",
        "own card",
        "card view",
        "pack preview",
        "first pack",
        "pack",
        "new wording",
        "fix",
        "deleted packs",
        "refusal",
        "progress",
        "your data",
        "delete everything",
        "log",
    ]
)
def part(request, full, library, theme, tmp_path):
    """Return each window and each dialog in turn."""
    if request.param == "desk":
        yield full
        return
    if request.param == "home":
        full.go_home()
        yield full
        return
    if request.param == "packs":
        library.drafts.save(samples.pack(), 1.0)
        full.go_packs()
        yield full
        return
    dialog = dialog_of(request.param, full, library, theme, tmp_path)
    dialog.show()
    settle()
    yield dialog
    dialog.hide()


def dialog_of(name, full, library, theme, folder) -> QDialog:
    pack = samples.pack()
    changed = replace(pack, cards=(replace(samples.FUNERAL, headline="Another"),))
    match name:
        case "pack preview" | "first pack":
            before = pack if name == "pack preview" else None
            standing = Standing.KNOWN if before else Standing.FIRST
            arrival = Arrival(
                PackFile(changed, SigningKey.make().public),
                standing,
                before,
                compare(before, changed),
                {samples.FUNERAL.id: ["A plan"]},
            )
            return PackPreview(full, theme, arrival)
        case "pack":
            return PackView(full, theme, pack, "Not signed")
        case "new wording":
            library.install(changed)
            full.kit.marks.refresh()
            return WordingDialog(full, full.kit)
        case "fix":
            return FixDialog(full, samples.FUNERAL, samples.FACTORS, 1, folder)
        case "deleted packs":
            return DeletedDrafts(full, library.drafts, theme, full.past)
        case "refusal":
            return Refusal(full, theme, "It is signed by someone else.")
        case "your data":
            return DataDialog(full, library.path, may_delete=True)
        case "delete everything":
            return EraseDialog(full, library)
        case "log":
            return LogDialog(full, "An entry")
        case "progress":
            dialog = ProgressDialog(full, "Installing…")
            # Looked at, and not waited for.
            dialog.setWindowModality(Qt.WindowModality.NonModal)
            return dialog
        case "deleted":
            return DeletedPlans(full, library.plans, theme, full.past)
        case "kind of question":
            return KindDialog(full, full.kit, full.session.plan)
        case "versions":
            plan = full.session.plan
            library.versions.keep(plan, "Kept by hand", 1.0)
            deeds = Deeds(print, print)
            return VersionsDialog(full, theme, library.versions, plan.id, plan, deeds)
        case "restore a backup":
            library.back_up("work", 1_795_442_712.0)
            full.session.apply(lambda p: samples.write(p, Part.INTRODUCTION, "Since"), "write")
            return RestoreDialog(full, library)
        case "damaged library":
            return DamagedDialog(library.path, Damaged("Damaged.", library.path))
        case "what was rescued":
            return RescuedDialog(full, Rescued(1, lost=("A plan",)), folder)
        case "coach rules":
            return RulesDialog(full, full.desk.panel.adviser)
        case "new plan":
            questions = library.questions()
            return NewPlan(full, questions, full.kit)
        case "export":
            essay = read_frameworks().essay
            return ExportDialog(full, full.session.plan, essay, folder, {}, full.memory)
        case "card form":
            return CardForm(full, Card("own/1", ""), samples.FACTORS)
        case "own card":
            return CardView(full, Card("own/1", "Mine"), full.kit.factors, (), full.kit.marks)
        case _:
            return CardView(full, samples.FUNERAL, full.kit.factors, (1, 2), full.kit.marks)


def everything(part: QWidget) -> list[QWidget]:
    return [part, *part.findChildren(QWidget)]


def test_whatever_takes_the_keyboard_has_a_name(part):
    silent = [
        widget
        for widget in everything(part)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and widget.isEnabled()
        and not isinstance(widget, QScrollArea)
        and not name_of(widget)
    ]
    assert silent == []


def test_every_label_shows_its_text_as_it_is(part):
    guessing = [
        label.text()
        for label in part.findChildren(QLabel)
        if label.textFormat() != Qt.TextFormat.PlainText
    ]
    assert guessing == []


def test_no_tooltip_is_left_to_be_guessed_at(part):
    bare = [w.toolTip() for w in everything(part) if w.toolTip() and not _escaped(w.toolTip())]
    assert bare == []


def _escaped(tip: str) -> bool:
    """Tell whether a tooltip is rich text whose content is escaped, as set_tip makes it."""
    return tip.startswith("<p>") and tip.endswith("</p>") and "<" not in tip[3:-4]


def test_every_list_and_editor_is_reached_by_its_name(part):
    for widget in everything(part):
        if isinstance(widget, QAbstractItemView | PlanText) and widget.isVisible():
            assert widget.accessibleName(), widget


def test_no_two_editors_or_lists_have_one_name(full):
    names = [
        widget.accessibleName()
        for widget in everything(full)
        if isinstance(widget, QAbstractItemView | PlanText) and widget.isVisible()
    ]
    assert len(set(names)) == len(names)


# The names that are fixed


def test_the_shelf_is_a_list_of_cards_by_headline(full):
    shelf = look.named(full, "Evidence cards", QListView)
    told = look.told_of(shelf)
    assert told.role() == Role.List
    assert told.text(NAME) == "Evidence cards"
    items = [told.child(n) for n in range(told.childCount())]
    names = [item.text(NAME) for item in items if item.role() == Role.ListItem]
    assert names == [card.headline for card in samples.CARDS]


@pytest.mark.parametrize(
    ("name", "cards"),
    [
        ("Point, paragraph 1", False),
        ("Evidence, paragraph 1", True),
        ("Explain, paragraph 1", False),
        ("Link, paragraph 2", False),
    ],
)
def test_a_slot_is_a_group_with_an_editor_and_the_list_of_its_cards(full, name, cards):
    told = look.told_of(look.slot(full, name))
    assert told.role() == Role.Grouping
    assert told.text(NAME) == name
    roles = [child.role() for child in look.below(told)]
    assert Role.EditableText in roles
    assert (Role.List in roles) is cards


def test_only_one_group_has_a_slots_name(full):
    names = [
        child.text(NAME)
        for child in look.below(look.told_of(full))
        if child.role() == Role.Grouping and not child.state().invisible
    ]
    assert names.count("Evidence, paragraph 1") == 1


def test_the_cards_of_a_slot_are_named_by_headline(full):
    told = look.told_of(look.slot(full, "Evidence, paragraph 1").cards)
    items = [told.child(n) for n in range(told.childCount())]
    assert [item.text(NAME) for item in items] == [card.headline for card in samples.CARDS[:2]]
    assert "Few delegates heard it" in items[0].text(DESCRIPTION)


def test_the_line_of_argument_is_an_editor(full):
    told = look.told_of(look.named(full, "Line of argument"))
    assert told.role() == Role.EditableText
    assert told.text(NAME) == "Line of argument"


@pytest.mark.parametrize("name", ["Export", "Undo", "Redo", "Add paragraph"])
def test_the_desks_buttons(full, name):
    buttons = [c for c in look.below(look.told_of(full)) if c.text(NAME) == name]
    assert [c.role() for c in buttons if c.role() == Role.Button] == [Role.Button]


def test_the_new_plan_button(window):
    assert look.told_of(look.pushed(window.home, "New plan")).role() == Role.Button


def test_title_and_status(full):
    assert look.told_of(full).text(NAME).startswith(samples.WHY.text)
    bar = look.told_of(full.statusBar())
    assert bar.role() == Role.StatusBar
    assert full.statusBar().currentMessage() == "Saved"


# What a student wrote is never taken for markup

HOSTILE = '<img src="file:///etc/hostname">&<b>x</b>'


def test_what_is_written_in_a_plan_is_never_markup(full):
    session = full.session
    first = session.plan.paragraphs[0]
    session.apply(lambda p: samples.edits.ask(p, HOSTILE), "ask")
    session.apply(lambda p: samples.write(p, samples.Part.HEADING, HOSTILE, first.id), "write")
    session.apply(
        lambda p: samples.edits.add_slot(p, first.id, SlotKind(HOSTILE, prompt=HOSTILE)), "add"
    )
    card = replace(samples.MOOD, headline=HOSTILE, detail=HOSTILE, factors=("usa/x",))
    slot = samples.evidence(session.plan).id
    factor = Factor("usa/x", HOSTILE, HOSTILE)
    session.apply(lambda p: samples.edits.place(p, slot, [card], factors=[factor]), "place")
    full.open_plan(session.plan.id)
    settle()
    full.grab()
    for label in full.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText
    tips = [widget.toolTip() for widget in full.findChildren(QWidget) if widget.toolTip()]
    assert [tip for tip in tips if not _escaped(tip)] == []
    assert [tip for tip in tips if "&lt;img" in tip]
