"""Writes solutions/README.md, the table of best known programmes: ``python -m tools.best_known_page``."""

from __future__ import annotations

from pathlib import Path

from scheduler.catalogue import GOAL
from scheduler.core.atomic_files import write_file
from scheduler.core.programme import Programme, Score
from scheduler.storage.best_known import FOLDER
from scheduler.storage.programme_files import load_programme

PAGE = FOLDER.parent / "README.md"

_OPENING = """\
# Best known programmes

<!-- Written by `make docs` from solutions/best-known; store a better programme there. -->

For every stored instance `best-known/NAME.json` is the best programme known, as benchmark libraries keep them. A test
holds each against the independent check. `igf-scheduler solve NAME` says when it finds one that is as good or better;
`make best-known` searches for better ones and stores them. To send one in: replace the file, run `make docs`, and open
a merge request.

Each goal counts before all that follow. A value is **proven** where no programme can be better, given the goals before
it; elsewhere the lower bound is behind it, where one is known. The other files of this folder are what `solve` writes
for you.
"""


def best_known_page() -> str:
    """The page as Markdown: an overview, then the goals of each instance."""
    programmes = {file.stem: load_programme(file) for file in sorted(FOLDER.glob("*.json"))}
    rows = "".join(_overview(name, programme) for name, programme in programmes.items())
    head = "| instance | sessions | goals proven | seconds | version | OR-Tools |\n|---|---|---|---|---|---|\n"
    return "\n".join([_OPENING, head + rows, *(_goals(name, one) for name, one in programmes.items())]).rstrip() + "\n"


def _overview(name: str, programme: Programme) -> str:
    proven = sum(score.proven for score in programme.scores)
    made = programme.provenance
    return (
        f"| [{name}](best-known/{name}.json) | {len(programme.sessions)} | {proven} of {len(programme.scores)} "
        f"| {made.seconds:,.0f} | {made.program_version} | {made.ortools_version} |\n"
    )


def _goals(name: str, programme: Programme) -> str:
    rows = "".join(
        f"| {GOAL[score.goal].sentence} | {score.value:,} | {_known(score)} |\n" for score in programme.scores
    )
    return f"## {name}\n\n| goal | value | lower bound |\n|---|---|---|\n{rows}"


def _known(score: Score) -> str:
    if score.proven:
        return "proven"
    return "not known" if score.bound is None else f"{score.bound:,}"


if __name__ == "__main__":
    write_file(Path(PAGE), best_known_page())
