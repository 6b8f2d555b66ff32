"""``compare``: programmes beside each other."""

from __future__ import annotations

from pathlib import Path

import click

from scheduler.cli import completing
from scheduler.cli.options import instance_option, output_option, overwrite_option, verb
from scheduler.cli.terminal import Exit, say
from scheduler.core.phrases import number_of


@verb("compare candidates -o candidates.html", "compare first.json second.json -o both.xlsx")
@click.argument(
    "programmes",
    nargs=-1,
    required=True,
    metavar="PROGRAMME…",
    help="JSON files that “solve” wrote, exported workbooks, or the folder that “candidates” wrote.",
    shell_complete=completing.programme_files,
)
@output_option("FILE", "A page (.html) or a workbook (.xlsx).", required=True)
@click.option(
    "--base", metavar="NAME", default="", help="The candidate that gains and losses refer to (default: the first)."
)
@click.option(
    "--at-most",
    metavar="N",
    type=click.IntRange(2, 60),
    default=6,
    show_default=True,
    help="Show so many candidates, those far apart; the others are folded, with the reason.",
)
@overwrite_option
@instance_option
def compare(programmes: tuple[str, ...], output: str, base: str, at_most: int, instance: str | None) -> int:
    """Show programmes beside each other: who gets what in each, and at what cost."""
    from scheduler.candidates.comparison import RejectedProgrammeError
    from scheduler.candidates.comparison import compare as compared
    from scheduler.candidates.comparison.gather_candidates import gather
    from scheduler.export.comparison.write_comparison import check_format, write_comparison
    from scheduler.storage.outputs import check_output

    check_format(Path(output))
    check_output(output)
    found = gather(programmes, instance)
    try:
        comparison = compared(found.entries, found.curves, found.notes, found.policy, base, at_most)
    except RejectedProgrammeError as error:
        say(str(error), "Nothing was written.")
        return Exit.REJECTED
    write_comparison(comparison, output)
    rest = f", {len(comparison.folded)} more folded" if comparison.folded else ""
    say(f"“{output}” is written: {number_of(len(comparison.candidates), 'candidate')} beside each other{rest}.")
    return Exit.GOOD
