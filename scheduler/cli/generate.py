"""``generate``: a made-up meeting, to try things out on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from scheduler.cli import completing
from scheduler.cli.options import seed_option, verb
from scheduler.cli.terminal import Exit, say
from scheduler.cli.values import whole_number


@verb("generate instances/big --sessions 350 --seed 7")
@click.argument("folder", metavar="DIR", help="The folder to write it to.", shell_complete=completing.folders)
@click.option(
    "--sessions", type=whole_number(20, 2000), default=350, metavar="N", help="Sessions of the host (default 350)."
)
@click.option(
    "--rooms",
    type=whole_number(4, 60),
    metavar="N",
    help="Rooms for sessions, with the main hall (default: enough for all sessions).",
)
@click.option(
    "--days", type=whole_number(3, 9), default=5, metavar="N", help="Days; the first is day zero (default 5)."
)
@click.option(
    "--starts", type=whole_number(4, 10), default=8, metavar="N", help="Start times a day in most rooms (default 8)."
)
@click.option(
    "--coalitions", type=whole_number(2, 100), default=30, metavar="N", help="Dynamic Coalitions (default 30)."
)
@click.option(
    "--themes", type=whole_number(4, 20), metavar="N", help="Themes, at most 20 (default: 12 to 20, by size)."
)
@seed_option(1, "Random seed: the same seed makes the same meeting (default 1).")
@click.option("--over-subscribed", is_flag=True, help="Allow more sessions than there is room for.")
def generate(
    folder: str,
    sessions: int,
    rooms: int | None,
    days: int,
    starts: int,
    coalitions: int,
    themes: int | None,
    seed: int,
    over_subscribed: bool,
) -> int:
    """Make up a meeting of any size, to try things out."""
    from scheduler.generate.drawn_meeting import MeetingOrder, TooManyError, sufficient_rooms, usual_themes
    from scheduler.generate.write_meeting import check_folder, write_meeting

    place = Path(folder)
    check_folder(place)
    order = MeetingOrder(
        sessions=sessions,
        days=days,
        starts=starts,
        coalitions=coalitions,
        themes=themes or usual_themes(sessions),
        seed=seed,
        over_subscribed=over_subscribed,
    )
    order = replace(order, rooms=rooms or sufficient_rooms(order))
    try:
        write_meeting(place, order)
    except TooManyError as error:
        say(str(error))
        return Exit.PROBLEMS
    say(
        f"“{place}” holds a made-up meeting: {order.sessions} sessions, {order.rooms} rooms, {order.days} days, "
        f"{order.coalitions} coalitions, {order.themes} themes. Next: igf-scheduler check {place}"
    )
    return Exit.GOOD
