"""How advice names the parts of a plan."""

from collections.abc import Iterable

from planner.coach.reading import ParagraphRead, SlotRead

_SHOWN = 60


def quoted(text: str) -> str:
    """Return the words of the plan or its question in quotation marks, shortened where long."""
    text = " ".join(text.split())
    if len(text) > _SHOWN:
        cut = text[:_SHOWN].rpartition(" ")[0] or text[:_SHOWN]
        text = f"{cut} …"
    return f"“{text}”"


def listed(words: Iterable[str]) -> str:
    """Return words as a sentence lists them: “power, struggle and win”; there is one at least."""
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


def paragraph_name(number: int) -> str:
    """Return what a paragraph is called at the beginning of a sentence."""
    return f"Paragraph {number}"


def under(slot: SlotRead) -> str:
    """Return where to write, by the slot’s own label."""
    return f"under {quoted(slot.slot.kind.label)}"


def title(paragraph: ParagraphRead, number: int) -> str:
    """Return what a paragraph is called within a sentence: its heading, or its number."""
    heading = paragraph.paragraph.heading
    return quoted(heading) if heading.strip() else f"paragraph {number}"
