"""The geometry of the picture of joint sessions: a row for each coalition, a column for each session of a candidate.

Dots in a column are the coalitions that share the session; a line joins them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scheduler.candidates.comparison import Candidate
from scheduler.core.vocabulary import Kind

ROW, COLUMN, HEAD = 18, 22, 74
"""The height of a row, the width of a column, and the height of the heads, in units of the drawing."""

HEAD_OVERHANG = 24
"""How far the slanted head of the last column reaches beyond it."""


@dataclass(frozen=True)
class SharedSession:
    """A joint session as a column: its centre, and the positions of its members' dots."""

    session: str
    themes: tuple[str, ...]
    members: tuple[str, ...]
    x: int
    dots: tuple[int, ...]


@dataclass(frozen=True)
class SharingPanel:
    """The joint sessions of one candidate."""

    candidate: Candidate
    columns: tuple[SharedSession, ...]
    width: int

    @property
    def words(self) -> str:
        """The text alternative."""
        sessions = [f"{', '.join(column.themes)}: {', '.join(column.members)}" for column in self.columns]
        return "; ".join(sessions) + "." if sessions else "No joint session."


@dataclass(frozen=True)
class SharingPicture:
    """All candidates' panels; `coalitions` are the rows with the positions of their centres."""

    coalitions: tuple[tuple[str, int], ...]
    panels: tuple[SharingPanel, ...]
    height: int


def sharing_picture(candidates: Sequence[Candidate], base: int) -> SharingPicture:
    """The picture of who shares with whom; members of one session of the base are neighbours where that is possible."""
    joint = [_joint(candidate) for candidate in candidates]
    order = dict.fromkeys(name for sessions in (joint[base], *joint) for _, _, who in sessions for name in who)
    y = {name: HEAD + ROW * number + ROW // 2 for number, name in enumerate(order)}
    panels = tuple(
        SharingPanel(candidate, _columns(sessions, y), max(COLUMN * len(sessions), 4 * COLUMN) + HEAD_OVERHANG)
        for candidate, sessions in zip(candidates, joint, strict=True)
    )
    return SharingPicture(tuple(y.items()), panels, HEAD + ROW * len(y))


def _joint(candidate: Candidate) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Id, themes and members of each joint session, in order of their ids, so that columns compare."""
    rows = sorted((row for row in candidate.sessions.values() if row["kind"] == Kind.JOINT), key=lambda r: r["session"])
    return [(row["session"], tuple(row["themes"]), tuple(row["coalitions"])) for row in rows]


def _columns(
    sessions: Sequence[tuple[str, tuple[str, ...], tuple[str, ...]]], y: dict[str, int]
) -> tuple[SharedSession, ...]:
    """A column for each joint session, its dots from top to bottom."""
    return tuple(
        SharedSession(name, themes, who, COLUMN * number + COLUMN // 2, tuple(sorted(y[one] for one in who)))
        for number, (name, themes, who) in enumerate(sessions)
    )
