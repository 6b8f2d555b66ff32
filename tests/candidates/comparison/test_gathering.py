"""From files and folders to what is compared, and the verb `compare`."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from scheduler.candidates.comparison import compare
from scheduler.candidates.comparison.gather_candidates import gather
from scheduler.candidates.manifest import (
    MANIFEST,
    CandidateRecord,
    CurveRecord,
    DroppedCandidate,
    Manifest,
    MissingCandidate,
    PointRecord,
    ScenarioRecord,
)
from scheduler.storage.programme_files import ProgrammeFileError, save_programme
from tests.candidates.comparison.programmes import POLICIES, TINY, solved
from tests.conftest import Command

NAMES = list(POLICIES)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A folder with the instance “tiny” and a programme for each policy."""
    shutil.copytree(TINY, tmp_path / "instances" / "tiny")
    (tmp_path / "solutions").mkdir()
    for name in POLICIES:
        save_programme(solved(name).programme, tmp_path / "solutions" / f"{name}.json")
    return tmp_path


def _candidate(name: str, **more: object) -> CandidateRecord:
    fields = {"principle": name, "scenario": "base", "variation": POLICIES[name], "proven": True, "seconds": 1.0}
    about = {"id": name, "name": name, "sentence": f"It is {name}.", "file": f"{name}.json"}
    return CandidateRecord.model_validate({**about, **fields, **more})


def _dropped(name: str) -> DroppedCandidate:
    about = {"id": name, "name": name, "principle": name, "scenario": "none", "variation": POLICIES[name]}
    fields = {"file": f"{name}.json", "proven": True, "why": "dominated", "by": NAMES[0], "sentence": "A is better."}
    return DroppedCandidate.model_validate({**about, **fields})


def _write(folder: Path, manifest: Manifest) -> None:
    (folder / MANIFEST).write_text(manifest.model_dump_json(), encoding="utf-8")


def _manifest(**changes: object) -> Manifest:
    about = {"instance": "tiny", "base_sha256": "", "program_version": "0", "runs_planned": 3, "runs_done": 3}
    scenarios = (ScenarioRecord(id="base", name="As it stands"),)
    candidates = (_candidate(NAMES[0]), _candidate(NAMES[1]))
    return Manifest.model_validate({**about, "scenarios": scenarios, "candidates": candidates, **changes})


def test_programmes_one_by_one(workspace: Path) -> None:
    found = gather([str(workspace / "solutions" / f"{name}.json") for name in POLICIES], str(TINY))
    assert [entry.name for entry in found.entries] == NAMES
    assert len(compare(found.entries).scenarios) == 1


def test_a_folder_of_candidates(workspace: Path) -> None:
    curve = CurveRecord(
        id="c",
        scenario="base",
        x_goal="programme_minutes",
        y_goal="refused_weight",
        sentence="Minutes cost wishes.",
        points=(PointRecord(x=0, y=90, y_at_best=90, proven=True), PointRecord(x=90, y=1, y_at_best=0, proven=False)),
        complete=True,
        seconds=1.0,
    )
    missing = MissingCandidate(
        id="m", name="fairest", principle="f", scenario="base", ending="no answer", sentences=("None.",)
    )
    manifest = _manifest(dropped=(_dropped(NAMES[2]),), missing=(missing,), curves=(curve,), runs_done=2)
    _write(workspace / "solutions", manifest)
    found = gather([str(workspace / "solutions")], str(TINY))
    assert [(entry.name, entry.shown) for entry in found.entries] == list(zip(NAMES, (True, True, False), strict=True))
    assert len(found.notes) == 3
    whole = compare(found.entries, found.curves, found.notes)
    assert [candidate.name for candidate in whole.candidates] == NAMES[:2]
    assert [row.name for row in whole.scenarios[0].rows] == [NAMES[0], NAMES[2]]
    assert [(trade.scenario, len(trade.line)) for trade in whole.trade_offs] == [("As it stands", 2)]


def test_alternatives_stand_beside_what_they_are_alternatives_of(workspace: Path) -> None:
    other = _candidate(NAMES[2], alternative_of=NAMES[0], changes=3, changes_at_most=3)
    _write(workspace / "solutions", _manifest(candidates=(_candidate(NAMES[0]), other, _candidate(NAMES[1]))))
    found = gather([str(workspace / "solutions")], str(TINY))
    assert [(entry.name, entry.alternative_of) for entry in found.entries if not entry.shown] == [(NAMES[2], NAMES[0])]
    assert [bool(between) for between in compare(found.entries).alternatives] == [True, False]


def test_no_more_candidates_are_compared_than_a_comparison_takes(workspace: Path) -> None:
    many = tuple(_candidate(NAMES[0], id=str(number)) for number in range(62))
    _write(workspace / "solutions", _manifest(candidates=many))
    found = gather([str(workspace / "solutions")], str(TINY))
    assert [entry.shown for entry in found.entries] == [True] * 60 + [False] * 2
    assert found.notes == (
        "60 of 62 candidates are shown; the others are in the tables of scenarios, and in their files.",
    )


def test_a_folder_without_candidates(tmp_path: Path) -> None:
    with pytest.raises(ProgrammeFileError, match=f"holds no “{MANIFEST}”"):
        gather([str(tmp_path)])
    (tmp_path / MANIFEST).write_text("{", encoding="utf-8")
    with pytest.raises(ProgrammeFileError, match="no list of candidates"):
        gather([str(tmp_path)])


@pytest.mark.parametrize("suffix", ["html", "xlsx"])
def test_the_verb_writes_one_file(run: Command, workspace: Path, suffix: str) -> None:
    files = [f"solutions/{name}.json" for name in POLICIES]
    done = run("compare", *files, "-o", f"compared.{suffix}", cwd=workspace)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == f"“compared.{suffix}” is written: 3 candidates beside each other.\n"
    assert (workspace / f"compared.{suffix}").stat().st_size > 10_000


def test_the_verb_refuses_a_tampered_programme(run: Command, workspace: Path) -> None:
    file = workspace / "solutions" / f"{NAMES[1]}.json"
    programme = solved(NAMES[1]).programme
    scores = tuple(score.model_copy(update={"value": score.value + 1}) for score in programme.scores)
    save_programme(programme.model_copy(update={"scores": scores}), file)
    done = run("compare", f"solutions/{NAMES[0]}.json", file, "-o", "compared.html", cwd=workspace)
    assert done.returncode == 6
    assert "“leanest” is refused:\nprogramme_minutes: the programme says 1, the check finds 0." in done.stderr
    assert done.stderr.endswith("Nothing was written.\n")
    assert not (workspace / "compared.html").exists()


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (("solutions/leanest.json", "-o", "compared.html"), 3, "A comparison takes 2 to 60 programmes; there is 1."),
        (("solutions", "-o", "compared.html"), 3, "holds no “candidates.json”"),
        (("solutions/leanest.json", "no.json", "-o", "compared.html"), 3, "There is no file “no.json”."),
        (("solutions/leanest.json", "-o", "compared.pdf"), 7, "must end in .html or .xlsx"),
        (("solutions/leanest.json",), 2, "Missing option '-o' / '--output'"),
    ],
)
def test_what_cannot_be_compared(
    run: Command, workspace: Path, arguments: tuple[str, ...], code: int, sentence: str
) -> None:
    done = run("compare", *arguments, cwd=workspace)
    assert done.returncode == code
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr
