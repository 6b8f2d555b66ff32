"""The timetable as plain data for the page: days, rooms, times, sessions, and what has no place."""

from __future__ import annotations

from scheduler.desk.state import DeskState


def timetable(state: DeskState) -> dict[str, object]:
    """Everything that the page draws, without any e-mail address; times are minutes after midnight.

    - `meeting`: `name`, `city`, `year`, `time_zone`; `state`: of the programme
    - `days`: `id`, `date`, `is_day_zero`, `opens`, `closes`
    - `rooms`: `id`, `capacity`, `services`, `uses`, `area`, `closed` and `reserved` windows (`day`, `start`, `end`)
    - `slots`: `room`, `day`, `start`, `end`
    - `themes`: `code`, `name`, `subtheme`, `colour` (#RRGGBB), `ink` (the text colour on it)
    - `sessions`: `id`, `title`, `day`, `start`, `end`, `room`, `type`, `of_coalitions`, `themes`, `state`, `is_open`,
      `blocks_everything`, `given`, `pinned` ("", time, room, both), `people`, `coalitions`, `linked` (coalitions of a
      host session that take no part in it), `members` (`request`, `coalition`), `segments` (`request`, `coalition`,
      `order`, `start`, `end`), `missing_people`, `broken` (ids of rules)
    - `requests`: those without a place: `id`, `coalition`, `kind`, `rank`, `minutes`, `themes`, `people`, `reason`,
      `rules`, `waiting` (place on the waiting list or null), `joins` (ids of sessions that may hold it), `own` (whether
      it becomes a session of its own)
    - `left_out`: host sessions without a place: `id`, `title`, `type`, `minutes`, `themes`, `people`, `reason`
    - `edits`: how many lead from the base to here; `can_undo`, `can_redo`
    """
    raise NotImplementedError
