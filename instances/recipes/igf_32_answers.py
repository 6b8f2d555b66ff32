"""igf-32: the survey's answers, all made up."""

from __future__ import annotations

from datetime import datetime

from scheduler.generate.made_up_people import coordinator
from scheduler.generate.made_up_survey import MadeUpAnswer

FIRST = datetime(2025, 2, 3, 7, 48, 16)


def by(acronym: str, number: int = 1) -> tuple[str]:
    """The coordinator who must be in the room."""
    return (coordinator(acronym, number),)


# DC-BAS, DC-Blockchain, DC-Connecting the Unconnected, DC-G4P, DC-OER and DTC do not answer.
ANSWERS = (
    MadeUpAnswer(
        "DCAD", "JZB", ("INCLUDE", "COOP"), partners=("DC-Gender",), audience=60, needs=("captioning", "step-free")
    ),
    MadeUpAnswer("DC-Children", "JZ", ("CHILD", "COOP"), partners=("YCIG",), audience=60, people=by("DC-Children")),
    MadeUpAnswer("DC3", "JZB", ("CONNECT", "INCLUDE"), partners=("DC-PAL", "DC-SIDS"), audience=60, people=by("DC3")),
    MadeUpAnswer("DC-CIV", "JB", ("COOP", "DNS"), partners=("DC-SIG",), audience=50, people=by("DC-CIV")),
    MadeUpAnswer(
        "DC-DAIG",
        "MJB",
        ("AI", "DATA"),
        slot_minutes=15,
        output="Report on AI governance",
        audience=60,
        people=by("DC-DAIG"),
    ),
    MadeUpAnswer("DC-DT", "BS", ("DATA",), ready=False, opts_out=True, people=by("DC-DT")),
    MadeUpAnswer("DC-DDHT", "JZB", ("HEALTH", "DATA"), partners=("DC-DH",), audience=50, people=by("DC-DH")),
    MadeUpAnswer("DC-DFI", "JB", ("ECONOMY", "INCLUDE"), partners=("DC-Digital Economy",), audience=40),
    MadeUpAnswer(
        "DC-DH",
        "JM",
        ("HEALTH", "AI"),
        partners=("DC-DDHT",),
        output="Report on digital health literacy",
        audience=50,
        people=by("DC-DH"),
    ),
    MadeUpAnswer("DC-Digital Economy", "JSB", ("ECONOMY", "DATA"), audience=50, people=by("DC-Digital Economy", 2)),
    MadeUpAnswer("DC-DNSI", "JB", ("DNS", "SECURITY"), partners=("DC-CIV", "IS3C"), audience=40),
    MadeUpAnswer(
        "DCE",
        "MZV",
        ("GREEN", "ECONOMY"),
        output="Checklist for greener meetings",
        audience=40,
        people=by("DC-DH"),
        preferred_days=("Day 2",),
    ),
    MadeUpAnswer(
        "DC-Gender", "JSB", ("RIGHTS", "INCLUDE"), partners=("IRPC", "DCAD"), audience=60, people=by("DC-Gender")
    ),
    MadeUpAnswer("DC IoT", "JB", ("EMERGING", "SECURITY"), partners=("DC-CIV",), audience=60, people=by("DC-IoT")),
    MadeUpAnswer("DC-Interplanetary", "JV", ("EMERGING", "COOP"), audience=40, people=by("DC-Interplanetary")),
    MadeUpAnswer("IRPC", "JZB", ("RIGHTS", "MEDIA"), partners=("DC-Gender", "DC-IUI"), audience=70, people=by("IRPC")),
    MadeUpAnswer(
        "IS3C",
        "MZJ",
        ("SECURITY", "COOP"),
        slot_minutes=15,
        output="Policy advice on the deployment of security standards",
        audience=50,
        people=by("IS3C"),
    ),
    MadeUpAnswer("DC-IUI", "JB", ("RIGHTS", "COOP"), partners=("IRPC",), audience=50, people=by("DC-IUI")),
    MadeUpAnswer("DC-Digital Inclusion", "JZ", ("INCLUDE", "CONNECT"), required=("DC-PAL",), audience=50),
    MadeUpAnswer("Network Neutrality", "BS", ("DNS",), ready=False, opts_out=True, people=by("DCNN")),
    MadeUpAnswer(
        "DCPR",
        "MJ",
        ("MEDIA", "RIGHTS"),
        output="Glossary of platform law, third edition",
        audience=60,
        people=by("DCPR"),
        unavailable=("Day 1 afternoon",),
    ),
    MadeUpAnswer("DC PAL", "JZB", ("CONNECT", "INCLUDE", "EDU"), partners=("DC3",), audience=60, people=by("DC-PAL")),
    MadeUpAnswer("DC-SIG", "BVS", ("EDU",), ready=False, opts_out=True, people=by("DC-SIG")),
    MadeUpAnswer("DC-SIDS", "JZB", ("CONNECT", "GREEN"), partners=("DC3",), audience=40, people=by("DC-SIDS")),
    MadeUpAnswer("DC-Journalism", "JS", ("MEDIA", "AI"), vetoes=("DC-DAIG",), audience=50, people=by("DC-Journalism")),
    MadeUpAnswer(
        "Youth Coalition", "JVB", ("CHILD", "EDU"), partners=("DC-Children",), audience=80, people=by("YCIG", 2)
    ),
)
