"""The list of changes in sentences, as plain text and as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.core.safe_text import on_one_line, without_addresses
from scheduler.diff.change_log import ChangeLog
from scheduler.export.markdown import plain_text


def change_lines(log: ChangeLog) -> Iterator[str]:
    """The changes under their headings, one sentence per line."""
    yield _one_line(f"From {log.before} to {log.after}: {log.size}{f' ({log.counted})' if log.changes else ''}.")
    for kind, changes in log.by_kind.items():
        yield f"{kind.capitalize()} ({len(changes)})"
        yield from (_one_line(f"  {change.sentence}") for change in changes)
    if log.changes:
        yield f"Times are {log.clock}."


def change_markdown(log: ChangeLog) -> str:
    """The same as Markdown."""
    event = log.instance.event
    lines = [f"# {_plain(f'{event.name}: what has changed')}", ""]
    lines += [_plain(f"From {log.before} to {log.after}: {log.size}. Times are {log.clock}."), ""]
    for kind, changes in log.by_kind.items():
        lines += [f"## {kind.capitalize()} ({len(changes)})", ""]
        lines += [f"- {_plain(change.sentence)}" for change in changes]
        lines.append("")
    return "\n".join(lines)


def _one_line(text: str) -> str:
    """Text on one line, without e-mail addresses."""
    return without_addresses(on_one_line(text))


def _plain(text: str) -> str:
    """Text escaped for Markdown, without e-mail addresses."""
    return plain_text(without_addresses(text))
