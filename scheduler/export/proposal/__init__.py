"""The consolidated proposal for the MAG: facts on two pages, as a document or as text."""

from __future__ import annotations

from pathlib import Path

from scheduler.core.atomic_files import OutputError
from scheduler.core.instance import Instance
from scheduler.core.programme import Programme
from scheduler.export.proposal.proposal_content import paper
from scheduler.export.proposal.proposal_text import as_markdown
from scheduler.storage.outputs import write_output


def write_proposal(instance: Instance, programme: Programme, path: Path, mark: str = "") -> None:
    """Write the paper as .docx or .md, by the suffix; `mark` follows the state. Raises OutputError."""
    write_output(path, proposal_file(instance, programme, path, mark))


def proposal_file(instance: Instance, programme: Programme, path: Path, mark: str = "") -> bytes | str:
    """The content of the paper's file in the format of its suffix. Raises OutputError for another suffix."""
    suffix = path.suffix.lower()
    content = paper(instance, programme, mark)
    if suffix == ".md":
        return as_markdown(content)
    if suffix == ".docx":
        from scheduler.export.proposal.proposal_word import as_word

        return as_word(content)
    named = f"“{path.suffix}”" if path.suffix else "A name without a suffix"
    raise OutputError(f"{named} is not a format of the proposal. Choose .docx or .md. Nothing was written.")
