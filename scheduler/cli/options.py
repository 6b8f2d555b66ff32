"""Arguments and options that several verbs share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from scheduler.cli import completing
from scheduler.cli.group import Verb
from scheduler.cli.values import SECONDS
from scheduler.core.run_files import current_run

DECIDED = ("proposed", "accepted", "amended")
"""States of a decision that a proposal can record."""

STATES = ("draft", *DECIDED, "announced", "published")
"""States in which a version can be stored."""

Function = Callable[..., Any]
Decorator = Callable[[Function], Function]


def verb(*examples: str, **settings: Any) -> Callable[[Function], click.Command]:
    """A decorator: the function is the verb of its name, its docstring the help, `examples` command lines."""
    return click.command(cls=Verb, examples=examples, **settings)


INSTANCE_HELP = "A folder with a planning workbook and a survey, or its name under instances/."
PROGRAMME_HELP = "A JSON file that “solve” wrote, a stored version such as igf-2024@3, or an exported workbook."
EITHER_HELP = "A JSON file, an exported workbook, or a stored version such as igf-2024@3."


def instance_argument(function: Function) -> Function:
    return click.argument("instance", help=INSTANCE_HELP, shell_complete=completing.instances)(function)


def programme_argument(function: Function) -> Function:
    return click.argument("programme", help=PROGRAMME_HELP, shell_complete=completing.programme_files)(function)


def named_programme_argument(name: str, text: str = EITHER_HELP) -> Decorator:
    """A programme that may also be given by its name under solutions/."""
    return click.argument(name, help=text, shell_complete=completing.programmes)


def instance_option(function: Function) -> Function:
    text = "The instance that the programme was made for, where its name does not find it."
    return click.option("--instance", metavar="DIR", help=text, shell_complete=completing.instances)(function)


def intake_options(function: Function) -> Function:
    """How the sheets of an instance are read."""
    for option in (
        click.option(
            "--layout",
            default="",
            metavar="NAME",
            help="The form tool that the survey comes from, where it is not recognised.",
            shell_complete=completing.layouts,
        ),
        click.option("--accept-questions", is_flag=True, help="Accept the best guess for every question."),
    ):
        function = option(function)
    return function


def version_options(function: Function) -> Function:
    """What is recorded with a new version."""
    for option in (
        click.option("--note", default="", metavar="TEXT", help="A remark that is stored with this version."),
        click.option(
            "--author", default="", metavar="NAME", help="Who makes this version (default: IGF_SCHEDULER_AUTHOR)."
        ),
    ):
        function = option(function)
    return function


def time_option(text: str = "Time limit for each search (default: until proven).") -> Decorator:
    return click.option("--time", "seconds", type=SECONDS, metavar="SECONDS", help=text)


def json_option(function: Function) -> Function:
    return click.option("--json", "as_json", is_flag=True, help="Report as JSON on stdout.")(function)


def output_option(metavar: str, text: str, *, required: bool = False) -> Decorator:
    return click.option(
        "-o", "--output", metavar=metavar, required=required, help=text, shell_complete=completing.files
    )


def overwrite_option(function: Function) -> Function:
    """Permission to replace a file that the program did not write itself, or that was changed since."""

    def allow(context: click.Context, parameter: click.Parameter, given: bool) -> None:
        if given:
            current_run().overwrite = True

    text = "Replace a file that this program did not write, or that was changed since."
    return click.option("--overwrite", is_flag=True, expose_value=False, callback=allow, help=text)(function)


def seed_option(default: int, text: str) -> Decorator:
    return click.option("--seed", type=int, default=default, metavar="N", help=text)
