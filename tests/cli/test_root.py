import io
import os
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from docx import Document
from msgspec.structs import replace

import planner.cli.root
from planner import shipped
from planner.model import edits
from planner.model.plan import Plan
from planner.packs.data import read_frameworks, read_question_types
from planner.packs.plan_file import save_plan_file
from planner.packs.source import read_pack_source
from planner.store.library import Library
from tests.cli.run import failure, run
from tests.export.samples import filled, thought, with_words

ROOT = Path(__file__).parents[2]
NOON = datetime(2026, 3, 9, 12).timestamp()


def save(library: Path, *plans: Plan) -> None:
    with Library.open(library) as opened:
        for plan in plans:
            opened.plans.save(plan, NOON)


def named(name: str, plan_id: str) -> Plan:
    return replace(edits.rename_plan(filled(), name), id=plan_id)


# Plans


def test_plans_lists_the_students_own_and_then_the_worked(library: Path):
    save(library, named("My plan 🎭 שלום", "mine"))

    heads, mine, worked = run("--library", library, "plans").stdout.splitlines()

    assert heads.split() == ["id", "filled", "last", "touched", "title"]
    assert mine.split(maxsplit=5) == ["mine", "5", "of", "15", "2026-03-09", "My plan 🎭 שלום"]
    assert worked.startswith("power-struggle/worked")
    assert "15 of 15" in worked
    assert "worked example" in worked
    assert heads.index("title") == mine.index("My plan")


def test_before_the_first_start_the_shipped_library_is_read_and_nothing_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("MARSHAL_LIBRARY", str(tmp_path / "new.db"))

    assert "worked example" in run("plans").stdout
    done = run("export", "why did stalin win", "--to", "-", "--format", "md")

    assert done.stdout.startswith("# Why did Stalin win the power struggle?\n")
    assert list(tmp_path.iterdir()) == []


def test_a_library_that_is_named_and_missing_is_told(tmp_path: Path):
    said = failure("--library", tmp_path / "none.db", "plans")

    assert str(tmp_path / "none.db") in said


@pytest.mark.parametrize(
    "content", [b"", b"not a library at all", b"SQLite format 3\x00" + b"x" * 999]
)
def test_a_library_that_is_none_is_told_and_left(content: bytes, tmp_path: Path):
    path = tmp_path / "bad.db"
    path.write_bytes(content)

    assert str(path) in failure("--library", path, "plans")
    assert str(path) in failure("--library", path, "export", "x", "--to", tmp_path / "x.md")
    assert path.read_bytes() == content
    assert [path.name for path in tmp_path.iterdir()] == ["bad.db"]


def test_a_damaged_plan_is_told(library: Path):
    save(library, named("Broken", "mine"))
    data = library.read_bytes()
    library.write_bytes(data.replace(b"Stalin was cunning.", b"Stalin was Cunning."))

    assert "damaged" in failure(
        "--library", library, "export", "Broken", "--to", "-", "--format=md"
    )


# Export


@pytest.mark.parametrize(
    "text", ["mine", "My pl", "  my PLAN ", "plan.essayplan"], ids=["id", "start", "case", "file"]
)
def test_a_plan_is_found_by_its_id_its_title_or_its_file(
    text: str, library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    plan = named("My plan", "mine")
    save(library, plan)
    save_plan_file(plan, tmp_path / "plan.essayplan")

    done = run("--library", library, "export", text, "--to", "out.docx")

    assert (done.stdout, done.exit_code) == ("Exported “My plan” to out.docx.\n", 0)
    paragraphs = Document(str(tmp_path / "out.docx")).paragraphs
    assert paragraphs[0].text == "Why did Stalin win the power struggle?"
    assert paragraphs[1].text == "My plan"


def test_a_plan_file_needs_no_library(tmp_path: Path):
    save_plan_file(filled(), tmp_path / "a.essayplan")

    done = run(
        *("--library", tmp_path / "none.db"),
        *("export", tmp_path / "a.essayplan", "--to", "-", "--format", "md"),
    )
    assert "The funeral trick" in done.stdout


def test_a_plan_file_may_have_any_name(tmp_path: Path):
    save_plan_file(filled(), tmp_path / "essay.json")

    done = run("export", tmp_path / "essay.json", "--to", "-", "--format", "md")
    assert "The funeral trick" in done.stdout


def test_the_choices_choose(tmp_path: Path):
    save_plan_file(filled(), tmp_path / "a.essayplan")

    def printed(*choices: str) -> str:
        return run("export", tmp_path / "a.essayplan", "--to=-", "--format=md", *choices).stdout

    assert "wrong date" in printed()
    assert "wrong date" not in printed("--no-details")
    assert "## Sources" in printed()
    assert "## Sources" not in printed("--no-sources")
    assert "Why did it matter?" not in printed()
    assert "Why did it matter?" in printed("--prompts")


def test_what_a_plan_was_thought_out_with_is_exported_by_choice(tmp_path: Path, qapp):
    save_plan_file(thought(), tmp_path / "plan.essayplan")

    def said(*arguments: str) -> str:
        file = tmp_path / "plan.essayplan"
        return run("export", file, "--to", "-", "--format", "md", *arguments).stdout

    assert "## Ranking" not in said()
    chosen = said("--with", "ranking, sorting,")
    assert "## Ranking" in chosen
    assert "## Piles" in chosen
    assert "## Links" not in chosen
    assert "## Timeline" in said("--with", "timeline")
    file = tmp_path / "plan.essayplan"
    done = run("export", file, "--to", "-", "--format", "docx", "--with", "ranking,links,timeline")
    assert len(Document(io.BytesIO(done.stdout_bytes)).inline_shapes) == 2
    wrong = run("export", file, "--to", "-", "--format", "md", "--with", "ranking,luck\x1b")
    assert wrong.exit_code == 2
    assert "--with takes ranking, links, timeline and sorting, and not “luck”." in wrong.stderr


def test_a_plan_is_printed_with_its_pictures_and_without_a_screen(tmp_path: Path):
    save_plan_file(thought(), tmp_path / "plan.essayplan")
    environ = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        environ.pop(name, None)
    command = [sys.executable, str(ROOT / "main.py"), "export", "plan.essayplan"]
    asked = ("--to", "a.pdf", "--with", "ranking,timeline", "--prompts")
    done = subprocess.run(
        [*command, *asked], cwd=tmp_path, env=environ, capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith(" to a.pdf.\n")
    data = (tmp_path / "a.pdf").read_bytes()
    assert data.startswith(b"%PDF")
    assert data.rstrip().endswith(b"%%EOF")
    if shutil.which("pdftotext"):
        read = subprocess.run(["pdftotext", "a.pdf", "-"], cwd=tmp_path, capture_output=True)
        said = read.stdout.decode()
        assert "[Still to be written.]" in said
        assert "Party machine" in said[said.index("Ranking") :]


def test_a_pdf_can_go_down_a_pipe(tmp_path: Path, qapp):
    save_plan_file(filled(), tmp_path / "a.essayplan")

    done = run("export", tmp_path / "a.essayplan", "--to", "-", "--format", "pdf")
    assert done.stdout_bytes.startswith(b"%PDF")


def test_a_word_document_can_go_down_a_pipe(tmp_path: Path):
    save_plan_file(filled(), tmp_path / "a.essayplan")

    done = run("export", tmp_path / "a.essayplan", "--to", "-", "--format", "docx")
    assert Document(io.BytesIO(done.stdout_bytes)).paragraphs[0].text.startswith("Why did Stalin")


def test_the_format_wins_over_the_suffix(tmp_path: Path):
    save_plan_file(filled(), tmp_path / "a.essayplan")
    run("export", tmp_path / "a.essayplan", "--to", tmp_path / "a.txt", "--format", "md")

    assert (tmp_path / "a.txt").read_text(encoding="utf-8").startswith("# Why")


def test_a_plan_that_there_is_not_is_told():
    assert failure("export", "Why did Lenin", "--to", "x.md").startswith(
        "There is no plan “Why did"
    )


@pytest.mark.parametrize(
    "text", ["", "\x1b[31mred\x07", "x" * 10_000, "שלום", "🎭", "no.essayplan"]
)
def test_a_plan_by_any_words_is_told_in_one_line(text: str):
    assert len(failure("export", text, "--to", "x.md")) < 400


def test_a_title_that_several_have_is_told(library: Path):
    save(library, named("Plan one", "one"), named("Plan two", "two"))

    said = failure("--library", library, "export", "plan", "--to", "x.md")
    assert "(one)" in said
    assert "(two)" in said


def test_an_export_that_fails_leaves_the_earlier_file(tmp_path: Path, monkeypatch):
    (tmp_path / "plan.md").write_text("mine")
    monkeypatch.chdir(tmp_path)

    def full(*of: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    said = failure("export", "why did", "--to", "plan.md")
    assert said.startswith("There is no room for plan.md")
    assert (tmp_path / "plan.md").read_text() == "mine"


@pytest.mark.parametrize(
    "to", ["no/such/plan.docx", "no/such/plan.pdf", "plan.odt", ".", "", "x" * 300 + ".md", "a\x1b"]
)
def test_a_place_that_cannot_be_written_is_told(to: str, tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    failure("export", "why did", "--to", to)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff\xfe", b"[" * 100_000, b"\x00" * 64])
def test_a_plan_file_that_is_none_is_told(content: bytes, tmp_path: Path):
    (tmp_path / "bad.essayplan").write_bytes(content)

    failure("export", tmp_path / "bad.essayplan", "--to", tmp_path / "x.md")
    failure("open", tmp_path / "bad.essayplan")


def test_words_of_any_kind_come_out(tmp_path: Path):
    words = "שלום 🎭 <b> " + "x" * 10_000
    save_plan_file(replace(with_words("word"), conclusion=words), tmp_path / "a.essayplan")

    done = run("export", tmp_path / "a.essayplan", "--to", "-", "--format", "md")
    assert "שלום 🎭 \\<b\\> " + "x" * 10_000 in done.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["export"],
        ["export", "why did"],
        ["export", "why did", "--to", "-"],
        ["export", "why did", "--to", "x.md", "--format", "odt"],
        ["nothing"],
        ["library", "nothing"],
        ["--nothing"],
        ["open"],
    ],
)
def test_a_command_used_wrongly_says_how_it_is_used(arguments: list[str]):
    result = run(*arguments)

    assert result.exit_code == 2
    assert result.stderr.startswith("Usage: ")


@pytest.mark.parametrize(("name", "what"), [("docx", "a Word document"), ("pdf", "a PDF")])
def test_what_is_no_text_is_not_printed_on_a_terminal(
    name: str, what: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda _: True)
    result = run("export", "why did", "--to", "-", "--format", name)

    assert result.exit_code == 2
    assert f"A terminal cannot show {what}." in result.stderr
    assert "--format md" in result.stderr


# The library


def test_building_gives_the_same_library_each_time(built: Path, tmp_path: Path):
    done = run("library", "build", "--to", tmp_path / "again.db")

    assert done.exit_code == 0
    frameworks, types = read_frameworks(), read_question_types()
    sources = list((shipped.RESOURCES / "packs").glob("*.toml"))
    packs = [read_pack_source(source, frameworks, types) for source in sources]
    assert f"{sum(len(pack.cards) for pack in packs)} cards" in done.stdout
    with Library.open(built, write=False) as one, Library.open(tmp_path / "again.db") as two:
        assert one.packs() == two.packs()
        assert one.plans.worked() == two.plans.worked() != []


def test_building_where_no_folder_is_is_told(tmp_path: Path):
    failure("library", "build", "--to", tmp_path / "none" / "evidence.db")


# The window


@pytest.fixture
def window(monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, ...]]:
    opened: list[tuple[object, ...]] = []

    def open_window(library: str | None, file: Path | None = None) -> None:
        opened.append((library, file))

    monkeypatch.setattr(planner.cli.root, "_open_window", open_window)
    return opened


def test_without_a_command_the_window_opens(window: list[tuple[object, ...]]):
    assert run().exit_code == 0
    assert run("--library", "stick.db").exit_code == 0
    assert window == [(None, None), ("stick.db", None)]


OPENING = """
import builtins, sys, types
from planner import cli

python_imports = builtins.__import__

def run_window(library, file=None):
    plain = "PySide6.QtCore" in sys.modules and builtins.__import__ is python_imports
    print(library, "click" in sys.modules, plain)
    return 3

sys.modules["planner.app"] = types.SimpleNamespace(run_window=run_window)
cli.main()
"""


@pytest.mark.parametrize(
    ("words", "more", "told"),
    [
        ((), {}, ("None False True\n", 3)),
        (("--library", "stick.db"), {}, ("stick.db False True\n", 3)),
        (("--library=stick.db",), {}, ("stick.db True True\n", 3)),
        (("--library",), {}, ("", 2)),
        (("--version",), {}, ("Marshal, version", 0)),
        ((), {"_MARSHAL_COMPLETE": "bash_source"}, ("", 0)),
    ],
)
def test_the_window_opens_without_loading_the_commands(
    tmp_path: Path, words: tuple[str, ...], more: dict[str, str], told: tuple[str, int]
):
    script = tmp_path / "marshal"
    script.write_text(OPENING)
    done = subprocess.run(
        [sys.executable, str(script), *words],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), **more},
    )
    said, code = told
    assert done.returncode == code, done.stderr
    assert done.stdout.startswith(said)
    assert ("None" in done.stdout) == ("None" in said)


def test_open_opens_a_plan_file(window: list[tuple[object, ...]], tmp_path: Path):
    save_plan_file(filled(), tmp_path / "a.essayplan")

    assert run("open", tmp_path / "a.essayplan").exit_code == 0
    assert window == [(None, tmp_path / "a.essayplan")]


def test_open_tells_of_a_file_that_there_is_not(window: list[tuple[object, ...]]):
    assert "none.essayplan" in failure("open", "none.essayplan")
    assert window == []


# As a program


def program(*arguments: str, cwd: Path, **more: object) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-W", "error", str(ROOT / "main.py"), *arguments]
    kept = {name: value for name, value in os.environ.items() if "DISPLAY" not in name}
    # Without a buffer, Python has nothing left to write as it ends.
    kept.pop("PYTHONUNBUFFERED", None)
    kept["PYTHONIOENCODING"] = str(more.get("encoding", "utf-8"))
    return subprocess.run(
        command,
        cwd=cwd,
        env=kept,
        stdout=more.get("stdout", subprocess.PIPE),
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_the_program_exports_from_another_folder(tmp_path: Path, library: Path):
    done = program("--library", str(library), "export", "why did", "--to", "a.docx", cwd=tmp_path)

    assert (done.returncode, done.stderr) == (0, "")
    assert Document(str(tmp_path / "a.docx")).paragraphs[0].text.startswith("Why did Stalin")


def test_what_is_saved_is_exported_while_a_window_has_the_library(tmp_path: Path, library: Path):
    with Library.open(library) as held:
        plan = replace(held.plans.load(held.plans.worked()[0].id), id="mine", name="My own plan")
        held.plans.save(plan, 1.0)
        mine = ("export", "My own", "--to", "-", "--format", "md")
        done = program("--library", str(library), *mine, cwd=tmp_path)
        assert (done.returncode, done.stderr) == (0, "")
        assert plan.question.text.removesuffix("?") in done.stdout
        # Whoever holds it is not disturbed.
        held.plans.save(replace(plan, name="Mine"), 2.0)


def test_a_terminal_without_the_letters_of_a_title_lists_it_all_the_same(
    tmp_path: Path, library: Path
):
    save(library, named("שלום", "mine"))
    done = program("--library", str(library), "plans", cwd=tmp_path, encoding="latin-1")

    assert (done.returncode, done.stderr) == (0, "")
    assert "????" in done.stdout


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no /dev/full")
@pytest.mark.parametrize("arguments", [["--help"], ["plans"]])
def test_output_that_cannot_be_written_ends_in_a_sentence(
    arguments: list[str], tmp_path: Path, library: Path
):
    with open("/dev/full", "w") as full:
        done = program("--library", str(library), *arguments, cwd=tmp_path, stdout=full)

    assert done.returncode == 1
    assert done.stderr == (
        "Not everything could be printed (No space left on device). Try printing to a file.\n"
    )


def test_help_comes_without_what_is_slow_to_import(tmp_path: Path):
    script = (
        "import sys\n"
        "from planner.cli.root import marshal\n"
        "try:\n"
        "    marshal(['--help'])\n"
        "except SystemExit:\n"
        "    slow = {'PySide6', 'docx', 'sqlite_utils', 'sqlite3', 'msgspec'} & set(sys.modules)\n"
        "    sys.exit(f'imported {slow}' if slow else 0)\n"
    )
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "python main.py" in done.stdout or 'export "Why did Stalin win"' in done.stdout


def test_help_shows_examples_as_the_program_was_started(tmp_path: Path):
    for arguments in (["--help"], ["export", "--help"]):
        assert (
            '\n  python main.py export "Why did Stalin win" --to plan.docx\n'
            in program(*arguments, cwd=tmp_path).stdout
        )


def test_the_version_is_told():
    assert planner.__version__ in run("--version").stdout
