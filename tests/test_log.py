"""The log: what stands in it of an error, that none of the error's own words do, and its size."""

import re
import sqlite3
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from planner import __version__, log
from planner.log import LARGEST, log_path, logs, note, read_log, told

SECRET = "Ada_Secretname"


def raised(deed, *args):
    try:
        deed(*args)
    except BaseException as error:
        return error
    raise AssertionError("nothing was raised")


def fail(text):
    raise ValueError(text)


def chained(text):
    try:
        fail(text)
    except ValueError as error:
        raise KeyError(text) from error


def grouped(text):
    raise ExceptionGroup(text, [ValueError(text), OSError(28, text, text)])


def in_nested_code(text):
    # A file, a module and a function could each be called anything.
    names = {"__name__": text, "text": text}
    exec(compile("def f():\n    raise ValueError(text)\nf()", f"/home/{text}/f.py", "exec"), names)


def of_a_class_made_on_the_way(text):
    raise type(text, (Exception,), {"__module__": text})(text)


def missing_file(text):
    with open(f"/home/{text}/{text}"):
        pass


def with_note(text):
    error = ValueError(text)
    error.add_note(text)
    raise error


DEEDS = [
    fail,
    chained,
    grouped,
    in_nested_code,
    of_a_class_made_on_the_way,
    missing_file,
    with_note,
]


@pytest.mark.parametrize("deed", DEEDS)
@given(words=st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1))
def test_no_word_of_an_error_is_in_the_log(deed, words):
    # Long enough that it cannot stand in what the log says of itself.
    text = f"{SECRET}{words}"
    entry = told(raised(deed, text))
    assert SECRET not in entry
    assume(len(words) >= 6 and words not in told(raised(deed, SECRET)))
    assert words not in entry


def test_an_entry_names_the_time_the_versions_and_the_places():
    entry = told(raised(chained, SECRET)).splitlines()
    assert re.fullmatch(
        rf"\d{{4}}-\d\d-\d\d \d\d:\d\d:\d\dZ  Marshal {re.escape(__version__)}, Python [\d.]+"
        r"(, Qt [\d.]+)?, \w+ [\d.]* \w+",
        entry[0],
    )
    assert entry[1] == "  KeyError"
    assert re.fullmatch(r"    tests\.test_log:\d+ in raised", entry[2])
    assert re.fullmatch(r"    tests\.test_log:\d+ in chained", entry[3])
    assert entry[4] == "  from ValueError"
    assert re.fullmatch(r"    tests\.test_log:\d+ in fail", entry[6])


def test_what_was_being_handled_is_named_too():
    def clumsy():
        try:
            fail(SECRET)
        except ValueError:
            missing_file(SECRET)

    entry = told(raised(clumsy))
    assert "  FileNotFoundError [ENOENT]\n" in entry
    assert "  while handling ValueError\n" in entry


def test_every_error_of_a_group_is_named():
    entry = told(raised(grouped, SECRET))
    assert "  ExceptionGroup\n" in entry
    assert "  of these: ValueError\n" in entry
    assert "  of these: OSError [ENOSPC]\n" in entry


def test_what_sqlite_calls_an_error_is_named():
    entry = told(raised(sqlite3.connect(":memory:").execute, "SELECT * FROM nothing"))
    assert "sqlite3.OperationalError [SQLITE_ERROR]" in entry


def test_errors_that_lead_to_each_other_end():
    first, second = ValueError(), KeyError()
    first.__cause__, second.__cause__ = second, first
    assert told(first).count("KeyError") == 1


def test_a_deep_fall_is_shortened():
    def fall(depth):
        return fall(depth - 1) if depth else fail(SECRET)

    entry = told(raised(fall, 500))
    assert len(entry.splitlines()) < 60
    assert "    … 463 more\n" in entry
    assert re.search(r"tests\.test_log:\d+ in fail\n$", entry)


def test_a_module_of_ours_that_failed_while_it_was_loaded_is_named():
    code = compile("raise ValueError", str(Path(log.__file__).parent / "ui" / "new.py"), "exec")
    assert "    planner.ui.new:1 in <module>\n" in told(raised(exec, code, {}))


def test_an_entry_is_added_beside_the_library(tmp_path):
    library = tmp_path / "evidence.db"
    assert read_log(library) == ""
    first = note(library, raised(fail, SECRET))
    second = note(library, raised(chained, SECRET), times=10)
    assert "(10 times)" in second
    assert read_log(library) == f"{first}\n{second}\n"
    assert logs(library) == [tmp_path / "marshal.log"]
    assert [file.name for file in tmp_path.iterdir()] == ["marshal.log"]


def test_a_full_log_makes_way_for_one_more(tmp_path):
    library, error = tmp_path / "evidence.db", raised(chained, SECRET)
    size = len(note(library, error))
    for _ in range(3 * LARGEST // size):
        note(library, error)
    found = logs(library)
    assert [file.name for file in found] == ["marshal.log", "marshal.log.1"]
    assert all(file.stat().st_size <= LARGEST for file in found)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["marshal.log", "marshal.log.1"]


@pytest.mark.parametrize("content", [b"An essay of my own", b"\xff\xfe", b"marshal"])
def test_a_file_of_anothers_is_left(tmp_path, content):
    library = tmp_path / "evidence.db"
    log_path(library).write_bytes(content)
    assert note(library, raised(fail, SECRET))
    assert log_path(library).read_bytes() == content
    assert logs(library) == []
    assert read_log(library) == ""


def test_a_log_that_cannot_be_written_disturbs_nobody(tmp_path, capsys):
    note(tmp_path / "gone" / "evidence.db", raised(fail, SECRET))
    (tmp_path / "marshal.log").mkdir()
    note(tmp_path / "evidence.db", raised(fail, SECRET))
    assert capsys.readouterr() == ("", "")


def test_a_full_disk_disturbs_nobody(tmp_path, monkeypatch, capsys):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("logging.StreamHandler.flush", full)
    assert note(tmp_path / "evidence.db", raised(fail, SECRET))
    monkeypatch.undo()
    assert capsys.readouterr() == ("", "")


def test_an_error_while_another_is_noted_is_noted(tmp_path, monkeypatch):
    library, inner = tmp_path / "evidence.db", raised(missing_file, SECRET)
    real = log._Handler.handle  # noqa: SLF001

    def interrupted(handler, record):
        monkeypatch.undo()
        note(library, inner)
        return real(handler, record)

    monkeypatch.setattr(log._Handler, "handle", interrupted)  # noqa: SLF001
    note(library, raised(fail, SECRET))
    assert read_log(library).count("Marshal") == 2
