"""Readers of files from others, tried with endless nonsense that grows out of sound files.

Each module but `harness` is a target: `python -m tests.fuzz.plan_file -max_total_time=60`. It ends
with a failure where a reader raises anything but PackError, or hangs; atheris has to be installed.
"""
