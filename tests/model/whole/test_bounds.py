"""What is known of parallels before any search, and what themes make together, never passes the best there is."""

from __future__ import annotations

from itertools import product

from hypothesis import given

from scheduler.instance import Instance
from scheduler.model import Status, solve
from scheduler.model.parallels import parallels_on
from scheduler.model.whole.excerpts import elastic, hosts_alone, of_theme
from scheduler.model.whole.parts import sift
from scheduler.model.whole.solving import lowest
from scheduler.model.whole.spread import parallels_if_even
from scheduler.model.whole.state import LEFT_OUT, PARALLELS
from scheduler.model.whole.times import timetable
from scheduler.vocabulary import Use
from tests.brute_force.whole import seeded_whole
from tests.model.whole.test_search import seeds


def parallels_first(instance: Instance) -> Instance:
    """The same, with no goals but that few sessions are left out, and parallels."""
    policy = instance.policy.model_copy(update={"goals": (LEFT_OUT, PARALLELS)})
    return hosts_alone(elastic(instance.model_copy(update={"policy": policy})))


@seeds(max_examples=25)
@given(seeded_whole(most_free=7))
def test_what_themes_make_together_is_no_more_than_the_best(instance: Instance) -> None:
    hosts = parallels_first(instance)
    best = solve(hosts)
    assert best.status is Status.PROVEN
    assert best.programme is not None
    values = {score.goal: score.value for score in best.programme.scores}
    sessions = [session for session in sift(hosts).sessions.values() if session.in_programme]
    even = found = 0
    for theme, day_zero in product(instance.themes, (False, True)):
        alike = [session for session in sessions if (session.use is Use.DAY_ZERO) is day_zero]
        even += parallels_if_even(theme.code, alike, values[LEFT_OUT])
        model = timetable(of_theme(hosts, theme.code, day_zero), (LEFT_OUT,))
        model.decisions.model.add(model.tiers[0].expression <= values[LEFT_OUT])
        sought = parallels_on(model.decisions, theme.code, day_zero)
        bound, exact = lowest(model.decisions.model, sought, 20.0, lambda: False)
        assert exact
        found += bound or 0
    assert even <= found <= values[PARALLELS]
