import os
import re
import shutil
import subprocess
import sys
from xml.etree import ElementTree

import pytest

from planner import associate, shipped

linux = pytest.mark.skipif(sys.platform != "linux", reason="a Linux desktop's own files")


def exec_words(entry):
    """Return the words of an entry's command as a desktop reads them."""
    line = next(line for line in entry.splitlines() if line.startswith("Exec="))
    unescaped = line.removeprefix("Exec=").replace("\\\\", "\\")
    words = re.findall(r'"((?:\\.|[^"\\])*)"|(\S+)', unescaped)
    return [re.sub(r"\\(.)", r"\1", word).replace("%%", "%") or bare for word, bare in words]


@pytest.mark.parametrize(
    "command",
    [
        ["python", "main.py"],
        ["/home/Ms Khan/python", "/home/Ms Khan/main.py"],
        ['/odd "name"/$HOME/`x`', "100%/f", "back\\slash"],
    ],
)
def test_the_desktop_runs_the_very_command(command):
    assert exec_words(associate.desktop_entry(command)) == [*command, "open", "%f"]


def test_the_entry_names_every_kind_of_file_and_a_picture_that_is_there():
    lines = dict(
        line.split("=", 1) for line in associate.desktop_entry(["x"]).splitlines() if "=" in line
    )
    types = [media for media, _ in associate.KINDS.values()]
    assert lines["MimeType"].rstrip(";").split(";") == types
    assert os.path.isfile(lines["Icon"])


def test_each_suffix_is_one_media_type():
    space = "{http://www.freedesktop.org/standards/shared-mime-info}"
    found = {
        kind.find(f"{space}glob").get("pattern"): kind.get("type")
        for kind in ElementTree.fromstring(associate.media_types()).iter(f"{space}mime-type")
    }
    assert found == {f"*{suffix}": media for suffix, (media, _) in associate.KINDS.items()}


def test_the_command_starts_this_marshal():
    command = associate.own_command()
    done = subprocess.run([*command, "--version"], capture_output=True, text=True, timeout=60)
    assert done.stdout.startswith("Marshal")
    assert str(shipped.ROOT) in command[-1]


@linux
def test_the_files_go_to_the_users_own_folder(tmp_path, monkeypatch):
    data = tmp_path / "data"
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(data))
    associate.associate(["marshal"], os.environ)
    entry = (data / "applications" / "marshal.desktop").read_text()
    assert exec_words(entry) == ["marshal", "open", "%f"]
    assert (data / "mime" / "packages" / "marshal.xml").read_text() == associate.media_types()
    if shutil.which("update-mime-database"):
        globs = (data / "mime" / "globs").read_text()
        for suffix, (media, _) in associate.KINDS.items():
            assert f"{media}:*{suffix}" in globs


@linux
def test_a_folder_that_takes_nothing_is_told_in_words(tmp_path):
    (tmp_path / "mime").write_text("a file, where a folder should be")
    with pytest.raises(associate.AssociateError, match="File menu"):
        associate.associate(["marshal"], {"XDG_DATA_HOME": str(tmp_path)})
