"""Write the survey of an instance as a form, for the verbs ``form`` and ``init``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scheduler.cli.terminal import say

if TYPE_CHECKING:
    from scheduler.core.instance import Instance

TOOL_NAMES = ("word", "google", "limesurvey", "qualtrics")
NEXT = {
    "word": "Import it in Microsoft Forms with “Quick import”.",
    "google": "Paste it into a new project at script.google.com, and run buildSurvey.",
    "limesurvey": "Import it in LimeSurvey with “Create survey”, “Import”.",
    "qualtrics": "Import it in Qualtrics with “Tools”, “Import survey”.",
}


def write_form(folder: Path, instance: Instance, tool: str, language: str = "en", output: str | None = None) -> None:
    """Write the form of an instance to a file, by default into its folder, and say what to do with it."""
    from scheduler.export.survey_form.form_files import FILE_NAMES, form_file
    from scheduler.storage.outputs import write_output

    path = output or folder / FILE_NAMES[tool]
    write_output(path, form_file(instance, tool, language))
    say(f"“{path}” holds the survey. {NEXT[tool]} Its export is read as survey.xlsx or survey.csv, as it is.")
