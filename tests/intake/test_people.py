"""People: told apart by address, joined by address, and every case said."""

from __future__ import annotations

from pathlib import Path

import pytest

from scheduler.core.vocabulary import Kind
from scheduler.intake import Severity, load, load_instance
from scheduler.intake.amendments import amend
from scheduler.intake.people_directory import address_of
from scheduler.intake.survey.survey_questions import QUESTIONS
from tests.intake.conftest import all_of, append, change, problems_of, setting
from tests.intake.layouts import Answer, microsoft, save

ONE = {"Person": "Ana Silva", "Represents": "DC-Alpha", "E-mail": "ana@example.org"}
OTHER = {"Person": "Ana Silva", "Represents": "DC-Beta", "E-mail": "ana.silva@example.net"}


def people(folder: Path, *rows: dict[str, str]) -> None:
    change(folder / "planning.xlsx", all_of(*(append("People", **row) for row in rows)))


def answer(folder: Path, coalition: str, written: str) -> None:
    given: Answer = {"coalition": coalition, "ranking": (Kind.JOINT,), "people": written}
    save(microsoft([given]), folder, "xlsx")


def test_one_name_with_two_addresses_is_two_people(folder: Path) -> None:
    people(folder, ONE, OTHER)
    loaded = load(folder)
    names = [person.id for person in loaded.instance.people if "Ana" in person.id]
    assert names == ["Ana Silva (DC-Alpha)", "Ana Silva (DC-Beta)"]
    (problem,) = loaded.problems
    assert "“Ana Silva” appears here and in row 8 with a different address; they are taken as two people" in str(
        problem
    )
    assert "@" not in str(problem)


def test_one_address_with_two_spellings_is_one_person(folder: Path) -> None:
    people(folder, ONE, {"Person": "Ana da Silva", "Represents": "DC-Beta", "E-mail": " ANA@example.org"})
    loaded = load(folder)
    (ana,) = [person for person in loaded.instance.people if "Ana" in person.id]
    assert (ana.id, ana.coalitions) == ("Ana Silva", ("DC-Alpha", "DC-Beta"))
    (problem,) = loaded.problems
    assert "“Ana da Silva” and “Ana Silva” in row 8 have one address; they are taken as one person" in str(problem)
    answer(folder, "DC-Beta", "Ana da Silva")
    assert load_instance(folder).request["DC-Beta: joint session"].people == ("Ana Silva",)


def test_one_name_twice_without_addresses_is_an_error(folder: Path) -> None:
    people(folder, {"Person": "Ana Silva"}, {"Person": "Ana Silva"})
    (problem,) = problems_of(folder)
    assert "person “Ana Silva” appears twice; keep one row, or give both their e-mail addresses" in str(problem)


def test_what_two_rows_say_differently_of_one_person_is_a_question(folder: Path) -> None:
    people(folder, {**ONE, "Region": "WEOG"}, {**ONE, "Region": "GRULAC"})
    found = [problem for problem in problems_of(folder) if problem.severity is Severity.QUESTION]
    assert "the rows of Ana Silva disagree: “GRULAC” here, “WEOG” in another row" in str(found[0])


def test_who_represents_the_coalition_is_meant(folder: Path) -> None:
    people(folder, ONE, OTHER)
    answer(folder, "DC-Beta", "Ana Silva")
    loaded = load(folder)
    assert loaded.instance.request["DC-Beta: joint session"].people == ("Ana Silva (DC-Beta)",)
    assert any("2 people are called “Ana Silva”; “Ana Silva (DC-Beta)” is meant" in str(p) for p in loaded.problems)


def test_otherwise_a_person_has_to_say_who_is_meant(folder: Path) -> None:
    people(folder, ONE, OTHER)
    answer(folder, "DC-Gamma", "Ana Silva")
    (question,) = [problem for problem in problems_of(folder) if problem.severity is Severity.QUESTION]
    assert "“Ana Silva” has 2 meanings of sheet People; write “Ana Silva (DC-Alpha)” or" in str(question)


@pytest.mark.parametrize("written", ["ana@example.org", "Ana Silva <ana@example.org>", "A. Silva (ana@example.org)"])
def test_an_address_names_a_person(folder: Path, written: str) -> None:
    people(folder, ONE, OTHER)
    answer(folder, "DC-Gamma", written)
    loaded = load(folder)
    assert loaded.instance.request["DC-Gamma: joint session"].people == ("Ana Silva (DC-Alpha)",)
    assert not any("@" in str(problem) for problem in loaded.problems)


def test_a_known_name_with_a_new_address_is_a_question(folder: Path) -> None:
    people(folder, ONE)
    answer(folder, "DC-Alpha", "Ana Silva <other@example.com>")
    (question,) = problems_of(folder)
    assert "“Ana Silva” has a different address here than in sheet People" in str(question)
    assert question.guess == "“Ana Silva” of sheet People"


def test_an_address_nobody_has_is_an_error_that_does_not_repeat_it(folder: Path) -> None:
    answer(folder, "DC-Alpha", "who@example.com")
    (problem,) = problems_of(folder)
    assert "an address that nobody in sheet People has" in str(problem)
    assert "@" not in str(problem)


@pytest.mark.parametrize(
    ("text", "address"),
    [("ana@example.org", "ana@example.org"), ("Ana <ANA@example.org>", "ana@example.org"), ("Ana", ""), ("a@b", "")],
)
def test_addresses(text: str, address: str) -> None:
    assert address_of(text) == address


@pytest.mark.parametrize(
    ("person", "called", "written"),
    [
        ("c.d@example.org", "c.d", "c.d@example.org"),
        ("C.D@example.org", "C.D", "mailto:c.d@EXAMPLE.org"),
        ("Chi Do <c.d@example.org>", "Chi Do", "c.d@example.org"),
        ("Chi Do <c.d@example.org>", "Chi Do", "Chi Do"),
    ],
)
def test_a_person_whose_name_is_an_address_is_found_by_it_and_it_is_never_shown(
    folder: Path, person: str, called: str, written: str
) -> None:
    people(folder, {"Person": person, "Represents": "DC-Alpha"})
    answer(folder, "DC-Alpha", written)
    loaded = load(folder)
    assert loaded.instance.request["DC-Alpha: joint session"].people == (called,)
    assert called in loaded.instance.person
    (warning,) = loaded.problems
    assert f"the person is called “{called}”; write the name here, and the address under “E-mail”" in str(warning)
    assert not any("@" in one.id for one in loaded.instance.people)
    assert "@" not in str(warning)


@pytest.mark.parametrize(("word", "present"), [(None, True), ("all", True), ("nobody", False)])
def test_the_policy_says_who_is_needed_where_an_answer_names_nobody(
    folder: Path, word: str | None, present: bool
) -> None:
    people(folder, ONE, {**OTHER, "Represents": "DC-Epsilon", "Person": "Eva"})
    if word:
        change(folder / "planning.xlsx", setting("Policy", "Representatives needed where nobody is named", word))
    answer(folder, "DC-Alpha", "")
    of = load_instance(folder)
    representatives = tuple(person.id for person in of.representatives("DC-Alpha"))
    assert "Ana Silva" in representatives
    expected = representatives if present else ()
    assert of.request["DC-Alpha: joint session"].people == expected
    (by_default,) = of.requests_of("DC-Epsilon")
    assert ("Eva" in by_default.people) is present
    late = amend(of, "add DC-Alpha: bilateral meeting").instance.requests_of("DC-Alpha")[-1]
    assert late.people == expected
    answer(folder, "DC-Alpha", "Ana Silva")
    assert load_instance(folder).request["DC-Alpha: joint session"].people == ("Ana Silva",)


def test_the_question_on_people_says_what_leaving_it_empty_means_and_the_old_one_is_read(folder: Path) -> None:
    (question,) = [one for one in QUESTIONS if one.field == "people"]
    assert "If you name nobody, all your representatives must be" in question.text
    people(folder, ONE)
    given: Answer = {"coalition": "DC-Gamma", "ranking": (Kind.JOINT,), "people": "Ana Silva"}
    for words in (None, {"people": "Who must be in the room?"}):
        save(microsoft([given], words=words), folder, "xlsx")
        assert load_instance(folder).request["DC-Gamma: joint session"].people == ("Ana Silva",)
