"""Load the instance that a programme was made for."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from scheduler.core.instance import Instance
from scheduler.core.lookup import NotUnderstoodError
from scheduler.core.programme import Programme
from scheduler.intake import Loaded, load
from scheduler.intake.amendments import amend
from scheduler.storage.workspace import NotFoundError, folder_of


def instance_of(programme: Programme, file: Path, folder: str | None = None) -> Instance:
    """The instance that a programme was made for: see `loaded_for`."""
    return loaded_for(programme, file, folder).instance


def loaded_for(programme: Programme, file: Path, folder: str | None = None) -> Loaded:
    """Load the instance that a programme was made for, from `folder`, else by its name.

    Its policy is varied, and it is amended, as it was then.
    Looked for here, beside the programme's file, and beside the two folders above it: as a folder of that name that
    holds a planning workbook, then under ``instances/``.
    Raises NotFoundError when it is not there or has changed since, and InputProblems when it cannot be read.
    """
    place = folder_of(programme, file, folder)
    # Whether guesses were accepted was settled when the programme was made; the fingerprint tells if they changed.
    loaded = load(place, programme.provenance.variation, accept_questions=True)
    loaded = replace(loaded, instance=amended_again(loaded.instance, programme)[0])
    instance = loaded.instance
    if not programme.is_for(instance):
        made_for = programme.provenance.instance_sha256
        raise NotFoundError(
            f"“{file}” was made for another state of “{programme.provenance.instance}” (fingerprint "
            f"{made_for[:12]}…) than the one in “{place}” ({instance.sha256[:12]}…). Solve again, plan anew with "
            "“igf-scheduler replan”, or give the folder it was made from with --instance."
        )
    return loaded


def amended_again(instance: Instance, programme: Programme) -> tuple[Instance, tuple[str, ...]]:
    """Apply the amendments made when the programme was replanned, and say which of them still fit.

    What no longer fits the instance is left out: it is then another one than the programme was made for.
    """
    kept: list[str] = []
    for text in programme.provenance.amendments:
        with suppress(NotUnderstoodError):
            instance = amend(instance, text).instance
            kept.append(text)
    return instance, tuple(kept)
