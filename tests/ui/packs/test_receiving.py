import shutil
import time

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtWidgets import QDialog, QLabel

from planner.model import edits
from planner.model.pack import pack_digest
from planner.packs.plan_file import save_plan_file
from planner.packs.signing import SigningKey, fingerprint
from planner.store.errors import StoreError
from planner.ui.packs.field_changes import MarkedText
from tests.ui import look, samples
from tests.ui.modal import close, press, settle
from tests.ui.packs.conftest import NEW, other, second


@pytest.fixture
def used(desk):
    """Return a desk whose plan uses a card that changes and one that is withdrawn."""
    desk.session.apply(
        lambda plan: samples.placed(plan, samples.FUNERAL, samples.CHARGE), "place cards"
    )
    return desk


def said(window) -> str:
    return window.notice.text.text() if window.notice.isVisible() else ""


def texts(dialog: QDialog) -> str:
    labels = [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]
    return "\n".join(labels + [m.toPlainText() for m in dialog.findChildren(MarkedText)])


def read(into: list[str], then):
    """Note what a dialog says, and answer it."""

    def answer(dialog) -> None:
        into.append(dialog.windowTitle())
        into.append(texts(dialog))
        then(dialog)

    return answer


def content(library) -> list[object]:
    packs = [(p.info.id, p.info.version, p.digest, p.signer, p.hidden) for p in library.installed()]
    return [packs, [library.plans.load(s.id) for s in library.plans.summaries()]]


# Looking before installing


def test_a_first_pack_shows_the_code_to_compare(window, library, file_of, key, modals):
    seen: list[str] = []
    before = content(library)
    modals.answer(read(seen, press("Cancel")))
    window.receiving.open(file_of(other()))
    title, words = seen
    assert title == "Install a pack"
    assert "The Cold War" in words
    assert "by Ms Khan · version 1" in words
    assert "Compare this code with what your teacher shows" in words
    assert fingerprint(key.public) in words
    assert "In it: 1 card." in words
    assert content(library) == before


def test_an_unsigned_pack_is_labelled_so(window, library, file_of, modals):
    seen: list[str] = []
    modals.answer(read(seen, press("Install")))
    window.receiving.open(file_of(other(), by=None))
    assert "This pack is not signed" in seen[1]
    assert "Compare this code" not in seen[1]
    window.go_packs()
    row = window.packs.list.rows.index(1)
    assert row.data() == "The Cold War"
    assert "Not signed" in look.told_of(window.packs.list).child(1).text(
        look.QAccessible.Text.Description
    )


@pytest.mark.parametrize("signed", [True, False])
def test_enter_installs_what_is_signed(window, library, file_of, key, modals, qtbot, signed):
    def enter(dialog) -> None:
        qtbot.keyClick(dialog.parts.list, Qt.Key.Key_Return)

    modals.answer(enter)
    window.receiving.open(file_of(other(), by=key if signed else None))
    assert (library.known("cold-war") is not None) is signed


def test_an_update_says_what_is_new_changed_and_withdrawn(used, library, file_of, key, modals):
    library.install(samples.pack(), key.public)
    seen: list[str] = []
    modals.answer(read(seen, press("Cancel")))
    used.receiving.open(file_of(second()))
    title, words = seen
    assert title == "Update a pack"
    assert "version 2, and you have version 1" in words
    assert "Signed by the same key as before" in words
    assert "Cards: 1 changed, 1 new, 1 withdrawn." in words
    assert "One of your plans uses cards that are changed or withdrawn." in words
    # Field by field, old beside new.
    assert "The funeral trick\nThe funeral ruse" in words
    assert "Trotsky was not there.\nTrotsky was far away." in words
    assert "In “Why did Stalin win the power struggle?”, which keeps the wording" in words


def test_the_parts_are_gone_through_with_the_keyboard(used, file_of, modals, qtbot):
    names: list[str] = []

    def walk(dialog) -> None:
        parts = dialog.parts.list
        model = parts.model()
        for row in range(model.rowCount()):
            parts.setCurrentIndex(model.index(row, 0))
            names.append(look.told_of(parts).child(row).text(look.QAccessible.Text.Name))
        parts.setCurrentIndex(model.index(model.rowCount() - 1, 0))
        dialog.reject()

    modals.answer(walk)
    used.receiving.open(file_of(second()))
    assert names == [
        "Changed card (1)",
        "Changed: The funeral ruse",
        "New card (1)",
        "New: The new card",
        "Withdrawn card (1)",
        "Withdrawn: The factionalism charge",
    ]


# Installing


def test_an_update_leaves_the_plan_and_offers_the_new_wording(used, library, file_of, modals):
    plan = used.session.plan
    modals.answer(press("Update"))
    used.receiving.open(file_of(second()))
    assert used.session.plan == plan
    assert library.plans.load(plan.id) == plan
    assert look.shown(look.slot(used, "Evidence, paragraph 1").cards) == [
        "The funeral trick",
        "The factionalism charge",
    ]
    assert "The funeral ruse" in look.shown(used.desk.shelf.list)
    assert NEW.headline in look.shown(used.desk.shelf.list)
    assert samples.CHARGE.headline not in look.shown(used.desk.shelf.list)
    assert [offer.after.headline for offer in used.kit.marks.offers()] == ["The funeral ruse"]
    assert library.pack("usa") == second()


def test_an_installation_is_one_undo(used, library, file_of, modals):
    before = content(library)
    modals.answer(press("Update"))
    used.receiving.open(file_of(second()))
    assert said(used) == (
        "Installed “The struggle”, version 2. Your plans are as they were. "
        "A card in this plan has a new wording."
    )
    look.pushed(used.notice, "Undo").click()
    assert content(library) == before
    assert look.shown(used.desk.shelf.list) == [card.headline for card in samples.CARDS]
    assert used.kit.marks.offers() == ()
    # And once more, without the file.
    used.go_packs()
    used.turning.redo()
    assert library.pack("usa") == second()
    used.turning.undo()
    assert content(library) == before


def test_an_installation_is_undone_from_home_too(window, library, file_of, modals):
    before = content(library)
    modals.answer(press("Install"))
    window.receiving.open(file_of(other()))
    assert window.turning.words == ("install “The Cold War”", "")
    window.turning.undo()
    assert content(library) == before
    # Its signer is forgotten with it: another may come first now.
    assert library.known("cold-war") is None


def test_the_same_pack_again_is_said_to_be_here(window, library, file_of, modals):
    modals.answer(press("Install"))
    path = file_of(other())
    window.receiving.open(path)
    window.receiving.open(path)
    assert (
        said(window) == "“The Cold War”, version 1, is in your library already. "
        "Nothing was changed."
    )
    library.hide("cold-war")
    window.receiving.open(path)
    look.pushed(window.notice, "Show it").click()
    assert "cold-war" in {info.id for info in library.packs()}


def test_what_was_typed_is_saved_before(used, library, file_of, modals):
    used.session.type(samples.Field(samples.Part.CONCLUSION), "In the end …")
    modals.answer(press("Update"))
    used.receiving.open(file_of(second()))
    assert library.plans.load(used.session.plan.id).conclusion == "In the end …"


def test_nothing_is_installed_over_what_cannot_be_saved(used, store, library, file_of):
    used.session.type(samples.Field(samples.Part.CONCLUSION), "In the end …")
    store.broken = True
    used.receiving.open(file_of(second()))
    assert "not saved yet" in said(used)
    assert library.pack("usa") == samples.pack()


def test_a_full_disk_leaves_the_library(window, library, file_of, modals, monkeypatch):
    install, disk = library.install, {"full": True}

    def try_it(*words: object) -> None:
        if disk["full"]:
            raise StoreError("The disk is full. Nothing was installed.")
        install(*words)

    monkeypatch.setattr(library, "install", try_it)
    modals.answer(press("Install"))
    window.receiving.open(file_of(other()))
    assert said(window) == "The disk is full. Nothing was installed."
    assert window.turning.words == ("", "")
    disk["full"] = False
    look.pushed(window.notice, "Try again").click()
    assert library.pack("cold-war") == other()
    assert window.turning.words == ("install “The Cold War”", "")


def test_a_long_installation_can_be_cancelled(window, library, file_of, modals, monkeypatch):
    before, install = content(library), library.install

    def slow(pack, signer, advance):
        def patient(done: int, total: int) -> None:
            # As long as it takes to be cancelled, within reason.
            end = time.monotonic() + 5
            while time.monotonic() < end:
                advance(done, total)

        install(pack, signer, patient)

    monkeypatch.setattr(library, "install", slow)
    modals.answer(press("Install"), press("Cancel"))
    window.receiving.open(file_of(other()))
    assert said(window) == "Cancelled. The library is as it was."
    assert content(library) == before


@pytest.mark.parametrize("version", [1, 2])
def test_a_damaged_pack_is_mended_by_its_file(used, library, file_of, key, modals, version):
    library.install(samples.pack(), key.public)
    with library._database.writing() as db:  # noqa: SLF001
        db.execute("UPDATE questions SET body = '{'")
    with pytest.raises(StoreError):
        library.pack("usa")
    wanted = samples.pack() if version == 1 else second()
    seen: list[str] = []
    modals.answer(read(seen, press("Install")))
    used.receiving.open(file_of(wanted))
    assert "The version that you have is damaged" in seen[1]
    assert "Signed by the same key as before" in seen[1]
    assert library.pack("usa") == wanted


def test_a_pack_that_was_removed_comes_from_whoever_made_it(window, library, file_of, modals):
    seen: list[str] = []
    modals.answer(press("Install"), read(seen, press("Cancel")))
    window.receiving.open(file_of(other()))
    library.remove("cold-war")
    window.receiving.open(file_of(other()))
    assert "whoever made the version that was here before: “Ms Khan”" in seen[1]


# Refusing


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda data: b"", "is empty"),
        (lambda data: data[: len(data) // 2], "pack.evidencepack"),
        (lambda data: data.replace(b"Trotsky", b"Kamenev"), "pack.evidencepack"),
    ],
    ids=["empty", "cut", "changed"],
)
def test_a_bad_file_is_refused_loudly(window, library, file_of, modals, spoil, words):
    path = file_of(second())
    path.write_bytes(spoil(path.read_bytes()))
    before, seen = content(library), []
    modals.answer(read(seen, press("OK")))
    window.receiving.open(path)
    assert seen[0] == "This pack was not installed"
    assert words in seen[1]
    assert content(library) == before


def test_another_key_is_refused(window, library, file_of, key, modals):
    library.install(samples.pack(), key.public)
    thief = SigningKey.make()
    seen: list[str] = []
    modals.answer(read(seen, press("OK")), read(seen, press("OK")))
    window.receiving.open(file_of(second(), by=thief))
    assert "signed by someone else" in seen[1]
    assert fingerprint(thief.public) in seen[1]
    window.receiving.open(file_of(second(), by=None))
    assert "nobody signed it" in seen[3]
    assert library.pack("usa") == samples.pack()


def test_a_lower_version_and_another_of_the_same_are_refused(window, library, file_of, key, modals):
    library.install(second(), key.public)
    seen: list[str] = []
    modals.answer(read(seen, close), read(seen, press("OK")))
    window.receiving.open(file_of(samples.pack()))
    assert "which is newer" in seen[1]
    changed = replace(second(), questions=())
    window.receiving.open(file_of(changed))
    assert "says something else" in seen[3]
    assert library.known("usa").digest == pack_digest(second())


# The ways in


def mime_of(*paths) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


@pytest.mark.parametrize("where", ["shelf", "slot", "line", "search", "header"])
def test_a_pack_is_dropped_anywhere(used, library, hand, file_of, modals, where):
    desk = used.desk
    target = {
        "shelf": desk.shelf.list,
        "slot": look.slot(used, "Evidence, paragraph 1").cards,
        "line": look.named(used, "Line of argument"),
        "search": desk.shelf.search,
        "header": desk.header,
    }[where]
    mime = mime_of(file_of(second()))
    assert hand.enter(mime, target) is not None
    assert used.dropping.veil.isVisible()
    modals.answer(press("Update"))
    hand.drop(mime, target)
    settle()
    assert not used.dropping.veil.isVisible()
    assert library.pack("usa") == second()
    assert desk.shelf.search.text() == ""
    assert used.session.plan.line_of_argument == ""


def test_a_drag_that_leaves_leaves_nothing_behind(used, hand, file_of):
    mime = mime_of(file_of(second()))
    hand.enter(mime, used.desk.header)
    hand.leave(used.desk.header)
    assert not used.dropping.veil.isVisible()


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["a.png"], "Marshal cannot open “a.png”. It opens plans (.essayplan), packs"),
        (["notes.docx"], "drop the file on a pack that you are editing."),
        (["sub"], "“sub” is a folder."),
        (["sub.evidencepack"], "sub.evidencepack"),
        (["a.evidencepack", "b.evidencepack"], "one file at a time, and these are 2."),
    ],
    ids=["other", "notes", "folder", "folder-like-a-pack", "two"],
)
def test_what_cannot_be_opened_is_told_and_typed_nowhere(
    used, hand, tmp_path, modals, names, words
):
    for name in names:
        (tmp_path / name).mkdir() if name.startswith("sub") else (tmp_path / name).touch()
    seen: list[str] = []
    if names == ["sub.evidencepack"]:
        modals.answer(read(seen, press("OK")))
    target = look.named(used, "Line of argument")
    hand.drop(mime_of(*(tmp_path / name for name in names)), target)
    settle()
    assert words in "".join(seen) + said(used)
    assert not used.dropping.veil.isVisible()
    assert target.words() == ""


def test_a_link_from_a_browser_is_let_by(used, hand):
    mime = QMimeData()
    mime.setUrls([QUrl("https://example.org/a.evidencepack")])
    assert hand.enter(mime, used.desk.header) is None
    assert not used.dropping.veil.isVisible()


def test_the_editor_takes_notes_itself(window, library, hand, tmp_path):
    library.drafts.save(samples.pack(), 1.0)
    editor = window.open_draft("usa")
    (tmp_path / "notes.txt").write_text("- Lenin died in 1924")
    assert hand.enter(mime_of(tmp_path / "notes.txt"), editor) is not None
    assert not window.dropping.veil.isVisible()
    assert hand.enter(mime_of(tmp_path / "a.essayplan"), editor) is not None
    assert window.dropping.veil.isVisible()
    hand.leave(editor)


def test_a_window_starts_with_a_pack(window, library, file_of, modals):
    modals.answer(press("Install"))
    window.start(file_of(other()))
    settle()
    assert not window.on_desk
    assert library.pack("cold-war") == other()


def test_one_dialog_opens_every_kind(window, file_of, modals, monkeypatch, tmp_path):
    asked: list[str] = []
    answers: list[str] = []

    def ask(_parent, _title, _start, kinds):
        asked.append(kinds)
        return answers.pop(0), ""

    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getOpenFileName", ask)
    # A mail program may call a pack something else.
    renamed = tmp_path / "pack.evidencepack.zip"
    shutil.copy(file_of(other()), renamed)
    save_plan_file(edits.rename_plan(samples.begun("mine"), "Mine"), tmp_path / "a.essayplan")
    answers += ["", str(renamed), str(tmp_path / "a.essayplan")]
    modals.answer(press("Install"))
    for _ in range(3):
        window.receiving.choose()
    assert all(s in asked[0] for s in ("*.essayplan", "*.evidencepack", "*.evidencefix"))
    assert window.memory.get("folder") == str(tmp_path)
    assert window.session.plan.id == "mine"


def test_its_worked_example_is_at_home(window, library, file_of, modals):
    question = replace(samples.WHY, id="cold-war/why", factors=())
    example = replace(samples.begun("cold-war/worked", question), name="Yalta", factors=())
    modals.answer(press("Install"))
    window.receiving.open(file_of(replace(other(), questions=(question,), plans=(example,))))
    plans = window.home.worked.plans
    assert [plans.index(row).data() for row in range(plans.rowCount())] == [
        "Worked example",
        "Yalta",
    ]
