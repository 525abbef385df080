"""Publishing a pack: versions that only rise, and the keys that sign them."""

from pathlib import Path

import pytest
from minisign import KeyPair
from msgspec.structs import replace
from PySide6.QtWidgets import QDialog, QFileDialog

from planner.model import pack_edits
from planner.model.evidence import Card
from planner.model.pack import Known, pack_digest
from planner.packs.errors import PackError
from planner.packs.pack_file import read_pack_file
from planner.packs.signing import PasswordError, SigningKey, fingerprint, verify_handover
from planner.packs.trust import Standing, judge
from planner.store.place import KEY
from planner.ui.editor import keys
from planner.ui.editor.keys import KeyRing, Record
from planner.ui.editor.publish_dialog import suggested_name
from planner.ui.editor.publishing import edition
from tests.ui import samples
from tests.ui.modal import close, press


@pytest.fixture
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Choose a file to publish to, a new one each time, and note which name was offered."""
    asked: list[Path] = []

    def choose(_parent, _title, start, _kinds):
        asked.append(Path(start))
        return str(tmp_path / f"out-{len(asked)}.evidencepack"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    return asked


@pytest.fixture
def folder(library) -> Path:
    return library.path.parent


@pytest.fixture
def first(editor, modals, target, tmp_path):
    """Publish the pack for the first time, and return what the file holds."""
    modals.answer(press("Save the pack file…"), press("Done"))
    editor.header.publish.click()
    return read_pack_file(tmp_path / "out-1.evidencepack")


def change_a_card(editor, headline="An open race indeed") -> None:
    card = replace(editor.session.pack.cards[-1], headline=headline)
    assert editor.session.apply(lambda p: pack_edits.change(p, [card]), "change a card")


def known(file) -> Known:
    return Known(file.signer, file.pack.info.version, pack_digest(file.pack))


def test_the_first_time_makes_a_key_and_shows_its_code(
    editor, host, modals, target, tmp_path, folder
):
    def look(dialog):
        assert "version 1, with 5 cards" in dialog.told.text()
        assert not dialog.code
        press("Save the pack file…")(dialog)

    codes = []

    def note(dialog):
        codes.append(dialog.code.text())
        press("Done")(dialog)

    modals.answer(look, note)
    editor.header.publish.click()
    file = read_pack_file(tmp_path / "out-1.evidencepack")
    assert file.pack.info.version == 1
    assert codes == [fingerprint(file.signer)]
    assert SigningKey.read(folder / KEY).public == file.signer
    assert target[0].name == "The struggle v1.evidencepack"
    assert editor.session.published == file.pack
    assert editor.header.version.text() == "Version 1"
    assert codes[0] in host.notice.text.text()
    assert judge(file, None, "x") is Standing.FIRST


def test_the_next_version_tells_what_is_new_and_is_signed_by_the_same_key(
    editor, first, modals, tmp_path
):
    change_a_card(editor)
    editor.session.apply(lambda p: pack_edits.add(p, [Card("usa/new", "A cold day")]), "add")
    editor.session.apply(lambda p: pack_edits.remove(p, Card, ["usa/charge"]), "remove")

    def look(dialog):
        assert dialog.told.text() == (
            "This will be version 2. Since version 1: 1 new card, 1 changed card, 1 withdrawn card."
        )
        rows = [dialog.changes.item(at).text() for at in range(dialog.changes.count())]
        assert rows == [
            "New card: A cold day",
            "Changed card: An open race indeed (headline)",
            "Withdrawn card: The factionalism charge",
        ]
        assert dialog.key_box.code.text() == fingerprint(first.signer)
        press("Save the pack file…")(dialog)

    modals.answer(look)
    editor.header.publish.click()
    second = read_pack_file(tmp_path / "out-2.evidencepack")
    assert second.pack.info.version == 2
    assert judge(second, known(first), "x") is Standing.KNOWN


def test_nothing_new_gives_the_same_version_again(editor, first, modals, tmp_path):
    def look(dialog):
        assert dialog.told.text() == (
            "Nothing has changed since version 1. The same file is saved again."
        )
        press("Save the pack file…")(dialog)

    modals.answer(look)
    editor.header.publish.click()
    assert read_pack_file(tmp_path / "out-2.evidencepack") == first


def test_the_author_and_the_licence_are_kept_in_the_draft(editor, modals, target, tmp_path):
    def fill(dialog):
        dialog.author.setText("  Ms Khan ")
        dialog.licence.choice.setEditText("CC0 1.0")
        press("Save the pack file…")(dialog)

    modals.answer(fill, press("Done"))
    editor.header.publish.click()
    file = read_pack_file(tmp_path / "out-1.evidencepack")
    assert (file.pack.info.author, file.pack.info.licence) == ("Ms Khan", "CC0 1.0")
    assert editor.session.pack.info == file.pack.info
    assert editor.undo_words == "publish version 1"


def test_what_has_to_be_put_right_comes_first_and_leads_there(editor, modals, target):
    change_a_card(editor, "")

    def look(dialog):
        assert not dialog.save.isVisible()
        assert [p.says for p in dialog.grave.held.problems] == ["Card 5 has no headline."]
        press("Go there")(dialog)

    modals.answer(look)
    editor.show_page(3)
    editor.header.publish.click()
    assert editor.sheets["card"].view.current_id() == "usa/mood"
    assert editor.page() is editor.sheets["card"]
    assert target == []
    assert editor.session.published is None


def test_putting_the_question_away_publishes_nothing(editor, modals, monkeypatch, folder):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))

    def go(dialog):
        press("Save the pack file…")(dialog)
        assert dialog.isVisible()
        close(dialog)

    modals.answer(go)
    editor.header.publish.click()
    assert editor.session.published is None
    assert editor.session.pack == samples.pack()


def test_a_file_that_cannot_be_written_is_told_and_its_number_is_not_given_twice(
    editor, modals, monkeypatch, tmp_path
):
    def go(dialog: QDialog):
        monkeypatch.setattr(
            QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "no/x.evidencepack"), "")
        )
        press("Save the pack file…")(dialog)
        assert "could not be written" in dialog.problem.text()
        change_a_card(editor)
        monkeypatch.setattr(
            QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "x.evidencepack"), "")
        )
        press("Save the pack file…")(dialog)

    modals.answer(go, press("Done"))
    editor.header.publish.click()
    assert read_pack_file(tmp_path / "x.evidencepack").pack.info.version == 2


def test_a_library_that_cannot_be_written_to_publishes_nothing(editor, drafts, modals, target):
    def go(dialog):
        drafts.broken = True
        press("Save the pack file…")(dialog)
        assert "full" in dialog.problem.text() or "written" in dialog.problem.text()
        drafts.broken = False
        close(dialog)

    modals.answer(go)
    editor.header.publish.click()
    assert editor.session.published is None


def test_where_no_key_can_be_made_it_can_be_published_unsigned(
    editor, host, modals, target, monkeypatch, tmp_path
):
    def fail(_key, _path):
        raise PackError("The key could not be written.")

    monkeypatch.setattr(SigningKey, "save", fail)

    def go(dialog):
        press("Save the pack file…")(dialog)
        assert dialog.key_box.head.text() == "This pack will not be signed"
        assert target == []
        press("Save it unsigned…")(dialog)

    modals.answer(go)
    editor.header.publish.click()
    assert read_pack_file(tmp_path / "out-1.evidencepack").signer == ""
    assert "code" not in host.notice.text.text()


# Another key


def test_another_key_is_vouched_for_by_the_one_before(
    editor, first, modals, monkeypatch, tmp_path, folder
):
    other = SigningKey.make()
    other.save(tmp_path / "other.key")
    monkeypatch.setattr(
        QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "other.key"), "")
    )
    change_a_card(editor)

    def go(dialog):
        dialog.key_box.other.click()
        assert dialog.key_box.code.text() == fingerprint(other.public)
        press("Save the pack file…")(dialog)

    modals.answer(go)
    editor.header.publish.click()
    second = read_pack_file(tmp_path / "out-2.evidencepack")
    assert second.signer == other.public
    assert judge(second, known(first), "x") is Standing.HANDED_OVER
    assert len(list(folder.glob("marshal-*.key"))) == 1
    change_a_card(editor, "Once more")
    modals.answer(press("Save the pack file…"))
    editor.header.publish.click()
    third = read_pack_file(tmp_path / "out-3.evidencepack")
    assert judge(third, known(first), "x") is Standing.HANDED_OVER
    assert judge(third, known(second), "x") is Standing.KNOWN


@pytest.fixture
def locked(tmp_path, monkeypatch) -> SigningKey:
    """Choose a key file with the password “päss”, as minisign makes one; return the open key."""
    pair = KeyPair.generate()
    key = SigningKey.read(_saved(tmp_path / "plain.key", pair.secret_key))
    pair.secret_key.encrypt("päss", memlimit=1_048_576)
    path = _saved(tmp_path / "other.key", pair.secret_key)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    return key


def _saved(path, secret):
    path.write_bytes(bytes(secret) + b"\n")
    return path


def word(said):
    def answer(dialog):
        assert "has a password" in dialog.labelText() or "not the password" in dialog.labelText()
        dialog.setTextValue(said)
        dialog.accept()

    return answer


def take_other(dialog) -> None:
    dialog.key_box.other.click()


def test_a_key_with_a_password_keeps_it_and_asks_when_publishing(
    editor, locked, modals, target, tmp_path, folder
):
    def take(dialog):
        take_other(dialog)
        assert dialog.key_box.code.text() == fingerprint(locked.public)
        assert "has a password, which Marshal asks for" in dialog.key_box.told.text()
        close(dialog)

    modals.answer(take, word("wrong"), word("päss"))
    editor.header.publish.click()
    kept = folder / KEY
    assert kept.read_bytes() == (tmp_path / "other.key").read_bytes()
    assert kept.stat().st_mode & 0o777 == 0o600
    assert locked.public in kept.with_suffix(".pub").read_text()
    with pytest.raises(PasswordError):
        SigningKey.read(kept)

    def publish(dialog):
        assert not dialog.key_box.code.isVisible()
        assert "has a password" in dialog.key_box.told.text()
        press("Save the pack file…")(dialog)

    modals.answer(publish, word("wrong"), word("päss"))
    editor.header.publish.click()
    assert read_pack_file(tmp_path / "out-1.evidencepack").signer == locked.public


def test_without_its_password_a_key_signs_nothing(editor, locked, modals, target, folder):
    (folder / KEY).write_bytes(Path(QFileDialog.getOpenFileName()[0]).read_bytes())

    def publish(dialog):
        press("Save the pack file…")(dialog)
        assert "has a password" in dialog.problem.text()
        close(dialog)

    modals.answer(publish, close)
    editor.header.publish.click()
    assert target == []
    assert editor.session.published is None


def test_a_key_with_a_password_vouches_for_the_next_once_it_is_opened(library, locked, folder):
    ring = KeyRing(library)
    path = Path(QFileDialog.getOpenFileName()[0])
    ring.keep("usa", ring.handed_over("usa", ring.use(path, "päss")))
    other = SigningKey.make()
    other.save(folder / "next.key")
    key = ring.use(folder / "next.key")
    assert ring.read().public == other.public
    with pytest.raises(PasswordError, match="marshal-"):
        ring.handed_over("usa", key)
    (handover,) = ring.handed_over("usa", key, "päss").handovers
    assert (handover.old, handover.new) == (locked.public, other.public)
    verify_handover(handover, "usa", "x")


def test_a_damaged_key_can_be_replaced_by_a_copy_of_it(
    editor, first, modals, target, monkeypatch, tmp_path, folder
):
    copy = tmp_path / "copy.key"
    copy.write_bytes((folder / KEY).read_bytes())
    (folder / KEY).write_text("damaged")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(copy), ""))
    change_a_card(editor)

    def go(dialog):
        assert "is no signing key" in dialog.problem.text()
        assert not dialog.save.isEnabled()
        take_other(dialog)
        assert dialog.problem.isHidden()
        press("Save the pack file…")(dialog)

    modals.answer(go)
    editor.header.publish.click()
    second = read_pack_file(tmp_path / "out-2.evidencepack")
    assert judge(second, known(first), "x") is Standing.KNOWN
    assert (folder / KEY).read_bytes() == copy.read_bytes()


def test_a_key_that_cannot_be_kept_changes_nothing(library, folder, tmp_path, monkeypatch):
    ring = KeyRing(library)
    held = ring.make()
    SigningKey.make().save(tmp_path / "other.key")

    def fail(path, _data, **_):
        raise OSError(28, "No space left on device", str(path))

    with monkeypatch.context() as broken:
        broken.setattr(keys, "write_file", fail)
        with pytest.raises(PackError, match="nothing was changed"):
            ring.use(tmp_path / "other.key")
    assert ring.read().public == held.public
    assert [path.name for path in folder.glob("marshal*.key")] == [KEY]


def test_a_file_that_is_no_key_is_told(editor, modals, monkeypatch, path):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))

    def go(dialog):
        dialog.key_box.other.click()
        assert "no signing key" in dialog.problem.text()
        close(dialog)

    modals.answer(go)
    editor.header.publish.click()


def test_a_pack_whose_key_is_gone_is_not_published_with_another(library, folder):
    ring = KeyRing(library)
    lost, key = SigningKey.make(), ring.make()
    ring.keep("usa", Record(lost.public))
    with pytest.raises(PackError, match=fingerprint(lost.public)):
        ring.handed_over("usa", key)
    assert ring.handed_over("other", key) == Record(key.public)
    lost.save(folder / "marshal-lost.key")
    handed = ring.handed_over("usa", key)
    assert [(h.old, h.new) for h in handed.handovers] == [(lost.public, key.public)]
    (folder / "marshal-broken.key").write_text("no key")
    assert len(ring.handed_over("usa", key).handovers) == 1


def test_taking_the_same_key_again_changes_nothing(library, folder):
    ring = KeyRing(library)
    key = ring.make()
    assert ring.use(folder / KEY).public == key.public
    assert not list(folder.glob("marshal-*.key"))


# Versions


def test_worked_plans_go_out_with_the_cards_as_they_are_worded_now():
    usa = samples.pack()
    changed = pack_edits.change(usa, [replace(samples.TESTAMENT, headline="The hidden letter")])
    made = edition(changed, usa)
    assert made.info.version == 2
    assert [p.card.headline for p in made.plans[0].placements()] == ["The hidden letter"]
    assert edition(usa, usa) is usa
    assert edition(replace(usa, info=replace(usa.info, version=9)), usa) is usa


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("The Cold War, 1945–62", "The Cold War, 1945–62 v1.x"),
        ('a/b\\c:"d"', "a b c d v1.x"),
        ("...", "usa v1.x"),
        ("x" * 200, "x" * 80 + " v1.x"),
    ],
)
def test_a_file_is_called_by_the_packs_title(title: str, name: str):
    usa = samples.pack()
    assert suggested_name(replace(usa, info=replace(usa.info, title=title)), ".x") == name
