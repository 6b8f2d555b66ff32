"""Shell completion: the scripts for bash, zsh, fish and PowerShell, and the answers that they ask for.

Click completes words without spaces. Names here are such as ``Joint: DNS`` and ``igf-2024@3``, so for bash, which
breaks words at colons and at signs, and for PowerShell there are classes of their own that put names in quotes.
"""

from __future__ import annotations

import os
import re
from typing import ClassVar

import click
from click.shell_completion import (
    BashComplete,
    CompletionItem,
    PowerShellComplete,
    add_completion_class,
    get_completion_class,
    split_arg_string,
)

from scheduler.cli.group import PROGRAM

VARIABLE = "_IGF_SCHEDULER_COMPLETE"
SHELLS = ("bash", "zsh", "fish", "powershell")

_BASH = """\
%(complete_func)s() {
    local IFS=$'\\n' line type value
    COMPREPLY=()
    while IFS=',' read -r type value; do
        case $type in
            dir) compopt -o dirnames ;;
            file) compopt -o default ;;
            plain) COMPREPLY+=("$value") ;;
        esac
    done < <(COMP_WORDS="${COMP_LINE:0:COMP_POINT}" COMP_BREAKS="$COMP_WORDBREAKS" \\
             %(complete_var)s=bash_complete "$1" 2>/dev/null)
}
complete -o nosort -F %(complete_func)s %(prog_name)s
"""


@add_completion_class
class Bash(BashComplete):
    """Bash 4.4 or newer: reads the whole line, and answers with the part of a word that bash replaces."""

    name: ClassVar[str] = "bash"
    source_template: ClassVar[str] = _BASH

    def source(self) -> str:
        return self.source_template % self.source_vars()

    def get_completion_args(self) -> tuple[list[str], str]:
        line = os.environ["COMP_WORDS"]
        words = split_arg_string(line)[1:]
        if _in_quotes(line) or not line[-1:].isspace():
            return words[:-1], words[-1] if words else ""
        return words, ""

    def format_completion(self, item: CompletionItem[str]) -> str:
        line = os.environ["COMP_WORDS"]
        if item.type != "plain":
            return f"{item.type},{item.value}"
        if mark := _in_quotes(line):
            # Nothing in a name may be carried out by the shell.
            value = item.value.replace("'", r"'\''") if mark == "'" else re.sub(r'([\\"$`])', r"\\\1", item.value)
            return f"{item.type},{value}"
        value = re.sub(r"([^\w@%+=:,./~-])", r"\\\1", item.value)
        word = re.split(r"(?<!\\)\s", line)[-1]
        breaks = set(os.environ.get("COMP_BREAKS", "")) & set("@=:")
        replaced = max((word.rfind(sign) + 1 for sign in breaks), default=0)
        # Of an option given as --name=VALUE, the value alone is completed.
        before = word.partition("=")[0] + "=" if word.startswith("-") and "=" in word else ""
        return f"{item.type},{value[max(replaced - len(before), 0) :]}"


@add_completion_class
class PowerShell(PowerShellComplete):
    """PowerShell 5.1 or newer: names with spaces or signs are put in quotes."""

    name: ClassVar[str] = "powershell"

    def get_completion_args(self) -> tuple[list[str], str]:
        # A backslash separates folders there, and escapes nothing.
        words = split_arg_string(os.environ["COMP_WORDS"].replace("\\", "\\\\"))
        number = int(os.environ["COMP_CWORD"])
        return words[1:number], words[number] if number < len(words) else ""

    def format_completion(self, item: CompletionItem[str]) -> str:
        value = item.value
        if item.type == "plain" and re.search(r"[^\w./\\-]", value):
            value = "'" + re.sub("(['\u2018-\u201b])", r"\1\1", value) + "'"
        return super().format_completion(CompletionItem(value, item.type, item.help))


def _in_quotes(line: str) -> str:
    """The quotation mark that is still open at the end of a line; empty where none is."""
    opened = ""
    escaped = False
    for sign in line:
        if escaped:
            escaped = False
        elif sign == "\\" and opened != "'":
            escaped = True
        elif sign in "\"'" and opened in ("", sign):
            opened = "" if opened else sign
    return opened


def script(program: click.Command, shell: str) -> str:
    """The script that makes a shell complete the command."""
    found = get_completion_class(shell)
    assert found is not None
    return found(program, {}, PROGRAM, VARIABLE).source()


def complete(program: click.Command, instruction: str) -> int:
    """Answer a shell: write completions to stdout, and never anything to stderr, even after an error."""
    shell, _, _ = instruction.partition("_")
    found = get_completion_class(shell)
    try:
        if found is not None and instruction.endswith("_complete"):
            answer = found(program, {}, PROGRAM, VARIABLE).complete()
            os.write(1, f"{answer}\n".encode())
        elif found is not None:
            os.write(1, script(program, shell).encode())
    except BaseException:
        return 0
    return 0
