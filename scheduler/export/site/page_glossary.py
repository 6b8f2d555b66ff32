"""A glossary for newcomers."""

from __future__ import annotations

from scheduler.core.vocabulary import Kind, Service, SessionType

MEANINGS = {
    SessionType.MAIN.value: "On one of this year's large subjects, for everybody, in the largest room.",
    SessionType.HIGH_LEVEL.value: "Leaders of governments, companies, civil society and organisations speak.",
    SessionType.CEREMONY.value: "An opening, a closing, or a look back, for everybody.",
    SessionType.WORKSHOP.value: "A discussion that members of the community proposed and prepared together.",
    SessionType.OPEN_FORUM.value: "A government or an organisation presents its work and takes questions.",
    SessionType.TOWN_HALL.value: "An open discussion of one subject with everybody who comes.",
    SessionType.LIGHTNING_TALK.value: "A short talk on one idea.",
    SessionType.LAUNCH.value: "The presentation of something new, such as a report or a tool, or of an award.",
    SessionType.NETWORKING.value: "A meeting of people who work on the same subject.",
    SessionType.DAY_ZERO.value: "An event on the day before the main programme begins.",
    SessionType.NRI.value: "National, regional and youth initiatives (NRIs) bring what was discussed at home.",
    SessionType.BPF.value: "A Best Practice Forum (BPF) collects what has worked, and discusses what it found.",
    SessionType.PN.value: "A Policy Network (PN) works on one subject all year, and presents what it has so far.",
    SessionType.PARLIAMENTARY.value: "For members of parliaments and those who work with them.",
    SessionType.YOUTH.value: "Held by young people.",
    SessionType.NEWCOMERS.value: "An introduction for everybody who takes part for the first time.",
    SessionType.COALITIONS_MAIN.value: "The Dynamic Coalitions present, one after the other, what they worked out.",
    Kind.JOINT.value: "Several Dynamic Coalitions hold one session together, on a theme that they share.",
    Kind.INDIVIDUAL.value: "A session of one Dynamic Coalition.",
}
"""Explanation of each session type and kind, in the order in which newcomers should read them."""

COALITION = "An open group that works on one subject all year round. Its sessions are open to everybody."

SERVICES = {
    Service.CAPTIONING: "captions",
    Service.INTERPRETATION: "interpretation",
    Service.HYBRID: "remote participation",
    Service.WEBCAST: "webcast",
    Service.STEP_FREE: "no steps",
}
"""Plain words for the services of a room."""
