"""The fields that fingerprints were first taken of, in the order and by the names that they had then.

Nothing is added here when records learn new fields, and nothing is taken out: fingerprints of saved files would change.
Names of today stand in `scheduler.core.renamed`.
"""

from __future__ import annotations

from collections.abc import Mapping

FIRST_FIELDS: Mapping[str, tuple[str, ...]] = {
    path: tuple(names.split())
    for path, names in {
        "instance": (
            "name event days slots rooms themes coalitions people sessions relations teams requests policy pins history"
        ),
        "instance.event": "name city year time_zone proposed_by decided_by",
        "instance.days": "id date is_day_zero opens closes source",
        "instance.slots": "grid day start end only source",
        "instance.rooms": "id capacity grid uses services area closed reserved source",
        "instance.rooms.closed": "day start end",
        "instance.rooms.reserved": "day start end",
        "instance.themes": "code name subtheme colour joint source",
        "instance.coalitions": (
            "id name aliases themes horizontal active new standing ready merit captions preferred_days "
            "unavailable answered opts_out plan comment source"
        ),
        "instance.coalitions.standing": "annual_report session_report coordination founding light_report",
        "instance.coalitions.unavailable": "day start end",
        "instance.people": (
            "id coalitions stakeholder_group region gender age_group remote time_zone unavailable volunteer "
            "step_free email source"
        ),
        "instance.people.unavailable": "day start end",
        "instance.sessions": (
            "id title type minutes themes people coalitions audience needs place blocks_everything "
            "coalition_minutes segments_after preferred_days forbidden_days is_open for_newcomers weight similar "
            "source"
        ),
        "instance.sessions.place": "room day start",
        "instance.relations": "verb one other minutes source",
        "instance.teams": "service number source",
        "instance.requests": (
            "id coalition kind rank minutes themes audience needs people partners required vetoes title output "
            "by_default source"
        ),
        "instance.policy": (
            "version principle goals kinds joint_size_min joint_size_max joint_audience guests_at_most "
            "presences_at_most main_slot_replaces main_slots_per_session coalition_sessions_at_most "
            "coalition_minutes_at_most individual_is_entitlement host_sessions_may_be_left_out layers "
            "only_in_own_slots conditions competitive committee_at_least chairs silent_ask_for walking_minutes "
            "remote_from remote_until comfortable_from comfortable_until rank_weights link_weight subtheme_weight "
            "partner_weight horizontal_claim comfort theme_break_minutes good_from good_until"
        ),
        "instance.policy.kinds": "offered minutes at_most counted gated competed needs",
        "instance.policy.comfort": (
            "days room_fit time_zones theme_rooms room_changes duplicates theme_gaps walking waiting attendance "
            "day_balance fair_slots"
        ),
        "instance.pins": "verb subject coalition other theme session room day start note source",
        "instance.history": "year coalition kind asked note source",
        "programme": (
            "schema_version provenance state state_since sessions segments decisions left_out committee scores"
        ),
        "programme.provenance": (
            "instance instance_sha256 base_sha256 variation amendments program_version ortools_version settings "
            "status seconds"
        ),
        "programme.provenance.settings": "seconds_allowed reproducible seed workers",
        "programme.sessions": "id title kind type day start end room themes coalitions given state",
        "programme.segments": "request coalition session order start end",
        "programme.decisions": "request granted session reason waiting_list",
        "programme.decisions.reason": "rules sentence",
        "programme.left_out": "session reason",
        "programme.left_out.reason": "rules sentence",
        "programme.committee": "coalition person",
        "programme.scores": "goal value bound proven seconds",
    }.items()
}
"""Path of a record → its fields. Items of lists, and values of dictionaries, have the path of the field they are in."""

FIRST_KEYS: Mapping[str, tuple[str, ...]] = {
    "instance.policy.kinds": (
        "joint session",
        "individual session",
        "main-session slot",
        "coalitions' main session",
        "day-zero event",
        "bilateral meeting",
        "booth shift",
    ),
}
"""The keys of dictionaries that hold an entry for each member of a vocabulary."""
