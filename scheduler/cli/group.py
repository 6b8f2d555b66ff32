"""The group of verbs: each is imported when it is named, and the help lists them by who uses them."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click
from click.shell_completion import CompletionItem

from scheduler.cli.terminal import StdoutError

PROGRAM = "igf-scheduler"

SECTIONS: dict[str, tuple[str, ...]] = {
    "Planners: from the sheets to a programme": ("init", "form", "check", "solve", "desk", "verify", "replan", "merge"),
    "Committee: compare programmes and ask questions": ("candidates", "compare", "explain", "proposal"),
    "Secretariat: publish a programme and keep its versions": ("export", "changes", "versions"),
    "Everybody: try things out": ("generate", "completion"),
}
"""Who uses which verbs, in the order of the help. The module of a verb has its name, and so has the command in it."""

VERBS = tuple(verb for verbs in SECTIONS.values() for verb in verbs)

WIDTH = 110
"""Help is never wider than so many characters."""


class _ReportsStdout(click.Command):
    """A command whose help cannot be written to a closed or full stdout: raises StdoutError."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        try:
            return super().make_context(info_name, args, parent, **extra)
        except OSError as error:
            raise StdoutError.silencing(error) from error


class Verb(_ReportsStdout):
    """A command with an example in its help. Long options may be shortened as far as they stay unambiguous."""

    def __init__(self, *args: Any, examples: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.examples = tuple(examples)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The examples, and what else the command has to say."""
        with formatter.section("Examples" if len(self.examples) > 1 else "Example"):
            for example in self.examples:
                formatter.write(f"{'':{formatter.current_indent}}{PROGRAM} {example}\n")
        super().format_epilog(ctx, formatter)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if ctx.resilient_parsing:
            # An option whose value is still to be completed would keep the arguments before it from being read.
            options = {name for param in self.get_params(ctx) for name in param.opts if isinstance(param, click.Option)}
            return super().parse_args(ctx, args[:-1] if args and args[-1] in options else args)
        try:
            return super().parse_args(ctx, self._in_full(ctx, args))
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise

    def _in_full(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The arguments with shortened options in full; raises UsageError where an option stands for a value."""
        options = {
            name: param
            for param in self.get_params(ctx)
            if isinstance(param, click.Option)
            for name in (*param.opts, *param.secondary_opts)
        }
        full: list[str] = []
        waiting: click.Option | None = None  # the option whose value comes next
        for number, argument in enumerate(args):
            if argument == "--" and waiting is None:
                return [*full, *args[number:]]
            name, equals, value = argument.partition("=")
            known = _full_name(ctx, name, list(options)) if name.startswith("--") and not waiting else name
            if waiting and argument in options:
                raise click.BadOptionUsage(waiting.opts[-1], f"Option {waiting.opts[-1]!r} requires a value.", ctx)
            full.append(known + equals + value)
            param = options.get(known)
            takes_value = param and not (param.is_flag or param._flag_needs_value or equals)
            waiting = param if takes_value and not waiting else None
        return full


def _full_name(ctx: click.Context, name: str, options: Sequence[str]) -> str:
    """The one long option that begins so. Raises UsageError where several do."""
    if name in options or name == "--":
        return name
    found = [option for option in options if option.startswith(name)]
    if len(found) > 1:
        raise click.UsageError(f"Option {name!r} is ambiguous: it could be {' or '.join(sorted(found))}.", ctx)
    return found[0] if found else name


class VerbGroup(_ReportsStdout, click.Group):
    """The group of all verbs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in VERBS:
            return None
        command = getattr(import_module(f"scheduler.cli.{cmd_name}"), cmd_name)
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.exceptions.NoSuchCommand as error:
            name = error.command_name
            raise click.exceptions.NoSuchCommand(name, f"There is no verb “{name}”.", VERBS, ctx) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        width = max(map(len, VERBS))
        for title, verbs in SECTIONS.items():
            commands = [(verb, self.get_command(ctx, verb)) for verb in verbs]
            rows = [(verb.ljust(width), found.get_short_help_str(WIDTH)) for verb, found in commands if found]
            with formatter.section(title):
                formatter.write_dl(rows)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The verbs that begin so; each with its one line of help."""
        if ctx._protected_args:  # a verb was given that there is not
            return []
        verbs = [(verb, self.get_command(ctx, verb)) for verb in VERBS if verb.startswith(incomplete)]
        items = [CompletionItem(verb, help=found.get_short_help_str(WIDTH)) for verb, found in verbs if found]
        return [*items, *click.Command.shell_complete(self, ctx, incomplete)]
