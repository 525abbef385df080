import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.model import intake
from planner.model.evidence import When
from planner.model.headline import headline_of
from planner.model.material import Block, Kind, Material
from planner.model.text import LINE, PASSAGE, TextError
from planner.model.tree import EditError
from tests.model import notes

WHOLE = intake.begin(notes.MATERIAL)
BULLETS = [block for block in notes.BLOCKS if block.kind is Kind.BULLET]


def of(*lines, **given):
    """Return the intake of lines: "# " begins a heading, a dot a paragraph, else it is a bullet."""
    kinds = {"#": Kind.HEADING, ".": Kind.TEXT}
    blocks = []
    for number, line in enumerate(lines, 1):
        mark, _, rest = line.partition(" ")
        heading = mark.startswith("#")
        kind = kinds.get(mark[:1], Kind.BULLET)
        text = line if kind is Kind.BULLET else rest
        blocks.append(Block(kind, text, number, len(mark) if heading else 0))
    return intake.begin(Material("notes.txt", tuple(blocks)), **given)


def test_each_bullet_of_the_notes_is_one_draft_card():
    taken = [draft for draft in WHOLE.drafts if draft.taken]
    assert [(draft.text, draft.line) for draft in taken] == [(b.text, b.line) for b in BULLETS]
    assert WHOLE.taken == len(BULLETS)


def test_paragraphs_are_there_to_be_taken():
    left = [draft for draft in WHOLE.drafts if not draft.taken]
    assert [draft.kind for draft in left] == [Kind.TEXT] * 2
    assert WHOLE.lines == len(BULLETS) + 2


@pytest.mark.parametrize("draft", WHOLE.drafts, ids=lambda draft: f"line {draft.line}")
def test_each_draft_has_its_dates_and_people_and_nothing_made_up(draft):
    dated = [dates for begins, dates in notes.DATES.items() if draft.text.startswith(begins)]
    people = [names for begins, names in notes.PEOPLE.items() if draft.text.startswith(begins)]
    assert (draft.when.start, draft.when.end) == (dated[0] if dated else ("", ""))
    assert draft.people == people[0]
    assert draft.headline == headline_of(draft.text)
    assert draft.detail in ("", draft.text)
    assert draft.detail or draft.text.rstrip(".") == draft.headline


def test_repeated_headings_are_folded():
    titles = [section.title for section in WHOLE.sections]
    assert len(set(titles)) == len(titles) == 14
    found = of("# A", "one", "# B", "two", "# a (continued)", "three")
    assert [section.title for section in found.sections] == ["A", "B"]
    assert [draft.section for draft in found.drafts] == [0, 1, 0]


def test_sections_are_within_those_of_an_outer_level():
    found = of("# A", "## B", "one", "# C", "## B", "two", "three")
    assert [(s.title, s.above) for s in found.sections] == [
        ("A", -1),
        ("B", 0),
        ("C", -1),
        ("B", 2),
    ]
    assert [found.path(draft.section) for draft in found.drafts] == [(0, 1), (2, 3), (2, 3)]
    assert of("one").path(-1) == ()


def test_a_heading_that_is_a_factor_of_the_pack_becomes_it():
    found = of("# Cunning", "one", "# Luck", "two", factors=["CUNNING", "Rivals"])
    assert [section.factor for section in found.sections] == [True, False]
    assert [s.factor for s in intake.as_factors(found, {1}, True).sections] == [True, True]
    assert [s.factor for s in intake.as_factors(found, {0}, False).sections] == [False, False]


def test_people_of_the_pack_are_known():
    assert of("Yezhov fell.", people=["Nikolai Yezhov"]).drafts[0].people == ("Yezhov",)
    assert of("Yezhov fell.").drafts[0].people == ()


def test_dropping_and_taking():
    found = of("one", "two", ". three")
    assert intake.take(found, [0, 1], False).taken == 0
    assert intake.take(found, [2], True).taken == 3
    assert intake.take(found, [0], True) == found


def test_splitting_parts_the_text_and_reads_each_piece():
    found = of("Lenin was ill from 1922 and he died in January 1924.")
    made = intake.split(found, 0, 24)
    assert [draft.text for draft in made.drafts] == [
        "Lenin was ill from 1922",
        "and he died in January 1924.",
    ]
    assert [draft.when.start for draft in made.drafts] == ["1922", "1924-01"]
    assert [draft.line for draft in made.drafts] == [1, 1]
    assert made.drafts[0].id == 0
    assert made.lines == 1


@pytest.mark.parametrize("at", [0, -1, 8, 99])
def test_a_split_that_leaves_nothing_is_refused(at):
    with pytest.raises(EditError, match="Put the cursor"):
        intake.split(of("One line."), 0, at)


def test_splitting_by_sentences():
    found = of("Trotsky was arrogant. He gave orders. It was unpopular.", "Two.")
    made = intake.split_sentences(found, 0)
    assert [draft.headline for draft in made.drafts] == [
        "Trotsky was arrogant",
        "He gave orders",
        "It was unpopular",
        "Two",
    ]
    assert len({draft.id for draft in made.drafts}) == 4
    with pytest.raises(EditError, match="one sentence"):
        intake.split_sentences(made, 0)


def test_a_headline_typed_by_hand_stays_through_a_split():
    found = intake.reword(of("He died. She left."), 0, "headline", "My own")
    assert [d.headline for d in intake.split_sentences(found, 0).drafts] == ["My own", "She left"]


def test_merging_puts_the_next_below():
    found = of("Lenin was ill from 1922.", "He died in 1924.", "Three.")
    made = intake.merge(intake.take(found, [0], False), 0)
    first = made.drafts[0]
    assert first.headline == "Lenin was ill from 1922"
    assert first.detail == first.text == "Lenin was ill from 1922.\nHe died in 1924."
    assert first.when == When("from 1922 and 1924", "1922", "1924")
    assert (first.line, first.last, first.taken) == (1, 2, True)
    assert [draft.id for draft in made.drafts] == [0, 2]
    assert intake.split_sentences(made, 0).drafts[1].text == "He died in 1924."
    with pytest.raises(EditError, match="no line after"):
        intake.merge(made, 2)


def test_what_was_typed_is_kept_when_merging():
    found = of("Lenin was ill.", "He died.")
    found = intake.reword(found, 0, "headline", "Illness")
    found = intake.reword(found, 1, "detail", "In January 1924.")
    assert intake.merge(found, 0).drafts[0].detail == "Illness\nIn January 1924."


def test_rewording():
    found = of("Lenin was ill from 1922.")
    made = intake.reword(found, 0, "headline", "  A  headline ")
    made = intake.reword(made, 0, "detail", "Two\r\nlines")
    made = intake.reword(made, 0, "when", "44 BC")
    made = intake.reword(made, 0, "people", "Lenin; Stalin, Lenin,")
    draft = made.drafts[0]
    assert (draft.headline, draft.detail) == ("A headline", "Two\nlines")
    assert draft.when == When("44 BC", "-0044", "-0044")
    assert draft.people == ("Lenin", "Stalin")
    assert intake.reword(found, 0, "when", "from 1922 ") == found


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("headline", "x" * (LINE + 1)),
        ("detail", "x" * (PASSAGE + 1)),
        ("when", "x" * (LINE + 1)),
        ("people", "x" * (LINE + 1)),
        ("people", ",".join(map(str, range(51)))),
    ],
)
def test_too_much_is_refused(field, words):
    with pytest.raises((EditError, TextError), match="at most"):
        intake.reword(of("one"), 0, field, words)


def test_what_is_not_there_is_refused():
    with pytest.raises(EditError, match="no longer there"):
        intake.merge(of("one"), 7)
    with pytest.raises(ValueError, match="colour"):
        intake.reword(of("one"), 0, "colour", "red")


@given(st.data())
def test_whatever_is_done_loses_no_word_and_keeps_ids_apart(data):
    lines = st.lists(
        st.sampled_from(["He died. She left.", "In 1925, he fell", ". A text", "# A", "## B"]),
        min_size=1,
        max_size=6,
    )
    found = of(*data.draw(lines))
    words = re.findall(r"\w+", " ".join(draft.text for draft in found.drafts))
    for _ in range(data.draw(st.integers(0, 6))):
        ids = [draft.id for draft in found.drafts] or [0]
        verb = data.draw(st.sampled_from([intake.merge, intake.split, intake.split_sentences]))
        given_ = (data.draw(st.sampled_from(ids)),)
        if verb is intake.split:
            given_ += (data.draw(st.integers(-2, 30)),)
        try:
            found = verb(found, *given_)
        except EditError:
            continue
        assert len({draft.id for draft in found.drafts}) == len(found.drafts)
        lines_in = [draft.line for draft in found.drafts]
        assert lines_in == sorted(lines_in)
        assert all(draft.headline and draft.line <= draft.last for draft in found.drafts)
    said = "".join(draft.text for draft in found.drafts)
    assert "".join(re.findall(r"\w+", said)) == "".join(words)
