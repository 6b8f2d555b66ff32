"""Tables of instance and programme: rows, columns and types, each column documented."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pandas as pd
import pytest

from scheduler import tables
from scheduler.catalogue import GOALS
from scheduler.core.clock import clock_text
from scheduler.core.instance import Instance
from scheduler.core.programme import Programme
from scheduler.core.queries import granted_placement
from tests.checked import some
from tests.reports.example import instance as example_instance
from tests.reports.example import programme as example_programme
from tests.reports.over_subscribed import GONE, UNEXPLAINED, WHY, over_subscribed

INSTANCE = example_instance()
PROGRAMME = example_programme(INSTANCE)
EMPTY = PROGRAMME.model_copy(update={"sessions": (), "segments": (), "decisions": (), "scores": ()})


def test_one_row_for_each_thing() -> None:
    assert len(tables.requests(INSTANCE)) == len(INSTANCE.requests)
    assert len(tables.sessions(INSTANCE, PROGRAMME)) == len(PROGRAMME.sessions)
    assert len(tables.segments(INSTANCE, PROGRAMME)) == len(PROGRAMME.segments)
    assert len(tables.refusals(INSTANCE, PROGRAMME)) == len(PROGRAMME.decisions) - len(PROGRAMME.granted)
    assert len(tables.scores(INSTANCE, PROGRAMME)) == len(PROGRAMME.scores)


def frames(instance: Instance, programme: Programme) -> list[tuple[Any, pd.DataFrame]]:
    return [
        (tables.requests, tables.requests(instance, programme)),
        (tables.sessions, tables.sessions(instance, programme)),
        (tables.segments, tables.segments(instance, programme)),
        (tables.refusals, tables.refusals(instance, programme)),
        (tables.left_out, tables.left_out(instance, programme)),
        (tables.free, tables.free(instance, programme)),
        (tables.scores, tables.scores(instance, programme)),
        (tables.shares, tables.shares(instance, programme)),
    ]


def test_every_table_has_the_columns_of_its_schema_each_with_its_meaning() -> None:
    for function, frame in some(frames(INSTANCE, PROGRAMME)):
        schema = tables.TABLES[function.__name__]
        assert all(column.meaning for column in schema)
        assert [column.name for column in schema] == list(frame.columns)


def test_values_are_typed_and_text_is_made_at_the_edge() -> None:
    table, schema = tables.sessions(INSTANCE, PROGRAMME), tables.TABLES["sessions"]
    row = tables.records(table)[0]
    assert isinstance(row["themes"], list)
    assert isinstance(row["start"], int)
    assert row["starts_at"].tzinfo is not None
    cells = dict(zip((column.name for column in schema), tables.text_rows(table, schema)[0], strict=True))
    assert cells["start"] == clock_text(row["start"])
    assert cells["themes"] == "; ".join(row["themes"])
    assert cells["date"] == row["date"]


def test_shares_count_what_coalitions_asked_for_themselves() -> None:
    shares = tables.shares(INSTANCE, PROGRAMME)
    own = [request for request in INSTANCE.requests if not request.by_default]
    assert shares["asked"].sum() == len(own)
    assert shares["met"].sum() == sum(request.id in PROGRAMME.granted for request in own)


def test_columns_have_their_types_without_rows_too() -> None:
    for (_, full), (_, empty) in some(zip(frames(INSTANCE, PROGRAMME), frames(INSTANCE, EMPTY), strict=True)):
        assert dict(full.dtypes) == dict(empty.dtypes)


def test_moments_are_in_the_zone_of_the_event() -> None:
    sessions = tables.sessions(INSTANCE, PROGRAMME).set_index("session")
    joint = sessions.loc["Joint: CONNECT"]
    assert joint["starts_at"].isoformat() == "2024-12-16T16:15:00+03:00"
    assert (joint["start"], joint["end"], joint["minutes"]) == (16 * 60 + 15, 17 * 60 + 45, 90)
    assert sessions["starts_at"].is_monotonic_increasing


def test_what_became_of_requests() -> None:
    requests = tables.requests(INSTANCE, PROGRAMME).set_index("request")
    assert requests.loc["DC3: joint session", "session"] == "Joint: CONNECT"
    assert requests.loc["DC-DAIG: day-zero event", "waiting_list"] == 2
    assert requests["granted"].sum() == len(PROGRAMME.granted)
    assert requests.loc["IS3C: main-session slot", "rules"] == ["eligibility"]
    assert "granted" not in tables.requests(INSTANCE).columns


def test_where_requests_are_held_is_their_own_minutes_and_company() -> None:
    rows = {row["request"]: row for row in tables.records(tables.requests(INSTANCE, PROGRAMME))}
    for request in some(INSTANCE.requests):
        held, row = granted_placement(PROGRAMME, request), rows[request.id]
        assert row["decided"] == (request.id in PROGRAMME.decision)
        assert row["minutes"] == request.minutes
        if held is None:
            assert (row["day"], row["start"], row["starts_at"], row["room"]) == ("", None, None, "")
        else:
            placed = held.placed
            place = (row["session_title"], row["day"], row["start"], row["end"], row["room"])
            assert place == (placed.title, placed.day, held.start, held.end, placed.room)
            assert row["starts_at"].utcoffset() == timedelta(hours=3)
    assert rows["DC3: joint session"]["together_with"] == others_of("DC3: joint session")
    in_segment = next(segment for segment in PROGRAMME.segments)
    assert (rows[in_segment.request]["start"], rows[in_segment.request]["end"]) == (in_segment.start, in_segment.end)


def others_of(request: str) -> list[str]:
    own, placed = INSTANCE.request[request].coalition, PROGRAMME.session[PROGRAMME.decision[request].session]
    return [coalition for coalition in placed.coalitions if coalition != own]


def test_decisions_in_a_word() -> None:
    rows = {row["request"]: row for row in tables.records(tables.requests(INSTANCE, PROGRAMME))}
    assert tables.decision_text(rows["DC3: joint session"]) == "granted"
    assert tables.decision_text(rows["DC-DAIG: day-zero event"]) == "waiting, 2"
    assert tables.decision_text(rows["IS3C: main-session slot"]) == "refused"
    assert tables.decision_text(tables.records(tables.requests(INSTANCE, EMPTY))[0]) == "not decided"


def test_scores_have_what_the_check_counted_where_it_is_given() -> None:
    stated = tables.records(tables.scores(INSTANCE, PROGRAMME))
    assert all(row["stated"] and row["counted"] is None for row in some(stated))
    counted = {goal.id: number for number, goal in enumerate(GOALS, start=3)}
    rows = tables.records(tables.scores(INSTANCE, PROGRAMME, counted))
    assert [row["goal"] for row in rows[: len(stated)]] == [row["goal"] for row in stated]
    assert {row["goal"]: row["counted"] for row in rows} == counted
    others = some(rows[len(stated) :])
    assert all(row["value"] == row["counted"] and row["bound"] is None and not row["proven"] for row in others)
    assert not any(row["stated"] for row in others)
    places = [row["place"] for row in rows if row["place"]]
    assert sorted(places) == list(range(1, len(places) + 1))


def test_free_minutes_are_the_reserved_windows_that_nothing_takes() -> None:
    rows = tables.records(tables.free(INSTANCE, EMPTY))
    reserved = [(window.day, window.start, window.end, room.id) for room in INSTANCE.rooms for window in room.reserved]
    assert sorted((row["day"], row["start"], row["end"], row["room"]) for row in some(rows)) == sorted(reserved)
    assert all(row["minutes"] == row["end"] - row["start"] for row in rows)


def test_the_kind_tells_sessions_of_coalitions_from_those_of_the_host() -> None:
    for row in some(tables.records(tables.sessions(INSTANCE, PROGRAMME))):
        assert row["kind"] == (PROGRAMME.session[row["session"]].kind or "")


def test_waiting_lists_come_first_and_in_order() -> None:
    refusals = tables.refusals(INSTANCE, PROGRAMME)
    assert list(refusals["request"]) == ["DC3: day-zero event", "DC-DAIG: day-zero event", "IS3C: main-session slot"]


def test_what_is_left_out_has_its_weight_and_reason_the_weightiest_first() -> None:
    found = tables.left_out(*over_subscribed())
    assert list(found["session"]) == [UNEXPLAINED, GONE]
    assert list(found["weight"]) == [5, 2]
    assert list(found["reason"]) == ["", WHY]
    assert list(found["rules"]) == [[], ["room_overlap"]]
    assert found["themes"].iloc[1] == ["AI", "SAFETY"]


@pytest.mark.parametrize(("session", "audience"), [("Joint: RIGHTS", 60), ("S02", 300), ("IRPC: day-zero event", 0)])
def test_audience_is_what_the_goals_count(session: str, audience: int) -> None:
    assert tables.sessions(INSTANCE, PROGRAMME).set_index("session").loc[session, "audience"] == audience
