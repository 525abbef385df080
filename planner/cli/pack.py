"""The commands for those who make packs."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from planner.cli.base import Commands, Failure, print_aside, print_out, typed
from planner.cli.pack_files import compared, counted, described, read_given
from planner.cli.signing import sign, verify

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.model.pack import Pack
    from planner.packs.source_check import Finding

_FILE = click.Path(path_type=Path)


@click.group(
    cls=Commands,
    epilog="""
    pack new cold-war.toml --title "The Cold War"
    pack import notes.docx --to cold-war.toml
    pack check cold-war.toml
    pack build cold-war.toml --to cold-war.evidencepack
    pack sign cold-war.evidencepack
    """.strip(),
)
def pack() -> None:
    """Make, check, sign and print evidence packs."""


@pack.command(epilog='pack new cold-war.toml --title "The Cold War" --author "Ms Khan"')
@click.argument("file", type=_FILE)
@click.option("--title", help="What the pack is called.")
@click.option("--author", default="", help="Who makes it.")
def new(file: Path, title: str | None, author: str) -> None:
    """Begin the source of a pack, as an example to fill in.

    FILE is to be a .toml file; its name becomes the pack's id.
    """
    from planner.model.pack_edits import slug
    from planner.packs.save import save_bytes
    from planner.packs.starter import starter_toml

    if file.suffix.lower() != ".toml":
        raise Failure(f"{file} should end in .toml, such as {file.with_suffix('.toml').name}.")
    if file.exists():
        raise Failure(f"{file} is there already, and is as it was. Name another file.")
    name = slug(file.stem)
    save_bytes(starter_toml(name, title or file.stem, author).encode(), file)
    print_out(f"Began {file}. Fill it in, then run: {typed(f'pack check {file}')}")


@pack.command(epilog="pack check cold-war.toml")
@click.argument("files", nargs=-1, required=True, type=_FILE)
@click.option("--strict", is_flag=True, help="Fail for what could be better, too.")
def check(files: tuple[Path, ...], strict: bool) -> None:
    """Find all that is wrong with packs, or could be better.

    Each FILE is a .toml or .json source, or a pack file. What is wrong fails the check; what could
    only be better is told.
    """
    found = [finding for file in files for finding in _examined(file)[1]]
    for finding in found:
        print_out(_told(finding))
    wrong = sum(finding.grave for finding in found)
    better = len(found) - wrong
    if wrong or (strict and better):
        raise Failure(f"{counted(wrong, 'thing')} to put right, {better:,} that could be better.")
    print_out(
        f"Nothing is wrong. {counted(better, 'thing')} could be better."
        if better
        else "Nothing is wrong."
    )


@pack.command(epilog="pack build cold-war.toml --to cold-war.evidencepack")
@click.argument("source", type=_FILE)
@click.option("--to", "target", metavar="FILE", type=_FILE, help="The pack file to write.")
def build(source: Path, target: Path | None) -> None:
    """Build a pack file, not signed yet, from a .toml or .json source."""
    from planner.packs.pack_file import SUFFIX, build_pack, save_pack_file

    made, findings = _examined(source)
    wrong = [finding for finding in findings if finding.grave]
    for finding in wrong:
        print_aside(_told(finding))
    if made is None or wrong:
        raise Failure(f"{counted(len(wrong), 'thing')} to put right first. Nothing was written.")
    target = target or source.with_suffix(SUFFIX)
    save_pack_file(build_pack(made), target)
    print_out(
        f"Built {target}: version {made.info.version} with {counted(len(made.cards), 'card')}. "
        f"Sign it with: {typed(f'pack sign {target}')}"
    )


@pack.command(epilog="pack show cold-war.evidencepack --cards")
@click.argument("text", metavar="PACK")
@click.option("--cards", "with_cards", is_flag=True, help="List the cards, too.")
@click.pass_obj
def show(library: str | None, text: str, with_cards: bool) -> None:
    """Say what a pack is and holds.

    PACK is a pack file, a source, or the id of a pack in the library.
    """
    given = read_given(library, text)
    lines = [described(given)]
    if with_cards:
        lines += ["", *(f"{card.id}  {card.headline}" for card in given.pack.cards)]
    print_out("\n".join(lines))


@pack.command(epilog="pack diff cold-war-1.evidencepack cold-war.toml")
@click.argument("before", metavar="OLD")
@click.argument("after", metavar="NEW")
@click.pass_obj
def diff(library: str | None, before: str, after: str) -> None:
    """Say what differs between two packs, field by field.

    Each is a pack file, a source, or the id of a pack in the library.
    """
    from planner.model.compare import compare

    old, new = read_given(library, before).pack, read_given(library, after).pack
    if old.info.id != new.info.id:
        raise Failure(
            f"These are two packs, “{old.info.id}” and “{new.info.id}”, not two versions of one."
        )
    print_out(compared(compare(old, new)))


@pack.command(
    name="import",
    epilog="""
    pack import notes.docx --to cold-war.toml
    pack import cards.xlsx --to cold-war.toml --columns "Headline,When,Leave out,Detail"
    """.strip(),
)
@click.argument("file", type=_FILE)
@click.option("--to", "target", metavar="FILE", required=True, type=_FILE, help="The .toml file.")
@click.option("--title", help="What the pack is called.")
@click.option("--author", default="", help="Who makes it.")
@click.option("--columns", default="", help="What a table’s columns hold, parted by commas.")
@click.option("--factors", is_flag=True, help="Make the notes’ headings the cards’ factors.")
def import_(
    file: Path, target: Path, title: str | None, author: str, columns: str, factors: bool
) -> None:
    """Make the source of a pack from notes or a table.

    FILE is a .csv, .xlsx, .docx, .md or .txt file. Bullets become cards, and columns are
    recognised by their names; look through what was made, then run pack check.
    """
    from planner.cli.intake import pack_from
    from planner.model.pack import PackInfo
    from planner.model.pack_edits import slug
    from planner.model.text import LINE, clean_line, within
    from planner.packs.save import save_bytes
    from planner.packs.source_write import source_toml

    if target.exists():
        raise Failure(f"{target} is there already, and is as it was. Name another file.")
    title = within(clean_line(title or target.stem), LINE, "A title")
    author = within(clean_line(author), LINE, "An author’s name")
    made = pack_from(file, PackInfo(slug(target.stem), title, author), columns, factors)
    save_bytes(source_toml(made).encode(), target)
    check_it = typed(f"pack check {target}")
    print_out(f"Made {target} with {counted(len(made.cards), 'card')}. Now: {check_it}")


@pack.command(epilog="pack cards cold-war.toml --to cards.pdf --per-page 9 --backs")
@click.argument("text", metavar="PACK")
@click.option("--to", "target", metavar="FILE", required=True, type=_FILE, help="The PDF.")
@click.option(
    "--sheet",
    default="cards",
    type=click.Choice(["cards", "mat", "organiser", "timeline"]),
    help="Cards to cut out, a blank mat, a knowledge organiser, or a timeline.",
)
@click.option("--size", default="A4", type=click.Choice(["A4", "Letter", "A3"]), help="The paper.")
@click.option("--per-page", default="8", type=click.Choice(["8", "9"]), help="Cards on a page.")
@click.option("--backs", is_flag=True, help="With backs, for printing on both sides.")
@click.option("--factor", default="", help="Only the cards of this factor.")
@click.pass_obj
def cards(
    library: str | None,
    text: str,
    target: Path,
    sheet: str,
    size: str,
    per_page: str,
    backs: bool,
    factor: str,
) -> None:
    """Print a pack to a PDF: cards to cut out, a mat, an organiser or a timeline.

    PACK is a pack file, a source, or the id of a pack in the library.
    """
    from planner.packs.data import read_frameworks
    from planner.packs.save import save_bytes
    from planner.paper.alone import print_alone
    from planner.paper.choices import PaperChoices, Sheet

    given = read_given(library, text)
    name = f"{given.pack.info.id}/{factor}" if factor and "/" not in factor else factor
    choices = PaperChoices(size, int(per_page), backs, name)
    framework = read_frameworks().frameworks[0]
    save_bytes(print_alone(given.pack, Sheet(sheet), choices, framework), target)
    print_out(f"Wrote {target}.")


@pack.command()
def schema() -> None:
    """Print the JSON Schema of a pack’s source, for editors that help with one."""
    from planner.packs.schema import schema_text

    print_out(schema_text().rstrip("\n"))


pack.add_command(sign)
pack.add_command(verify)


def _examined(file: Path) -> "tuple[Pack | None, Sequence[Finding]]":
    """Return the pack in a source or a pack file, and what is wrong or could be better."""
    from planner.model.problems import problems
    from planner.packs.data import read_frameworks, read_question_types
    from planner.packs.pack_file import SUFFIX, read_pack_file
    from planner.packs.source_check import Finding, examine

    if file.suffix.lower() != SUFFIX:
        return examine(file, read_frameworks(), read_question_types())
    made = read_pack_file(file).pack
    return made, [
        Finding(file.name, 0, p.part and f"“{p.part}”", p.says, p.do, p.grave, p.rule)
        for p in problems(made)
    ]


def _told(finding: "Finding") -> str:
    return f"{'Wrong' if finding.grave else 'Could be better'}: {finding}"
