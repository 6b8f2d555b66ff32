"""A sample of sloppy and hostile answers, held against a second reading; `make fuzz` reads thousands."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from tests.conftest import ROOT
from tests.fuzz.judge import judge
from tests.fuzz.second_reading import reading
from tests.fuzz.sloppy import FIELDS, Manner, Written, sloppy_survey

SAMPLE = range(150)


def cells() -> list[tuple[str, Written]]:
    return [pair for number in SAMPLE for answer in sloppy_survey(number) for pair in answer.cells.items()]


def alike(name: str, one: tuple[object, ...] | None, other: tuple[object, ...]) -> bool:
    """Whether two readings say the same; only a ranking has an order."""
    if one is None:
        return False
    return one == other if name == "ranking" else sorted(map(str, one)) == sorted(map(str, other))


def test_nothing_is_read_otherwise_in_silence_and_nothing_clear_is_doubted() -> None:
    found = judge(SAMPLE)
    assert found.silent == []
    assert found.accused == []
    assert found.cells == len(cells())
    assert found.right > 0.8 * found.cells
    assert found.reported > 0.1 * found.cells


def test_the_second_reading_understands_what_was_meant_and_refuses_what_was_not() -> None:
    tried = Counter((name, written.manner) for name, written in cells())
    assert {(name, Manner.CLEAR) for name in FIELDS} <= set(tried)
    assert {(name, Manner.HOSTILE) for name in FIELDS if name != "coalition"} <= set(tried)
    for name, written in cells():
        other = reading(name, written.text)
        if written.manner is Manner.CLEAR:
            assert alike(name, other, written.meant), (name, written)
        elif written.manner is Manner.HOSTILE:
            assert other is None, (name, written)
        else:
            assert other is None or alike(name, other, written.meant), (name, written)


def test_the_second_reading_knows_nothing_of_the_intake() -> None:
    for module in ("second_reading.py", "sloppy.py"):
        text = (Path(ROOT) / "tests" / "fuzz" / module).read_text(encoding="utf-8")
        assert "import" in text
        assert "from scheduler.intake" not in text


def test_a_survey_is_told_by_its_number() -> None:
    assert sloppy_survey(3) == sloppy_survey(3)
    assert len({str(sloppy_survey(number)) for number in SAMPLE}) == len(SAMPLE)
