"""Lists and numbers in sentences."""

import pytest

from scheduler.core.phrases import counted, either, listed, number_of, one_of


@pytest.mark.parametrize(
    ("names", "all_of_them", "any_of_them"),
    [
        ([], "", ""),
        (["A"], "A", "A"),
        (["A", "B"], "A and B", "A or B"),
        (["A", "B", "C"], "A, B and C", "A, B or C"),
    ],
)
def test_names_are_listed_as_in_a_sentence(names: list[str], all_of_them: str, any_of_them: str) -> None:
    assert (listed(names), either(iter(names))) == (all_of_them, any_of_them)


def test_names_to_choose_from_are_quoted() -> None:
    assert one_of(name for name in "AB") == "“A” or “B”"


@pytest.mark.parametrize(
    ("count", "as_a_number", "in_words"),
    [(0, "0 people", "no person"), (1, "1 person", "1 person"), (2, "2 people", "2 people")],
)
def test_a_noun_follows_its_number(count: int, as_a_number: str, in_words: str) -> None:
    assert number_of(count, "person", "people") == as_a_number
    assert counted(count, "person", "people") == in_words
    assert number_of(2, "place") == "2 places"
