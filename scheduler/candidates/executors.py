"""Executors for runs: processes of this machine, or a Dask cluster, as `concurrent.futures.Executor`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from scheduler.candidates.manifest import CurveRecord
from scheduler.candidates.runs import CandidateResult, CandidateRun, Run, find_candidate, trace_curve
from scheduler.core.version import VERSION
from scheduler.search.processes import processes, stop_requested
from scheduler.storage.workspace import NotFoundError

__all__ = ["ClusterError", "Open", "cluster", "is_loss", "perform", "processes"]

Open = Callable[[], AbstractContextManager[Executor]]
"""Opens an executor for as long as a `with` block lasts."""

CONNECT_SECONDS = 10


class ClusterError(NotFoundError):
    """A cluster cannot be found, or cannot be used; the message is a sentence."""


def perform(run: Run) -> CandidateResult | CurveRecord:
    """Execute a run in the calling process."""
    return find_candidate(run, stop_requested) if isinstance(run, CandidateRun) else trace_curve(run, stop_requested)


@contextmanager
def cluster(address: str) -> Iterator[Executor]:
    """The workers of a Dask cluster. Raises ClusterError where it cannot be used."""
    try:
        from distributed import Client
    except ImportError:
        raise ClusterError("Dask is not installed. Install it with: pip install 'igf-scheduler[dask]'") from None
    try:
        client = Client(address, timeout=CONNECT_SECONDS, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise ClusterError(
            f"There is no Dask cluster at “{address}” ({error}). Give its scheduler's address."
        ) from error
    with client:
        _check_workers(client, address)
        with client.get_executor(pure=False) as executor:  # type: ignore[no-untyped-call]
            yield executor


def is_loss(error: BaseException) -> bool:
    """Whether a run failed because its worker died or became unreachable, so that it can be repeated."""
    distributed = sys.modules.get("distributed")
    return isinstance(error, BrokenExecutor | OSError) or (
        distributed is not None and isinstance(error, distributed.KilledWorker)
    )


def _check_workers(client: Any, address: str) -> None:
    """Check that every worker has this version of the program. Raises ClusterError."""
    try:
        client.wait_for_workers(1, timeout=CONNECT_SECONDS)
        versions = set(client.run(_version).values())
    except TimeoutError:
        raise ClusterError(f"The cluster at “{address}” has no workers. Start some, then try again.") from None
    except ImportError:
        versions = {"none"}
    if versions != {_version()}:
        raise ClusterError(
            f"The workers at “{address}” need igf-scheduler {_version()} installed; they have: "
            f"{', '.join(sorted(versions))}."
        )


def _version() -> str:
    return VERSION
