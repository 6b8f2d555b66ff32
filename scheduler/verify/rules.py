"""Every rule in the order of the catalogue. To add one: its sentence there, a function here and in the model."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from scheduler.verify.cap_rules import (
    day_zero_places,
    main_slot_replaces_own_session,
    minutes_cap,
    one_bilateral,
    presences_at_most,
    session_caps,
)
from scheduler.verify.completeness_rules import host_sessions_placed, pins, requests_decided
from scheduler.verify.eligibility_rules import (
    competition,
    eligibility,
    entitlement,
    kinds_offered,
    no_judge_in_own_cause,
    selection_committee,
)
from scheduler.verify.facts import Facts
from scheduler.verify.findings import Violation
from scheduler.verify.joint_rules import (
    joint_size,
    one_joint_session_per_theme,
    partner_vetoes,
    required_partners,
    shared_theme,
)
from scheduler.verify.people_rules import (
    availability,
    coalition_in_one_place,
    no_touching_slots,
    person_in_one_place,
    remote_hours,
)
from scheduler.verify.place_rules import (
    blocked_times,
    captioning,
    freed_slots,
    room_capacity,
    room_grid,
    room_hours,
    room_overlap,
    room_services,
    room_use,
)
from scheduler.verify.relation_rules import other_day, same_day, session_order, sessions_apart
from scheduler.verify.segment_rules import main_session_theme, main_slots_per_session, segments_fit
from scheduler.verify.team_rules import service_teams

RuleFunction = Callable[[Facts], Iterator[Violation]]

RULES: tuple[RuleFunction, ...] = (
    room_hours,
    blocked_times,
    room_grid,
    room_use,
    room_services,
    room_capacity,
    captioning,
    availability,
    remote_hours,
    freed_slots,
    host_sessions_placed,
    session_order,
    sessions_apart,
    same_day,
    other_day,
    requests_decided,
    room_overlap,
    service_teams,
    person_in_one_place,
    coalition_in_one_place,
    no_touching_slots,
    kinds_offered,
    eligibility,
    entitlement,
    competition,
    session_caps,
    day_zero_places,
    minutes_cap,
    presences_at_most,
    main_slot_replaces_own_session,
    one_bilateral,
    joint_size,
    shared_theme,
    one_joint_session_per_theme,
    partner_vetoes,
    required_partners,
    segments_fit,
    main_slots_per_session,
    main_session_theme,
    selection_committee,
    no_judge_in_own_cause,
    pins,
)
