"""The consolidated proposal for the MAG: facts on two pages, as a document or as text."""

from __future__ import annotations

from pathlib import Path

from scheduler.files import OutputError, write_file
from scheduler.instance import Instance
from scheduler.programme import Programme
from scheduler.reports.proposal.content import paper
from scheduler.reports.proposal.text import as_markdown


def write_proposal(instance: Instance, programme: Programme, path: Path) -> None:
    """Write the paper as .docx or .md, by the suffix. Raises OutputError."""
    suffix = path.suffix.lower()
    content = paper(instance, programme)
    if suffix == ".md":
        write_file(path, as_markdown(content))
    elif suffix == ".docx":
        from scheduler.reports.proposal.word import as_word

        write_file(path, as_word(content))
    else:
        named = f"“{path.suffix}”" if path.suffix else "A name without a suffix"
        raise OutputError(f"{named} is no format for the proposal. Choose .docx or .md. Nothing was written.")
