"""What of a PDF cannot be made in steps: Qt ends it in one, with the shapes of all its letters."""

import msgspec

MOST_LETTERS = 2_000
"""How many different letters Qt ends a PDF with in a twentieth of a second, or less."""
MOST_LINES = 50_000
"""How many lines it lets go of in that time."""


def ends_late(said: object) -> bool:
    """Tell whether to end a PDF of what is said, of msgspec's values, would hold a window."""
    text = msgspec.json.encode(said).decode()
    return len(set(text)) > MOST_LETTERS or text.count("\\n") > MOST_LINES
