"""The proposal for the MAG: its facts, two formats, and names that stay text."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pytest

from scheduler.core.instance import Instance
from scheduler.core.programme import Programme
from scheduler.export.proposal import write_proposal
from scheduler.export.proposal.proposal_content import paper
from scheduler.export.proposal.proposal_text import as_markdown
from scheduler.export.proposal.proposal_word import as_word
from scheduler.storage.programme_files import OutputError
from tests.miniatures.meeting import meeting


@pytest.fixture
def made() -> tuple[Instance, Programme]:
    instance, programme = meeting()
    return instance, programme.model_copy(update={"state": "accepted", "state_since": date(2026, 2, 10)})


def test_the_facts_are_there(made: tuple[Instance, Programme]) -> None:
    text = as_markdown(paper(*made))
    assert "State: accepted on 10 February 2026." in text
    headings = re.findall(r"^## (.*)$", text, re.MULTILINE)
    assert headings == [
        "What the space allows",
        "Joint sessions",
        "Main-session slots",
        "Day zero, bilateral rooms and the village",
        "Selection committee",
        "What the MAG is asked",
    ]
    assert "| Connectivity | DC-B, DC-C | Day 2 14:00–15:30, Salle 1 |" in text
    assert "| DC-B | Advice | Day 1 14:50, 10 min |" in text
    assert "): DC-D 09:50." in text
    assert "Day-zero events (1): Salle 1, Day 0: DC-A 09:00." in text
    assert "Bilateral meetings (1): Box, Day 1: DC-A 14:00." in text
    assert "DC-E (DC-E coordinator 1)" in text
    assert "- To accept 2 joint sessions, 180 minutes of the programme." in text
    assert "It saves 180 minutes." in text


def test_both_formats_say_the_same(made: tuple[Instance, Programme]) -> None:
    content = paper(*made)
    document = docx.Document(BytesIO(as_word(content)))
    assert [p.text for p in document.paragraphs if p.style.name == "Heading 1"] == [s.heading for s in content.sections]
    tables = [section.table for section in content.sections if section.table]
    assert len(document.tables) == len(tables)
    for written, table in zip(document.tables, tables, strict=True):
        assert [tuple(cell.text for cell in row.cells) for row in written.rows] == [table.headings, *table.rows]


def test_the_document_has_the_same_bytes_every_time(made: tuple[Instance, Programme]) -> None:
    assert as_word(paper(*made)) == as_word(paper(*made))


def test_hostile_names_stay_text(made: tuple[Instance, Programme]) -> None:
    instance, programme = made
    hostile = "<script>|# [x](http://x)\nline \x1b[31m somebody@example.org \u202e"
    sessions = tuple(placed.model_copy(update={"title": hostile}) for placed in programme.sessions)
    content = paper(instance, programme.model_copy(update={"sessions": sessions}))
    text = as_markdown(content)
    assert "<script>" not in text
    assert "somebody@example.org" not in text
    assert "\x1b" not in text
    assert "\u202e" not in text
    cells = [row.count(" | ") for row in text.splitlines() if row.startswith("| ") and "script" in row]
    assert set(cells) <= {2, 3}
    docx.Document(BytesIO(as_word(content)))


def test_the_state_changes_no_fingerprint(made: tuple[Instance, Programme]) -> None:
    _, programme = meeting()
    assert programme.sha256 == made[1].sha256


def test_another_suffix_is_refused(made: tuple[Instance, Programme], tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"Choose \.docx or \.md"):
        write_proposal(*made, tmp_path / "paper.pdf")
    assert list(tmp_path.iterdir()) == []


def test_files_are_written(made: tuple[Instance, Programme], tmp_path: Path) -> None:
    for name in ("paper.docx", "paper.md"):
        write_proposal(*made, tmp_path / name)
        assert (tmp_path / name).stat().st_size > 500
