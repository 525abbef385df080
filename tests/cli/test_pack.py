import json
import os
import shutil
import subprocess
import sys

import pytest
from minisign import KeyPair
from msgspec.structs import replace
from openpyxl import Workbook

from planner import shipped
from planner.model.evidence import Card
from planner.model.pack import Pack, PackInfo
from planner.packs.data import read_frameworks, read_question_types
from planner.packs.pack_file import read_pack_file
from planner.packs.signing import SigningKey
from planner.packs.source import read_pack_source
from planner.packs.source_write import source_toml
from tests.cli.run import failure, run

SHIPPED = shipped.RESOURCES / "packs" / "power-struggle.toml"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def source(folder):
    return shutil.copy(SHIPPED, folder / "power-struggle.toml")


def read(path):
    return read_pack_source(path, read_frameworks(), read_question_types())


def said(*arguments):
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


# Making


def test_new_begins_a_source_whose_faults_are_what_is_to_be_filled_in(folder):
    said("pack", "new", "cold-war.toml", "--title", "The “Cold” War", "--author", "Ms Khan")
    text = (folder / "cold-war.toml").read_text()
    assert 'id = "cold-war"' in text
    result = run("pack", "check", "cold-war.toml")
    assert result.exit_code == 1
    lines = text.splitlines()
    for finding in result.stdout.splitlines():
        if finding.startswith("Wrong: cold-war.toml, line "):
            number = int(finding.split("line ")[1].split(",")[0])
            assert lines[number - 1].endswith('""'), finding


def test_new_leaves_a_file_that_is_there(folder):
    (folder / "mine.toml").write_text("mine")
    assert "there already" in failure("pack", "new", "mine.toml")
    assert (folder / "mine.toml").read_text() == "mine"
    assert ".toml" in failure("pack", "new", "mine.txt")


def test_check_names_every_problem_with_file_card_and_line(source):
    text = source.read_text(encoding="utf-8")
    first = text.replace("headline = ", "headlin = ", 1)
    source.write_text(first.replace('id = "funeral-trick"', 'id = "Funeral Trick"'), "utf-8")
    lines = source.read_text(encoding="utf-8").splitlines()
    result = run("pack", "check", source)
    assert result.exit_code == 1
    wrong = [line for line in result.stdout.splitlines() if line.startswith("Wrong")]
    for number, part in (
        (next(n for n, line in enumerate(lines, 1) if "headlin =" in line), "headlin"),
        (next(n for n, line in enumerate(lines, 1) if "Funeral Trick" in line), "Funeral Trick"),
    ):
        assert any(f"power-struggle.toml, line {number}," in w and part in w for w in wrong), wrong


def test_check_is_content_with_the_shipped_pack_and_with_what_is_built_of_it(source, folder):
    assert said("pack", "check", source).startswith("Nothing is wrong")
    said("pack", "build", source)
    assert said("pack", "check", "power-struggle.evidencepack").startswith("Nothing is wrong")


def test_strict_fails_for_what_could_be_better(source):
    text = source.read_text(encoding="utf-8")
    source.write_text(text.replace('author = "Marshal"', 'author = ""'), encoding="utf-8")
    assert run("pack", "check", source).exit_code == 0
    assert run("pack", "check", "--strict", source).exit_code == 1


def test_build_makes_the_very_pack_of_the_source(source, folder):
    out = said("pack", "build", source, "--to", "made.evidencepack")
    assert "version 1 with 70 cards" in out
    assert read_pack_file(folder / "made.evidencepack").pack == read(source)
    first = (folder / "made.evidencepack").read_bytes()
    said("pack", "build", source, "--to", "made.evidencepack")
    assert (folder / "made.evidencepack").read_bytes() == first


def test_build_writes_nothing_where_something_is_wrong(source, folder):
    source.write_text(source.read_text(encoding="utf-8").replace("headline = ", "x = ", 1), "utf-8")
    result = run("pack", "build", source, "--to", "made.evidencepack")
    assert result.exit_code == 1
    assert "line" in result.stderr
    assert not (folder / "made.evidencepack").exists()


# Showing and comparing


def test_show_says_what_a_pack_is_wherever_it_is(source, folder, library):
    said("pack", "build", source, "--to", "made.evidencepack")
    for named in (source, "made.evidencepack"):
        out = said("pack", "show", named)
        assert "The power struggle to succeed Lenin" in out
        assert "70 cards, 5 factors, 9 questions, 1 worked plan" in out
    assert "70 cards" in said("--library", library, "pack", "show", "power-struggle")
    assert "funeral-trick" in said("pack", "show", source, "--cards")
    assert "by nobody" in said("pack", "show", "made.evidencepack")


def test_show_says_that_there_is_no_such_pack(library, folder):
    failure("--library", library, "pack", "show", "no-such-pack")
    (folder / "notes.txt").write_text("notes")
    assert ".evidencepack" in failure("pack", "show", "notes.txt")


def test_diff_tells_every_field_that_differs(source, folder):
    pack = read(source)
    changed = replace(pack.cards[0], headline="Reworded", detail="Another detail.")
    cards = (changed, *pack.cards[2:])
    (folder / "new.toml").write_text(source_toml(replace(pack, cards=cards)), encoding="utf-8")
    out = said("pack", "diff", source, "new.toml")
    assert "Cards: 0 new, 1 changed, 1 withdrawn" in out
    assert f"Headline: “{pack.cards[0].headline}” → “Reworded”" in out
    assert "→ “Another detail.”" in out
    assert f"- {pack.cards[1].headline}" in out
    assert said("pack", "diff", source, source).strip() == "Nothing differs."


def test_diff_refuses_two_packs(source, folder):
    other = Pack(PackInfo("other", "Other"), cards=(Card("other/card", "A card"),))
    (folder / "other.toml").write_text(source_toml(other), encoding="utf-8")
    assert "two packs" in failure("pack", "diff", source, "other.toml")


# Signing


def test_sign_makes_a_key_once_and_verify_tells_whose_it_is(source, folder, library):
    said("pack", "build", source, "--to", "made.evidencepack")
    assert "not signed" in failure("pack", "verify", "made.evidencepack")
    out = said("--library", library, "pack", "sign", "made.evidencepack")
    assert "Made your key" in out
    key = SigningKey.read(library.parent / "marshal.key")
    assert read_pack_file(folder / "made.evidencepack").signer == key.public
    once = (folder / "made.evidencepack").read_bytes()
    assert "Made your key" not in said("--library", library, "pack", "sign", "made.evidencepack")
    assert (folder / "made.evidencepack").read_bytes() == once
    shown = out.split("with the key ")[1].strip().rstrip(".")
    assert shown in said("pack", "verify", "made.evidencepack")
    public = library.parent / "marshal.pub"
    said("pack", "verify", "made.evidencepack", "--key", public)
    other = SigningKey.make().public
    assert "another key" in failure("pack", "verify", "made.evidencepack", "--key", other)


def test_a_new_key_is_vouched_for_by_the_old_one(source, folder):
    SigningKey.make().save(folder / "old.key")
    SigningKey.make().save(folder / "new.key")
    said("pack", "build", source, "--to", "made.evidencepack")
    said("pack", "sign", "made.evidencepack", "--key", "new.key", "--after", "old.key")
    found = read_pack_file(folder / "made.evidencepack")
    assert found.signer == SigningKey.read(folder / "new.key").public
    assert [h.old for h in found.handovers] == [SigningKey.read(folder / "old.key").public]


def test_a_key_with_a_password_asks_for_it(source, folder, monkeypatch):
    pair = KeyPair.generate()
    pair.secret_key.encrypt("secret", memlimit=1_048_576)
    (folder / "m.key").write_bytes(bytes(pair.secret_key))
    (folder / "m.pub").write_bytes(bytes(pair.public_key))
    said("pack", "build", source, "--to", "made.evidencepack")
    sign = ("pack", "sign", "made.evidencepack", "--key", "m.key")
    assert "has a password" in failure(*sign)
    monkeypatch.setenv("MARSHAL_KEY_PASSWORD", "other")
    assert "not the password" in failure(*sign)
    monkeypatch.setenv("MARSHAL_KEY_PASSWORD", "secret")
    said(*sign)
    said("pack", "verify", "made.evidencepack", "--key", "m.pub")


# From what teachers have


def test_import_makes_a_card_of_each_bullet(folder):
    (folder / "notes.md").write_text(
        "# Causes\n\n- Stalin became General Secretary in April 1922.\n- Lenin died.\n", "utf-8"
    )
    out = said("pack", "import", "notes.md", "--to", "made.toml", "--title", "T", "--factors")
    assert "2 cards" in out
    pack = read(folder / "made.toml")
    assert [card.when.start for card in pack.cards] == ["1922-04", ""]
    assert [factor.name for factor in pack.factors] == ["Causes"]
    assert {card.factors for card in pack.cards} == {(pack.factors[0].id,)}
    assert "there already" in failure("pack", "import", "notes.md", "--to", "made.toml")


def test_import_recognises_columns_and_asks_where_it_cannot(folder):
    def sheet(name, *rows):
        book = Workbook()
        for row in rows:
            book.active.append(row)
        book.save(folder / name)

    sheet("a.xlsx", ("Date", "Title", "Theme"), ("1924", "Lenin dies", "Chance"))
    said("pack", "import", "a.xlsx", "--to", "a.toml")
    (card,) = read(folder / "a.toml").cards
    assert (card.headline, card.when.start, card.factors) == ("Lenin dies", "1924", ("a/chance",))
    sheet("b.xlsx", ("Xyz", "Qrs", "Uvw"), ("one", "two", "three"), ("four", "five", "six"))
    told = failure("pack", "import", "b.xlsx", "--to", "b.toml")
    assert "--columns" in told
    said("pack", "import", "b.xlsx", "--to", "b.toml", "--columns", "headline,Detail,Leave out")
    assert [c.detail for c in read(folder / "b.toml").cards][-2:] == ["two", "five"]
    assert "3 columns" in failure(
        "pack", "import", "b.xlsx", "--to", "c.toml", "--columns", "Headline"
    )


def test_import_tells_of_a_date_that_it_cannot_read_and_keeps_the_card(folder):
    (folder / "a.csv").write_text("Title,Date\nLenin dies,1924\nStalin wins,soon\n", "utf-8")
    result = run("pack", "import", "a.csv", "--to", "a.toml")
    assert result.exit_code == 0, result.output
    assert "Row 3" in result.stderr
    assert [card.when.shown for card in read(folder / "a.toml").cards] == ["1924", "soon"]


def test_import_says_where_there_is_nothing_to_make_cards_of(folder):
    (folder / "notes.txt").write_text("Only a sentence, which is no bullet.\n")
    assert "no bullets" in failure("pack", "import", "notes.txt", "--to", "made.toml")
    assert not (folder / "made.toml").exists()


# On paper, and the schema


@pytest.mark.parametrize("sheet", ["cards", "mat", "organiser", "timeline"])
def test_cards_prints_every_sheet_without_a_screen(source, folder, sheet):
    # In a process of its own: there, nothing has started Qt.
    command = [sys.executable, shipped.ROOT / "main.py", "pack", "cards", source]
    environment = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "QT_QPA_PLATFORM")}
    subprocess.run(
        [*command, "--sheet", sheet, "--to", "made.pdf"],
        check=True,
        env=environment,
        capture_output=True,
    )
    assert (folder / "made.pdf").read_bytes().startswith(b"%PDF-")


def test_schema_is_the_one_in_the_docs():
    published = shipped.ROOT / "docs" / "evidence-pack.schema.json"
    assert json.loads(said("pack", "schema")) == json.loads(published.read_text(encoding="utf-8"))
