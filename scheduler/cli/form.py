"""``form``: the survey as a form, with the meeting's own names as choices."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from scheduler.cli import completing
from scheduler.cli.options import instance_argument, overwrite_option, verb
from scheduler.cli.terminal import Exit, say

if TYPE_CHECKING:
    from scheduler.core.instance import Instance

TOOL_NAMES = ("word", "google", "limesurvey", "qualtrics")
LANGUAGE_NAMES = ("en", "fr", "es")
NEXT = {
    "word": "Import it in Microsoft Forms with “Quick import”.",
    "google": "Paste it into a new project at script.google.com, and run buildSurvey.",
    "limesurvey": "Import it in LimeSurvey with “Create survey”, “Import”.",
    "qualtrics": "Import it in Qualtrics with “Tools”, “Import survey”.",
}


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


def write_form(folder: Path, instance: Instance, tool: str, language: str = "en", output: str | None = None) -> None:
    """Write the form of an instance to a file, by default into its folder, and say what to do with it."""
    from scheduler.export.survey_form.form_files import FILE_NAMES, form_file
    from scheduler.storage.outputs import write_output

    path = output or folder / FILE_NAMES[tool]
    write_output(path, form_file(instance, tool, language))
    say(f"“{path}” holds the survey. {NEXT[tool]} Its export is read as survey.xlsx or survey.csv, as it is.")
