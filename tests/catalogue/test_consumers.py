"""Whatever lists rules or parts of inconvenience knows every one of the catalogue, and one that is new to it too."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from string import Formatter

import pytest

from scheduler.catalogue import INCONVENIENCE, RULE, RULES, Level, Rule, Scope
from scheduler.catalogue.rule import ON_PLACEMENTS, Registry
from scheduler.catalogue.rules import rules_in
from scheduler.core.policy import InconvenienceWeights, Policy
from scheduler.explain import insertion_options, refusals, with_reasons
from scheduler.explain.counted_reasons import summed_up
from scheduler.explain.demand_texts import _TEXTS, demand_text, remedy_text
from scheduler.explain.insertion_options import (
    CLASH_RULES,
    GROUP_RULES,
    OCCUPANCY_RULES,
    ROOM_RULES,
    TIME_RULES,
    BrokenRule,
    Insertion,
)
from scheduler.model import placement_rules
from scheduler.model.constraints import BY_CONSTRUCTION, PROGRAMME_RULES
from scheduler.model.counting_checks import cannot_fit
from scheduler.model.demands import _CAUSES, COST, Subject, level
from scheduler.model.inconvenience.part_registry import part as model_part
from scheduler.model.placement_rules import PlacementProfile, possible, profile_of
from scheduler.model.prepare import CandidatePlacement, Prepared, prepare
from scheduler.search import solve
from scheduler.search.large.local_search_setup import PARTS_IN_COSTS, RULES_ON_PAIRS
from scheduler.search.large.local_search_terms import TERMS as PARTS_COUNTED
from scheduler.verify.facts import Facts, gather
from scheduler.verify.inconvenience.part_registry import part as verified_part
from scheduler.verify.registry import SessionAtSite, SiteFinding, site_rule
from scheduler.verify.rules import FUNCTION, SITE_RULES
from tests.miniatures.build import host, programme, tiny
from tests.miniatures.case import A_ZERO, MORNING, ON_DAY_1, zero

IDS = [rule.id for rule in RULES]


def ids_in(*scopes: Scope) -> list[str]:
    return [rule.id for rule in rules_in(*scopes)]


def names(functions: object) -> list[str]:
    assert isinstance(functions, tuple)
    return [function.__name__ for function in functions]


def test_the_model_has_a_function_for_every_rule() -> None:
    placements = (placement_rules.SITE_RULES, placement_rules.ROOM_RULES, placement_rules.TIME_RULES)
    on_placements = [name for functions in placements for name in names(functions)]
    assert sorted(on_placements) == sorted(ids_in(*ON_PLACEMENTS))
    assert sorted([*on_placements, *names(PROGRAMME_RULES), *BY_CONSTRUCTION]) == sorted(IDS)


def test_the_verifier_has_a_function_for_every_rule_and_sees_a_site_alone_where_the_record_says_so() -> None:
    assert list(FUNCTION) == IDS
    assert sorted(site_rule) == sorted(ids_in(Scope.SITE)) == sorted(names(SITE_RULES))


def test_explanations_try_the_rules_of_every_scope() -> None:
    tried = (ROOM_RULES, SITE_RULES, TIME_RULES, OCCUPANCY_RULES, CLASH_RULES, refusals.COUNT_RULES)
    by_construction_or_decided = ids_in(Scope.GRID, Scope.PROGRAMME)
    assert sorted([name for rules in tried for name in names(rules)] + by_construction_or_decided) == sorted(IDS)
    assert set(GROUP_RULES) <= set(ROOM_RULES)


def test_the_local_search_keeps_every_rule_on_two_sessions() -> None:
    assert sorted(RULES_ON_PAIRS) == sorted(ids_in(Scope.OCCUPANCY, Scope.CLASH))


def test_model_verifier_local_search_and_weights_know_every_part_of_inconvenience() -> None:
    parts = [part.id for part in INCONVENIENCE]
    assert sorted(model_part) == sorted(verified_part) == sorted(parts)
    counted = [name for known in PARTS_COUNTED.values() for name in known]
    assert sorted([*PARTS_IN_COSTS, *counted]) == sorted(parts)
    assert list(InconvenienceWeights.model_fields) == parts


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_text_of_a_record_can_be_filled_in(rule: Rule) -> None:
    rule.remedy.format(name="DC3", kinds="booth shifts")
    values = dict.fromkeys(
        ("people", "audience", "minutes", "needs", "missing", "teams", "guests", "size", "slots"), ""
    )
    assert all(clause.format(**values) for clause in rule.clauses)
    for _, field, _, _ in Formatter().parse(rule.demand):
        root, _, name = (field or "name").partition(".")
        assert root in ("name", "row", "policy")
        assert root != "policy" or name in Policy.model_fields
    assert rule.counted_as
    assert COST[level(rule.id)] >= 1


@pytest.mark.parametrize("known", [*_TEXTS, *refusals.CLAUSES, *_CAUSES])
def test_special_words_are_for_rules_that_exist(known: str) -> None:
    assert known in RULE


def test_a_function_registers_for_a_rule_that_exists_and_once() -> None:
    def room_hours() -> None: ...
    def no_such_rule() -> None: ...

    registry: Registry[Callable[[], None]] = Registry(frozenset(("room_hours",)))
    assert registry(room_hours) is room_hours
    for refused in (room_hours, no_such_rule):
        with pytest.raises(KeyError, match=refused.__name__):
            registry(refused)
    assert list(registry) == ["room_hours"]


NEW = Rule("new_rule", "Nothing stands anywhere.", "A rule without a word of its own.", scope=Scope.SITE)


@pytest.fixture
def with_new_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule of which no consumer has heard, and that every placement breaks."""

    def new_rule(prepared: Prepared, profile: PlacementProfile, option: CandidatePlacement) -> bool:
        return False

    monkeypatch.setitem(RULE, NEW.id, NEW)
    monkeypatch.setattr(placement_rules, "SITE_RULES", (*placement_rules.SITE_RULES, new_rule))


@pytest.mark.usefixtures("with_new_rule")
def test_counting_speaks_of_a_rule_without_words_of_its_own() -> None:
    (sentence,) = cannot_fit(tiny(sessions=(host("W1"),)))
    assert "against the rule “new rule”" in sentence


@pytest.mark.usefixtures("with_new_rule")
def test_conflicts_and_repairs_speak_of_a_rule_without_words_of_its_own() -> None:
    instance = tiny(sessions=(host("W1"),))
    infeasibility = solve(instance).infeasibility
    assert infeasibility is not None
    (conflict,) = infeasibility.conflicts
    demands = [demand for demand in conflict.demands if demand.rule == NEW.id]
    assert [demand.subject for demand in demands] == [Subject("session", "W1")]
    assert demand_text(instance, demands[0]) == "nothing stands anywhere: W1 [new rule]"
    assert remedy_text(instance, demands[0]) == "set aside that nothing stands anywhere: W1 [new rule]"
    assert level(NEW.id) is Level.TERM


@pytest.mark.usefixtures("with_new_rule")
def test_explanations_speak_of_a_rule_without_words_of_its_own() -> None:
    instance = tiny((zero(),))
    facts, request = gather(instance, programme(instance)), instance.requests[0]
    sentence = summed_up(facts, request, "place", [BrokenRule(NEW.id, ())] * 3)
    assert sentence == "each of the 3 places breaks the rule “new rule”"
    assert refusals._clause(facts, request, NEW.id) == "granting it breaks the rule “new rule”"


def test_sessions_of_one_profile_share_their_placements_and_others_do_not() -> None:
    """Whatever a rule on a room at a time can see is in the key under which its answer is kept."""
    sessions = (
        host("W1", themes=("CONNECT",)),
        host("W2", themes=("RIGHTS",)),
        host("W3", forbidden_days=("Day 1",)),
    )
    prepared = prepare(tiny(sessions=sessions))
    one, same, other = (prepared.sessions[name] for name in ("W1", "W2", "W3"))
    assert profile_of(one) == profile_of(same) != profile_of(other)
    assert possible(prepared, one) == possible(prepared, same) != possible(prepared, other)
    assert len(prepared.allowed_placements_cache) == 2


@pytest.mark.parametrize("unseen", ["id", "themes", "host", "request", "needs"])
def test_a_rule_sees_nothing_of_a_session_but_its_profile(unseen: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither in the model nor in explanations: a rule that looks further has to add a field, and so to the key."""

    def looks_further(prepared: Prepared, profile: PlacementProfile, option: CandidatePlacement) -> bool:
        return bool(getattr(profile, unseen))

    def looks_further_too(facts: Facts, here: SessionAtSite) -> Iterator[SiteFinding]:
        yield SiteFinding(str(getattr(here, unseen)))

    instance = tiny((zero(),), (host("W1"),))
    prepared, placed = prepare(instance), programme(instance, hosts={"W1": ON_DAY_1})
    monkeypatch.setattr(placement_rules, "SITE_RULES", (looks_further,))
    with pytest.raises(AttributeError, match=unseen):
        possible(prepared, prepared.sessions["W1"])
    monkeypatch.setattr(insertion_options, "SITE_RULES", (looks_further_too,))
    with pytest.raises(AttributeError, match=unseen):
        with_reasons(instance, placed)


def test_rules_on_rooms_see_no_time_and_rules_on_times_no_room() -> None:
    """What is kept of a room for all times, and of a time for all rooms, cannot hang on the other."""
    way = Insertion(programme(tiny((zero(),)), {A_ZERO: MORNING}).session[A_ZERO])
    anytime, anywhere = way.at_no_time.session, way.in_no_room.session
    assert (anytime.room, anytime.day, anytime.start, anytime.end) == ("Salle 1", "", 0, 90)
    assert (anywhere.room, anywhere.day, anywhere.start, anywhere.end) == ("", "Day 0", 540, 630)
