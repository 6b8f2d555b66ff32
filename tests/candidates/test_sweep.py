"""Sweeps: in processes and on a cluster, resumed, stopped, and with workers that die."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from scheduler.candidates import executors
from scheduler.candidates import generate_candidates as generate
from scheduler.candidates.executors import ClusterError, Open
from scheduler.candidates.generate_candidates import RunLocation, SweepProgress, SweepResult
from scheduler.candidates.manifest import MANIFEST, Manifest
from scheduler.candidates.scenarios import ScenarioInstance, read_scenarios
from scheduler.core.instance import Instance
from scheduler.core.run_files import run_files
from scheduler.intake import load_instance
from scheduler.storage.programme_files import OutputError, load_programme, save_programme
from scheduler.verify import check
from tests.conftest import ROOT

TINY = ROOT / "instances" / "tiny"
EARLIER = ROOT / "tests" / "saved_before" / "candidates"
PLANNED = 2 * 4 + 3
"""Two caps, four principles (nothing is recorded of earlier years), three trade-offs."""


@pytest.fixture(scope="module")
def base() -> Instance:
    return load_instance(TINY)


@pytest.fixture(scope="module")
def scenarios(base: Instance) -> tuple[ScenarioInstance, ...]:
    return read_scenarios(base, ["cap=0,1"], partial(load_instance, TINY))


class Watcher:
    """Counts what is kept, and does something once after so many runs."""

    def __init__(self, after: int = 0) -> None:
        self.kept: Counter[str] = Counter()
        self.found_done = 0
        self._after = after
        self.then = threading.Event()

    def __call__(self, progress: SweepProgress) -> None:
        self.found_done = progress.found_done
        if progress.last:
            self.kept[progress.last.id] += 1
            if self._after and sum(self.kept.values()) == self._after:
                self.act()

    def act(self) -> None:
        self.then.set()


def swept(
    base: Instance,
    scenarios: tuple[ScenarioInstance, ...],
    output: Path,
    watcher: Watcher,
    where: RunLocation | None = None,
) -> SweepResult:
    return generate.generate(base, scenarios, output, where or RunLocation(2), stop=watcher.then, on_progress=watcher)


@pytest.fixture(scope="module")
def whole(base: Instance, scenarios: tuple[ScenarioInstance, ...], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which a sweep went through."""
    folder = tmp_path_factory.mktemp("whole")
    watcher = Watcher()
    sweep = swept(base, scenarios, folder, watcher)
    assert (sweep.manifest.runs_done, sweep.undone, sweep.rejected) == (PLANNED, (), ())
    assert set(watcher.kept.values()) == {1}
    return folder


def without_times(folder: Path) -> Manifest:
    manifest = Manifest.model_validate_json((folder / MANIFEST).read_bytes())
    return manifest.model_copy(
        update={
            "candidates": tuple(c.model_copy(update={"seconds": 0}) for c in manifest.candidates),
            "curves": tuple(c.model_copy(update={"seconds": 0}) for c in manifest.curves),
        }
    )


def test_every_file_that_the_manifest_names_is_a_checked_programme_of_its_scenario(
    whole: Path, base: Instance, scenarios: tuple[ScenarioInstance, ...]
) -> None:
    manifest = without_times(whole)
    assert manifest.complete
    assert manifest.base_sha256 == base.sha256
    instances = {varied.scenario.id: varied.instance for varied in scenarios}
    assert [scenario.id for scenario in manifest.scenarios] == ["cap-0", "cap-1"]
    assert manifest.candidates
    for entry in (*manifest.candidates, *manifest.dropped):
        programme = load_programme(whole / entry.file)
        assert check(instances[entry.scenario], programme).accepted
        assert programme.provenance.variation == entry.variation
        assert programme.provenance.base == base.sha256
        assert programme.provenance.instance_sha256 == load_instance(TINY, entry.variation).sha256
        assert programme.proven == entry.proven
    assert [missing.ending for missing in manifest.missing] == ["nothing to go by"]


def test_curves_name_the_candidates_that_lie_on_them(whole: Path) -> None:
    manifest = without_times(whole)
    assert len(manifest.curves) == 3
    for curve in manifest.curves:
        assert curve.complete
        assert [point.x for point in curve.points] == sorted(point.x for point in curve.points)
        assert all(point.proven and point.y == point.y_at_best for point in curve.points)
    ids = {candidate.id for candidate in manifest.candidates}
    named = {name for curve in manifest.curves for point in curve.points for name in point.candidates}
    assert named
    assert named <= ids


def test_a_finished_sweep_is_not_done_again(
    whole: Path, base: Instance, scenarios: tuple[ScenarioInstance, ...]
) -> None:
    before = without_times(whole)
    watcher = Watcher()
    swept(base, scenarios, whole, watcher)
    assert (watcher.found_done, watcher.kept) == (PLANNED, Counter())
    assert without_times(whole) == before


def copied(whole: Path, folder: Path) -> Path:
    """A copy of a folder at a place of which the program has no record, as one from another machine is."""
    shutil.copytree(whole, folder, dirs_exist_ok=True)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def edit(file: Path) -> None:
    """Leave out a session of a programme by hand."""
    programme = load_programme(file)
    save_programme(programme.model_copy(update={"sessions": programme.sessions[1:]}), file)


def claim(file: Path) -> None:
    """Claim another bound of a programme's first goal by hand."""
    programme = load_programme(file)
    first, *others = programme.scores
    save_programme(programme.model_copy(update={"scores": (first.model_copy(update={"bound": 7}), *others)}), file)


def cut_short(file: Path) -> None:
    file.write_text(file.read_text()[:40])


@pytest.mark.parametrize(
    ("name", "change", "done_again"),
    [
        ("leanest_cap-1.json", edit, "leanest_cap-1"),
        ("leanest_cap-0.json", claim, "leanest_cap-0"),
        ("fairest_cap-0.json", cut_short, "fairest_cap-0"),
        ("runs/fairest_cap-1.json", cut_short, "fairest_cap-1"),
        ("candidates.json", cut_short, ""),
    ],
)
def test_a_file_that_was_changed_since_is_named_and_replaced_only_on_request(
    whole: Path,
    base: Instance,
    scenarios: tuple[ScenarioInstance, ...],
    tmp_path: Path,
    name: str,
    change: Callable[[Path], None],
    done_again: str,
) -> None:
    folder = copied(whole, tmp_path / "out")
    change(folder / name)
    before, watcher = contents(folder), Watcher()
    with pytest.raises(OutputError, match=rf"changed since: .*“{name}”.*Move them away, .*--overwrite"):
        swept(base, scenarios, folder, watcher)
    assert contents(folder) == before
    assert watcher.kept == Counter()
    with run_files(overwrite=True):
        swept(base, scenarios, folder, watcher)
    assert set(watcher.kept) == {done_again} - {""}
    assert without_times(folder) == without_times(whole)


def test_a_file_that_somebody_put_where_a_candidate_goes_is_left_alone(
    whole: Path, base: Instance, scenarios: tuple[ScenarioInstance, ...], tmp_path: Path
) -> None:
    for name, content in (("fairest_cap-1.json", "{}"), ("candidates.json", "my list\n"), ("notes.txt", "mine")):
        (tmp_path / name).write_text(content)
    before, watcher = contents(tmp_path), Watcher()
    with pytest.raises(OutputError, match=r"“candidates\.json”, “fairest_cap-1\.json”\. Move them away"):
        swept(base, scenarios, tmp_path, watcher)
    assert contents(tmp_path) == before
    for name in ("fairest_cap-1.json", "candidates.json"):
        (tmp_path / name).unlink()
    swept(base, scenarios, tmp_path, watcher)
    assert sum(watcher.kept.values()) == PLANNED
    assert (tmp_path / "notes.txt").read_text() == "mine"
    assert without_times(tmp_path) == without_times(whole)


def test_a_file_that_is_put_there_during_the_sweep_is_left_alone(
    base: Instance, scenarios: tuple[ScenarioInstance, ...], tmp_path: Path
) -> None:
    class Meddler(Watcher):
        def act(self) -> None:
            (tmp_path / MANIFEST).write_text("mine")

    with pytest.raises(OutputError, match=r"candidates\.json” was changed or put there while this command ran"):
        swept(base, scenarios, tmp_path, Meddler(after=1))
    assert (tmp_path / MANIFEST).read_text() == "mine"


def test_what_the_program_wrote_is_done_again_where_the_request_is_another(
    whole: Path, base: Instance, scenarios: tuple[ScenarioInstance, ...], tmp_path: Path
) -> None:
    """Unchanged files of a run under another policy, in a folder that moved: replaced without a question."""
    folder = copied(whole, tmp_path)
    record = folder / "runs" / "fairest_cap-0.json"
    record.write_text(json.dumps({**json.loads(record.read_text()), "instance_sha256": "0" * 64}))
    watcher = Watcher()
    swept(base, scenarios, folder, watcher)
    assert set(watcher.kept) == {"fairest_cap-0"}
    assert without_times(folder) == without_times(whole)


def test_a_folder_of_an_earlier_version_is_continued_unless_a_file_was_changed(
    whole: Path, base: Instance, scenarios: tuple[ScenarioInstance, ...], tmp_path: Path
) -> None:
    """Its records hold digests of programmes without their scores, so that its candidates are made again."""
    folder = copied(EARLIER, tmp_path / "changed")
    edit(folder / "leanest_cap-1_other.json")
    with pytest.raises(OutputError, match=r"changed since: “leanest_cap-1_other\.json”\."):
        swept(base, scenarios, folder, Watcher())
    folder, watcher = copied(EARLIER, tmp_path / "unchanged"), Watcher()
    swept(base, scenarios, folder, watcher)
    assert "leanest_cap-1" in watcher.kept
    assert without_times(folder) == without_times(whole)


def test_a_stopped_sweep_goes_on_where_it_was(
    whole: Path, base: Instance, scenarios: tuple[ScenarioInstance, ...], tmp_path: Path
) -> None:
    watcher = Watcher(after=3)
    sweep = swept(base, scenarios, tmp_path, watcher, RunLocation(1))
    done = sweep.manifest.runs_done
    assert 3 <= done < PLANNED
    assert len(sweep.undone) == PLANNED - done
    assert not without_times(tmp_path).complete
    again = Watcher()
    swept(base, scenarios, tmp_path, again)
    assert again.found_done == done
    assert len(again.kept) == PLANNED - done
    assert without_times(tmp_path) == without_times(whole)


def test_a_killed_process_takes_no_finished_run_with_it(
    whole: Path,
    base: Instance,
    scenarios: tuple[ScenarioInstance, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pools: list[ProcessPoolExecutor] = []

    def opened(self: RunLocation, stop: threading.Event) -> Open:
        @contextmanager
        def watched() -> Iterator[Executor]:
            with executors.processes(2, stop) as executor:
                assert isinstance(executor, ProcessPoolExecutor)
                pools.append(executor)
                yield executor

        return watched

    class Killer(Watcher):
        def act(self) -> None:
            os.kill(next(iter(pools[0]._processes)), signal.SIGKILL)

    monkeypatch.setattr(RunLocation, "opened", opened)
    killer = Killer(after=2)
    sweep = swept(base, scenarios, tmp_path, killer)
    assert sweep.undone == ()
    assert len(pools) == 2
    assert set(killer.kept.values()) == {1}
    assert len(killer.kept) == PLANNED
    assert without_times(tmp_path) == without_times(whole)


def test_a_folder_of_another_instance_is_left_alone(
    whole: Path, scenarios: tuple[ScenarioInstance, ...], base: Instance
) -> None:
    before = without_times(whole)
    with pytest.raises(OutputError, match="holds the candidates of “tiny”"):
        swept(base.model_copy(update={"name": "other"}), scenarios, whole, Watcher())
    assert without_times(whole) == before


# On a cluster.


def test_runs_spread_over_a_cluster_and_survive_a_killed_worker(
    whole: Path,
    base: Instance,
    scenarios: tuple[ScenarioInstance, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    distributed = pytest.importorskip("distributed", reason="Dask is not installed (the extra “dask”)")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    cluster = distributed.LocalCluster(
        n_workers=2,
        processes=True,
        threads_per_worker=1,
        dashboard_address=None,
        local_directory=str(tmp_path / "dask"),
    )

    class Killer(Watcher):
        def act(self) -> None:
            os.kill(next(iter(cluster.workers.values())).pid, signal.SIGKILL)

    with cluster:
        killer = Killer(after=2)
        folder = tmp_path / "out"
        sweep = swept(base, scenarios, folder, killer, RunLocation(cluster=cluster.scheduler_address))
        assert sweep.undone == ()
        assert (len(killer.kept), set(killer.kept.values())) == (PLANNED, {1})
        assert without_times(folder) == without_times(whole)


def test_a_cluster_out_of_reach_is_said(
    base: Instance, scenarios: tuple[ScenarioInstance, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("distributed", reason="Dask is not installed (the extra “dask”)")
    monkeypatch.setattr(executors, "CONNECT_SECONDS", 1)
    with pytest.raises(ClusterError, match=r"There is no Dask cluster at “tcp://127\.0\.0\.1:9”"):
        swept(base, scenarios, tmp_path, Watcher(), RunLocation(cluster="tcp://127.0.0.1:9"))


def test_dask_that_is_not_installed_is_said(
    base: Instance, scenarios: tuple[ScenarioInstance, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ClusterError, match="pip install"):
        swept(base, scenarios, tmp_path, Watcher(), RunLocation(cluster="tcp://127.0.0.1:9"))
