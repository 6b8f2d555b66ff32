"""Tables of instance and programme: rows, columns and types, each column documented."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from scheduler import tables
from scheduler.core.clock import clock_text
from scheduler.core.instance import Instance
from scheduler.core.programme import Programme
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
