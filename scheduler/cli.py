"""The command line: parses, calls, prints. Data goes to stdout; messages and progress go to stderr."""

from __future__ import annotations

import argparse
import json
import math
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from enum import IntEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import scheduler
from scheduler.safe_text import visible
from scheduler.wording import (
    answer_fields,
    how_it_went,
    notices_in_short,
    objections,
    outcome_fields,
    problem_fields,
    recomputed,
    verdict_fields,
    what_there_is,
    with_severity,
)

if TYPE_CHECKING:
    from scheduler.candidates.generate import Sweep
    from scheduler.instance import Instance
    from scheduler.intake import InputProblems, Loaded
    from scheduler.planning import Outcome
    from scheduler.programme import Programme


class Exit(IntEnum):
    """What the exit code says; 2 (wrong usage) is argparse's."""

    GOOD = 0
    UNFORESEEN = 1
    PROBLEMS = 3
    INFEASIBLE = 4
    NO_ANSWER = 5
    REJECTED = 6
    NOT_WRITTEN = 7
    STOPPED = 130


DECIDED = ("proposed", "accepted", "amended")
"""States of a decision that a proposal can record."""


class _StdoutError(Exception):
    """Stdout takes nothing more."""

    def __init__(self, cause: OSError) -> None:
        super().__init__(str(cause))
        self.cause = cause


_EXIT_CODES = """\
exit codes: 0 good, 2 wrong usage, 3 problems in the input, 4 proven infeasible, 5 no answer in the time given,
6 the independent check rejected a result and nothing was published, 7 output cannot be written, 130 stopped by you
(the best so far is saved)"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb and return its exit code; every failure ends in a sentence on stderr."""
    _speak_utf8()
    args = _parser().parse_args(arguments)
    try:
        code = args.run(args)
    except KeyboardInterrupt:
        _say("Stopped; nothing was written.")
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

    init = _verb(verbs, "init", _init, "start a new instance: planning workbook and survey template")
    init.add_argument("folder", metavar="DIR", help="where to write them")

    check = _verb(verbs, "check", _check, "say every problem of the input, and what cannot fit, before any solve")
    check.add_argument("instance", metavar="INSTANCE", help=instance)
    _intake_options(check)
    check.add_argument("--report", metavar="FILE", help="also write a page for the browser on what became of the input")
    check.add_argument("--problems", metavar="FILE", help="also write your sheets as .xlsx with the cells marked")
    _json_option(check)

    solve = _verb(verbs, "solve", _solve, "find the best programme, check it and save it")
    solve.add_argument("instance", metavar="INSTANCE", help=instance)
    _intake_options(solve)
    solve.add_argument("-o", "--output", metavar="PROGRAMME", help="where to save it (solutions/NAME.json)")
    solve.add_argument("--time", type=_seconds, metavar="SECONDS", help="stop then and keep the best (until proven)")
    solve.add_argument("--reproducible", action="store_true", help="the same programme on every run; slower")
    solve.add_argument("--seed", type=int, default=0, metavar="N", help="start the search elsewhere (0)")
    _json_option(solve)

    verify = _verb(verbs, "verify", _verify, "check a programme against every rule and recompute its scores")
    _programme_argument(verify)
    _json_option(verify)

    export = _verb(verbs, "export", _export, "write a checked programme for others, in the format of the file's suffix")
    _programme_argument(export)
    export.add_argument("file", metavar="FILE", help="what to write, such as programme.xlsx")

    candidates = _verb(verbs, "candidates", _candidates, "find a handful of programmes that differ for a reason")
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

    compare = _verb(verbs, "compare", _compare, "set programmes beside each other: who gets what in each, at what cost")
    compare.add_argument(
        "programmes",
        nargs="+",
        metavar="PROGRAMME",
        help="JSON files that solve wrote, or the folder that candidates wrote",
    )
    compare.add_argument("-o", "--output", metavar="FILE", required=True, help="a page (.html) or a workbook (.xlsx)")
    compare.add_argument("--instance", metavar="DIR", help="the instance, where it is not found by name")

    explain = _verb(verbs, "explain", _answer, "say why, why not, what if, and at what price")
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

    proposal = _verb(verbs, "proposal", _proposal, "write the consolidated paper for the MAG")
    _programme_argument(proposal)
    proposal.add_argument("-o", "--output", metavar="FILE", required=True, help="a document (.docx) or text (.md)")
    proposal.add_argument("--state", choices=DECIDED, help="record this state of the decision in PROGRAMME")
    proposal.add_argument("--on", type=_date, metavar="DATE", help="the day of that decision, as 2026-02-10 (today)")
    return parser


def _verb(verbs: Any, name: str, run: Callable[[argparse.Namespace], int], text: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = verbs.add_parser(name, help=text, description=text[0].upper() + text[1:] + ".")
    parser.set_defaults(run=run)
    return parser


def _intake_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--accept-questions", action="store_true", help="take the best guess of every question")
    parser.add_argument("--layout", default="", metavar="NAME", help="the form tool of the survey, if not recognised")


def _json_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="report as JSON on stdout")


def _programme_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("programme", metavar="PROGRAMME", help="a JSON file that solve wrote")
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


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 1000):
        raise argparse.ArgumentTypeError(f"{text} is no number from 1 to 999")
    return int(text)


# The verbs.


def _init(args: argparse.Namespace) -> int:
    from scheduler.intake.template import write_template

    folder = Path(args.folder)
    write_template(folder)
    _say(
        f"“{folder}” holds a planning workbook and a survey template. Fill them in, then: igf-scheduler check {folder}"
    )
    return Exit.GOOD


def _check(args: argparse.Namespace) -> int:
    from scheduler.intake import InputProblems, load
    from scheduler.model.arithmetic import cannot_fit, scarcities
    from scheduler.workspace import instance_folder

    folder = instance_folder(args.instance)
    try:
        loaded = load(folder, accept_questions=args.accept_questions, layout=args.layout)
    except InputProblems as found:
        _write_mapping(folder, found)
        _write_on_input(args, folder, found)
        raise
    _write_mapping(folder, loaded)
    _write_on_input(args, folder, loaded)
    instance = loaded.instance
    impossible, scarce = cannot_fit(instance), scarcities(instance)
    if args.json:
        _print_json(
            instance=instance.name,
            sha256=instance.sha256,
            problems=[problem_fields(problem) for problem in loaded.problems],
            notes=list(loaded.notes),
            scarcities=list(scarce),
            cannot_fit=list(impossible),
        )
    else:
        ready = [] if impossible else ["Nothing here rules out a programme: it can be solved."]
        _print(what_there_is(instance), *with_severity(loaded.problems), *loaded.notes, *scarce, *ready)
    _say(*impossible)
    return Exit.INFEASIBLE if impossible else Exit.GOOD


def _solve(args: argparse.Namespace) -> int:
    from scheduler.files import save_programme
    from scheduler.planning import plan
    from scheduler.progress import Display
    from scheduler.workspace import default_programme_file, instance_folder

    instance = _load(instance_folder(args.instance), args)
    output = Path(args.output) if args.output else default_programme_file(instance.name)
    stop = threading.Event()
    display = Display(instance.name)
    with _stopped_by_signals(stop, display.stopping):
        with display:
            outcome = plan(
                instance,
                seconds=args.time,
                reproducible=args.reproducible,
                seed=args.seed,
                on_progress=display.update,
                stop=stop,
                save=lambda programme: save_programme(programme, output),
            )
        # Still within the block: a second Ctrl-C must not lose what was found.
        if outcome.programme and outcome.ending != "rejected":
            save_programme(outcome.programme, output)
    _report_outcome(instance, outcome, output, args.json)
    return _exit_code(outcome)


def _verify(args: argparse.Namespace) -> int:
    instance, programme = _programme_and_instance(args)
    from scheduler.verify import check

    verdict = check(instance, programme)
    against = objections(programme, verdict)
    if args.json:
        _print_json(
            instance=instance.name,
            sha256=programme.sha256,
            accepted=not against,
            **verdict_fields(programme, verdict),
        )
    else:
        _print(*(against or recomputed(programme)), *notices_in_short(verdict))
    return Exit.REJECTED if against else Exit.GOOD


def _export(args: argparse.Namespace) -> int:
    from scheduler.files import load_programme
    from scheduler.reports import export
    from scheduler.reports.data.notes import DataNotes
    from scheduler.verify import check
    from scheduler.workspace import loaded_for

    source = Path(args.programme)
    programme = load_programme(source)
    loaded = loaded_for(programme, source, args.instance)
    instance = loaded.instance
    against = objections(programme, check(instance, programme))
    if against:
        _say(*against, "Nothing was written.")
        return Exit.REJECTED
    export(instance, programme, Path(args.file), DataNotes.of(instance.name, loaded))
    _say(f"“{args.file}” is written.")
    return Exit.GOOD


def _compare(args: argparse.Namespace) -> int:
    from scheduler.comparison import RefusedError, compare
    from scheduler.comparison.gathering import gather
    from scheduler.reports.compared import check_format, write_comparison

    check_format(Path(args.output))
    found = gather(args.programmes, args.instance)
    try:
        comparison = compare(found.entries, found.curves, found.notes, found.policy)
    except RefusedError as error:
        _say(str(error), "Nothing was written.")
        return Exit.REJECTED
    write_comparison(comparison, args.output)
    _say(f"“{args.output}” is written: {len(comparison.candidates)} candidates beside each other.")
    return Exit.GOOD


def _candidates(args: argparse.Namespace) -> int:
    from scheduler.candidates.display import Display
    from scheduler.candidates.generate import Where, generate, processors
    from scheduler.candidates.scenarios import read_scenarios
    from scheduler.candidates.summary import how_it_went, lines_of
    from scheduler.intake import load_instance
    from scheduler.workspace import instance_folder

    folder, output = instance_folder(args.instance), Path(args.output)
    instance = _load(folder, args)
    vary = partial(load_instance, folder, accept_questions=args.accept_questions)
    scenarios = read_scenarios(instance, args.vary, vary)
    where = Where(args.processes or processors(), args.dask)
    stop, display = threading.Event(), Display(instance.name)
    with _stopped_by_signals(stop, display.stopping), display:
        sweep = generate(instance, scenarios, output, where, args.time, not args.no_trade_offs, stop, display.update)
    if args.json:
        _print_json(**sweep.manifest.model_dump())
    else:
        _print(*lines_of(sweep.manifest))
    _say(*how_it_went(sweep, output, display.found_done))
    return _sweep_exit(sweep, stop.is_set())


def _answer(args: argparse.Namespace) -> int:
    from scheduler.explain.answers import Asking
    from scheduler.progress import Display
    from scheduler.questions import Question, answer
    from scheduler.verify import check
    from scheduler.workspace import folder_of

    instance, programme = _programme_and_instance(args)
    against = objections(programme, check(instance, programme))
    if against:
        _say(*against, "Nothing is explained of a programme that the check rejects.")
        return Exit.REJECTED
    question = Question(args.coalition or "", args.why_not or "", args.why or "", tuple(args.what_if or ()))
    folder = folder_of(programme, Path(args.programme), args.instance)
    stop, display = threading.Event(), Display(instance.name, "Stopping: what is known so far follows.")
    with _stopped_by_signals(stop, display.stopping), display:
        found = answer(instance, programme, folder, question, Asking(args.time, display.update, stop))
    if args.json:
        _print_json(**answer_fields(found))
    else:
        _print(*found.sentences)
    return {"stopped": Exit.STOPPED, "no answer": Exit.NO_ANSWER}.get(found.verdict.value, Exit.GOOD)


def _proposal(args: argparse.Namespace) -> int:
    from scheduler.files import save_programme
    from scheduler.reports.proposal import write_proposal
    from scheduler.verify import check

    instance, programme = _programme_and_instance(args)
    against = objections(programme, check(instance, programme))
    if against:
        _say(*against, "Nothing was written.")
        return Exit.REJECTED
    decided = programme
    if args.state or args.on:
        state = args.state or programme.state
        decided = programme.model_copy(update={"state": state, "state_since": args.on or date.today()})
    write_proposal(instance, decided, Path(args.output))
    if decided is not programme:
        save_programme(decided, Path(args.programme))
        _say(f"“{args.programme}” is {decided.state} since {decided.state_since}.")
    _say(f"“{args.output}” is written.")
    return Exit.GOOD


# What verbs share.


def _write_on_input(args: argparse.Namespace, folder: Path, found: Loaded | InputProblems) -> None:
    """The reports on the input that were asked for; they are written above all when there are errors."""
    from scheduler.files import write_file
    from scheduler.reports.data.marked import write_marked
    from scheduler.reports.data.notes import DataNotes
    from scheduler.reports.data.page import data_page

    notes = DataNotes.of(folder.resolve().name, found)
    if args.report:
        write_file(args.report, data_page(notes))
        _say(f"“{args.report}” is written.")
    if args.problems:
        write_marked(notes, folder, args.problems)
        _say(f"“{args.problems}” is written.")


def _write_mapping(folder: Path, found: Loaded | InputProblems) -> None:
    """Remember which column answers which question, as far as somebody insists on it or must confirm it."""
    from scheduler.files import write_file
    from scheduler.intake.mapping import MAPPING

    if found.proposed:
        write_file(folder / MAPPING, found.proposed)
        _say(f"“{folder / MAPPING}” is written; look through it.")


def _load(folder: Path, args: argparse.Namespace) -> Instance:
    """The instance in a folder; what is odd about it, yet no error, goes to stderr."""
    from scheduler.intake import load

    loaded = load(folder, accept_questions=args.accept_questions, layout=args.layout)
    if args.layout:
        _write_mapping(folder, loaded)
    _say(*with_severity(loaded.problems))
    return loaded.instance


def _programme_and_instance(args: argparse.Namespace) -> tuple[Instance, Programme]:
    from scheduler.files import load_programme
    from scheduler.workspace import instance_of

    file = Path(args.programme)
    programme = load_programme(file)
    return instance_of(programme, file, args.instance), programme


@contextmanager
def _stopped_by_signals(stop: threading.Event, stopping: Callable[[], None]) -> Iterator[None]:
    """Within the block Ctrl-C and a request to terminate only set `stop`, and say so, however often they come."""

    def handle(number: int, frame: object) -> None:
        stop.set()
        stopping()

    before = {number: signal.signal(number, handle) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _exit_code(outcome: Outcome) -> Exit:
    failures = {
        "infeasible": Exit.INFEASIBLE,
        "no answer": Exit.NO_ANSWER,
        "rejected": Exit.REJECTED,
        "stopped": Exit.STOPPED,
    }
    return failures.get(outcome.ending.value, Exit.GOOD)


def _sweep_exit(sweep: Sweep, stopped: bool) -> Exit:
    if sweep.rejected:
        return Exit.REJECTED
    if sweep.undone:
        return Exit.STOPPED if stopped else Exit.NO_ANSWER
    if sweep.manifest.candidates:
        return Exit.GOOD
    impossible = all(missing.ending == "infeasible" for missing in sweep.manifest.missing)
    return Exit.INFEASIBLE if impossible else Exit.NO_ANSWER


# What is printed.


def _report_outcome(instance: Instance, outcome: Outcome, output: Path, as_json: bool) -> None:
    from scheduler.reports import summary

    programme = outcome.programme if outcome.ending != "rejected" else None
    if as_json:
        _print_json(**outcome_fields(instance, outcome, programme, output))
    elif programme:
        _print(summary(instance, programme))
    _say(*outcome.sentences)
    if outcome.ending == "rejected":
        _say(f"The result was not saved. “{output}”, if it is there, is the last programme that passed the check.")
    if programme:
        _say(how_it_went(outcome, programme, output))


def _print(*lines: str) -> None:
    _write_out("".join(_harmless(line) + "\n" for line in lines))


def _print_json(**fields: object) -> None:
    _write_out(json.dumps(fields, ensure_ascii=False, indent=2, default=str) + "\n")


def _write_out(text: str) -> None:
    """Write to stdout at once, so that a full disk or a reader that has gone is noticed here."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        # What is left in the buffer would fail again when the process ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise _StdoutError(error) from error


def _say(*sentences: str) -> None:
    for sentence in sentences:
        print(_harmless(sentence), file=sys.stderr)


def _harmless(text: str) -> str:
    """The text with signs for what steers a terminal or turns its direction; a name in a sheet may hold any."""
    return visible(text)


def _speak_utf8() -> None:
    """Sentences carry “ ” and names any script, whatever the terminal's settings are."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


# What went wrong.


def _explain(error: Exception, as_json: bool) -> int:
    """Say in sentences what went wrong, and return the exit code for it."""
    from scheduler.comparison import ComparisonError
    from scheduler.explain.errors import NotUnderstoodError, RejectedError
    from scheduler.files import OutputError, ProgrammeFileError
    from scheduler.intake.problems import InputProblems
    from scheduler.workspace import NotFoundError

    if isinstance(error, InputProblems):
        if as_json:
            _print_json(problems=[problem_fields(problem) for problem in error.problems], notes=list(error.notes))
        _say(*with_severity(error.problems))
        return Exit.PROBLEMS
    if isinstance(error, ProgrammeFileError | NotFoundError | ComparisonError):
        if as_json:
            _print_json(problems=[{"severity": "error", "sentence": str(error)}])
        _say(str(error))
        return Exit.PROBLEMS
    if isinstance(error, NotUnderstoodError):
        if as_json:
            _print_json(problems=[{"severity": "error", "sentence": sentence} for sentence in error.sentences])
        _say(*error.sentences)
        return Exit.PROBLEMS
    if isinstance(error, RejectedError):
        _say(str(error), "Nothing is said of it.")
        return Exit.REJECTED
    if isinstance(error, OutputError):
        _say(str(error))
        return Exit.NOT_WRITTEN
    if isinstance(error, _StdoutError):
        if not isinstance(error.cause, BrokenPipeError):
            _say(f"The output cannot be written: {error.cause.strerror}.")
        return Exit.NOT_WRITTEN
    _say(
        f"Something happened that this program did not foresee ({type(error).__name__}: {error}). Please report it "
        "with the command that you gave; with IGF_SCHEDULER_DEBUG=1 set, the command shows where it happened."
    )
    return Exit.UNFORESEEN
