"""What may be compared, and what is refused."""

from __future__ import annotations

import pytest

from scheduler.candidates.comparison import ComparisonError, ComparisonInput, RejectedProgrammeError, compare
from scheduler.candidates.comparison.compared import AT_MOST, admit, differing_parts
from tests.candidates.comparison.programmes import comparison, entries, solved


def test_each_candidate_goes_by_a_letter() -> None:
    assert [(c.letter, c.name) for c in comparison().candidates] == [
        ("A", "most first choices"),
        ("B", "leanest"),
        ("C", "no joint session"),
    ]


@pytest.mark.parametrize("number", [0, 1, AT_MOST + 1])
def test_too_few_or_too_many(number: int) -> None:
    with pytest.raises(ComparisonError, match=r"takes 2 to 60 programmes; there (is|are)"):
        admit([solved("leanest")] * number)


def test_one_programme_given_twice() -> None:
    with pytest.raises(ComparisonError, match="“leanest” and “leanest” are the same programme"):
        admit([solved("leanest"), solved("leanest")])


def test_a_scenario_of_the_same_base_may_be_compared() -> None:
    one, other = solved("most first choices"), solved("no joint session")
    assert one.instance.sha256 != other.instance.sha256
    assert differing_parts(one.instance, other.instance) == []


def test_programmes_of_different_instances() -> None:
    entry = solved("leanest")
    smaller = entry.instance.model_copy(update={"rooms": entry.instance.rooms[1:], "people": ()})
    with pytest.raises(ComparisonError, match="different instances: the rooms and the people are not the same"):
        compare([entry, ComparisonInput("other", smaller, entry.programme)])
    elsewhere = smaller.model_copy(update={"event": entry.instance.event.model_copy(update={"year": 1999})})
    with pytest.raises(ComparisonError, match=r"the events differ\.\nOnly the policy may differ"):
        compare([entry, ComparisonInput("other", elsewhere, entry.programme)])


def test_a_tampered_programme_is_refused_with_what_differs() -> None:
    entry = solved("leanest")
    better = tuple(score.model_copy(update={"value": 0}) for score in entry.programme.scores)
    claimed = next(score for score in entry.programme.scores if score.value)
    tampered = ComparisonInput("tampered", entry.instance, entry.programme.model_copy(update={"scores": better}))
    with pytest.raises(RejectedProgrammeError, match="“tampered” is refused") as refused:
        compare([solved("most first choices"), tampered])
    assert f"{claimed.goal}: the programme says 0, the check finds {claimed.value}" in str(refused.value)


def test_a_session_moved_by_hand_is_refused_with_the_rule() -> None:
    entry = solved("leanest")
    moved = tuple(
        placed if placed.given else placed.model_copy(update={"start": placed.start + 7, "end": placed.end + 7})
        for placed in entry.programme.sessions
    )
    tampered = ComparisonInput("moved", entry.instance, entry.programme.model_copy(update={"sessions": moved}))
    with pytest.raises(RejectedProgrammeError, match="room grid"):
        compare([solved("most first choices"), tampered])


def test_a_programme_of_an_earlier_state_is_refused() -> None:
    entry = solved("leanest")
    made_for = entry.programme.provenance.model_copy(update={"instance_sha256": "0" * 64})
    old = ComparisonInput("old", entry.instance, entry.programme.model_copy(update={"provenance": made_for}))
    with pytest.raises(RejectedProgrammeError, match="fingerprint 000000000000"):
        compare([*entries()[:1], old])
