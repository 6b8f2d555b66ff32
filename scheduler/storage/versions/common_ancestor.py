"""Find the common ancestor of two programmes by the fingerprints of parents in stored versions."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from scheduler.core.programme import Programme
from scheduler.storage.versions.programme_source import ProgrammeSource
from scheduler.storage.versions.version import Version, fingerprint, readable_versions, versions_of
from scheduler.storage.workspace import NotFoundError, stored_versions


class NoCommonAncestorError(NotFoundError):
    """No stored version says which programme two others came from; the message is a sentence."""


class Lineage:
    """The graph of parents: fingerprints of versions, their parents, and the programmes known."""

    def __init__(self, versions: Iterable[Version]) -> None:
        self.programmes: dict[str, Programme] = {}
        self._parents: dict[str, set[str]] = defaultdict(set)
        for version in versions:
            self.programmes[version.sha256] = version.programme
            self._parents[version.sha256].update(version.parents)

    def add(self, source: ProgrammeSource) -> str:
        """Add a programme, and the one its workbook was exported from; returns its fingerprint.

        A file that holds none of its versions was changed by hand since the newest.
        """
        own = fingerprint(source.programme)
        came_from = source.original
        if came_from is None and own not in self.programmes:
            came_from = next((version.programme for version in reversed(versions_of(source.file))), None)
        self.programmes[own] = source.programme
        if came_from:
            parent = fingerprint(came_from)
            self.programmes.setdefault(parent, came_from)
            self._parents[own].update({parent} - {own})
        return own

    def generations(self, start: str) -> dict[str, int]:
        """Every ancestor, itself included, with the number of steps to it."""
        found, waiting = {start: 0}, deque([start])
        while waiting:
            one = waiting.popleft()
            for parent in sorted(self._parents[one]):
                if parent not in found:
                    found[parent] = found[one] + 1
                    waiting.append(parent)
        return found


def common_ancestor(mine: ProgrammeSource, theirs: ProgrammeSource) -> Programme | None:
    """The nearest common ancestor of two programmes; None where no version leads to one."""
    lineage = Lineage(_versions_near(mine.file, theirs.file))
    ends = [lineage.generations(lineage.add(source)) for source in (mine, theirs)]
    common = [one for one in ends[0] if one in ends[1] and one in lineage.programmes]
    if not common:
        return None
    return lineage.programmes[min(common, key=lambda one: (ends[0][one] + ends[1][one], one))]


def require_common_ancestor(mine: ProgrammeSource, theirs: ProgrammeSource) -> Programme:
    """The nearest common ancestor of two programmes. Raises NoCommonAncestorError."""
    found = common_ancestor(mine, theirs)
    if found is None:
        raise NoCommonAncestorError(
            f"No version beside “{mine.name}” or “{theirs.name}” says what both came from. Give that programme with "
            "--base. Nothing was written."
        )
    return found


def _versions_near(*files: Path) -> Iterator[Version]:
    """All versions stored beside the files, of whichever programme: a copy may have another name."""
    folders = dict.fromkeys(place for file in files for place in (file.resolve().parent, file.resolve().parent.parent))
    seen: set[Path] = set()
    for folder in folders:
        for kept in (folder, *_folders_in(folder)):
            if kept not in seen:
                seen.add(kept)
                yield from readable_versions(stored_versions(kept).values())


def _folders_in(folder: Path) -> list[Path]:
    with suppress(OSError):
        return sorted(path for path in folder.iterdir() if path.is_dir())
    return []
