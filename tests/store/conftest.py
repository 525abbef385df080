import pytest

from planner.model.evidence import Card, Factor, Question, When
from planner.model.framework import Framework, Role, SlotKind
from planner.model.pack import Pack, PackInfo
from planner.model.plan import Plan
from planner.store.database import create
from planner.store.library import Library

PEEL = Framework(
    "peel",
    "PEEL",
    slots=tuple(SlotKind(label, Role.OTHER) for label in ("Point", "Evidence", "Explain", "Link")),
)

FACTORS = (
    Factor("usa/cunning", "Cunning", hue=0),
    Factor("usa/machine", "Party machine", hue=1),
)

CARDS = (
    Card(
        "usa/trick",
        "The dagger’s funeral trick",
        "Trotsky missed the funeral and Zinoviev spoke.",
        When("January 1924", "1924-01", "1924-01"),
        ("Stalin", "Trotsky"),
        ("usa/cunning",),
        "Notes, page 3",
    ),
    Card("usa/vote", "A vote in the Politburo", "Éric lost.", When("1927–28", "1927", "1928")),
    Card("usa/post", "The General Secretary", "", When("1922", "1922"), factors=("usa/machine",)),
    Card("usa/mood", "A mood", "No date. The funeral again.", factors=("usa/cunning",)),
)


def worked() -> Plan:
    return Plan("usa/worked", Question("usa/why", "Why did Stalin win?"), PEEL, "Worked: why")


@pytest.fixture
def pack():
    return Pack(
        PackInfo("usa", "The struggle"),
        FACTORS,
        (Question("usa/why", "Why did Stalin win?", "explain-why", 12, 18),),
        CARDS,
        (worked(),),
    )


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "evidence.db"
    create(path)
    return path


@pytest.fixture
def library(path):
    with Library.open(path) as library:
        yield library


@pytest.fixture
def stocked(library, pack):
    library.install(pack)
    return library
