"""The proposal as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from scheduler.export.markdown import plain_text
from scheduler.export.proposal.proposal_content import Paper, PaperSection


def as_markdown(paper: Paper) -> str:
    """The proposal as Markdown; all texts are escaped."""
    lines = [f"# {plain_text(paper.title)}", "", plain_text(paper.state)]
    for section in paper.sections:
        lines += ["", f"## {plain_text(section.heading)}", *_body(section)]
    return "\n".join(lines) + "\n"


def _body(section: PaperSection) -> Iterator[str]:
    """The lines of a section: sentences, list, table."""
    for sentence in section.sentences:
        yield from ("", plain_text(sentence))
    if section.points:
        yield ""
        yield from (f"- {plain_text(point)}" for point in section.points)
    if section.table:
        yield from ("", _row(section.table.headings), _row("---" for _ in section.table.headings))
        yield from (_row(map(plain_text, row)) for row in section.table.rows)


def _row(cells: Iterable[str]) -> str:
    """A row of a Markdown table."""
    return "| " + " | ".join(cells) + " |"
