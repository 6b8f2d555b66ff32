"""The manifest ``candidates.json`` of a folder of candidates: the candidates, and those dropped, with reasons.

The programmes lie beside it, one JSON file each, and carry in their provenance the variation of the policy under
which they were made; `scheduler.storage.workspace.instance_of` finds the instance and varies it the same way.
"""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field
from pydantic_core import from_json

from scheduler.core.frozen import Frozen
from scheduler.core.renamed import with_new_ids

MANIFEST = "candidates.json"
MANIFEST_VERSION = 1


class ScenarioRecord(Frozen):
    """A scenario: values of settings, by their names on sheet Policy; `varied` is empty for the current policy.

    `name` is what a table's header says, such as ``Joint sessions, at most: 7``.
    """

    id: str
    name: str
    varied: dict[str, str] = Field(default_factory=dict)


class CandidateRecord(Frozen):
    """A selected programme. `id` is its file's name without ``.json``; `scenario` is the id of a scenario.

    `sentence` says what it stands for. `variation` is all that its policy differs in from the sheet's: the scenario's
    settings, and the principle and order of goals. `alternative_of` is the id of the candidate to which it is the most
    different programme of equal value, empty for the candidate of a principle; `changes` is then in how many ways
    people notice the difference, and `changes_at_most` what could not be ruled out: the two are one where it is proven
    that no programme of equal value differs more. `only_one`: proven that nobody would notice a difference between
    this and any other programme of equal value, so that there is no alternative. `equal_to` are the ids of those
    dropped because it has their values. `proven` says whether every goal is. `notes` are sentences on programmes that
    the independent check rejected beside it, and on why it has no alternative.
    """

    id: str
    name: str
    sentence: str
    principle: str
    scenario: str
    variation: dict[str, str]
    file: str
    proven: bool
    seconds: float
    alternative_of: str = ""
    changes: int = 0
    changes_at_most: int = 0
    only_one: bool = False
    equal_to: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def most_different(self) -> bool:
        """Whether it is proven that no programme of equal value differs more."""
        return bool(self.alternative_of) and self.changes == self.changes_at_most


class DroppedCandidate(Frozen):
    """A candidate left out: `why` is duplicate or dominated, `by` the id of the candidate that replaces it.

    Its file stays beside the others, for a table of scenarios that wants every one of them.
    """

    id: str
    name: str
    principle: str
    scenario: str
    variation: dict[str, str]
    file: str
    proven: bool
    why: str
    by: str
    sentence: str


class MissingCandidate(Frozen):
    """A candidate without a programme: how the search ended, and sentences on the cause."""

    id: str
    name: str
    principle: str
    scenario: str
    ending: str
    sentences: tuple[str, ...]


class PointRecord(Frozen):
    """A point of a trade-off curve: the values `x` of its first goal and `y` of its second in one programme.

    `proven`: no programme has less of one without more of the other. Otherwise `y_at_best` is the smallest `y` that
    could not be ruled out for this `x`. `candidates` are the ids of those that lie on the point.
    """

    x: int
    y: int
    y_at_best: int
    proven: bool
    candidates: tuple[str, ...] = ()


class CurveRecord(Frozen):
    """The trade-off curve of two goals in one scenario; points in rising order of `x`.

    `complete`: it is proven that there are no other points than these.
    """

    id: str
    scenario: str
    x_goal: str
    y_goal: str
    sentence: str
    points: tuple[PointRecord, ...]
    complete: bool
    seconds: float


class Manifest(Frozen):
    """The content of the folder. `base_sha256` is the fingerprint of the instance with its current policy.

    Candidates stand in the order in which they are best read: by scenario, then by principle, each followed by its
    alternative. `runs_planned` and `runs_done` differ where the sweep was interrupted.
    """

    manifest_version: int = MANIFEST_VERSION
    instance: str
    base_sha256: str
    program_version: str
    runs_planned: int
    runs_done: int
    scenarios: tuple[ScenarioRecord, ...]
    candidates: tuple[CandidateRecord, ...] = ()
    dropped: tuple[DroppedCandidate, ...] = ()
    missing: tuple[MissingCandidate, ...] = ()
    curves: tuple[CurveRecord, ...] = ()

    @property
    def complete(self) -> bool:
        return self.runs_done == self.runs_planned


def manifest_of(content: bytes) -> Manifest:
    """Parse a manifest, with current ids. Raises ValueError where the file holds none."""
    return Manifest.model_validate(with_new_ids(from_json(content)))


def variation_text(variation: Mapping[str, str]) -> str:
    """Settings and values on one line: ``Joint sessions, at most: 7; Joint session, minutes: 75``."""
    return "; ".join(f"{setting}: {value or 'no limit'}" for setting, value in variation.items())
