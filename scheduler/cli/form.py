"""``form``: the survey as a form, with the meeting's own names as choices."""

from __future__ import annotations

import click

from scheduler.cli import completing
from scheduler.cli.form_output import TOOL_NAMES, write_form
from scheduler.cli.options import instance_argument, overwrite_option, verb
from scheduler.cli.terminal import Exit

LANGUAGE_NAMES = ("en", "fr", "es")


@verb("form igf-2024 --tool google", "form my-meeting --tool word --language fr -o form.docx")
@instance_argument
@click.option("--tool", type=click.Choice(TOOL_NAMES), required=True, help="The form tool to write for.")
@click.option("--language", type=click.Choice(LANGUAGE_NAMES), default="en", help="Language of the questions.")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="The file to write; by default beside the sheets.",
    shell_complete=completing.files,
)
@overwrite_option
def form(instance: str, tool: str, language: str, output: str | None) -> int:
    """Write the survey for a form tool, with the meeting's coalitions, themes, days and people as choices."""
    from scheduler.intake import load
    from scheduler.storage.workspace import instance_folder

    folder = instance_folder(instance)
    write_form(folder, load(folder, accept_questions=True).instance, tool, language, output)
    return Exit.GOOD
