from planner.packs.data import read_starters
from planner.ui.coach.loading import Loading


def test_steps_that_are_let_go_of_do_not_end_the_loading():
    loading = Loading(read_starters)
    steps = loading.steps()
    next(steps)
    steps.close()
    assert loading.finish() is loading.words is not None
