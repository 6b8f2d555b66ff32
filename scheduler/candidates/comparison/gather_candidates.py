"""Read the programmes to compare: single files, or folders written by `candidates`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from scheduler.candidates.comparison.compared import AT_MOST, ComparisonInput
from scheduler.candidates.comparison.trade_off_points import ComparedCurve
from scheduler.candidates.manifest import (
    MANIFEST,
    CandidateRecord,
    DroppedCandidate,
    Manifest,
    MissingCandidate,
    manifest_of,
)
from scheduler.catalogue.setting import NO_LIMIT
from scheduler.core.instance import Instance
from scheduler.core.policy import Policy
from scheduler.core.programme import Programme
from scheduler.intake import load_instance
from scheduler.roundtrip import is_workbook, read_programme
from scheduler.storage.programme_files import ProgrammeFileError, load_programme
from scheduler.storage.programme_instance import instance_of
from scheduler.storage.workspace import folder_of


@dataclass(frozen=True)
class GatheredProgrammes:
    """The arguments of `compare`; `policy` is the current one of the sheet."""

    entries: tuple[ComparisonInput, ...]
    curves: tuple[ComparedCurve, ...] = ()
    notes: tuple[str, ...] = ()
    policy: Policy | None = None


@dataclass
class _ProgrammeReader:
    """Reads programmes; caches the instance of each variation."""

    folder: str | None
    instances: dict[tuple[str, str], Instance]
    policy: Policy | None = None

    def entry(
        self, file: Path, name: str, meaning: str = "", shown: bool = True, alternative_of: str = ""
    ) -> ComparisonInput:
        if is_workbook(file):
            programme, loaded, _ = read_programme(file, self.folder)
            self.instances.setdefault(_key(programme), loaded.instance)
        else:
            programme = load_programme(file)
        key = _key(programme)
        if key not in self.instances:
            self.instances[key] = instance_of(programme, file, self.folder)
        if self.policy is None and programme.provenance.variation:
            self.policy = load_instance(folder_of(programme, file, self.folder)).policy
        return ComparisonInput(name, self.instances[key], programme, meaning, shown, alternative_of)


def _key(programme: Programme) -> tuple[str, str]:
    return programme.provenance.instance, programme.provenance.instance_sha256


def gather(places: Sequence[str], instance_folder: str | None = None) -> GatheredProgrammes:
    """Read programmes, and folders with their ``candidates.json``, in the order given.

    Raises ProgrammeFileError, NotFoundError or InputProblems where a file or its instance cannot be read.
    """
    reader = _ProgrammeReader(instance_folder, {})
    found: list[GatheredProgrammes] = []
    for place in map(Path, places):
        found.append(
            _folder(reader, place) if place.is_dir() else GatheredProgrammes((reader.entry(place, place.stem),))
        )
    return GatheredProgrammes(
        tuple(entry for part in found for entry in part.entries),
        tuple(curve for part in found for curve in part.curves),
        tuple(note for part in found for note in part.notes),
        reader.policy,
    )


def _folder(reader: _ProgrammeReader, folder: Path) -> GatheredProgrammes:
    manifest = _manifest(folder)
    short = _ShortNames(manifest)
    names = {candidate.id: short.of(candidate) for candidate in manifest.candidates}
    own = [candidate for candidate in manifest.candidates if not candidate.alternative_of]
    entries = [
        reader.entry(folder / candidate.file, short.of(candidate), candidate.sentence, shown=number < AT_MOST)
        for number, candidate in enumerate(own)
    ]
    entries += [
        reader.entry(
            folder / c.file, short.of(c), c.sentence, shown=False, alternative_of=names.get(c.alternative_of, "")
        )
        for c in manifest.candidates
        if c.alternative_of
    ]
    entries += [reader.entry(folder / d.file, short.of(d), d.sentence, shown=False) for d in manifest.dropped]
    return GatheredProgrammes(tuple(entries), tuple(_curves(manifest)), tuple(_notes(manifest)))


@dataclass(frozen=True)
class _ShortNames:
    """Short names of candidates: ``Most first choices · 7`` for the same with “Joint sessions, at most: 7”."""

    manifest: Manifest

    def of(self, record: CandidateRecord | DroppedCandidate | MissingCandidate) -> str:
        """The name with the values of the settings that vary, without their titles."""
        scenario = next((one for one in self.manifest.scenarios if one.id == record.scenario), None)
        if scenario is None or not scenario.varied:
            return record.name
        values = " · ".join(value or NO_LIMIT for value in scenario.varied.values())
        return record.name.replace(f" ({scenario.name})", f" · {values}")


def _notes(manifest: Manifest) -> Iterator[str]:
    own = sum(not candidate.alternative_of for candidate in manifest.candidates)
    if own > AT_MOST:
        yield f"{AT_MOST} of {own} candidates are shown; the others are in the tables of scenarios, and in their files."
    if not manifest.complete:
        yield (
            f"{manifest.runs_done} of {manifest.runs_planned} runs were done when these candidates were written; "
            "there may be others."
        )
    short = _ShortNames(manifest)
    yield from (f"“{short.of(candidate)}”: {note}" for candidate in manifest.candidates for note in candidate.notes)
    yield from (f"“{short.of(dropped)}” is left out: {dropped.sentence}" for dropped in manifest.dropped)
    for missing in manifest.missing:
        yield f"“{short.of(missing)}”: no programme ({missing.ending}). {' '.join(missing.sentences)}"


def _curves(manifest: Manifest) -> Iterable[ComparedCurve]:
    names = {scenario.id: scenario.name for scenario in manifest.scenarios}
    for curve in manifest.curves:
        points = tuple((point.x, point.y, point.proven) for point in curve.points)
        name = names.get(curve.scenario, "")
        yield ComparedCurve(name, curve.sentence, curve.x_goal, curve.y_goal, points, curve.complete)


def _manifest(folder: Path) -> Manifest:
    place = folder / MANIFEST
    try:
        return manifest_of(place.read_bytes())
    except FileNotFoundError:
        raise ProgrammeFileError(
            f"“{folder}” holds no “{MANIFEST}”, which “candidates” writes. Give that folder, or programmes one by one."
        ) from None
    except OSError as error:
        raise ProgrammeFileError(f"“{place}” cannot be read: {error.strerror or error}.") from error
    except ValueError as error:
        raise ProgrammeFileError(f"“{place}” is no list of candidates, or is cut short. Write it again.") from error
