"""Running a command as a shell would."""

from click.testing import CliRunner, Result

from planner.cli.root import marshal


def run(*arguments: object) -> Result:
    return CliRunner().invoke(marshal, [str(argument) for argument in arguments])


def failure(*arguments: object) -> str:
    """Return the one line that a command fails with."""
    result = run(*arguments)
    assert isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == 1
    assert result.stdout == ""
    line, end = result.stderr[:-1], result.stderr[-1]
    assert end == "\n"
    assert line.isprintable(), line
    assert line.endswith((".", ". ")), line
    return line
