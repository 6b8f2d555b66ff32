"""``init``: a new instance to fill in."""

from __future__ import annotations

from pathlib import Path

import click

from scheduler.cli import completing
from scheduler.cli.form_output import TOOL_NAMES, write_form
from scheduler.cli.options import verb
from scheduler.cli.terminal import Exit, say


@verb("init instances/my-meeting", "init demo --example igf-2024")
@click.argument("folder", metavar="DIR", help="The folder to write them to.", shell_complete=completing.folders)
@click.option(
    "--example",
    metavar="NAME",
    help="Copy an example that comes with the program, such as tiny.",
    shell_complete=completing.examples,
)
@click.option("--form", type=click.Choice(TOOL_NAMES), help="Also write the survey for a form tool.")
def init(folder: str, example: str | None, form: str | None) -> int:
    """Start a new instance: write a planning workbook and a survey template, or copy an example."""
    from scheduler.intake.examples import copy_example
    from scheduler.intake.template.write_template import write_template

    place = Path(folder)
    if example:
        copy_example(example, place)
        say(f"“{place}” holds a copy of the example {example}. Next: igf-scheduler solve {place}")
        _write_form(place, form)
        return Exit.GOOD
    write_template(place)
    say(f"“{place}” holds a planning workbook and a survey template. Fill them in, then: igf-scheduler check {place}")
    _write_form(place, form)
    return Exit.GOOD


def _write_form(folder: Path, tool: str | None) -> None:
    """Write the survey of a new instance for a form tool, where one is named."""
    from scheduler.intake import load

    if tool:
        write_form(folder, load(folder, accept_questions=True).instance, tool)
        say(f"Once the sheets hold your own names, write it again: igf-scheduler form {folder} --tool {tool}")
