"""``desk``: plan in the browser."""

from __future__ import annotations

from pathlib import Path

import click

from scheduler.cli import completing
from scheduler.cli.options import verb
from scheduler.cli.terminal import Exit, say


@verb("desk", "desk igf-2024", "desk --read-only-link")
@click.argument(
    "name",
    required=False,
    metavar="[MEETING | PROGRAMME]",
    help="What to open first.",
    shell_complete=completing.programmes,
)
@click.option("--port", type=click.IntRange(0, 65535), default=0, metavar="N", help="The port (default: a free one).")
@click.option("--host", default="127.0.0.1", metavar="ADDRESS", help="Listen on another address; needs --key-file.")
@click.option("--key-file", type=click.Path(dir_okay=False), metavar="FILE", help="A file with the key, not a new one.")
@click.option("--read-only-link", is_flag=True, help="Also print an address for people who only look on.")
@click.option("--no-browser", is_flag=True, help="Only print the address.")
def desk(name: str | None, port: int, host: str, key_file: str | None, read_only_link: bool, no_browser: bool) -> int:
    """Plan in the browser: move sessions, see what each move costs, save and publish.

    The server listens on this machine alone, for the meetings under instances/ and the programmes under solutions/.
    """
    from scheduler.desk.running import KeyFileError, first_page, run_desk

    try:
        page = first_page(Path.cwd(), name or "")
        run_desk(Path.cwd(), page, port, host, key_file, read_only_link, not no_browser, say)
    except KeyFileError as error:
        raise click.UsageError(str(error)) from None
    return Exit.GOOD
