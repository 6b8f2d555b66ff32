"""igf-32: the survey's answers, all made up."""

from __future__ import annotations

from datetime import datetime

from scheduler.generate.made_up_people import coordinator
from scheduler.generate.made_up_survey import Answer

FIRST = datetime(2025, 2, 3, 7, 48, 16)


def by(acronym: str, number: int = 1) -> tuple[str]:
    """The coordinator who must be in the room."""
    return (coordinator(acronym, number),)


# DC-BAS, DC-Blockchain, DC-Connecting the Unconnected, DC-G4P, DC-OER and DTC do not answer.
ANSWERS = (
    Answer("DCAD", "JZB", ("INCLUDE", "COOP"), partners=("DC-Gender",), audience=60, needs=("captioning", "step-free")),
    Answer("DC-Children", "JZ", ("CHILD", "COOP"), partners=("YCIG",), audience=60, people=by("DC-Children")),
    Answer("DC3", "JZB", ("CONNECT", "INCLUDE"), partners=("DC-PAL", "DC-SIDS"), audience=60, people=by("DC3")),
    Answer("DC-CIV", "JB", ("COOP", "DNS"), partners=("DC-SIG",), audience=50, people=by("DC-CIV")),
    Answer(
        "DC-DAIG",
        "MJB",
        ("AI", "DATA"),
        slot_minutes=15,
        output="Report on AI governance",
        audience=60,
        people=by("DC-DAIG"),
    ),
    Answer("DC-DT", "BS", ("DATA",), ready=False, opts_out=True, people=by("DC-DT")),
    Answer("DC-DDHT", "JZB", ("HEALTH", "DATA"), partners=("DC-DH",), audience=50, people=by("DC-DH")),
    Answer("DC-DFI", "JB", ("ECONOMY", "INCLUDE"), partners=("DC-Digital Economy",), audience=40),
    Answer(
        "DC-DH",
        "JM",
        ("HEALTH", "AI"),
        partners=("DC-DDHT",),
        output="Report on digital health literacy",
        audience=50,
        people=by("DC-DH"),
    ),
    Answer("DC-Digital Economy", "JSB", ("ECONOMY", "DATA"), audience=50, people=by("DC-Digital Economy", 2)),
    Answer("DC-DNSI", "JB", ("DNS", "SECURITY"), partners=("DC-CIV", "IS3C"), audience=40),
    Answer(
        "DCE",
        "MZV",
        ("GREEN", "ECONOMY"),
        output="Checklist for greener meetings",
        audience=40,
        people=by("DC-DH"),
        preferred_days=("Day 2",),
    ),
    Answer("DC-Gender", "JSB", ("RIGHTS", "INCLUDE"), partners=("IRPC", "DCAD"), audience=60, people=by("DC-Gender")),
    Answer("DC IoT", "JB", ("EMERGING", "SECURITY"), partners=("DC-CIV",), audience=60, people=by("DC-IoT")),
    Answer("DC-Interplanetary", "JV", ("EMERGING", "COOP"), audience=40, people=by("DC-Interplanetary")),
    Answer("IRPC", "JZB", ("RIGHTS", "MEDIA"), partners=("DC-Gender", "DC-IUI"), audience=70, people=by("IRPC")),
    Answer(
        "IS3C",
        "MZJ",
        ("SECURITY", "COOP"),
        slot_minutes=15,
        output="Policy advice on the deployment of security standards",
        audience=50,
        people=by("IS3C"),
    ),
    Answer("DC-IUI", "JB", ("RIGHTS", "COOP"), partners=("IRPC",), audience=50, people=by("DC-IUI")),
    Answer("DC-Digital Inclusion", "JZ", ("INCLUDE", "CONNECT"), required=("DC-PAL",), audience=50),
    Answer("Network Neutrality", "BS", ("DNS",), ready=False, opts_out=True, people=by("DCNN")),
    Answer(
        "DCPR",
        "MJ",
        ("MEDIA", "RIGHTS"),
        output="Glossary of platform law, third edition",
        audience=60,
        people=by("DCPR"),
        unavailable=("Day 1 afternoon",),
    ),
    Answer("DC PAL", "JZB", ("CONNECT", "INCLUDE", "EDU"), partners=("DC3",), audience=60, people=by("DC-PAL")),
    Answer("DC-SIG", "BVS", ("EDU",), ready=False, opts_out=True, people=by("DC-SIG")),
    Answer("DC-SIDS", "JZB", ("CONNECT", "GREEN"), partners=("DC3",), audience=40, people=by("DC-SIDS")),
    Answer("DC-Journalism", "JS", ("MEDIA", "AI"), vetoes=("DC-DAIG",), audience=50, people=by("DC-Journalism")),
    Answer("Youth Coalition", "JVB", ("CHILD", "EDU"), partners=("DC-Children",), audience=80, people=by("YCIG", 2)),
)
