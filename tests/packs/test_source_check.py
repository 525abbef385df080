import json
import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner import shipped
from planner.packs.data import read_frameworks, read_question_types
from planner.packs.errors import PackError
from planner.packs.loose import Faults
from planner.packs.source_build import build
from planner.packs.source_check import check_source
from planner.packs.toml_text import field_lines

FRAMEWORKS = read_frameworks()
TYPES = read_question_types()

# Every fault that the check is to find, with the line that it is on, and what else it names.
FAULTY = """\
id = "usa"
title = "T"
author = "A"
licence = "L"
[[factors]]
id = "both"
name = "Both"
[[factors]]                                     # few-cards only one card
id = "lonely"
name = "Lonely"
[[factors]]
id = "unused"
name = "Both"                                   # same-name factor 1
[[questions]]
id = "served"
text = "Why?"
[[questions]]
id = "idle"
text = "Why not?"
factors = ["unused"]                            # no-evidence no card speaks to
[[questions]]
id = "typed"
text = "What?"
type = "expl"                                   # unknown-type expl
[[cards]]
id = "sound"
headline = "The October revolution of 1917"
when = { shown = "1917", start = "1917" }
factors = ["both"]
[[cards]]
id = "sound"                                    # double-id which card 1 has
headline = "Lenin returns"
when = { shown = "1917", start = "1917" }
factors = ["both"]
[[cards]]                                       # missing “id”
headline = "Lenin leaves"
when = { shown = "1908", start = "1908" }
factors = ["both", "lonely"]
[[cards]]
id = "Bad One"                                  # wrong-value small letters
headline = ""                                   # no-headline Card 4
when = { shown = "1908", start = "1908" }
factors = ["both"]
[[cards]]
id = "long"
headline = "{long}"                             # long-headline 81 characters
when = { shown = "1917", start = "1917" }
factors = ["both"]
[[cards]]
id = "longer"
headline = "{longer}"                           # wrong-value more than 300
when = { shown = "1917", start = "1917" }
factors = ["both"]
[[cards]]                                       # no-date has no date
id = "undated"
headline = "The Cheka"
factors = ["both"]
[[cards]]                                       # no-factor has no factor
id = "loose"
headline = "Trotsky the orator"
when = { shown = "1917", start = "1917" }
[[cards]]
id = "twin"
headline = "The revolution in October 1917"     # near-duplicate “The October revolution of 1917”
when = { shown = "1917", start = "1917" }
factors = ["both"]
[[cards]]                                       # vague no name, date or number
id = "dim"
headline = "Things got worse"
factors = ["both"]
[[cards]]
id = "upside"
headline = "Kronstadt"
when = { start = "1921", end = "1920" }         # date-order before it begins
factors = ["both"]
[[cards]]
id = "typed"
headline = 3                                    # wrong-value should be text
people = [
  "Lenin",
  4,                                            # wrong-value Number 2 of “people”
]
factors = [
  "both",
  5,                                            # wrong-value Number 2 of “factors”
  "bth",                                        # unknown-factor “both”
]
colour = "red"                                  # unknown-field “colour”
when = { start = "soon", end = 5 }              # wrong-value when.start
""".replace("{longer}", "y" * 301).replace("{long}", "x" * 81)


def check(folder, text, suffix="toml"):
    path = folder / f"usa.{suffix}"
    path.write_text(text, encoding="utf-8")
    return check_source(path, FRAMEWORKS, TYPES)


def test_all_is_found_at_once_each_with_its_line(tmp_path):
    findings = check(tmp_path, FAULTY)
    for number, line in enumerate(FAULTY.splitlines(), 1):
        _, _, note = line.partition(" # ")
        rule, _, words = note.strip().partition(" ")
        if rule:
            here = [f for f in findings if f.line == number and f.rule == rule]
            assert here, line
            assert words in f"{here[0].says} {here[0].do}", line
    assert all(finding.says.endswith(".") and finding.do.endswith(".") for finding in findings)
    assert all(finding.file == "usa.toml" and finding.place for finding in findings)
    assert list(findings) == sorted(findings, key=lambda finding: finding.line)


def test_what_follows_from_a_fault_is_not_told_as_well(tmp_path):
    noted = [line for line in FAULTY.splitlines() if line.partition(" # ")[2].strip()]
    # Both dates of the last line are wrong, the unused factor has no cards, and the vague card no
    # date.
    assert len(check(tmp_path, FAULTY)) == len(noted) + 3


PAIR = """\
id = "usa"
title = "T"
author = "A"
licence = "L"
[[factors]]
id = "both"
name = "Both"
[[cards]]
id = "one"
headline = "The revolution"
when = { start = "1917" }
factors = ["both"]
[[cards]]
id = "two"
headline = "Things got worse"
when = { start = "1918" }
factors = ["both"]
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        # One name is what was meant: the factor has its two cards.
        ('factors = ["both"]', 'factors = "both"'),
        # Who or when it was cannot be told, so whether it is vague cannot either.
        ('when = { start = "1918" }', "when = 1918"),
        ("[[factors]]", "factors = 3\n[[others]]"),
    ],
)
def test_one_fault_is_told_once(tmp_path, old, new):
    assert check(tmp_path, PAIR) == ()
    rules = [finding.rule for finding in check(tmp_path, PAIR.replace(old, new, 1))]
    assert rules.count("wrong-value") == 1
    assert set(rules) <= {"wrong-value", "unknown-field"}


def test_what_is_no_list_of_cards_is_told_once(tmp_path):
    (finding,) = check(tmp_path, f"cards = 3\n{PAIR[: PAIR.index('[[cards]]')]}")
    assert finding.says == "“cards” should be a list."


def test_no_more_parts_are_taken_in_than_a_pack_can_have():
    faults = Faults()
    questions = [{"id": f"q{number}", "text": "Why?"} for number in range(2_001)]
    built = build({"id": "a", "title": "T", "questions": questions}, (), TYPES, faults)
    assert len(built.pack.questions) == 2_000
    assert [fault.says for fault in faults.found] == [
        "The pack has 2,001 questions, and can have 2,000."
    ]


def test_a_finding_can_be_read_on_its_own(tmp_path):
    finding = next(f for f in check(tmp_path, FAULTY) if f.rule == "double-id")
    assert str(finding) == (
        "usa.toml, line 31, card “sound”: The card has the id “sound”, which card 1 has. "
        "Give one of the two another id."
    )


def test_a_pack_without_anything_says_what_it_needs(tmp_path):
    rules = [finding.rule for finding in check(tmp_path, "# nothing yet")]
    assert rules == ["missing", "missing", "no-cards", "no-author", "no-licence"]


@pytest.mark.parametrize(
    ("text", "suffix", "line"),
    [
        ('id = "a"\ntitle = "b', "toml", 2),
        ('id = "a"\nid = "b"', "toml", 2),
        ('id = "a"\ncards = [\n\n', "toml", 2),
        ('{"id": "a",\n\n"title" 3}', "json", 3),
    ],
)
def test_text_that_cannot_be_read_is_one_finding(tmp_path, text, suffix, line):
    (finding,) = check(tmp_path, text, suffix)
    assert (finding.line, finding.grave) == (line, True)
    assert finding.says
    assert finding.do


def test_a_file_that_is_not_there_is_no_finding(tmp_path):
    with pytest.raises(PackError, match="There is no file"):
        check_source(tmp_path / "none.toml", FRAMEWORKS, TYPES)


def test_the_shipped_packs_have_no_findings():
    for file in (shipped.RESOURCES / "packs").glob("*.toml"):
        assert check_source(file, FRAMEWORKS, TYPES) == ()


def test_more_faults_than_can_be_listed_are_told_so(tmp_path):
    cards = ",".join(["1"] * 6_000)
    findings = check(tmp_path, f'id = "a"\ntitle = "b"\ncards = [{cards}]')
    assert len(findings) == 5_001
    assert any("more problems than can be listed" in finding.says for finding in findings)
    says = [finding.says for finding in check(tmp_path, f"cards = [{cards * 4}]")]
    assert "The pack has 23,997 cards, and can have 20,000." in says


# A line is right, or it is 0

BROKEN = {
    "id": [3, "No Name", ""],
    "headline": [3, "", "x" * 301, ["a"]],
    "detail": [True, "x" * 20_001],
    "when": ["1924", 1924, [1]],
    "people": [3, {"a": 1}],
    "factors": [3, ["none"], ["No"]],
    "source": [1.5],
}
SHIPPED = tomllib.loads((shipped.RESOURCES / "packs" / "power-struggle.toml").read_text("utf-8"))
texts = st.sampled_from(['[[cards]]\nid = "x"\n', "'''", '"""', "# no", 'a = "b" # {', "}\n]"])


def as_toml(pack):
    """Write a pack, and say on which line each field of each card is."""
    text = "\n".join(field_lines({k: v for k, v in pack.items() if not isinstance(v, list)}))
    lines = {}
    for key in ("factors", "questions", "cards"):
        for at, entry in enumerate(pack[key]):
            text += f"\n[[{key}]] # {key}\n"
            for name, value in entry.items():
                lines[key, at, name] = text.count("\n") + 1
                text += "\n".join(field_lines({name: value})) + "\n"
    return text, lines


def as_json(pack):
    """Write a pack, and say on which line each field of each card is."""
    text, lines, comma = "{", {}, ""
    for key, held in pack.items():
        text += f"{comma}\n{json.dumps(key)}: "
        comma = ","
        if not isinstance(held, list):
            text += json.dumps(held)
            continue
        text += "["
        for at, entry in enumerate(held):
            text += ", {" if at else "{"
            for number, (name, value) in enumerate(entry.items()):
                text += "," * bool(number) + "\n\n"
                lines[key, at, name] = text.count("\n") + 1
                text += f"{json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}"
            text += "\n}"
        text += "]"
    return text + "}\n", lines


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data(), st.integers(0, 11), st.sampled_from(sorted(BROKEN)))
def test_a_broken_field_is_found_on_its_line(tmp_path, data, at, field):
    noise = data.draw(st.lists(texts, min_size=3, max_size=3))
    cards = [
        {**card, "detail": card["detail"] + noise[number % 3], "source": noise[number % 2]}
        for number, card in enumerate(SHIPPED["cards"][:12])
    ]
    cards[at][field] = data.draw(st.sampled_from(BROKEN[field]))
    pack = {**SHIPPED, "cards": cards, "plans": []}
    write, suffix = data.draw(st.sampled_from([(as_toml, "toml"), (as_json, "json")]))
    text, lines = write(pack)
    grave = [finding for finding in check(tmp_path, text, suffix) if finding.grave]
    assert {finding.line for finding in grave} == {lines["cards", at, field]}


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_damage_gives_findings_and_no_other_error(tmp_path, data):
    text = FAULTY.encode()
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(text) - 1))
        cut = data.draw(st.integers(0, 40))
        new = data.draw(st.sampled_from([b"", b"[", b'"', b"{ a = 1 }", b"[[plans]]\n", b"\xff"]))
        text = text[:at] + new + text[at + cut :]
    path = Path(tmp_path / "usa.toml")
    path.write_bytes(text or b" ")
    lines = text.count(b"\n") + 1
    assert all(0 <= finding.line <= lines for finding in check_source(path, FRAMEWORKS, TYPES))
