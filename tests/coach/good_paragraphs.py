"""Sound paragraphs on many subjects, from good_paragraphs.toml, as essays of one paragraph."""

import tomllib
from pathlib import Path

from planner.model.evidence import Factor
from tests.coach.essays import Essay, Para, card

_FACTORS = (Factor("pack/faith", "Religion"), Factor("pack/money", "Money"))


def _essay(
    *,
    question: str,
    argument: str,
    stated: str = "",
    cards: tuple[tuple[str, ...], ...] = (),
    **parts: str,
) -> Essay:
    para = Para(**parts, cards=tuple(card(*told) for told in cards))
    return Essay((para,), argument, question=question, stated=stated, factors=_FACTORS)


_HELD = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
GOOD = {name: _essay(**told) for name, told in _HELD.items()}
