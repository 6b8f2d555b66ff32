"""``init``: a new instance to fill in."""

from __future__ import annotations

from pathlib import Path

import click

from scheduler.cli import completing
from scheduler.cli.options import verb
from scheduler.cli.terminal import Exit, say


@verb("init instances/my-meeting")
@click.argument("folder", metavar="DIR", help="The folder to write them to.", shell_complete=completing.folders)
def init(folder: str) -> int:
    """Start a new instance: write a planning workbook and a survey template."""
    from scheduler.intake.template.template import write_template

    place = Path(folder)
    write_template(place)
    say(f"“{place}” holds a planning workbook and a survey template. Fill them in, then: igf-scheduler check {place}")
    return Exit.GOOD
