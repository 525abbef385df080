"""The benchmarks run; how fast anything is, no test says."""

import json
import os

import pytest

from benchmarks import coach, exports, imports, memory, search, size, start
from benchmarks.measure import Clock, Figure, Unit
from benchmarks.samples import natural_pack
from benchmarks.shelves import full_library
from benchmarks.table import read_ratios, table


def test_importing_is_measured_beside_its_floor():
    figures = imports.measure_size(20, 1)
    assert all(figure.median > 0 for figure in figures)
    assert any(figure.ratio > 0 for figure in figures)
    assert len(table(figures).splitlines()) == len(figures) + 1


def test_the_coach_is_measured_on_a_large_plan():
    plan = coach.sample_plan(1)
    assert len(plan.paragraphs) == 12
    assert len([*plan.placements()]) == 100
    figures = coach.measure(1)
    assert all(figure.median > 0 for figure in figures)
    assert sum(figure.ratio > 0 for figure in figures) == 3


def test_the_exports_are_measured_beside_their_floors(qapp):
    figures = exports.measure(1)
    assert all(figure.median > 0 for figure in figures)
    assert [figure.ratio > 0 for figure in figures] == [True, True, False]


def test_a_search_that_does_not_tell_the_true_top_ten_is_told(monkeypatch):
    with full_library(300) as library:
        texts = search.sample_texts(library, 1)
        assert len(set(texts)) == len(texts) > 10
        search.check_ranking(library, texts)
        monkeypatch.setattr("planner.store.search.rank", lambda _, numbers, *_rest: numbers)
        library.search.forget()
        with pytest.raises(RuntimeError, match="not the true top ten"):
            search.check_ranking(library, texts)


def test_the_natural_pack_is_the_same_each_time():
    assert natural_pack(20) == natural_pack(20)
    assert len({card.id for card in natural_pack(20).cards}) == 20


def test_a_goal_that_is_missed_is_told():
    assert Figure("a", 1, 0.5, floor=0.25, goal=1.0, most=3.0).met
    slow = [Figure("a", 1, 1.5, goal=1.0), Figure("b", 1_000, 1.0, floor=0.25, most=3.0)]
    assert [figure.met for figure in slow] == [False, False]
    assert [line.split() for line in table(slow).splitlines()[1:]] == [
        ["a", "1", "1,500.0", "ms", "1,000", "ms", "MISSED"],
        ["b", "1,000", "1,000.0", "ms", "250.0", "ms", "4.00", "x", "3", "x", "MISSED"],
    ]
    assert slow[1].as_json()["ratio"] == 4.0


def test_bytes_and_the_slowest_of_a_hundred_are_told():
    figures = [
        Figure("wheel", 1, 4e6, goal=3e6, unit=Unit.BYTES),
        Figure("a key", 100, 0.001, goal=0.002, p99=0.009, goal_p99=0.008),
    ]
    assert [figure.met for figure in figures] == [False, False]
    assert [line.split() for line in table(figures).splitlines()] == [
        ["what", "size", "median", "p99", "goal"],
        ["wheel", "1", "3.8", "MiB", "3", "MB", "MISSED"],
        ["a", "key", "100", "1.0", "ms", "9.0", "ms", "2", "ms,", "p99", "8", "ms", "MISSED"],
    ]


def test_a_small_run_is_held_against_the_last_release_by_its_ratios(tmp_path):
    figures = [
        Figure("start", 10, 5.0, floor=1.0, goal=1.0, most=2.0),
        Figure("drop", 10, 3.0, floor=1.0, most=2.0),
        Figure("wheel", 1, 5.0),
    ]
    assert [figure.far_off for figure in figures] == [True, False, False]
    earlier = tmp_path / "released.json"
    told = [Figure("start", 10, 1.5, floor=1.0).as_json(), Figure("start", 20, 9.0).as_json()]
    earlier.write_text(json.dumps({"figures": told}), encoding="utf-8")
    shown = table(figures, read_ratios(earlier), ratios_only=True)
    assert [line.split() for line in shown.splitlines()] == [
        ["what", "size", "ratio", "goal", "then"],
        ["start", "10", "5.00", "x", "2", "x", "1.50", "x", "FAR", "OFF"],
        ["drop", "10", "3.00", "x", "2", "x", "MISSED"],
    ]


def test_the_slowest_of_a_hundred_leaves_one_out():
    clock = Clock()
    for value in range(200):
        clock.note("key", float(value))
    assert clock.p99("key") == 197.0
    assert clock.median("key") == 99.5


def test_the_window_is_known_to_show_the_last_plan(tmp_path, monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    words = start.make_library(tmp_path / "of" / "evidence.db", 20, 2)
    library, compiled = str(tmp_path / "of" / "evidence.db"), str(tmp_path / "compiled")
    seen = start.time_start("marshal", library, words, compiled)
    assert 0 < seen["painted"] < 60
    with pytest.raises(RuntimeError, match="not painted"):
        start.time_start("marshal", library, "words of no plan", compiled)


def test_what_a_requirement_comes_to_is_counted_once():
    found = size.needs("sqlite-utils")
    assert {"sqlite-utils", "click", "python-dateutil"} <= found
    assert size.installed_size("click") > 100_000


@pytest.mark.skipif(not memory.is_told(), reason="this system does not say")
def test_memory_counts_what_a_process_started():
    assert memory.memory_of(os.getpid()) > 10_000_000
