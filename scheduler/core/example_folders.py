"""The folders of the example instances.

Their only source is the folder ``instances/`` of the repository. A wheel carries them (all but the largest made-up
meetings, which ``generate`` writes anew) in ``scheduler/example_instances``, where ``setup.py`` puts them; from a
checkout or an editable installation they are read where they are.
"""

from __future__ import annotations

from pathlib import Path

PLANNING = "planning.xlsx"
"""The planning workbook's file name in the folder of an instance."""

_PACKAGE = Path(__file__).resolve().parent.parent
FOLDERS = (_PACKAGE / "example_instances", _PACKAGE.parent / "instances")
"""Where examples are: in a wheel, and in a checkout."""


def examples() -> dict[str, Path]:
    """The folder of each example, by name, in alphabetical order."""
    folder = next((folder for folder in FOLDERS if folder.is_dir()), None)
    found = sorted(folder.iterdir()) if folder else []
    return {place.name: place for place in found if (place / PLANNING).is_file()}
