"""What each amendment costs: the changes that come from it, and goals that are true of the programme without them."""

from __future__ import annotations

from scheduler.core.instance import Pin
from scheduler.core.vocabulary import Kind, PinVerb
from scheduler.diff import ChangeKind
from scheduler.replan import replan
from scheduler.replan.amendment_costs import AmendmentCost
from scheduler.replan.open_replan import replan_input_of
from scheduler.replan.replan_texts import replan_fields, replan_lines
from scheduler.replan.replanning import ReplanOptions
from scheduler.verify import check
from tests.miniatures.build import ask, at, programme, tiny

JOINT = tuple(ask(coalition, Kind.JOINT) for coalition in ("DC-A", "DC-B", "DC-C"))
MEETING = ask("DC-D", Kind.BILATERAL)
INSTANCE = tiny((*JOINT, MEETING))
BEFORE = programme(
    INSTANCE,
    {MEETING.id: at("Box", 1, "09:00")},
    joint={"CONNECT": (("DC-A", "DC-B", "DC-C"), at("Salle 1", 1, "09:00"))},
)
CLOSE = "close Box: day 1 09:00-10:30"
REFUSE = "refuse DC-C: joint session"


def costs(*texts: str) -> tuple[AmendmentCost, ...]:
    return replan(replan_input_of(INSTANCE, BEFORE, texts), ReplanOptions(workers=1)).costs


def test_each_change_is_laid_to_the_amendment_it_comes_from() -> None:
    closed, refused = costs(CLOSE, REFUSE)
    assert {change.session for change in closed.changes} == {MEETING.id}
    assert {change.wish or change.session for change in refused.changes} == {"DC-C: joint session", "Joint: CONNECT"}
    assert closed.together == refused.together == ()


def test_goals_are_those_of_the_programme_without_the_amendment_and_its_changes() -> None:
    (refused,) = costs(REFUSE)
    assert refused.goals is not None
    without, now = check(INSTANCE, BEFORE).scores, {goal.goal: goal.after.value for goal in refused.goals}
    assert {goal.goal: goal.before.value for goal in refused.goals} == {goal: without[goal] for goal in now}
    assert now["refused_first_choices"] == without["refused_first_choices"] + 1
    assert "First choices refused 0 → 1" in refused.sentences[-1]
    assert refused.sentences[1].startswith("DC-C loses its first choice (joint session)")


def test_amendments_that_change_nothing_cost_nothing() -> None:
    (free,) = costs("close Salle 3: day 2 14:00-15:30")
    assert free.sentences == ("Nothing else changes because of it.",)


def test_amendments_that_hold_only_together_are_compared_together() -> None:
    two = tiny((ask("DC-A", Kind.BILATERAL), ask("DC-B", Kind.BILATERAL)))
    early, late = at("Box", 1, "09:00"), at("Box", 1, "10:30")
    before = programme(two, {"DC-A: bilateral meeting": early, "DC-B: bilateral meeting": late})
    swap = ("hold DC-A: bilateral meeting: Box | Day 1 10:30", "hold DC-B: bilateral meeting: Box | Day 1 09:00")
    found = replan(replan_input_of(two, before, edits=swap, baseline=before), ReplanOptions(workers=1)).costs
    assert [len(cost.together) for cost in found] == [1, 1]
    assert all(cost.goals is not None for cost in found)
    assert found[0].sentences[-1].startswith("Together with “")


def test_a_pin_that_is_new_in_the_sheets_has_its_cost_too() -> None:
    there = Pin(verb=PinVerb.PLACE, subject=MEETING.id, room="Box", day="Day 2", start=10 * 60 + 30)
    kept = Pin(verb=PinVerb.GRANT, subject="DC-A: joint session")
    pinned = INSTANCE.model_copy(update={"pins": (kept, there)})
    plan = replan(replan_input_of(pinned, BEFORE, [REFUSE]), ReplanOptions(workers=1))
    refused, moved = plan.costs
    assert refused.amendment.written == REFUSE
    assert moved.amendment.sentence == f"The pin that places {MEETING.id} in Box on Day 2 at 10:30."
    assert {change.session for change in moved.changes} == {MEETING.id}
    assert moved.goals is not None
    causes = {change.kind: cause for change, cause in zip(plan.changes, plan.causes, strict=True)}
    assert causes[ChangeKind.DAY] == f"Because of the pin that places {MEETING.id} in Box on Day 2 at 10:30."


def test_the_report_gives_goals_from_to_and_who_loses_what() -> None:
    known = BEFORE.model_copy(update={"scores": replan(replan_input_of(INSTANCE, BEFORE), ReplanOptions()).scores})
    inputs = replan_input_of(INSTANCE, known, [REFUSE])
    plan = replan(inputs, ReplanOptions(workers=1))
    lines = list(replan_lines(inputs, plan))
    assert "Who loses and who gains a wish" in lines
    assert any("First choices refused: 0 → 1, worse by 1 (proven)" in line for line in lines)
    assert any(line.endswith(", as before (proven)") for line in lines)
    assert lines.index("Who loses and who gains a wish") < lines.index("What changes, and why")
    goals = {goal["goal"]: goal for goal in replan_fields(inputs, plan, None)["goals"]}  # type: ignore[attr-defined]
    assert (goals["refused_first_choices"]["before"], goals["refused_first_choices"]["after"]) == (0, 1)
    calm = replan_input_of(INSTANCE, known, ["close Salle 3: day 2 14:00-15:30"])
    assert "No wish is lost or gained." in list(replan_lines(calm, replan(calm, ReplanOptions(workers=1))))
