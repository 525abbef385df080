from PySide6.QtGui import QFont

from planner.ui.drawing import wrapped


def test_lines_are_the_text_cut_where_it_wraps(qapp):
    text = "👑👑 The 👑 suppressed 🎭 testament of Lenin 👑 was not read out to the delegates"
    lines = wrapped(text, QFont().toString(), 120, 20)
    assert len(lines) > 3
    assert " ".join(line.strip() for line in lines) == text


def test_the_last_line_is_shortened(qapp):
    lines = wrapped("👑 " * 900, QFont().toString(), 120, 2)
    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert "\ufffd" not in "".join(lines)
