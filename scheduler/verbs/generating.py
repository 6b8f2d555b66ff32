"""The verb that makes up a meeting, to try things out on."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from scheduler.terminal import Exit, say


def generate_verb(args: argparse.Namespace) -> int:
    """Write a made-up instance of any size, for which there is a programme."""
    from scheduler.generate.drawn_meeting import MeetingOrder, TooManyError, rooms_enough, usual_themes
    from scheduler.generate.write_meeting import check_folder, write_meeting

    folder = Path(args.folder)
    check_folder(folder)
    order = MeetingOrder(
        sessions=args.sessions,
        days=args.days,
        starts=args.starts,
        coalitions=args.coalitions,
        themes=args.themes or usual_themes(args.sessions),
        seed=args.seed,
        over_subscribed=args.over_subscribed,
    )
    order = replace(order, rooms=args.rooms or rooms_enough(order))
    try:
        write_meeting(folder, order)
    except TooManyError as error:
        say(str(error))
        return Exit.PROBLEMS
    say(
        f"“{folder}” holds a made-up meeting: {order.sessions} sessions, {order.rooms} rooms, {order.days} days, "
        f"{order.coalitions} coalitions, {order.themes} themes. Next: igf-scheduler check {folder}"
    )
    return Exit.GOOD
