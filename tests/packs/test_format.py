import pytest

from planner.packs.errors import PackError
from planner.packs.format import Format
from tests.sentences import are_sentences

PLAN = Format("marshal-plan", 3, "plan file")


def test_its_own_first_fields_are_let_pass():
    PLAN.check("marshal-plan", 3, "a.json")


@pytest.mark.parametrize(
    ("name", "version", "words"),
    [
        ("marshal-pack", 3, "is not a plan file"),
        ("", 4, "is not a plan file"),
        (None, None, "is not a plan file"),
        (["marshal-plan"], 3, "is not a plan file"),
        ("marshal-plan", 4, "was saved by a newer version of Marshal"),
        ("marshal-plan", 2, "is not a sound plan file"),
        ("marshal-plan", 0, "is not a sound plan file"),
        ("marshal-plan", 3.0, "is not a sound plan file"),
        ("marshal-plan", 4.5, "is not a sound plan file"),
        ("marshal-plan", "4", "is not a sound plan file"),
        ("marshal-plan", None, "is not a sound plan file"),
    ],
)
def test_anothers_are_refused_in_words(name, version, words):
    with pytest.raises(PackError) as caught:
        PLAN.check(name, version, "The file")
    said = str(caught.value)
    assert said.startswith(f"The file {words}")
    assert are_sentences(said)


def test_a_version_that_is_a_truth_is_no_number():
    with pytest.raises(PackError, match="is not a sound plan file"):
        Format("marshal-plan", 1, "plan file").check("marshal-plan", True, "a.json")
