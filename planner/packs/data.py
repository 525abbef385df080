"""The frameworks, question types and starters that ship with Marshal, checked when they were made.

`python main.py library build` makes their file from those that people edit (data_source.py).
"""

from functools import cache

import msgspec

from planner.model.framework import Frameworks, QuestionType
from planner.model.starters import Starters
from planner.shipped import RESOURCES

NAME = "data.json"
"""The path of their file within resources."""


class Data(msgspec.Struct, frozen=True):
    """All that their file holds; types: in the order in which to offer them."""

    frameworks: Frameworks
    types: tuple[QuestionType, ...]
    starters: Starters


def read_frameworks() -> Frameworks:
    """Return the ways of building a paragraph, the default first, and the essay's own parts."""
    return _data().frameworks


def read_question_types() -> dict[str, QuestionType]:
    """Return the kinds of exam question by their ids, in the order in which to offer them."""
    return {kind.id: kind for kind in _data().types}


def read_starters() -> Starters:
    """Return the prompts and sentence starters that kinds of question have."""
    return _data().starters


# Kept once read: a window asks for each more than once, and so does every pack that is opened.
@cache
def _data() -> Data:
    return msgspec.json.decode((RESOURCES / NAME).read_bytes(), type=Data)
