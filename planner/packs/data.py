"""The frameworks and question types that ship with Marshal."""

import msgspec

from planner.model.framework import Frameworks, QuestionType
from planner.shipped import read_toml


def read_frameworks() -> Frameworks:
    """Return the ways of building a paragraph, the default first, and the essay's own parts."""
    return msgspec.convert(read_toml("frameworks.toml"), Frameworks)


def read_question_types() -> dict[str, QuestionType]:
    """Return the kinds of exam question by their ids, in the order in which to offer them."""
    types = msgspec.convert(read_toml("question_types.toml")["types"], list[QuestionType])
    return {kind.id: kind for kind in types}
