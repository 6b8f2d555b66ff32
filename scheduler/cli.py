"""The command line: one verb is run, and whatever goes wrong is said in a sentence."""

from __future__ import annotations

import os
from collections.abc import Sequence

from scheduler.arguments import argument_parser
from scheduler.terminal import Exit, StdoutError, emit_json, say, speak_utf8
from scheduler.wording import problem_fields, with_severity


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb and return its exit code; every failure ends in a sentence on stderr."""
    speak_utf8()
    args = argument_parser().parse_args(arguments)
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


def _explain(error: Exception, as_json: bool) -> int:
    """Say in sentences what went wrong, and return the exit code for it."""
    from scheduler.candidates.comparison import ComparisonError
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
