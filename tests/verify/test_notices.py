"""Notices: what is allowed and still worth knowing."""

from __future__ import annotations

from scheduler.core.instance import Filings, Instance, request_id
from scheduler.core.programme import Programme
from scheduler.core.vocabulary import Kind
from scheduler.verify import check
from tests.miniatures.build import at, host, programme, tiny
from tests.miniatures.case import A_PERSON, ON_DAY_1, everyone


def notices(instance: Instance, made: Programme, topic: str) -> list[str]:
    return [notice.sentence for notice in check(instance, made).notices if notice.topic == topic]


def test_joint_session_of_one_stakeholder_group() -> None:
    people = {
        "DC-A coordinator 1": {"stakeholder_group": "civil society", "region": "Africa"},
        "DC-B coordinator 1": {"stakeholder_group": "civil society", "region": "Asia-Pacific"},
    }
    instance = tiny(everyone(Kind.JOINT, "DC-A", "DC-B"), people=people)
    made = programme(instance, joint={"CONNECT": (("DC-A", "DC-B"), ON_DAY_1)})
    sentence = "All representatives of the members of “Joint: CONNECT” are of one stakeholder group: civil society."
    assert notices(instance, made, "diversity") == [sentence]


def test_overdue_reports_of_active_coalitions() -> None:
    instance = tiny(
        coalitions={
            "DC-A": {"standing": Filings(annual_report=False, session_report=False)},
            "DC-B": {"standing": Filings(annual_report=False), "active": False},
            "DC-C": {"standing": Filings(annual_report=False), "new": True},
        }
    )
    assert notices(instance, programme(instance), "overdue report") == [
        "DC-A owes its annual report and its last session report.",
        "DC-C owes its light report.",
    ]


def test_given_sessions_that_clash_or_do_not_fit() -> None:
    instance = tiny(
        sessions=(
            host("W1", at("Salle 1", 1, "09:00"), people=(A_PERSON,), audience=101),
            host("W2", at("Salle 2", 1, "10:00"), people=(A_PERSON,)),
        )
    )
    made = programme(instance)
    assert check(instance, made).violations == ()
    assert notices(instance, made, "clash in the host programme") == [
        "The host programme puts DC-A coordinator 1 in “W1” and “W2” at once (Day 1 09:00–10:30)."
    ]
    assert notices(instance, made, "room too small") == ["“W1” expects 101 people in Salle 1, which seats 100."]


def test_given_session_at_night_for_somebody_remote() -> None:
    instance = tiny(
        sessions=(host("W1", ON_DAY_1, people=(A_PERSON,)),),
        people={A_PERSON: {"remote": True, "time_zone": "America/Los_Angeles"}},
    )
    made = programme(instance)
    assert check(instance, made).violations == ()
    sentence = "For DC-A coordinator 1 (America/Los_Angeles), “W1” on Day 1 09:00–10:30 falls at 00:00–01:30."
    assert notices(instance, made, "remote at night") == [sentence]


def test_duplication_of_sessions_on_the_same_themes_with_the_same_people() -> None:
    instance = tiny(
        sessions=(
            host("W1", ON_DAY_1, themes=("CONNECT", "RIGHTS"), people=(A_PERSON,), coalitions=("DC-A",)),
            host("W2", at("Salle 2", 1, "14:00"), themes=("RIGHTS", "CONNECT"), people=(A_PERSON,)),
            host("W3", at("Salle 2", 2, "14:00"), themes=("RIGHTS",), people=(A_PERSON,)),
        )
    )
    sentence = "“W1” and “W2” are on CONNECT and RIGHTS, with DC-A coordinator 1 in each."
    assert notices(instance, programme(instance), "duplication") == [sentence]


def test_coalition_without_a_representative() -> None:
    instance = tiny(people={"DC-A coordinator 1": {"coalitions": ()}})
    assert notices(instance, programme(instance), "no representative") == [
        "Nobody is named as a representative of DC-A."
    ]


def test_each_notice_names_the_system_that_it_serves() -> None:
    instance = tiny(
        sessions=(
            host("W1", at("Salle 1", 1, "09:00"), people=(A_PERSON,), audience=101, themes=("RIGHTS",)),
            host("W2", at("Salle 2", 1, "10:00"), people=(A_PERSON,), themes=("RIGHTS",)),
        ),
        people={A_PERSON: {"remote": True, "time_zone": "America/Los_Angeles"}},
        coalitions={"DC-B": {"standing": Filings(annual_report=False)}},
    )
    systems = {notice.topic: notice.system for notice in check(instance, programme(instance)).notices}
    assert systems == {
        "overdue report": 42,
        "clash in the host programme": 38,
        "room too small": 38,
        "remote at night": 45,
        "duplication": 31,
    }


def test_only_the_host_programme_is_noticed_at_night() -> None:
    """Where a session is decided, the hour breaks a rule, which says enough."""
    instance = tiny(
        sessions=(host("W1", people=(A_PERSON,)),),
        people={A_PERSON: {"remote": True, "time_zone": "America/Los_Angeles"}},
    )
    made = programme(instance, hosts={"W1": ON_DAY_1})
    assert [violation.rule for violation in check(instance, made).violations] == ["remote_hours"]
    assert notices(instance, made, "remote at night") == []


def test_sessions_without_a_theme_duplicate_nothing() -> None:
    instance = tiny(
        sessions=(
            host("W1", ON_DAY_1, people=(A_PERSON,)),
            host("W2", at("Salle 2", 1, "14:00"), people=(A_PERSON,)),
        )
    )
    assert notices(instance, programme(instance), "duplication") == []


def test_days_that_were_not_preferred_are_named_once_for_each_point() -> None:
    instance = tiny(
        everyone(Kind.JOINT, "DC-A", "DC-B"),
        sessions=(host("W1", None, preferred_days=("Day 2",)), host("W2", at("Salle 2", 1, "09:00"))),
        coalitions={"DC-A": {"preferred_days": ("Day 2",)}, "DC-B": {"preferred_days": ("Day 1",)}},
    )
    made = programme(instance, joint={"CONNECT": (("DC-A", "DC-B"), ON_DAY_1)}, hosts={"W1": at("Salle 2", 1, "14:00")})
    found = notices(instance, made, "day not preferred")
    assert found == [
        "DC-A preferred Day 2, but “Joint: CONNECT” is on Day 1.",
        "“W1” is on Day 1; Day 2 was preferred.",
    ]
    assert len(found) == check(instance, made).inconvenience_parts["days"]


def test_a_day_zero_event_is_on_no_other_day() -> None:
    instance = tiny(everyone(Kind.DAY_ZERO, "DC-A"), coalitions={"DC-A": {"preferred_days": ("Day 2",)}})
    made = programme(instance, own={request_id("DC-A", Kind.DAY_ZERO): at("Salle 2", 0, "09:00")})
    assert made.sessions
    assert notices(instance, made, "day not preferred") == []
