import errno
import os
import subprocess
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pytest

from planner import files
from planner.export import FORMATS, Choices, ExportError, export_plan, format_of, outline, render
from planner.model.outline import Block
from tests.export.samples import ESSAY, NOTES, filled


def printed(blocks: Sequence[Block]) -> bytes:
    """Return something of an outline, as what prints it would."""
    return repr(blocks).encode()


KEPT = "The earlier file is as it was."


def export(path: Path, format_name: str | None = None) -> None:
    export_plan(filled(), path, Choices(), ESSAY, format_name, printer=printed)


def failure(path: Path, format_name: str | None = None) -> str:
    with pytest.raises(ExportError) as caught:
        export(path, format_name)
    return str(caught.value)


def beside(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("name", FORMATS)
def test_the_suffix_chooses_the_format(name: str, tmp_path: Path):
    path = tmp_path / f"plan{FORMATS[name].suffix.upper()}"
    export(path)

    assert path.read_bytes() == render(filled(), name, Choices(), ESSAY, printer=printed)
    assert beside(tmp_path) == [path.name]


def test_a_format_that_is_named_wins(tmp_path: Path):
    export(tmp_path / "plan.txt", "md")

    assert (tmp_path / "plan.txt").read_text(encoding="utf-8").startswith("# Why did")


@pytest.mark.parametrize("name", FORMATS)
def test_notes_go_into_the_file(name: str, tmp_path: Path):
    path = tmp_path / f"plan{FORMATS[name].suffix}"
    export_plan(filled(), path, Choices(), ESSAY, notes=NOTES, printer=printed)

    made = partial(render, filled(), name, Choices(), ESSAY, printer=printed)
    assert path.read_bytes() == made(NOTES)
    assert path.read_bytes() != made()


def test_an_export_takes_the_place_of_the_earlier_file(tmp_path: Path):
    path = tmp_path / "plan.md"
    path.write_text("old")
    path.chmod(0o640)
    export(path)

    assert path.read_text(encoding="utf-8").startswith("# Why did")
    assert path.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("name", ["plan.odt", "plan", "plan.docx.bak", ".docx"])
def test_another_suffix_is_refused(name: str, tmp_path: Path):
    said = failure(tmp_path / name)

    assert ".docx, .pdf and .md" in said
    assert name in said
    assert beside(tmp_path) == []


def test_a_format_that_there_is_not_is_refused():
    with pytest.raises(ExportError, match="cannot export to odt"):
        render(filled(), "odt", Choices(), ESSAY, printer=printed)


def test_a_format_that_is_printed_is_made_by_who_can():
    outlined = outline(filled(), Choices(), ESSAY, NOTES)
    assert render(filled(), "pdf", Choices(), ESSAY, NOTES, printer=printed) == printed(outlined)
    with pytest.raises(ExportError, match="cannot export to pdf here"):
        render(filled(), "pdf", Choices(), ESSAY)


def test_format_of_tells_the_name():
    assert format_of(Path("a/b.DOCX")) == "docx"


def test_a_missing_folder_is_told(tmp_path: Path):
    assert failure(tmp_path / "none" / "plan.md") == (
        f"There is no folder {tmp_path / 'none'}. Make it first, or choose another folder."
    )


def test_a_folder_in_the_place_of_the_file_is_told(tmp_path: Path):
    (tmp_path / "plan.md").mkdir()

    assert "is a folder" in failure(tmp_path / "plan.md")


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path):
    (tmp_path / "notes").write_text("mine")

    assert "is not a folder" in failure(tmp_path / "notes" / "plan.md")
    assert (tmp_path / "notes").read_text() == "mine"


def test_a_name_that_is_too_long_is_told(tmp_path: Path):
    assert failure(tmp_path / ("x" * 300 + ".md")) == (
        "The file’s name is too long. Choose a shorter one."
    )
    assert beside(tmp_path) == []


def test_a_name_that_no_file_can_have_is_told(tmp_path: Path):
    assert "cannot be a file’s name" in failure(tmp_path / "a\x00b.md")
    assert beside(tmp_path) == []


@pytest.mark.parametrize(
    ("number", "where", "words"),
    [
        (errno.ENOSPC, "fsync", "There is no room"),
        (errno.EFBIG, "fsync", "There is no room"),
        (errno.EROFS, "replace", "does not let you write"),
        (errno.EACCES, "replace", "open in another program"),
        (errno.EIO, "fsync", "could not be written (Input/output error)"),
    ],
)
@pytest.mark.parametrize("earlier", ["mine", None])
def test_a_failure_leaves_the_earlier_file(
    number: int,
    where: str,
    words: str,
    earlier: str | None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    path = tmp_path / "plan.docx"
    if earlier:
        path.write_text(earlier)

    def fail(*of: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(files.os, where, fail)
    said = failure(path)

    assert words in said
    assert (KEPT in said) is bool(earlier)
    assert beside(tmp_path) == (["plan.docx"] if earlier else [])
    assert not earlier or path.read_text() == earlier


def test_a_folder_that_cannot_be_written_in_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    # The superuser may write anywhere, so the system's answer is set here.
    def refuse(*of: object, **more: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(files.tempfile, "mkstemp", refuse)
    monkeypatch.setattr("planner.export.errors.os.access", lambda *of: False)

    assert failure(tmp_path / "plan.md") == (
        f"{tmp_path} does not let you write in it. Choose another folder."
    )


@pytest.mark.skipif(os.name == "nt", reason="limits on a file's size are POSIX's")
def test_a_disk_without_room_leaves_the_earlier_file(tmp_path: Path):
    path = tmp_path / "plan.docx"
    path.write_text("mine")
    script = (
        "import resource, signal, sys\n"
        "from pathlib import Path\n"
        "from planner.export import Choices, ExportError, export_plan\n"
        "from tests.export.samples import ESSAY, filled\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "try:\n"
        "    export_plan(filled(), Path(sys.argv[1]), Choices(), ESSAY)\n"
        "except ExportError as error:\n"
        "    print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-B", "-c", script, str(path)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert "There is no room" in done.stdout
    assert KEPT in done.stdout
    assert path.read_text() == "mine"
    assert beside(tmp_path) == ["plan.docx"]
