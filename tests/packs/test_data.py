from planner.model.text import clean_line
from planner.packs.data import read_frameworks, read_question_types
from planner.packs.tidy import tidy


def test_the_frameworks_are_the_ones_schools_use():
    held = read_frameworks()
    names = [framework.name for framework in held.frameworks]
    assert names[0] == "PEEL"
    assert {"PEE", "PEA", "PEAL", "PEEZL", "TEEL", "MEAL", "PEACE", "PETAL"} <= set(names)
    assert len({framework.id for framework in held.frameworks}) == len(names)
    assert [slot.label for slot in held.named("peel").slots] == [
        "Point",
        "Evidence",
        "Explain",
        "Link",
    ]
    for framework in held.frameworks:
        assert framework.slots
        for slot in framework.slots:
            assert slot.label
            assert slot.prompt
            assert slot.starters
    assert tidy(held) is held


def test_question_types_are_kept_by_their_ids():
    types = read_question_types()
    assert {"explain-why", "how-far-agree", "to-what-extent", "general"} <= set(types)
    for name, kind in types.items():
        assert kind.id == name
        assert kind.name == clean_line(kind.name)
