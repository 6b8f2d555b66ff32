"""The coalitions' wishes settled beforehand: who gets what, with whom and under which theme.

``python -m bench.peers.settled NAME SECONDS FILE`` writes them as a programme.
"""

from __future__ import annotations

import sys

from bench.once import INSTANCES
from scheduler.core.instance import Instance
from scheduler.core.programme import Programme
from scheduler.intake import load_instance
from scheduler.search import SearchOptions, solve
from scheduler.storage.programme_files import save_programme

WHOLE_PROGRAMME = ("same_theme_in_parallel", "inconvenience", "later_than_needed", "programme_minutes")
"""Goals that say nothing of wishes."""


def settled(instance: Instance, seconds: float) -> Programme:
    """A programme of the coalitions' sessions beside the given ones and the main sessions, as their goals want it."""
    layer = coalition_layer(instance)
    result = solve(layer, SearchOptions(seconds=seconds))
    if result.programme is None:
        raise SystemExit(f"The wishes of {instance.name} could not be settled in {seconds:.0f} seconds.")
    return result.programme


def coalition_layer(instance: Instance) -> Instance:
    """The instance without the free sessions of the host programme in which no coalition can have minutes."""
    kept = tuple(session for session in instance.sessions if session.place or session.coalition_minutes)
    ids = {session.id for session in kept}
    return instance.model_copy(
        update={
            "sessions": kept,
            "relations": tuple(r for r in instance.relations if r.one in ids and r.other in ids),
            "policy": instance.policy.model_copy(
                update={"goals": tuple(goal for goal in instance.policy.goals if goal not in WHOLE_PROGRAMME)}
            ),
        }
    )


if __name__ == "__main__":
    name, seconds, file = sys.argv[1:]
    save_programme(settled(load_instance(INSTANCES / name), float(seconds)), file)
