from PySide6.QtCore import QObject, QTimer

from planner.ui.later import Later


def test_one_thing_is_done_at_a_time_and_others_come_between(qtbot):
    later, done = Later(), []
    for name in "abc":
        later.do(later, lambda name=name: done.append(name))
    assert done == []
    QTimer.singleShot(0, lambda: done.append("key"))
    qtbot.waitUntil(lambda: len(done) == 4)
    assert [name for name in done if name != "key"] == ["a", "b", "c"]
    assert done.index("key") < 3


def test_what_has_gone_is_passed_over(qtbot):
    later, gone, done = Later(), QObject(), []
    later.do(gone, lambda: done.append("gone"))
    later.do(later, lambda: done.append("here"))
    gone.deleteLater()
    qtbot.waitUntil(lambda: bool(done))
    assert done == ["here"]


def test_what_fails_does_not_keep_the_rest_waiting(qtbot):
    later, done = Later(), []
    later.do(later, lambda: 1 / 0)
    later.do(later, lambda: done.append("here"))
    with qtbot.captureExceptions() as raised:
        qtbot.waitUntil(lambda: bool(done))
    assert [kind for kind, *_ in raised] == [ZeroDivisionError]


def test_a_deed_may_ask_for_another(qtbot):
    later, done = Later(), []

    def again() -> None:
        done.append(len(done))
        if len(done) < 5:
            later.do(later, again)

    later.do(later, again)
    qtbot.waitUntil(lambda: len(done) == 5)
    assert done == [0, 1, 2, 3, 4]
