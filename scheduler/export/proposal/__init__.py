"""The consolidated proposal for the MAG: facts on two pages, as a document or as text."""

from __future__ import annotations

from pathlib import Path

from scheduler.core.atomic_files import OutputError
from scheduler.core.instance import Instance
from scheduler.core.programme import Programme
from scheduler.export.proposal.proposal_content import paper
from scheduler.export.proposal.proposal_text import as_markdown
from scheduler.storage.outputs import write_output


def write_proposal(instance: Instance, programme: Programme, path: Path) -> None:
    """Write the paper as .docx or .md, by the suffix. Raises OutputError."""
    suffix = path.suffix.lower()
    content = paper(instance, programme)
    if suffix == ".md":
        write_output(path, as_markdown(content))
    elif suffix == ".docx":
        from scheduler.export.proposal.proposal_word import as_word

        write_output(path, as_word(content))
    else:
        named = f"“{path.suffix}”" if path.suffix else "A name without a suffix"
        raise OutputError(f"{named} is no format for the proposal. Choose .docx or .md. Nothing was written.")
