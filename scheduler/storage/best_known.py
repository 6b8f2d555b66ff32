"""The best known programmes of the stored instances, and how a found one compares with them.

They are in ``solutions/best-known/`` of a checkout, as benchmark libraries keep them; an installed wheel has none.
"""

from __future__ import annotations

from enum import Enum
from pathlib import Path

from scheduler.core.instance import Instance
from scheduler.core.programme import Programme
from scheduler.storage.programme_files import ProgrammeFileError, load_programme

FOLDER = Path(__file__).resolve().parents[2] / "solutions" / "best-known"


class RelativeQuality(Enum):
    """How a programme compares with the best known one, goal by goal in the policy's order."""

    BETTER = "better"
    EQUAL = "equal"
    WORSE = "worse"


def best_known(instance: Instance, folder: Path = FOLDER) -> Programme | None:
    """The best known programme of an instance; None if there is none for its current fingerprint."""
    file = folder / f"{instance.name}.json"
    if Path(instance.name).name != instance.name or not file.is_file():
        return None
    try:
        programme = load_programme(file)
    except ProgrammeFileError:
        return None
    return programme if programme.is_for(instance) else None


def compare_with(known: Programme, programme: Programme) -> RelativeQuality | None:
    """Compare objective values lexicographically; None where the two have other goals."""
    if [score.goal for score in known.scores] != [score.goal for score in programme.scores]:
        return None
    mine, best = ([score.value for score in one.scores] for one in (programme, known))
    return RelativeQuality.EQUAL if mine == best else RelativeQuality.BETTER if mine < best else RelativeQuality.WORSE
