"""What a comparison tells, against what the programmes say."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

from scheduler.candidates.comparison import compare
from scheduler.candidates.comparison.fairness import share
from scheduler.candidates.comparison.method import method
from scheduler.candidates.comparison.scenario_table import settings
from scheduler.candidates.comparison.trade_off_points import ComparedCurve, trade_offs
from scheduler.candidates.comparison.wish_table import Fate, difference
from scheduler.catalogue import GOALS
from scheduler.catalogue.change_kinds import ChangeKind
from scheduler.core.policy import Policy
from scheduler.core.vocabulary import IN_PROGRAMME, PROGRAMME_SESSION_KINDS, Kind
from scheduler.intake.planning.sheets import POLICY
from tests.candidates.comparison.programmes import comparison, entries
from tests.checked import some

WHOLE = comparison()


def test_every_goal_stands_there_once_with_what_the_check_counted() -> None:
    assert sorted(row.goal.id for row in WHOLE.goals) == sorted(goal.id for goal in GOALS)
    for row in WHOLE.goals:
        values = [candidate.verdict.scores[row.goal.id] for candidate in WHOLE.candidates]
        assert [reached.value for reached in row.reached] == values
        best = [value == min(values) and row.differs for value in values]
        assert [reached.best for reached in row.reached] == best


def test_what_is_proven_is_said_for_goals_that_are_pursued() -> None:
    minutes = next(row for row in WHOLE.goals if row.goal.id == "programme_minutes")
    assert [(reached.place, reached.proof) for reached in minutes.reached][1] == (1, "proven")
    weight = next(row for row in WHOLE.goals if row.goal.id == "refused_weight")
    assert {(reached.place, reached.proof) for reached in weight.reached} == {(0, "counted only")}
    assert not weight.separates


def test_what_is_not_proven_is_said() -> None:
    entry = entries()[0]
    open_scores = tuple(
        score.model_copy(update={"proven": False, "bound": bound})
        for score, bound in zip(entry.programme.scores, [None] + [0] * 20, strict=False)
    )
    changed = replace(entry, name="open", programme=entry.programme.model_copy(update={"scores": open_scores}))
    whole = compare([changed, entries()[1]])
    proofs = {row.reached[0].place: row.reached[0] for row in whole.goals}
    assert proofs[1].proof == "not proven"
    assert proofs[2].proof == f"not proven: within {proofs[2].value}"
    assert {point.letters: point.proven for point in whole.trade_offs[0].points} == {("A",): False, ("B",): True}


def test_every_wish_has_its_fate_in_each() -> None:
    for row in WHOLE.coalitions:
        for wish in row.wishes:
            assert wish.request.coalition == row.coalition.id
            for candidate, fate in zip(WHOLE.candidates, wish.fates, strict=True):
                assert fate is not None
                assert fate.granted == (wish.request.id in candidate.programme.granted)
                assert bool(fate.session) == fate.granted
                assert bool(fate.reason) != fate.granted
    assert sum(len(row.wishes) for row in WHOLE.coalitions) == len(WHOLE.instance.requests)


def _fate(day: str = "Day 1", start: int = 600, room: str = "Hall", partners: tuple[str, ...] = ()) -> Fate:
    return Fate(True, "granted", "Joint: A", day, start, start + 90, room, partners=partners)


def test_how_much_fates_differ() -> None:
    refused = Fate(False, "refused")
    assert difference((_fate(), _fate())) is None
    assert difference((refused, Fate(False, "waiting, 2"))) is None
    assert difference((_fate(), _fate(room="Attic"))) is ChangeKind.ROOM
    assert difference((_fate(), _fate(start=700, room="Attic"))) is ChangeKind.TIME
    assert difference((_fate(), _fate(day="Day 2", start=700))) is ChangeKind.DAY
    assert difference((_fate(), _fate(partners=("B",)), _fate(day="Day 2"))) is ChangeKind.PARTNERS
    assert difference((_fate(), refused)) is ChangeKind.GRANTED
    assert difference((_fate(), None)) is ChangeKind.GRANTED
    assert ChangeKind.GRANTED.record.compared == "granted in some only"


def test_what_differs_between_two_is_what_was_granted_and_where() -> None:
    by_letter = {candidate.letter: candidate.programme for candidate in WHOLE.candidates}
    pairs = {(pair.first, pair.second): pair for pair in WHOLE.between}
    wishes = [wish for row in WHOLE.coalitions for wish in row.wishes]
    assert set(pairs) == set(combinations("ABC", 2))
    for (first, second), pair in pairs.items():
        one, two = by_letter[first], by_letter[second]
        assert {wish.request.id for wish in pair.won} == two.granted - one.granted
        assert {wish.request.id for wish in pair.lost} == one.granted - two.granted
        places = {
            placed.id
            for placed in one.sessions
            if placed.id in two.session
            and (placed.kind is None or placed.kind in IN_PROGRAMME)
            and (placed.when, placed.room) != (two.session[placed.id].when, two.session[placed.id].room)
        }
        assert {move.before["session"] for move in pair.moves} == places
        for group in pair.regrouped:
            assert set(group.after) == {*group.before, *group.joined} - set(group.left)
        assert pair.noticed == sum(
            _noticed(wish.request.kind, wish.fates[ord(first) - 65], wish.fates[ord(second) - 65]) for wish in wishes
        )


def _noticed(kind: Kind, one: Fate | None, other: Fate | None) -> int:
    """In how many ways people notice the difference."""
    assert one is not None
    assert other is not None
    if not (one.session and other.session):
        return one.granted != other.granted
    return (one.partners != other.partners) + (one.day != other.day and kind in IN_PROGRAMME)


def test_another_programme_of_equal_value_is_told_of() -> None:
    first, second, third = entries()
    alternative = replace(third, shown=False, alternative_of=first.name)
    whole = compare([first, second, alternative])
    between, none = whole.alternatives
    assert none is None
    assert between is not None
    assert (between.first, between.second) == ("A", "A′")
    assert {wish.request.id for wish in between.lost} == first.programme.granted - third.programme.granted


def test_a_move_says_only_what_changes() -> None:
    words = [move.words for pair in WHOLE.between for move in pair.moves]
    assert all("→" in text for text in words)
    for pair in WHOLE.between:
        for move in pair.moves:
            assert (move.before["room"] in move.words) == (move.before["room"] != move.after["room"])


def test_the_scenario_says_who_loses_against_the_policy_as_it_stands() -> None:
    (table,) = WHOLE.scenarios
    assert table.settings == ("Joint sessions, at most",)
    assert [(row.letter, row.values[-1]) for row in table.rows] == [
        ("A", settings(WHOLE.candidates[0].instance.policy)["Joint sessions, at most"]),
        ("C", "0"),
    ]
    assert table.reference == 0
    reference, other = table.rows
    assert not reference.gains
    assert not reference.loses
    lost = {change.coalition for change in other.loses}
    first, third = WHOLE.candidates[0].programme, WHOLE.candidates[2].programme
    changed = {WHOLE.instance.request[name].coalition for name in first.granted ^ third.granted}
    assert lost | {change.coalition for change in other.gains} == changed
    assert all(change.words for change in (*other.loses, *other.gains))
    assert WHOLE.varied == ((), (), ("Joint sessions, at most: 0",))


def test_settings_go_by_the_names_of_the_sheet() -> None:
    assert set(settings(Policy())) <= {column.title for column in POLICY.settings}


def test_a_candidate_that_is_not_shown_adds_a_scenario_only() -> None:
    hidden = entries()
    hidden[2] = replace(hidden[2], shown=False)
    whole = compare(hidden)
    assert len(whole.candidates) == 2
    assert [row.letter for row in whole.scenarios[0].rows] == ["A", ""]


def test_shares_add_up() -> None:
    rows = {(row.basis, row.group): row for row in WHOLE.fairness.groups}
    everyone = rows["all", "all coalitions"].shares
    for number, candidate in enumerate(some(WHOLE.candidates)):
        own = [request for request in candidate.instance.requests if not request.by_default]
        assert everyone[number].asked == len(own)
        assert everyone[number].met == sum(request.id in candidate.programme.granted for request in own)
        assert share(candidate, rank=1).asked == sum(request.rank == 1 for request in own)
        met = sum(row.shares[number].met for row in WHOLE.fairness.coalitions)
        assert met == everyone[number].met
        spread = WHOLE.fairness.spread[number]
        counted = spread.every + spread.half_or_more + spread.less_than_half + spread.none
        assert counted == len(WHOLE.fairness.coalitions)


def test_minutes_are_those_of_the_sessions() -> None:
    for candidate, cost in some(zip(WHOLE.candidates, WHOLE.costs, strict=True)):
        own = [placed for placed in candidate.programme.sessions if placed.kind in PROGRAMME_SESSION_KINDS]
        assert cost.saving.used == sum(placed.end - placed.start for placed in own)
        assert cost.sessions == len(own)


def test_duplicates_are_those_of_the_check() -> None:
    for candidate in some(WHOLE.candidates):
        told = [found for found in WHOLE.duplicates if candidate.letter in found.letters]
        assert len(told) == sum(notice.topic == "duplication" for notice in candidate.verdict.notices)


def test_a_curve_takes_the_place_of_the_usual_trade_offs() -> None:
    curve = ComparedCurve(
        "As it stands",
        "Fewer minutes cost wishes.",
        "programme_minutes",
        "refused_weight",
        ((0, 99, True), (90, 40, False)),
        False,
    )
    (trade,) = trade_offs(WHOLE.candidates, [curve])
    assert [point.proven for point in trade.line] == [True, False]
    assert {letter for point in trade.points for letter in point.letters} == set("ABC")


def test_method_and_limits_take_ten_lines() -> None:
    assert len(method(WHOLE)) == 10
