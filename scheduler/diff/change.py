"""A change of a wish, session or segment between two programmes, with the texts that lists and letters show."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from scheduler.catalogue.change_kinds import ChangeHeading, ChangeKind


@dataclass(frozen=True)
class Change:
    """One change. A session that moved both in time and in room has two.

    `session` is the id of the session, `title` its title now. `before` and `after` are texts: a day and times, a room,
    coalitions, a title; one of them is empty where something is new or cancelled. `coalitions` are those whom the
    change concerns, `people` the ids of those to inform. `sentence` says all of it. `segment` is the id of the request
    whose segment changed, `wish` that of a request lost or gained, which was or is held in the session; both are empty
    where the session changed.
    """

    kind: ChangeKind
    session: str
    title: str
    before: str
    after: str
    coalitions: tuple[str, ...]
    people: tuple[str, ...]
    sentence: str
    segment: str = ""
    wish: str = ""

    @property
    def heading(self) -> ChangeHeading:
        """The heading under which lists show and count it."""
        return self.kind.record.heading

    @property
    def fields(self) -> dict[str, object]:
        """The change for JSON: its kind as the heading in lists."""
        return {**asdict(self), "kind": self.heading.value}
