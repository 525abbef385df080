import json
import re
import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from planner.model.evidence import Card, When
from planner.model.text import PASSAGE
from planner.packs import fix_file
from planner.packs.errors import PackError
from planner.packs.fix_file import (
    MOST_BYTES,
    Fix,
    find_fix,
    fix_bytes,
    fix_text,
    read_fix,
    save_fix_file,
)
from tests.packs.strategies import cards, lines, passages
from tests.sentences import are_sentences

BEFORE = Card("usa/trick", "The trick", "He missed it.", factors=("usa/cunning",))
AFTER = replace(BEFORE, headline="The funeral trick", when=When("1924", "1924", "1924"))
FIX = Fix("usa", 3, BEFORE, AFTER, "It was a funeral.", "A. Reader")


@st.composite
def fixes(draw):
    """A suggestion for any card of a pack."""
    held = [draw(cards) for _ in range(2)]
    before, after = (replace(card, id="usa/trick", factors=("usa/a",)) for card in held)
    if after == before:
        after = replace(before, headline=f"{before.headline} x")
    return Fix("usa", draw(st.integers(1, 9)), before, after, draw(passages), draw(lines))


def refused(data):
    with pytest.raises(PackError) as caught:
        read_fix(data, "trick.evidencefix")
    message = str(caught.value)
    assert message.startswith("trick.evidencefix")
    assert are_sentences(message.replace("trick.evidencefix", "The file", 1))
    return message


def changed(change):
    held = json.loads(fix_bytes(FIX))
    change(held)
    return json.dumps(held).encode()


# As a file


@given(fixes())
def test_a_fix_comes_back_as_it_was(fix):
    data = fix_bytes(fix)
    assert read_fix(data) == fix
    assert fix_bytes(read_fix(data)) == data


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda h: h.update(format="marshal-plan"), "is not a suggested fix"),
        (lambda h: h.update(version=2), "newer version of Marshal"),
        (lambda h: h.update(version="1"), "is not a sound suggested fix"),
        (lambda h: h.update(more=1), "is not a sound suggested fix"),
        (lambda h: h["fix"].update(more=1), "a field “more”, which Marshal does not know"),
        (lambda h: h["fix"].pop("after"), "has no “after”"),
        (lambda h: h["fix"].update(version=0), "version should be at least 1"),
        (lambda h: h["fix"].update(pack="ussr"), "is not one of the pack it names"),
        (lambda h: h["fix"].update(pack="usa/trick"), "is not one of the pack it names"),
        (lambda h: [h["fix"][c].update(id="usa") for c in ("before", "after")], "is not one of"),
        (lambda h: h["fix"]["after"].update(id="usa/other"), "it is about two cards"),
        (lambda h: h["fix"]["after"].update(headline=" "), "has no headline"),
        (lambda h: h["fix"]["before"].update(headline=""), "has no headline"),
        (lambda h: h["fix"]["after"].update(factors=["ussr/a"]), "a factor of another pack"),
        (lambda h: h["fix"]["before"].update(factors=["ussr/a"]), "a factor of another pack"),
        (lambda h: h["fix"]["after"].update(detail="x" * 20_001), "after, detail has more than"),
        (lambda h: h["fix"].update(name="x" * 301), "name has more than 300"),
        (lambda h: h["fix"].update(after=h["fix"]["before"]), "suggests no change"),
    ],
)
def test_each_fault_is_told(change, words):
    assert words in refused(changed(change))


def test_bytes_without_a_name_are_told_as_a_file():
    with pytest.raises(PackError, match=r"^This file is not a suggested fix"):
        read_fix(b"{}")


@pytest.mark.parametrize("data", [b"[]", b"{}", b"3", b"nothing", b'{"format": NaN}', b"[" * 999])
def test_what_is_no_fix(data):
    refused(data)


def test_a_fix_is_small():
    assert "is empty" in refused(b"")
    assert "is larger than 1 MB" in refused(fix_bytes(FIX) + b" " * MOST_BYTES)
    most = replace(AFTER, detail="\U0001f600" * PASSAGE, source="\U0001f600" * PASSAGE)
    assert len(fix_bytes(Fix("usa", 3, most, AFTER, "\U0001f600" * PASSAGE))) < MOST_BYTES


def test_texts_are_cleaned():
    fix = read_fix(changed(lambda h: h["fix"].update(name=" A\tB\u202e ", why="a\r\nb")))
    assert (fix.name, fix.why) == ("A B", "a\nb")


def test_files(tmp_path):
    path = tmp_path / "trick.evidencefix"
    save_fix_file(FIX, path)
    assert read_fix(path) == FIX
    assert path.read_text(encoding="utf-8").startswith(
        '{\n  "format": "marshal-fix",\n  "version": 1,'
    )
    assert fix_bytes(FIX).endswith(b"}\n")
    path.write_bytes(b"{}")
    with pytest.raises(PackError, match=r"^trick\.evidencefix is not a suggested fix"):
        read_fix(path)
    with pytest.raises(PackError, match=r"^Hers is not a suggested fix"):
        read_fix(path, "Hers")
    path.write_bytes(b" " * (MOST_BYTES + 1))
    with pytest.raises(PackError, match=r"^trick\.evidencefix is larger than 1 MB"):
        read_fix(path)
    with pytest.raises(PackError, match="could not be written"):
        save_fix_file(FIX, tmp_path / "none" / "trick.evidencefix")


# As text


MAIL = """\
A suggestion for the card “The trick” (usa/trick), version 3 of its pack:

Headline now:
The trick

Headline better:
The funeral trick

Detail now:
He missed it.

Detail better:
(nothing)

Factors now:
cunning

Factors better:
cunning, luck

Why:
It was a funeral.

From A. Reader

To take it over, copy all of this text and paste it into Marshal’s pack editor.

BEGIN MARSHAL FIX
"""


def test_a_text_can_be_read_by_a_person():
    after = replace(
        BEFORE, headline="The funeral trick", detail="", factors=("usa/cunning", "usa/luck")
    )
    text = fix_text(replace(FIX, after=after))
    assert text.startswith(MAIL)
    code = text.removeprefix(MAIL)
    assert code.endswith("\nEND MARSHAL FIX\n")
    assert all(len(line) <= 56 for line in code.splitlines())
    assert all(re.fullmatch("[A-Z2-7]{56}", line) for line in code.splitlines()[:-2])


def test_who_gives_no_reason_and_no_name_is_not_made_to():
    text = fix_text(replace(FIX, why="", name=""))
    assert "1924\n\nTo take it over" in text
    assert "Why" not in text


@given(fixes())
def test_a_fix_is_found_in_its_text(fix):
    text = fix_text(fix)
    assert find_fix(text) == fix
    # Mail programs make signs of their own of what follows one.
    assert "=" not in text.rpartition("BEGIN MARSHAL FIX")[2]


def test_whatever_digit_its_code_ends_with():
    ends = set()
    for number in range(1_500):
        fix = replace(FIX, why=str(number**5))
        text = fix_text(fix)
        assert find_fix(text) == fix
        ends.add(text.partition("\nEND MARSHAL")[0][-1])
    assert len(ends) == 32


def as_quoted(text):
    return "".join(f"> {line}\n" for line in text.splitlines())


def as_reply(text):
    return f"Thanks, I shall look at it.\n\nOn Monday A. Reader wrote:\n{as_quoted(text)}\n-- \nT."


def as_filled(text):
    return "\n\n".join(textwrap.fill(part, 72) for part in text.split("\n\n"))


def as_web_page(text):
    return text.replace("\n", "\r\n").replace(" ", "\u00a0").replace("-", "\u2011")


DONE_TO_MAIL = {
    "quoted": as_quoted,
    "quoted twice": lambda text: as_quoted(as_quoted(text)),
    "quoted tight": lambda text: as_quoted(text).replace("> ", ">"),
    "quoted with initials": lambda text: as_quoted(text).replace("> ", "AR> "),
    "quoted with bars": lambda text: as_quoted(text).replace("> ", "| "),
    "replied to": as_reply,
    "filled": as_filled,
    "filled and quoted": lambda text: as_quoted(as_filled(text)),
    "wrapped at 40": lambda text: "\n".join(
        piece for line in text.splitlines() for piece in textwrap.wrap(line, 40) or [""]
    ),
    "indented": lambda text: textwrap.indent(text, "\t  "),
    "double spaced": lambda text: text.replace("\n", "\n\n"),
    "on one line": lambda text: text.replace("\n", " "),
    "from a web page": as_web_page,
    "trailing spaces": lambda text: text.replace("\n", " \n"),
    "marks made bold": lambda text: re.sub("(BEGIN|END) MARSHAL FIX", r"*\g<0>*", text),
    "marks broken": lambda text: re.sub("(BEGIN|END) MARSHAL FIX", "\\1\n> MARSHAL\n> FIX", text),
    "marks dashed": lambda text: text.replace("L FIX", "L\u2013FIX"),
    "zero width": lambda text: text.replace("\n", "\u200b\n"),
    "cut off above": lambda text: text[text.index("BEGIN") :],
}


@given(fixes())
def test_what_mail_programs_do_leaves_a_fix_whole(fix):
    text = fix_text(fix)
    found = {done: find_fix(change(text)) for done, change in DONE_TO_MAIL.items()}
    assert found == dict.fromkeys(DONE_TO_MAIL, fix)


def test_the_first_sound_fix_is_found():
    other = replace(FIX, name="Someone")
    damaged = fix_text(other).replace("BEGIN MARSHAL FIX\n", "BEGIN MARSHAL FIX\nA")
    assert find_fix(fix_text(FIX) + fix_text(other)) == FIX
    assert find_fix(damaged + fix_text(FIX)) == FIX
    assert find_fix("BEGIN MARSHAL FIX\n" + fix_text(FIX)) == FIX
    # Each try can cost a megabyte's unpacking, so that there is an end to them.
    assert find_fix(damaged * 19 + fix_text(FIX)) == FIX
    with pytest.raises(PackError, match="is damaged"):
        find_fix(damaged * 20 + fix_text(FIX))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no suggested fix in this text"),
        ("Dear teacher", "no suggested fix in this text"),
        (fix_text(FIX).partition("END")[0], "no suggested fix in this text"),
        ("END MARSHAL FIX BEGIN MARSHAL FIX", "no suggested fix in this text"),
        ("BEGIN MARSHAL FIX END MARSHAL FIX", "is damaged"),
        ("BEGIN MARSHAL FIX A END MARSHAL FIX", "is damaged"),
        (f"BEGIN MARSHAL FIX {'A' * 800} END MARSHAL FIX", "is damaged"),
        ("BEGIN MARSHAL FIX " * 9_000, "no suggested fix in this text"),
        (" " * 4_000_001, "too long to look through"),
        ("BEGIN" + " -" * 1_000_000, "no suggested fix in this text"),
        ("BEGIN MARSHAL FIX END MARSHAL FIX " * 50_000, "is damaged"),
    ],
    ids=range(11),
)
def test_a_text_without_a_fix(text, words):
    with pytest.raises(PackError) as caught:
        find_fix(text)
    assert words in str(caught.value)
    assert are_sentences(str(caught.value))


@given(st.data())
def test_any_damage_is_found(data):
    text = fix_text(FIX)
    start = text.index("BEGIN MARSHAL FIX\n") + len("BEGIN MARSHAL FIX\n")
    at = data.draw(st.integers(start, text.index("\nEND MARSHAL") - 1))
    assert text[at] == "\n" or refuses(text[:at] + text[at + 1 :])
    swapped = "A" if text[at] != "A" else "B"
    assert text[at] == "\n" or refuses(text[:at] + swapped + text[at + 1 :])


def refuses(text):
    """Tell whether no fix is found, or the one that was sent: a last digit has bits to spare."""
    try:
        return find_fix(text) == FIX
    except PackError:
        return True


def test_a_code_that_unpacks_to_far_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(fix_file, "_compact", lambda fix: b" " * 50_000_000)
    with pytest.raises(PackError, match="is damaged"):
        find_fix(fix_text(FIX))


def test_what_is_in_a_code_is_checked_as_a_file_is():
    wrong = replace(FIX, after=replace(AFTER, id="usa/other"))
    with pytest.raises(PackError, match=r"^The text: it is about two cards"):
        find_fix(fix_text(wrong))
