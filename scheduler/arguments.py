"""What can be said on the command line: every verb with its arguments, in the order in which the help lists them."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

import scheduler
from scheduler.argument_values import amount, count, counts, day, number, seconds
from scheduler.verbs.changed import changes_verb, versions_verb
from scheduler.verbs.exporting import export_verb
from scheduler.verbs.generating import generate_verb
from scheduler.verbs.inputs import check_verb, init_verb
from scheduler.verbs.merging import merge_verb
from scheduler.verbs.replanning import replan_verb
from scheduler.verbs.results import answer_verb, compare_verb, proposal_verb, verify_verb
from scheduler.verbs.searches import candidates_verb, solve_verb

DECIDED = ("proposed", "accepted", "amended")
"""States of a decision that a proposal can record."""

STATES = ("draft", *DECIDED, "announced", "published")
"""States in which a version can be kept."""

_EXIT_CODES = """\
exit codes: 0 good, 2 wrong usage, 3 problems in the input, 4 proven infeasible, 5 no answer in the time given,
6 the independent check rejected a result and nothing was published, 7 output cannot be written, 130 stopped by you
(the best so far is saved)"""

_FORMATS = """\
formats: .xlsx workbook, .html page, .ics calendar, .md short text, .csv table of sessions, .json the programme's own
file; schedule.json and .xml for conference apps, indico.csv and sched.csv to be imported there; a folder for all"""

_INSTANCE = "a folder with a planning workbook and a survey, or its name under instances/"
_EITHER = "a JSON file, an exported workbook, or a kept version such as igf-2024@3"


def argument_parser() -> argparse.ArgumentParser:
    """What reads the command line; `run` of what it returns is the verb."""
    parser = argparse.ArgumentParser(
        prog="igf-scheduler",
        description="From a survey of the IGF's Dynamic Coalitions to a verified programme and a workbook.",
        epilog=_EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"igf-scheduler {scheduler.__version__}")
    verbs = parser.add_subparsers(title="verbs", metavar="VERB", required=True)
    for add in _VERBS:
        add(verbs)
    return parser


def _init(verbs: Any) -> None:
    parser = _verb(verbs, "init", init_verb, "start a new instance: planning workbook and survey template")
    parser.add_argument("folder", metavar="DIR", help="where to write them")
    parser.add_argument("--example", metavar="NAME", help="copy an example that comes with the program, such as tiny")


def _generate(verbs: Any) -> None:
    parser = _verb(verbs, "generate", generate_verb, "make up a meeting of any size, to try things out on")
    parser.add_argument("folder", metavar="DIR", help="where to write it")
    for name, default, text in (
        ("sessions", 350, "sessions of the host programme (350)"),
        ("rooms", None, "rooms for sessions, the main hall among them (as many as are comfortable)"),
        ("days", 5, "days, the first of them day zero (5)"),
        ("starts", 8, "starts a day in most rooms (8)"),
        ("coalitions", 30, "Dynamic Coalitions (30)"),
        ("themes", None, "themes, 20 at most (12 to 20, by size)"),
    ):
        parser.add_argument(f"--{name}", type=amount(name), default=default, metavar="N", help=text)
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="the same seed makes the same meeting (1)")
    parser.add_argument("--over-subscribed", action="store_true", help="even with more sessions than places")


def _check(verbs: Any) -> None:
    parser = _verb(verbs, "check", check_verb, "say every problem of the input, and what cannot fit, before any solve")
    parser.add_argument("instance", metavar="INSTANCE", help=_INSTANCE)
    _intake_options(parser)
    parser.add_argument(
        "--report", metavar="FILE", help="also write a page for the browser on what became of the input"
    )
    parser.add_argument("--problems", metavar="FILE", help="also write your sheets as .xlsx with the cells marked")
    _json_option(parser)


def _solve(verbs: Any) -> None:
    parser = _verb(verbs, "solve", solve_verb, "find the best programme, check it and save it")
    parser.add_argument("instance", metavar="INSTANCE", help=_INSTANCE)
    _intake_options(parser)
    parser.add_argument("-o", "--output", metavar="PROGRAMME", help="where to save it (solutions/NAME.json)")
    parser.add_argument("--time", type=seconds, metavar="SECONDS", help="stop then and keep the best (until proven)")
    parser.add_argument("--afresh", action="store_true", help="do not go on from a whole programme found before")
    parser.add_argument("--reproducible", action="store_true", help="the same programme on every run; slower")
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="start the search elsewhere (0)")
    _version_options(parser)
    _json_option(parser)


def _verify(verbs: Any) -> None:
    parser = _verb(verbs, "verify", verify_verb, "check a programme against every rule and recompute its scores")
    _programme_argument(parser)
    parser.add_argument("--report", metavar="FILE", help="also write the edited workbook with its cells marked")
    _json_option(parser)


def _export(verbs: Any) -> None:
    parser = _verb(
        verbs, "export", export_verb, "write a checked programme for others, in the format of the file's name"
    )
    parser.epilog = _FORMATS
    _programme_argument(parser)
    parser.add_argument("file", metavar="FILE", help="such as programme.xlsx; a folder, such as out/, for everything")
    parser.add_argument("--format", choices=("schedule", "indico", "sched"), default="", help="for .json, .xml or .csv")
    whose = parser.add_mutually_exclusive_group()
    for name in ("coalition", "room", "person"):
        whose.add_argument(f"--{name}", default="", metavar="NAME", help=f"only the calendar (.ics) of one {name}")
    parser.add_argument("--for-planners", action="store_true", help="a page (.html) with closed sessions and people")
    parser.add_argument(
        "--since",
        action="append",
        default=[],
        metavar="PROGRAMME",
        help="one that was sent out before, so that calendars say what changed and what is cancelled; may be repeated",
    )
    parser.add_argument("--mapping", metavar="FILE", help="the columns for Sched (sched.toml in the instance's folder)")
    parser.add_argument(
        "--with-addresses", action="store_true", help="e-mail addresses in the calendars of coalitions and people"
    )


def _candidates(verbs: Any) -> None:
    parser = _verb(verbs, "candidates", candidates_verb, "find a handful of programmes that differ for a reason")
    parser.add_argument("instance", metavar="INSTANCE", help=_INSTANCE)
    _intake_options(parser)
    parser.add_argument("-o", "--output", metavar="DIR", required=True, help="a folder for them; resumed if begun")
    parser.add_argument(
        "--vary",
        action="append",
        default=[],
        metavar="NAME=VALUE,…",
        help="also try other values of the policy, such as cap=5,7,10; may be given again for another setting",
    )
    _time_option(parser)
    parser.add_argument("--processes", type=number, metavar="N", help="runs at the same time (all processors)")
    parser.add_argument("--dask", default="", metavar="ADDRESS", help="run on the workers of a Dask cluster instead")
    parser.add_argument("--no-trade-offs", action="store_true", help="leave out how goals pull apart")
    _json_option(parser)


def _compare(verbs: Any) -> None:
    parser = _verb(
        verbs, "compare", compare_verb, "set programmes beside each other: who gets what in each, at what cost"
    )
    parser.add_argument(
        "programmes",
        nargs="+",
        metavar="PROGRAMME",
        help="JSON files that solve wrote, workbooks from export, or the folder that candidates wrote",
    )
    parser.add_argument("-o", "--output", metavar="FILE", required=True, help="a page (.html) or a workbook (.xlsx)")
    _instance_option(parser)


def _explain(verbs: Any) -> None:
    parser = _verb(verbs, "explain", answer_verb, "say why, why not, what if, and at what price")
    _programme_argument(parser)
    asked = parser.add_mutually_exclusive_group(required=True)
    asked.add_argument("--coalition", metavar="NAME", help="what it asked, got and was refused, and at whose gain")
    asked.add_argument("--why-not", metavar="REQUEST", help="grant it by force, such as “DC3: day-zero event”")
    asked.add_argument("--why", metavar="SESSION", help="what the next best time, room and partners would cost")
    asked.add_argument(
        "--what-if", action="append", metavar="CHANGE", help="such as “cap=9; room 5 closed Tuesday”; may be repeated"
    )
    _time_option(parser)
    _json_option(parser)


def _replan(verbs: Any) -> None:
    parser = _verb(verbs, "replan", replan_verb, "plan anew after something changed, with the fewest changes")
    parser.add_argument(
        "programme", metavar="PROGRAMME", help="a JSON file that solve wrote, or an exported workbook that was edited"
    )
    for option, metavar, text in (
        ("--cancel", "NAME", "a coalition, a request or a session that falls away, such as DC3 or “Joint: DNS”"),
        ("--close", "ROOM[: WHEN]", "a room that cannot be used, such as “Salle 5: day 2 14:00-16:00”"),
        ("--unavailable", "WHO: WHEN", "a coalition or person that is away, such as “DC3: day 2 morning”"),
        ("--add", "REQUEST", "a wish that came late, such as “DC7: day-zero event, rank 1, 60 people”"),
        ("--grant", "REQUEST", "a wish to be granted whatever moves for it"),
        ("--release", "NAME", "what may move though it is published or pinned; “all” for everything"),
    ):
        parser.add_argument(option, action="append", default=[], metavar=metavar, help=f"{text}; may be repeated")
    parser.add_argument("--further", type=count, default=0, metavar="N", help="allow so many changes more (0)")
    parser.add_argument(
        "--curve",
        type=counts,
        nargs="?",
        const=(0, 3, 10),
        metavar="N,N,…",
        help="say what so many further changes would buy (0,3,10)",
    )
    parser.add_argument("-o", "--output", metavar="PROGRAMME", help="where to keep it (the next version of PROGRAMME)")
    _instance_option(parser)
    _time_option(parser)
    _version_options(parser)
    _json_option(parser)


def _proposal(verbs: Any) -> None:
    parser = _verb(verbs, "proposal", proposal_verb, "write the consolidated paper for the MAG")
    _programme_argument(parser)
    parser.add_argument("-o", "--output", metavar="FILE", required=True, help="a document (.docx) or text (.md)")
    parser.add_argument("--state", choices=DECIDED, help="record this state of the decision in PROGRAMME")
    parser.add_argument("--on", type=day, metavar="DATE", help="the day of that decision, as 2026-02-10 (today)")
    _version_options(parser)


def _changes(verbs: Any) -> None:
    parser = _verb(verbs, "changes", changes_verb, "say what is different between two programmes, for those concerned")
    parser.add_argument("old", metavar="OLD", help=_EITHER)
    parser.add_argument("new", metavar="NEW", help=_EITHER)
    parser.add_argument(
        "-o", "--output", metavar="FILE", help="a page (.html), a workbook (.xlsx) or a text (.md, .txt)"
    )
    parser.add_argument("--mails", metavar="DIR", help="write a text for each coalition that a change concerns")
    _instance_option(parser)
    _json_option(parser)


def _versions(verbs: Any) -> None:
    parser = _verb(verbs, "versions", versions_verb, "list the versions of a programme, or keep one in another state")
    _programme_argument(parser)
    parser.add_argument("--state", choices=STATES, help="keep a version in this state")
    parser.add_argument(
        "--session", action="append", default=[], metavar="NAME", help="only this session is in it; may be repeated"
    )
    _version_options(parser)
    _json_option(parser)


def _merge(verbs: Any) -> None:
    parser = _verb(verbs, "merge", merge_verb, "put together what two people changed in two copies of a programme")
    parser.add_argument("mine", metavar="MINE", help=_EITHER)
    parser.add_argument("theirs", metavar="THEIRS", help=_EITHER)
    parser.add_argument("-o", "--output", metavar="PROGRAMME", help="where to save it (MINE)")
    parser.add_argument("--base", metavar="PROGRAMME", help="what both came from, where no version says so")
    parser.add_argument("--prefer", choices=("mine", "theirs"), help="whose holds where both changed the same")
    _instance_option(parser)
    _version_options(parser)
    _json_option(parser)


_VERBS: tuple[Callable[[Any], None], ...] = (
    _init,
    _generate,
    _check,
    _solve,
    _verify,
    _export,
    _candidates,
    _compare,
    _explain,
    _replan,
    _proposal,
    _changes,
    _versions,
    _merge,
)


def _verb(verbs: Any, name: str, run: Callable[[argparse.Namespace], int], text: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = verbs.add_parser(name, help=text, description=text[0].upper() + text[1:] + ".")
    parser.set_defaults(run=run)
    return parser


def _intake_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--accept-questions", action="store_true", help="take the best guess of every question")
    parser.add_argument("--layout", default="", metavar="NAME", help="the form tool of the survey, if not recognised")


def _version_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--author", default="", metavar="NAME", help="who keeps this version (IGF_SCHEDULER_AUTHOR)")
    parser.add_argument("--note", default="", metavar="TEXT", help="what is to be remembered about this version")


def _time_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--time", type=seconds, metavar="SECONDS", help="for each search (until proven)")


def _instance_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--instance", metavar="DIR", help="the instance, where it is not found by name")


def _json_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="report as JSON on stdout")


def _programme_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("programme", metavar="PROGRAMME", help="a JSON file from solve, or a workbook from export")
    parser.add_argument("--instance", metavar="DIR", help="the instance it was made for, where it is not found by name")
