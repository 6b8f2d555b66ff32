"""Run one verb: read the command line, call it, and report errors as sentences."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from scheduler import __version__
from scheduler.cli.group import PROGRAM, WIDTH, VerbGroup
from scheduler.cli.interrupts import stopped, was_interrupted
from scheduler.cli.terminal import Exit, StdoutError, emit_json, say, speak_utf8
from scheduler.core.run_files import run_files

_EXIT_CODES = """\
Exit codes: 0 success, 1 unforeseen error, 2 wrong usage, 3 problems in the input, 4 proven infeasible, 5 no answer in
the time given, 6 the independent check rejected a result and nothing was published, 7 the output cannot be written,
130 stopped by you (the best programme so far is saved)."""


@click.group(
    name=PROGRAM,
    cls=VerbGroup,
    epilog=_EXIT_CODES,
    subcommand_metavar="VERB [ARGUMENTS]…",
    options_metavar="[OPTIONS]",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": WIDTH},
)
@click.version_option(__version__, "--version", prog_name=PROGRAM, message="%(prog)s %(version)s")
def program() -> None:
    """Plan the IGF's programme: from a survey of the Dynamic Coalitions to a verified schedule.

    “igf-scheduler VERB --help” explains a verb and gives an example.
    """


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one verb and return its exit code; every failure ends in a sentence on stderr."""
    speak_utf8()
    given = list(sys.argv[1:] if arguments is None else arguments)
    if arguments is None and (instruction := os.environ.get("_IGF_SCHEDULER_COMPLETE")):
        from scheduler.cli.shells import complete

        return complete(program, instruction)
    try:
        return int(_invoke(given) or 0)
    except KeyboardInterrupt:
        return stopped()
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except click.UsageError as error:
        return _explain_usage(error)
    except Exception as error:
        if was_interrupted():
            return stopped()
        if os.environ.get("IGF_SCHEDULER_DEBUG"):
            raise
        return _explain(error, any(len(option) > 3 and "--json".startswith(option) for option in given))


def _invoke(arguments: list[str]) -> int | None:
    with run_files() as files:
        try:
            with program.make_context(PROGRAM, arguments) as ctx:
                code: int | None = program.invoke(ctx)
                return code
        finally:
            say(*files.warnings)


def _explain_usage(error: click.UsageError) -> int:
    if isinstance(error, click.exceptions.NoArgsIsHelpError) and error.ctx:
        say(error.ctx.get_help())
        return error.exit_code
    if error.ctx:
        say(error.ctx.get_usage(), f"“{error.ctx.command_path} --help” explains it.", "")
    say(f"Error: {error.format_message()}")
    return error.exit_code


def _explain(error: Exception, as_json: bool) -> int:
    """Write an error as sentences, and return its exit code."""
    if isinstance(error, StdoutError):
        if not isinstance(error.cause, BrokenPipeError):
            say(f"The output cannot be written: {error.cause.strerror}.")
        return Exit.NOT_WRITTEN

    from scheduler.candidates.comparison import ComparisonError
    from scheduler.cli.fields import problem_fields
    from scheduler.cli.sentences import with_severity
    from scheduler.core.lookup import NotUnderstoodError
    from scheduler.explain.errors import RejectedError
    from scheduler.intake.problems import InputProblems
    from scheduler.storage.programme_files import OutputError, ProgrammeFileError
    from scheduler.storage.workspace import NotFoundError

    if isinstance(error, InputProblems):
        if as_json:
            emit_json(problems=[problem_fields(problem) for problem in error.problems], notes=list(error.notes))
        say(*with_severity(error.problems))
        return Exit.PROBLEMS
    if isinstance(error, ProgrammeFileError | NotFoundError | ComparisonError | NotUnderstoodError):
        sentences = error.sentences if isinstance(error, NotUnderstoodError) else (str(error),)
        if as_json:
            emit_json(problems=[{"severity": "error", "sentence": sentence} for sentence in sentences])
        say(*sentences)
        return Exit.PROBLEMS
    if isinstance(error, RejectedError):
        say(str(error), "No answer: the programme fails the independent check.")
        return Exit.REJECTED
    if isinstance(error, OutputError):
        say(str(error))
        return Exit.NOT_WRITTEN
    if isinstance(error, OSError) and error.filename is not None:
        sentence = f"“{_shortened(os.fsdecode(error.filename))}” cannot be used: {error.strerror or error}."
        if as_json:
            emit_json(problems=[{"severity": "error", "sentence": sentence}])
        say(sentence)
        return Exit.PROBLEMS
    say(
        f"Unforeseen error ({type(error).__name__}: {error}). Please report it with the command that you gave. "
        "With IGF_SCHEDULER_DEBUG=1 set, the command shows where it happened."
    )
    return Exit.UNFORESEEN


def _shortened(name: str, most: int = 80) -> str:
    return name if len(name) <= most else f"{name[:most]}…"
