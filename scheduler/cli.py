"""The command line: what can be said there, and what is said when something goes wrong."""

from __future__ import annotations

import argparse
import math
import os
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import scheduler
from scheduler.terminal import Exit, StdoutError, emit_json, say, speak_utf8
from scheduler.verbs.changed import changes_verb, merge_verb, versions_verb
from scheduler.verbs.exporting import export_verb
from scheduler.verbs.generating import generate_verb
from scheduler.verbs.inputs import check_verb, init_verb
from scheduler.verbs.replanning import replan_verb
from scheduler.verbs.results import answer_verb, compare_verb, proposal_verb, verify_verb
from scheduler.verbs.searches import candidates_verb, solve_verb
from scheduler.wording import problem_fields, with_severity

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


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb and return its exit code; every failure ends in a sentence on stderr."""
    speak_utf8()
    args = _parser().parse_args(arguments)
    try:
        code = args.run(args)
    except KeyboardInterrupt:
        say("Stopped; nothing was written.")
        return Exit.STOPPED
    except Exception as error:
        if os.environ.get("IGF_SCHEDULER_DEBUG"):
            raise
        return _explain(error, vars(args).get("json", False))
    return int(code)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="igf-scheduler",
        description="From a survey of the IGF's Dynamic Coalitions to a verified programme and a workbook.",
        epilog=_EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"igf-scheduler {scheduler.__version__}")
    verbs = parser.add_subparsers(title="verbs", metavar="VERB", required=True)
    instance = "a folder with a planning workbook and a survey, or its name under instances/"

    init = _verb(verbs, "init", init_verb, "start a new instance: planning workbook and survey template")
    init.add_argument("folder", metavar="DIR", help="where to write them")

    generate = _verb(verbs, "generate", generate_verb, "make up a meeting of any size, to try things out on")
    generate.add_argument("folder", metavar="DIR", help="where to write it")
    for name, default, text in (
        ("sessions", 350, "sessions of the host programme (350)"),
        ("rooms", None, "rooms for sessions, the main hall among them (as many as are comfortable)"),
        ("days", 5, "days, the first of them day zero (5)"),
        ("starts", 8, "starts a day in most rooms (8)"),
        ("coalitions", 30, "Dynamic Coalitions (30)"),
        ("themes", None, "themes, 20 at most (12 to 20, by size)"),
    ):
        generate.add_argument(f"--{name}", type=_amount(name), default=default, metavar="N", help=text)
    generate.add_argument("--seed", type=int, default=1, metavar="N", help="the same seed makes the same meeting (1)")
    generate.add_argument("--over-subscribed", action="store_true", help="even with more sessions than places")

    check = _verb(verbs, "check", check_verb, "say every problem of the input, and what cannot fit, before any solve")
    check.add_argument("instance", metavar="INSTANCE", help=instance)
    _intake_options(check)
    check.add_argument("--report", metavar="FILE", help="also write a page for the browser on what became of the input")
    check.add_argument("--problems", metavar="FILE", help="also write your sheets as .xlsx with the cells marked")
    _json_option(check)

    solve = _verb(verbs, "solve", solve_verb, "find the best programme, check it and save it")
    solve.add_argument("instance", metavar="INSTANCE", help=instance)
    _intake_options(solve)
    solve.add_argument("-o", "--output", metavar="PROGRAMME", help="where to save it (solutions/NAME.json)")
    solve.add_argument("--time", type=_seconds, metavar="SECONDS", help="stop then and keep the best (until proven)")
    solve.add_argument("--afresh", action="store_true", help="do not go on from a whole programme found before")
    solve.add_argument("--reproducible", action="store_true", help="the same programme on every run; slower")
    solve.add_argument("--seed", type=int, default=0, metavar="N", help="start the search elsewhere (0)")
    _version_options(solve)
    _json_option(solve)

    verify = _verb(verbs, "verify", verify_verb, "check a programme against every rule and recompute its scores")
    _programme_argument(verify)
    verify.add_argument("--report", metavar="FILE", help="also write the edited workbook with its cells marked")
    _json_option(verify)

    export = _verb(
        verbs, "export", export_verb, "write a checked programme for others, in the format of the file's name"
    )
    export.epilog = _FORMATS
    _programme_argument(export)
    export.add_argument("file", metavar="FILE", help="such as programme.xlsx; a folder, such as out/, for everything")
    export.add_argument("--format", choices=("schedule", "indico", "sched"), default="", help="for .json, .xml or .csv")
    whose = export.add_mutually_exclusive_group()
    for name in ("coalition", "room", "person"):
        whose.add_argument(f"--{name}", default="", metavar="NAME", help=f"only the calendar (.ics) of one {name}")
    export.add_argument("--for-planners", action="store_true", help="a page (.html) with closed sessions and people")
    export.add_argument(
        "--since",
        action="append",
        default=[],
        metavar="PROGRAMME",
        help="one that was sent out before, so that calendars say what changed and what is cancelled; may be repeated",
    )
    export.add_argument("--mapping", metavar="FILE", help="the columns for Sched (sched.toml in the instance's folder)")
    export.add_argument(
        "--with-addresses", action="store_true", help="e-mail addresses in the calendars of coalitions and people"
    )

    candidates = _verb(verbs, "candidates", candidates_verb, "find a handful of programmes that differ for a reason")
    candidates.add_argument("instance", metavar="INSTANCE", help=instance)
    _intake_options(candidates)
    candidates.add_argument("-o", "--output", metavar="DIR", required=True, help="a folder for them; resumed if begun")
    candidates.add_argument(
        "--vary",
        action="append",
        default=[],
        metavar="NAME=VALUE,…",
        help="also try other values of the policy, such as cap=5,7,10; may be given again for another setting",
    )
    candidates.add_argument("--time", type=_seconds, metavar="SECONDS", help="for each search (until proven)")
    candidates.add_argument("--processes", type=_number, metavar="N", help="runs at the same time (all processors)")
    candidates.add_argument(
        "--dask", default="", metavar="ADDRESS", help="run on the workers of a Dask cluster instead"
    )
    candidates.add_argument("--no-trade-offs", action="store_true", help="leave out how goals pull apart")
    _json_option(candidates)

    compare = _verb(
        verbs, "compare", compare_verb, "set programmes beside each other: who gets what in each, at what cost"
    )
    compare.add_argument(
        "programmes",
        nargs="+",
        metavar="PROGRAMME",
        help="JSON files that solve wrote, workbooks from export, or the folder that candidates wrote",
    )
    compare.add_argument("-o", "--output", metavar="FILE", required=True, help="a page (.html) or a workbook (.xlsx)")
    compare.add_argument("--instance", metavar="DIR", help="the instance, where it is not found by name")

    explain = _verb(verbs, "explain", answer_verb, "say why, why not, what if, and at what price")
    _programme_argument(explain)
    asked = explain.add_mutually_exclusive_group(required=True)
    asked.add_argument("--coalition", metavar="NAME", help="what it asked, got and was refused, and at whose gain")
    asked.add_argument("--why-not", metavar="REQUEST", help="grant it by force, such as “DC3: day-zero event”")
    asked.add_argument("--why", metavar="SESSION", help="what the next best time, room and partners would cost")
    asked.add_argument(
        "--what-if", action="append", metavar="CHANGE", help="such as “cap=9; room 5 closed Tuesday”; may be repeated"
    )
    explain.add_argument("--time", type=_seconds, metavar="SECONDS", help="for each search (until proven)")
    _json_option(explain)

    replan = _verb(verbs, "replan", replan_verb, "plan anew after something changed, with the fewest changes")
    _replan_arguments(replan)

    proposal = _verb(verbs, "proposal", proposal_verb, "write the consolidated paper for the MAG")
    _programme_argument(proposal)
    proposal.add_argument("-o", "--output", metavar="FILE", required=True, help="a document (.docx) or text (.md)")
    proposal.add_argument("--state", choices=DECIDED, help="record this state of the decision in PROGRAMME")
    proposal.add_argument("--on", type=_date, metavar="DATE", help="the day of that decision, as 2026-02-10 (today)")
    _version_options(proposal)

    changes = _verb(verbs, "changes", changes_verb, "say what is different between two programmes, for those concerned")
    either = "a JSON file, an exported workbook, or a kept version such as igf-2024@3"
    changes.add_argument("old", metavar="OLD", help=either)
    changes.add_argument("new", metavar="NEW", help=either)
    changes.add_argument(
        "-o", "--output", metavar="FILE", help="a page (.html), a workbook (.xlsx) or a text (.md, .txt)"
    )
    changes.add_argument("--mails", metavar="DIR", help="write a text for each coalition that a change concerns")
    changes.add_argument("--instance", metavar="DIR", help="the instance, where it is not found by name")
    _json_option(changes)

    versions = _verb(verbs, "versions", versions_verb, "list the versions of a programme, or keep one in another state")
    _programme_argument(versions)
    versions.add_argument("--state", choices=STATES, help="keep a version in this state")
    versions.add_argument(
        "--session", action="append", default=[], metavar="NAME", help="only this session is in it; may be repeated"
    )
    _version_options(versions)
    _json_option(versions)

    merge = _verb(verbs, "merge", merge_verb, "put together what two people changed in two copies of a programme")
    merge.add_argument("mine", metavar="MINE", help=either)
    merge.add_argument("theirs", metavar="THEIRS", help=either)
    merge.add_argument("-o", "--output", metavar="PROGRAMME", help="where to save it (MINE)")
    merge.add_argument("--base", metavar="PROGRAMME", help="what both came from, where no version says so")
    merge.add_argument("--prefer", choices=("mine", "theirs"), help="whose holds where both changed the same")
    merge.add_argument("--instance", metavar="DIR", help="the instance, where it is not found by name")
    _version_options(merge)
    _json_option(merge)
    return parser


def _replan_arguments(replan: argparse.ArgumentParser) -> None:
    replan.add_argument(
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
        replan.add_argument(option, action="append", default=[], metavar=metavar, help=f"{text}; may be repeated")
    replan.add_argument("--further", type=_count, default=0, metavar="N", help="allow so many changes more (0)")
    replan.add_argument(
        "--curve",
        type=_counts,
        nargs="?",
        const=(0, 3, 10),
        metavar="N,N,…",
        help="say what so many further changes would buy (0,3,10)",
    )
    replan.add_argument("-o", "--output", metavar="PROGRAMME", help="where to keep it (the next version of PROGRAMME)")
    replan.add_argument("--instance", metavar="DIR", help="the instance, where it is not found by name")
    replan.add_argument("--time", type=_seconds, metavar="SECONDS", help="for each search (until proven)")
    _version_options(replan)
    _json_option(replan)


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


def _json_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="report as JSON on stdout")


def _programme_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("programme", metavar="PROGRAMME", help="a JSON file from solve, or a workbook from export")
    parser.add_argument("--instance", metavar="DIR", help="the instance it was made for, where it is not found by name")


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is no date; write it as 2026-02-10") from None


def _seconds(text: str) -> float:
    seconds = float(text)
    if not (math.isfinite(seconds) and seconds > 0):
        raise argparse.ArgumentTypeError(f"{text} is no number of seconds above 0")
    return seconds


AMOUNTS = {
    "sessions": (20, 2000),
    "rooms": (4, 60),
    "days": (3, 9),
    "starts": (4, 10),
    "coalitions": (2, 100),
    "themes": (4, 20),
}
"""The fewest and the most of each that a made-up meeting can have."""


def _amount(what: str) -> Callable[[str], int]:
    """Reads how many of something a made-up meeting is to have."""
    least, most = AMOUNTS[what]

    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit() and least <= int(text) <= most):
            raise argparse.ArgumentTypeError(f"{text} is no number from {least} to {most}")
        return int(text)

    return read


def _count(text: str) -> int:
    return 0 if text.strip() == "0" else _number(text.strip())


def _counts(text: str) -> tuple[int, ...]:
    return tuple(_count(part) for part in text.split(","))


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 1000):
        raise argparse.ArgumentTypeError(f"{text} is no number from 1 to 999")
    return int(text)


# What went wrong.


def _explain(error: Exception, as_json: bool) -> int:
    """Say in sentences what went wrong, and return the exit code for it."""
    from scheduler.comparison import ComparisonError
    from scheduler.explain.errors import RejectedError
    from scheduler.files import OutputError, ProgrammeFileError
    from scheduler.intake.problems import InputProblems
    from scheduler.naming import NotUnderstoodError
    from scheduler.workspace import NotFoundError

    if isinstance(error, InputProblems):
        if as_json:
            emit_json(problems=[problem_fields(problem) for problem in error.problems], notes=list(error.notes))
        say(*with_severity(error.problems))
        return Exit.PROBLEMS
    if isinstance(error, ProgrammeFileError | NotFoundError | ComparisonError):
        if as_json:
            emit_json(problems=[{"severity": "error", "sentence": str(error)}])
        say(str(error))
        return Exit.PROBLEMS
    if isinstance(error, NotUnderstoodError):
        if as_json:
            emit_json(problems=[{"severity": "error", "sentence": sentence} for sentence in error.sentences])
        say(*error.sentences)
        return Exit.PROBLEMS
    if isinstance(error, RejectedError):
        say(str(error), "Nothing is said of it.")
        return Exit.REJECTED
    if isinstance(error, OutputError):
        say(str(error))
        return Exit.NOT_WRITTEN
    if isinstance(error, StdoutError):
        if not isinstance(error.cause, BrokenPipeError):
            say(f"The output cannot be written: {error.cause.strerror}.")
        return Exit.NOT_WRITTEN
    say(
        f"Something happened that this program did not foresee ({type(error).__name__}: {error}). Please report it "
        "with the command that you gave; with IGF_SCHEDULER_DEBUG=1 set, the command shows where it happened."
    )
    return Exit.UNFORESEEN
