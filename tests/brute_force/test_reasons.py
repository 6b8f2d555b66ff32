"""Reasons for refusals, and for sessions left out, against every way of granting and placing them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from hypothesis import given

from scheduler.core.instance import Instance, Placement, Request
from scheduler.core.programme import Programme
from scheduler.core.vocabulary import Kind
from scheduler.explain import with_reasons
from scheduler.search import SearchOptions, solve
from scheduler.verify import check
from tests.brute_force.cases import cases
from tests.brute_force.enumerate import Choices, build, choices_of, steps
from tests.brute_force.strategies import seeded
from tests.checked import meets, met


@meets("left out", "refused by rules")
@cases(0.25)
@given(seeded() | seeded(crowded=True))
def test_a_reason_names_rules_exactly_where_every_way_breaks_some(instance: Instance) -> None:
    programme = solve(instance, SearchOptions(reproducible=True)).programme
    if programme is None:
        return
    explained = with_reasons(instance, programme)
    for one in explained.left_out:
        assert one.reason is not None
        ways = [check(instance, way).violations for way in ways_to_place(instance, programme, one.session)]
        assert bool(one.reason.rules) == all(ways), f"{one.session}: {one.reason.sentence} {ways}"
        assert "not the best" not in one.reason.sentence
        met("left out")
    for decision in explained.decisions:
        if decision.granted:
            continue
        reason = decision.reason
        assert reason is not None
        request = instance.request[decision.request]
        ways = [check(instance, way).violations for way in ways_to_add(instance, programme, request)]
        assert bool(reason.rules) == all(ways), f"{request.id}: {reason.sentence} {ways}"
        assert "not the best" not in reason.sentence
        met("refused by rules" if reason.rules else "refused otherwise")


def ways_to_place(instance: Instance, programme: Programme, session: str) -> Iterator[Programme]:
    """The programme with a session that was left out in each place that there is, and nothing else changed."""
    made = choices_of(instance, programme)
    for step in steps(instance):
        for way in step:
            if session in way.hosts:
                yield build(instance, Choices(made.joint, made.own, made.hosts | way.hosts, made.segments))


def ways_to_add(instance: Instance, programme: Programme, request: Request) -> Iterator[Programme]:
    """The programme with the request granted as well, in every way in which nothing else changes.

    A joint session that is made up anew may hold other requests that were refused.
    """
    made = choices_of(instance, programme)
    if request.kind is not Kind.JOINT:
        for step in steps(instance):
            for way in step:
                if request.id in way.own or request.id in way.segments:
                    yield build(
                        instance, Choices(made.joint, made.own | way.own, made.hosts, made.segments | way.segments)
                    )
        return
    for theme, (group, place) in made.joint.items():
        yield build(instance, _with_joint(made, theme, (*group, request.id), place))
    refused = [
        other.id
        for other in instance.requests
        if other.kind is Kind.JOINT and other.id not in programme.granted and other.id != request.id
    ]
    places = dict.fromkeys(place for step in steps(instance) for way in step for _, place in way.joint.values())
    for code in (theme.code for theme in instance.themes):
        for size in range(len(refused) + 1):
            for others in combinations(refused, size):
                for place in places if code not in made.joint else ():
                    yield build(instance, _with_joint(made, code, (request.id, *others), place))


def _with_joint(made: Choices, theme: str, group: tuple[str, ...], place: Placement) -> Choices:
    return Choices(made.joint | {theme: (group, place)}, made.own, made.hosts, made.segments)
