import itertools
import subprocess
import sys

import pytest
from msgspec.structs import replace
from PySide6.QtGui import QImage

from planner.model import edits, ranking
from planner.model.evidence import Card, Factor, When
from planner.model.plan import MOST_RANKED
from planner.paper import pictures
from planner.paper.pictures import (
    WIDTH,
    plan_pictures,
    ranking_picture,
    timeline_fits,
    timeline_picture,
)
from tests.export.samples import CUNNING, LUCK, MACHINE, empty, filled, thought

BOTH = ("ranking", "timeline")


@pytest.fixture
def pages(monkeypatch):
    """Collect the pages that pictures are painted of."""
    found = []
    paint = pictures.paint

    def collect(painter, page, point):
        found.append(page)
        paint(painter, page, point)

    monkeypatch.setattr(pictures, "paint", collect)
    return found


def ranked(count, diamond=False):
    plan = empty()
    for number in range(count):
        plan = ranking.rank(plan, Factor(f"x/{number}", f"Factor number {number}"))
    return ranking.shape(plan, diamond)


def dated(count):
    plan = filled()
    for number in range(count):
        when = When(f"{1800 + number}", f"{1800 + number}")
        slot = plan.paragraphs[number % 3].slots[number % 4].id
        plan = edits.place(plan, slot, [Card(f"x/{number}", f"Card number {number}", when=when)])
    return plan


def words(page):
    return [item.words for item in page.items if hasattr(item, "words")]


def image(picture):
    made = QImage.fromData(picture.png)
    assert not made.isNull()
    return made


def within(page):
    """Check that all that is drawn is on the page, but for what the painter cuts off."""
    for item in page.items:
        rect = getattr(item, "rect", None)
        if rect is not None:
            assert rect.x >= 0
            assert rect.y >= 0
            assert rect.right <= page.width
            assert rect.bottom <= page.height
        if hasattr(item, "words"):
            assert 0 <= item.x <= page.width
            assert 0 <= item.y <= page.height


def test_what_a_plan_lacks_has_no_picture():
    assert plan_pictures(empty(), BOTH) == {}
    assert set(plan_pictures(thought(), BOTH)) == {"ranking", "timeline"}
    assert set(plan_pictures(thought(), ("ranking", "links", "sorting"))) == {"ranking"}
    assert plan_pictures(thought(), ()) == {}


@pytest.mark.parametrize("make", [ranking_picture, timeline_picture])
def test_a_picture_is_a_sharp_png_in_greys_of_the_size_that_it_says(make):
    picture = make(thought())
    made = image(picture)
    assert picture.width == WIDTH
    assert made.width() == round(3 * WIDTH)
    assert made.height() == round(3 * picture.height)
    assert made.isGrayscale()
    # There is something on it, on white.
    assert made.pixelColor(0, made.height() - 1).lightness() == 255
    lightness = {made.pixelColor(x, y).lightness() for x in range(400, 900) for y in range(150)}
    assert min(lightness) < 80
    assert make(thought()) == picture


def test_a_ladder_names_the_factors_from_the_top(pages):
    picture = ranking_picture(thought())
    (page,) = pages
    said = {item.words: item for item in page.items if hasattr(item, "words")}
    tops = [said[factor.name].y for factor in (CUNNING, MACHINE, LUCK)]
    assert tops == sorted(set(tops))
    assert [said[f"{number}."].y for number in (1, 2, 3)] == pytest.approx(tops, abs=2)
    assert picture.alt == (
        "Ranking of factors as a ladder, the weightiest first: "
        "1. Cunning; 2. Party machine; 3. Luck."
    )


def test_a_diamond_has_its_rows_in_the_middle(pages):
    picture = ranking_picture(ranked(10, diamond=True))
    (page,) = pages
    boxes = [item.rect for item in page.items if getattr(item, "outline", None) is not None]
    rows = [list(row) for _, row in itertools.groupby(boxes, key=lambda rect: rect.y)]
    assert [len(row) for row in rows] == [1, 2, 3, 2, 1, 1]
    for row in rows:
        assert (row[0].x + row[-1].right) / 2 == pytest.approx(WIDTH / 2)
        for one, other in itertools.pairwise(row):
            assert one.right < other.x
    for upper, lower in itertools.pairwise(rows):
        assert upper[0].bottom < lower[0].y
    assert "2. Factor number 1, Factor number 2; 3." in picture.alt
    assert "as a diamond nine, row by row" in picture.alt


@pytest.mark.parametrize("diamond", [False, True])
@pytest.mark.parametrize("count", [1, 9, 30, MOST_RANKED])
def test_any_ranking_has_room(count, diamond, pages):
    picture = ranking_picture(ranked(count, diamond))
    (page,) = pages
    within(page)
    assert picture.height <= 610
    said = " ".join(words(page))
    assert all(f"Factor number {number}" in said for number in range(count))


def test_a_timeline_shows_each_dated_card_once(pages):
    picture = timeline_picture(thought())
    (page,) = pages
    within(page)
    said = words(page)
    # Cards without a date are not on it, nor what is only in piles.
    assert said.count("The funeral trick") == said.count("Control of the ballots") == 1
    assert "The suppressed testament" not in said
    assert "Aside" not in said
    # The factors are told apart by patterns that the foot explains.
    assert "Party machine" in said
    assert picture.alt == (
        "Timeline, 1924 to 1925: January 1924: The funeral trick; 1925: Control of the ballots."
    )
    undated = replace(filled(), paragraphs=filled().paragraphs[:0])
    assert timeline_picture(undated) is None


def test_a_timeline_of_many_cards_fits_on_a_page_or_is_none(pages):
    for count in (5, 40, 80):
        picture = timeline_picture(dated(count))
        assert picture.height <= 670
        within(pages[-1])
        assert sum(word.startswith("Card number") for word in words(pages[-1])) == count
    assert timeline_picture(dated(400)) is None
    assert not timeline_fits(dated(400))
    assert timeline_fits(dated(40))
    assert timeline_fits(dated(0))


def test_words_for_a_screen_reader_come_to_an_end():
    alt = timeline_picture(dated(80)).alt
    assert len(alt) < 1_600
    assert alt.endswith(" more.")
    # One of the sample’s own cards has a date too.
    assert f"; and {80 - alt.count('Card number') + 1} more." in alt


def test_odd_names_do_no_harm():
    plan = empty()
    for number, name in enumerate(("", "x" * 300, "שלום עולם", "\u0007 \ud800", "<b>&")):
        plan = ranking.rank(plan, Factor(f"x/{number}", name))
    card = Card("x/c", "\ud800<b>", when=When("\x00", "1924"), factors=("x/2", "x/9"))
    plan = edits.place(plan, plan.paragraphs[0].slots[0].id, [card])
    for picture in plan_pictures(plan, BOTH).values():
        assert image(picture).width()
        assert picture.alt.isprintable()


def test_pictures_are_made_without_a_window_or_a_screen():
    script = (
        "from planner.paper.alone import pictures_alone\n"
        "from tests.export.samples import thought\n"
        "found = pictures_alone(thought(), ('ranking', 'timeline'))\n"
        "assert all(picture.png.startswith(b'\\x89PNG') for picture in found.values())\n"
        "print(len(found))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("2\n", "")
