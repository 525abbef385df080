"""What a restored backup brings back, and what stays as it is."""

import os

from planner.store.library import Library
from planner.store.restore import ready
from tests.store.test_copying import plan

NOW = 1_700_000_000.0


def test_settings_stay_as_they_are(stocked):
    stocked.set_setting("scheme", "Light")
    stocked.set_setting("folder", "/exam")
    stocked.plans.save(plan(), 1.0)
    before = stocked.back_up("work", NOW)
    stocked.plans.delete("plan/1", 2.0)
    stocked.set_setting("scheme", "Dark")
    stocked.set_setting("level", "none")
    back = stocked.restore(before.path, NOW + 1)
    kept = {key: stocked.setting(key) for key in ("scheme", "folder", "level")}
    assert kept == {"scheme": "Dark", "folder": "/exam", "level": "none"}
    assert [each.id for each in stocked.plans.summaries()] == ["plan/1"]
    stocked.set_setting("scheme", "Light")
    stocked.restore(back.path, NOW + 2)
    assert stocked.setting("scheme") == "Light"
    assert stocked.plans.summaries() == []


def test_what_is_made_ready_lies_in_a_folder_that_tells_whose_it_is(stocked, tmp_path, monkeypatch):
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    with ready(stocked.back_up("work", NOW).path):
        assert [name.rpartition("-")[0] for name in os.listdir(folder)] == ["marshal"]
    assert os.listdir(folder) == []


def test_a_setting_that_was_never_made_here_does_not_come_back(stocked, path):
    before = stocked.back_up("work", NOW)
    with Library.open(before.path) as copy:
        copy.set_setting("scheme", "Dark")
    stocked.restore(before.path, NOW + 1)
    assert stocked.setting("scheme", "as the system") == "as the system"


def test_what_a_pack_was_published_with_is_not_forgotten(stocked):
    stocked.set_setting("signed:usa", "first")
    before = stocked.back_up("work", NOW)
    with Library.open(before.path) as copy:
        copy.set_setting("signed:other", "other")
    stocked.set_setting("signed:usa", "second")
    stocked.restore(before.path, NOW + 1)
    # The later key is the one that students know by now.
    assert stocked.setting("signed:usa") == "second"
    assert stocked.setting("signed:other") == "other"
