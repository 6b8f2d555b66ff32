"""The tables for Indico and Sched, read back as those read them, and what is said of a wrong mapping."""

from __future__ import annotations

import csv
from datetime import datetime
from io import StringIO
from pathlib import Path

import pytest

from scheduler.export.exchange.indico import indico_csv
from scheduler.export.exchange.sched import DEFAULT, FIELDS, mapping_of, read_mapping, sched_csv
from scheduler.intake import InputProblems
from tests.publishing.meeting import HOSTILE, meeting, programme

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝")


def contributions(content: str) -> list[tuple[datetime, int, str, str]]:
    """As Indico imports them: line by line, seven cells in each, no title empty."""
    found = []
    for row in csv.reader(content.splitlines()):
        start, minutes, title, first_name, last_name, affiliation, address = row
        assert title
        assert (first_name, last_name, address) == ("", "", "")
        found.append((datetime.fromisoformat(start), int(minutes), title, affiliation))
    return found


def rows(content: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(content, newline="")))


def test_indico_gets_each_public_session_in_one_line() -> None:
    of = meeting(HOSTILE, closed=(2,))
    found = contributions(indico_csv(of, programme(of)))
    assert len(found) == len(HOSTILE) - 1
    assert not [title for _, _, title, _ in found if title.startswith(FORMULA) or "example.org or" in title]


def test_indico_gets_start_in_the_events_zone_and_minutes() -> None:
    of = meeting(zone="Australia/Lord_Howe")
    assert contributions(indico_csv(of, programme(of)))[0] == (datetime(2024, 12, 15, 9), 60, "One", "DC3")


def test_indico_reads_no_mark_of_the_encoding() -> None:
    of = meeting()
    assert indico_csv(of, programme(of)).startswith("2024-12-15T09:00,60,One,,,DC3,\r\n")


def test_sched_gets_each_public_session() -> None:
    of = meeting(HOSTILE, closed=(2,))
    found = rows(sched_csv(of, programme(of)))
    assert len(found) == len(HOSTILE) - 1
    assert len({row["session_key"] for row in found}) == len(found)
    assert not [value for row in found for value in row.values() if value.startswith(FORMULA) or "@example" in value]
    first = found[0]
    assert (first["session_start"], first["session_end"]) == ("2024-12-15 09:00", "2024-12-15 10:00")
    assert (first["venue"], first["seats"], first["active"]) == ("Hall", "80", "Y")
    assert first["description"].splitlines()[-1] == "09:10–09:20 DC3: Our paper"


def test_the_columns_are_those_of_the_mapping_in_its_order() -> None:
    of = meeting(("A, {b}",))
    mapping = mapping_of(
        'date = "%d/%m/%Y"\ntime = "%I:%M %p"\n[columns]\n"Title (EN)" = "{title}"\nWhen = "{date} at {start}"\n'
        'Fixed = "{{x}}"\nLength = "{minutes} min"\n'
    )
    assert rows(sched_csv(of, programme(of), mapping)) == [
        {"Title (EN)": "A, {b}", "When": "15/12/2024 at 09:00 AM", "Fixed": "{x}", "Length": "60 min"}
    ]


def test_every_field_can_be_used_and_is_explained_in_the_default() -> None:
    of = meeting()
    columns = "\n".join(f'{name} = "{{{name}}}"' for name in FIELDS)
    first = rows(sched_csv(of, programme(of), mapping_of(f"[columns]\n{columns}")))[0]
    assert list(first) == list(FIELDS)
    assert all(first.values())
    assert all(f"{{{name}}}: " in DEFAULT for name in FIELDS)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("[columns\n", ["sched.toml: line 1: this is not TOML"]),
        (
            'a = 1\ndate = "no"\n[columns]\nx = "{title}"',
            ["line 1: “a” is not a setting", "line 2: “no” is not a format of a"],
        ),
        ('date = "%Q"\n[columns]\nx = ""', ["line 1: “%Q” is not a format of a date; write it such as “%Y-%m-%d”"]),
        ("time = 5\n[columns]\nx = ''", ["line 1: “5” is not a format of a time"]),
        ('[columns]\nname = "{titel}"\nx = "{title', ["this is not TOML"]),
        (
            '[columns]\nname = "{titel}"\n"My head" = "{title"\nn = 3\nb = "{title.__class__}"\nc = "{title!r:>9}"',
            [
                "line 2: column “name”: “{titel}” is not a field of a session; write text in quotes, with any of {id}",
                "line 3: column “My head”: the braces in “{title” do not match",
                "line 4: column “n”: its content is not text",
                "line 5: column “b”: “{title.__class__}” is not a field",
                "line 6: column “c”: “{title}” is not a field",
            ],
        ),
        ("[columns]\n", ["line 1: no columns are given"]),
        ("columns = 3", ["line 1: no columns are given"]),
        ("", ["no columns are given; write [columns]"]),
        ("a = [" * 5000, ["this is not TOML"]),
    ],
)
def test_what_is_wrong_with_a_mapping_is_said_with_its_line(text: str, sentences: list[str]) -> None:
    with pytest.raises(InputProblems) as raised:
        mapping_of(text)
    found = [str(problem) for problem in raised.value.problems]
    assert len(found) == len(sentences)
    for problem, sentence in zip(found, sentences, strict=True):
        assert sentence in problem


def test_a_mapping_that_is_not_there_or_is_no_text_is_said(tmp_path: Path) -> None:
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe\x00")
    for name in ("none.toml", "bytes.toml"):
        with pytest.raises(InputProblems) as raised:
            read_mapping(tmp_path / name)
        assert f"{name}: the file cannot be read" in str(raised.value.problems[0])
