"""Running a target: its seeds, and what may come out of it."""

import os
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

import atheris

_LIMITS = ("-timeout=5", "-rss_limit_mb=2048", "-max_len=20000", "-print_final_stats=1")


def fuzz(read: Callable[[bytes], object], seeds: Iterable[bytes]) -> None:
    """Call read with bytes that grow out of the seeds, for as long as the command line says."""
    from planner.model.text import clean_line
    from planner.packs.errors import PackError

    def once(data: bytes) -> None:
        try:
            read(data)
        except PackError as error:
            words = str(error)
            assert words.endswith("."), words
            assert clean_line(words) == words, words

    with tempfile.TemporaryDirectory() as folder:
        for number, seed in enumerate(seeds):
            (Path(folder) / f"seed-{number}").write_bytes(seed)
        # Fuzzing ends the process on the spot, so that only another one can clear up after it.
        child = os.fork()
        if not child:
            # What is given on the command line comes last, and counts.
            atheris.Setup([sys.argv[0], *_LIMITS, *sys.argv[1:], folder], once)
            atheris.Fuzz()
        _, status = os.waitpid(child, 0)
    sys.exit(os.waitstatus_to_exitcode(status))
