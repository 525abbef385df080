import pytest

from planner.ui.file_asking import reaches_out, usual_folder
from planner.ui.memory import Memory
from planner.ui.notice import Notice


@pytest.mark.parametrize(
    ("folder", "near", "out"),
    [
        (r"\\attacker.example\share\x", (), True),
        ("//attacker.example/share/x", ("/home/me",), True),
        (r"\\school\home\me\essays", (r"\\School\home\me\evidence.db",), False),
        (r"C:\Users\me", (), False),
        ("/home/me", (), False),
    ],
)
def test_a_share_is_looked_for_only_where_it_is_in_use(folder, near, out):
    assert reaches_out(folder, near) is out


@pytest.mark.parametrize("held", ["x" * 5_000, "a\0b", "//attacker.example/share", "/nowhere/here"])
def test_a_library_cannot_send_the_window_anywhere(library, theme, held):
    memory = Memory(library, Notice(theme))
    memory.set("folder", held)
    assert usual_folder(memory).is_dir()


def test_the_last_folder_is_offered_again(library, theme, tmp_path):
    memory = Memory(library, Notice(theme))
    memory.set("folder", str(tmp_path))
    assert usual_folder(memory) == tmp_path
