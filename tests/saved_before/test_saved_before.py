"""What was saved at file format 2 opens, is accepted by the check, is exported and planned anew."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from scheduler.candidates.comparison.compared import admit
from scheduler.candidates.comparison.gather_candidates import gather
from scheduler.candidates.manifest import MANIFEST, manifest_of
from scheduler.cli import main
from scheduler.core.programme import SCHEMA_VERSION
from scheduler.core.renamed import RENAMED_GOALS, RENAMED_RULES, RENAMED_SETTINGS
from scheduler.intake import load_instance
from scheduler.roundtrip import read_edited
from scheduler.roundtrip.sources import read_source
from scheduler.storage.programme_files import load_programme
from scheduler.storage.programme_instance import instance_of
from scheduler.storage.versions import fingerprint, versions_of
from scheduler.storage.versions.version import load_version
from scheduler.verify import check, instance_mismatch, score_differences

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PRINTS = json.loads((HERE / "fingerprints.json").read_text(encoding="utf-8"))
PROGRAMMES = sorted(PRINTS["programmes"])
MADE = (
    "tiny.json",
    "tiny-format-1.json",
    "tiny@1",
    "tiny.xlsx",
    "tiny-edited.xlsx",
    "replanned.json",
    "tiny-goals.json",
)
JOINT = "Joint: CONNECT"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """The files in a folder where they may be written to."""
    return Path(shutil.copytree(HERE, tmp_path / "saved", ignore=shutil.ignore_patterns("*.py", "__pycache__")))


def test_there_are_files_of_every_kind() -> None:
    assert len(PROGRAMMES) >= 20
    assert len(PRINTS["instances"]) >= 10
    written = [load_json(HERE / name).get("schema_version") for name in PROGRAMMES if "/tiny/" not in name]
    assert set(written) == {1, 2}


def load_json(path: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads(path.read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("name", PRINTS["instances"])
def test_an_instance_has_the_fingerprint_that_it_had(name: str) -> None:
    folder = HERE / "instances" / name if name.startswith("tiny") else ROOT / "instances" / name
    assert load_instance(folder, accept_questions=True).sha256 == PRINTS["instances"][name]


@pytest.mark.parametrize("name", PROGRAMMES)
def test_a_programme_opens_as_it_was_and_is_accepted(name: str) -> None:
    programme = load_programme(HERE / name)
    assert programme.schema_version == SCHEMA_VERSION
    prints = {"sha256": programme.sha256, "version": fingerprint(programme)}
    assert prints == PRINTS["programmes"][name]
    instance = instance_of(programme, HERE / name)
    assert programme.is_for(instance)
    assert instance_mismatch(instance, programme) is None
    verdict = check(instance, programme)
    assert verdict.accepted
    assert programme.scores
    assert score_differences(programme, verdict) == ()


def test_a_programme_of_another_state_of_the_instance_is_none_for_this_one() -> None:
    programme = load_programme(HERE / "programmes" / "tiny.json")
    other = load_instance(HERE / "instances" / "tiny", {"Walking minutes": "15"})
    assert not programme.is_for(other)
    assert instance_mismatch(other, programme) is not None


def test_versions_open_and_know_what_they_came_from() -> None:
    first, second = versions_of(HERE / "programmes" / "tiny.json")
    assert [first.author, second.author] == ["Ana", "Bo"]
    assert second.parents == (first.sha256,)
    for version in (first, second):
        assert fingerprint(version.programme) == version.sha256
    source = read_source(str(HERE / "programmes" / "tiny.json"))
    assert source.version
    assert source.version.version == 2


def test_a_workbook_opens_as_it_was_exported() -> None:
    edited = read_edited(HERE / "programmes" / "tiny.xlsx")
    assert edited.programme is edited.original
    assert edited.programme == load_programme(HERE / "programmes" / "tiny.json")
    assert (edited.pins, edited.comments) == ((), {})


def test_an_edited_workbook_opens_with_its_edits() -> None:
    edited = read_edited(HERE / "programmes" / "tiny-edited.xlsx")
    assert edited.programme.session[JOINT].title == "Connecting the next billion, together"
    assert edited.comments == {JOINT: "Agreed with DC-PAL."}
    assert [str(pin) for pin in edited.pins] == [f"“{JOINT}” stays on Day 1 at 10:30"]
    assert edited.original == load_programme(HERE / "programmes" / "tiny.json")


def test_candidates_open_and_are_compared() -> None:
    manifest = manifest_of((HERE / "candidates" / MANIFEST).read_bytes())
    assert len(manifest.candidates) == 6
    assert len(manifest.curves) == 3
    gathered = gather([str(HERE / "candidates")])
    assert len(gathered.entries) == len(manifest.candidates) + len(manifest.dropped)
    assert len(admit(gathered.entries)) == len(gathered.entries)


@pytest.mark.parametrize("name", MADE)
def test_what_was_saved_is_verified_and_exported(place: Path, name: str) -> None:
    file = str(place / "programmes" / name)
    output = place / "exported.xlsx"
    assert main(["verify", file]) == 0
    assert main(["export", file, str(output)]) == 0
    assert main(["verify", str(output)]) == 0


@pytest.mark.parametrize("name", MADE)
def test_what_was_saved_is_planned_anew(place: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    file, output = str(place / "programmes" / name), place / "anew.json"
    assert main(["replan", file, "--unavailable", "DC-DT: day 1 morning", "-o", str(output)]) == 0
    assert "The sheets have changed" not in "".join(capsys.readouterr())
    assert main(["verify", str(output)]) == 0
    anew = load_programme(output)
    assert anew.schema_version == SCHEMA_VERSION
    assert "unavailable DC-DT: Day 1 00:00–13:00" in anew.provenance.amendments


def test_versions_are_listed_and_another_is_added(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = place / "programmes" / "tiny.json"
    assert main(["versions", str(file), "--state", "published", "--author", "Cy"]) == 0
    assert main(["versions", str(file)]) == 0
    listed = capsys.readouterr().out
    assert all(author in listed for author in ("Ana", "Bo", "Cy"))
    third = load_version(place / "programmes" / "tiny" / "0003.json")
    assert third.parents == (versions_of(file)[1].sha256,)


def test_a_copy_is_merged_with_what_came_before(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The common base is found by fingerprints of versions that were saved before."""
    file, edited = place / "programmes" / "tiny.json", place / "programmes" / "tiny-edited.xlsx"
    assert main(["versions", str(file), "--state", "published", "--session", "WS #1"]) == 0
    assert main(["merge", str(file), str(edited), "-o", str(place / "merged.json")]) == 0, capsys.readouterr()
    merged = load_programme(place / "merged.json")
    assert merged.session[JOINT].title == "Connecting the next billion, together"
    assert merged.session["WS #1"].state == "published"


def test_a_goal_a_rule_and_a_setting_that_were_renamed_are_read_from_saved_files(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As if what the files call “incoherence” and so on had another id today."""
    monkeypatch.setitem(RENAMED_GOALS, "incoherence", "distance")
    monkeypatch.setitem(RENAMED_RULES, "day_zero_places", ("places", "day_zero"))
    programme = load_programme(place / "programmes" / "tiny.json")
    assert "distance" in {score.goal for score in programme.scores}
    rules = {rule for decision in programme.decisions if decision.reason for rule in decision.reason.rules}
    assert {"places", "day_zero"} <= rules
    prints = {"sha256": programme.sha256, "version": fingerprint(programme)}
    assert prints == PRINTS["programmes"]["programmes/tiny.json"]
    assert read_edited(place / "programmes" / "tiny.xlsx").original == programme
    assert versions_of(place / "programmes" / "tiny.json")[1].programme == programme
    curves = manifest_of((place / "candidates" / MANIFEST).read_bytes()).curves
    assert "distance" in {goal for curve in curves for goal in (curve.x_goal, curve.y_goal)}


def test_earlier_names_of_goals_and_settings_on_sheet_policy(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = place / "instances" / "tiny-goals"
    now = load_instance(folder)
    assert "incoherence" in now.policy.goals
    workbook = load_workbook(folder / "planning.xlsx")
    changed = 0
    for row in workbook["Policy"].iter_rows(min_row=2):
        if row[0].value == "Goals":
            row[1].value = row[1].value.replace("incoherence", "first_goal")
            changed += 1
        if row[0].value == "Walking minutes":
            row[0].value = "Minutes on foot"
            changed += 1
    assert changed == 2
    workbook.save(folder / "planning.xlsx")
    monkeypatch.setitem(RENAMED_GOALS, "first_goal", "incoherence")
    monkeypatch.setitem(RENAMED_SETTINGS, "Minutes on foot", "Walking minutes")
    assert load_instance(folder).policy == now.policy
    assert load_instance(folder, {"Goals": "wishes; first_goal"}).policy.goals == ("wishes", "incoherence")
