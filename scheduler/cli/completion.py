"""``completion``: the script that makes a shell complete verbs, options and names."""

from __future__ import annotations

import click

from scheduler.cli.options import verb
from scheduler.cli.shells import SHELLS, script
from scheduler.cli.terminal import Exit, emit

_HOW = """\
bash: add the line “eval "$(igf-scheduler completion bash)"” to ~/.bashrc.
zsh: add the line “eval "$(igf-scheduler completion zsh)"” to ~/.zshrc, after “compinit”.
fish: igf-scheduler completion fish > ~/.config/fish/completions/igf-scheduler.fish
PowerShell: add the line “igf-scheduler completion powershell | Out-String | Invoke-Expression” to the file $PROFILE."""


@verb("completion bash > ~/.igf-scheduler-completion.bash", epilog="\b\n" + _HOW)
@click.argument("shell", type=click.Choice(SHELLS), help="The shell that you use.")
def completion(shell: str) -> int:
    """Print the script that lets your shell complete verbs, options and names.

    The shell then completes instances, programmes, versions, coalitions, requests, rooms and sessions.
    """
    from scheduler.cli.run import program

    emit(script(program, shell).rstrip("\n"))
    return Exit.GOOD
