"""Counts in sentences agree with their nouns, and what did not come out is said as such."""

from __future__ import annotations

from scheduler.candidates.manifest import Manifest, MissingCandidate
from scheduler.cli.sentences import size_of
from scheduler.cli.sweep_summary import manifest_lines
from scheduler.core.vocabulary import Kind
from tests.miniatures.build import ask, host, tiny


def test_the_size_of_an_instance_counts_in_the_singular_too() -> None:
    small = tiny(requests=(ask("DC-A", Kind.BILATERAL),), sessions=(host("W1"),))
    said = size_of(small.model_copy(update={"themes": small.themes[:1], "days": small.days[:1]}))
    assert "5 coalitions, of which " in said
    assert "; 1 request; 1 session of the host programme, 1 of them free; 5 rooms, 1 day, 1 theme." in said


def test_a_run_without_a_programme_says_so() -> None:
    missing = MissingCandidate(
        id="first",
        name="Most first choices",
        principle="first",
        scenario="",
        ending="not in the time given",
        sentences=(),
    )
    manifest = Manifest(
        instance="tiny",
        base_sha256="0" * 64,
        program_version="1",
        runs_planned=1,
        runs_done=1,
        scenarios=(),
        missing=(missing,),
    )
    assert list(manifest_lines(manifest)) == ["No programme for “Most first choices”: not in the time given."]
