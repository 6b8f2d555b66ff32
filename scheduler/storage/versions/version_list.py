"""The list of a programme's versions: number, date, author, state, changes, note."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from scheduler.core.instance import Event, Instance
from scheduler.core.programme import Programme
from scheduler.core.safe_text import on_one_line, without_addresses
from scheduler.diff import Change, changes_between
from scheduler.diff.change_log import counts_text
from scheduler.storage.versions.version import Version

HEADS = ("", "date (UTC)", "author", "state", "changes", "note")


def version_lines(file: Path, versions: Sequence[Version], current: str) -> Iterator[str]:
    """The lines of the list with headings; an arrow marks the version that the file holds."""
    if not versions:
        yield f"No versions of “{file}” are kept yet. The next save first keeps the programme that is in it now."
        return
    holding = [version.version for version in versions if version.sha256 == current][-1:]
    rows = [HEADS, *(_row(version, before, holding) for version, before in _pairs(versions))]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADS))]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
    if not holding:
        yield f"“{file}” holds none of them: it was changed by hand, or a search is going on. The next save keeps it."


def version_fields(versions: Sequence[Version]) -> list[dict[str, object]]:
    """The versions for JSON, without the programmes."""
    return [
        {**version.model_dump(mode="json", exclude={"programme"}), "changes": len(_changes(before, version))}
        for version, before in _pairs(versions)
    ]


def _row(version: Version, before: Version | None, holding: list[int]) -> tuple[str, ...]:
    mark = "→ " if version.version in holding else "  "
    changes = "" if before is None else ", ".join(_what_changed(before, version)) or "none"
    return (
        f"{mark}{version.version}",
        f"{version.date:%Y-%m-%d %H:%M}",
        _bare(version.author) or "not said",
        version.state.value,
        changes,
        _bare(version.note),
    )


def _what_changed(before: Version, version: Version) -> Iterator[str]:
    counted = counts_text(_changes(before, version))
    if counted:
        yield counted
    then = before.programme.session
    states = Counter(
        placed.state.value
        for placed in version.programme.sessions
        if placed.id in then and then[placed.id].state != placed.state
    )
    yield from (f"{number} now {state}" for state, number in states.items())


def _pairs(versions: Sequence[Version]) -> Iterator[tuple[Version, Version | None]]:
    """Each version, and the one before it."""
    yield from zip(versions, (None, *versions)[: len(versions)], strict=True)


def _changes(before: Version | None, version: Version) -> tuple[Change, ...]:
    if before is None:
        return ()
    return changes_between(_nameless(version.programme), before.programme, version.programme)


def _nameless(programme: Programme) -> Instance:
    """An instance without names: enough to count changes, as the real one may have changed since."""
    name = programme.provenance.instance
    event = Event(name=name, year=1, time_zone="UTC")
    return Instance(name=name, event=event, days=(), slots=(), rooms=(), themes=(), coalitions=())


def _bare(text: str) -> str:
    return without_addresses(on_one_line(text))
