"""Best guesses: only with real likeness, never across what tells things apart, and nothing is stated from them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from scheduler.core.instance import Instance
from scheduler.core.lookup import NotUnderstoodError, find_coalition
from scheduler.core.vocabulary import Kind, Service, SessionType
from scheduler.intake import InputProblems, Severity, load, load_instance
from scheduler.intake.name_directory import NameDirectory
from scheduler.intake.name_matching import resolve
from scheduler.intake.people_directory import PeopleDirectory
from scheduler.intake.problems import Problem
from scheduler.intake.survey.headers import guess_field
from scheduler.intake.tables.table import Cell
from scheduler.intake.vocabulary_names import directory_of
from tests.intake.conftest import append, change, problems_of, put
from tests.intake.layouts import microsoft, save_workbook

COALITIONS = {
    "DC3": "Dynamic Coalition on Community Connectivity",
    "DC-PAL": "Dynamic Coalition on Public Access in Libraries",
    "IRPC": "Internet Rights and Principles Coalition",
    "DC-Health": "Dynamic Coalition on Digital Health",
    "DC-Money": "Dynamic Coalition on Financial Inclusion",
    "DC-Gender": "Dynamic Coalition on Gender",
    "DC-Trust": "Dynamic Coalition on Trust",
}


def coalitions() -> NameDirectory:
    directory = NameDirectory("coalition", "sheet Coalitions", loose=True)
    for name, title in COALITIONS.items():
        directory.add(name, (title,))
    return directory


def rooms(*names: str) -> NameDirectory:
    directory = NameDirectory("room", "sheet Rooms", loose=True)
    for name in names:
        directory.add(name)
    return directory


def people(*names: str) -> PeopleDirectory:
    directory = PeopleDirectory()
    for name in names:
        directory.add(name)
    return directory


def read(text: str, directory: NameDirectory) -> tuple[str, Problem]:
    problems: list[Problem] = []
    found = resolve(Cell("survey.xlsx", "Answers", 2, 6, text), directory, problems)
    (problem,) = problems
    return found, problem


TYPES = directory_of(SessionType, "session type")
SERVICES = directory_of(Service, "service")
HALLS = rooms("Conference room A", "Hall 2", "Volta Hall", "Hall II", "Room 1b", "Studio")

MEANT: Iterable[tuple[str, NameDirectory, str]] = [
    ("Intrnet Rights Coalition", coalitions(), "IRPC"),
    ("DC-Trsut", coalitions(), "DC-Trust"),
    ("DC-Trst", coalitions(), "DC-Trust"),
    ("DC-Bta", directory_of(("DC-Alpha", "DC-Beta", "DC-Gamma", "DC-Delta"), "coalition"), "DC-Beta"),
    ("DC-Gender (Women)", coalitions(), "DC-Gender"),
    ("Digital Helth team", coalitions(), "DC-Health"),
    ("A. Mensah-Owusu", people("Ama Mensah-Owusu", "Kofi Boateng"), "Ama Mensah-Owusu"),
    ("Ama Mensa-Owuso", people("Ama Mensah-Owusu", "Kofi Boateng"), "Ama Mensah-Owusu"),
    ("workshop talk", directory_of(("keynote speech", "workshop talks"), "type"), "workshop talks"),
]


@pytest.mark.parametrize(("text", "directory", "meant"), MEANT, ids=lambda value: str(value)[:30])
def test_what_is_alike_is_found_or_guessed(text: str, directory: NameDirectory, meant: str) -> None:
    assert read(text, directory)[0] == meant


NOT_MEANT: Iterable[tuple[str, NameDirectory]] = [
    # Nothing but shared words.
    ("DC on Quantum", coalitions()),
    ("Dynamic Coalition on Open Resources", coalitions()),
    ("Coalition", coalitions()),
    ("DC-Alpha", coalitions()),
    ("Main hall", HALLS),
    # Codes.
    ("EDU", directory_of(("SAFETY", "EDX", "ACCESS"), "theme")),
    ("BoF", TYPES),
    ("A2", directory_of(("Rights", "Access"), "theme")),
    # Negations in three languages.
    ("not IRPC", coalitions()),
    ("anyone but DC-Trust", coalitions()),
    ("all except DC-Health", coalitions()),
    ("sauf DC-Health", coalitions()),
    ("sans DC-Trust", coalitions()),
    ("salvo IRPC", coalitions()),
    ("sin DC-Gender", coalitions()),
    ("no captioning", SERVICES),
    ("pas de captioning", SERVICES),
    # Nobody in particular, tests and totals.
    ("anyone", coalitions()),
    ("any", coalitions()),
    ("TEST", coalitions()),
    ("Test row for DC", coalitions()),
    ("Total", coalitions()),
    # Other meanings.
    ("lunch", TYPES),
    ("panel", TYPES),
    ("other", TYPES),
    ("launch party", directory_of(("lunch party", "dinner"), "event")),
    # What tells rooms apart.
    ("Conference room B", HALLS),
    ("Conference Room D", HALLS),
    ("Hall 3", HALLS),
    ("Hall III", HALLS),
    ("Room 1c", HALLS),
    # Two people with one name in common.
    ("John Mensah", people("Ama Mensah", "Kofi Boateng")),
    ("Mary Boateng", people("Ama Mensah", "Kofi Boateng")),
]


@pytest.mark.parametrize(("text", "directory"), NOT_MEANT, ids=lambda value: str(value)[:30])
def test_without_real_likeness_there_is_no_guess(text: str, directory: NameDirectory) -> None:
    found, problem = read(text, directory)
    assert found == ""
    assert problem.severity is Severity.ERROR
    assert not problem.guess


@pytest.mark.parametrize(
    ("text", "directory", "remedy"),
    [
        ("TEST", coalitions(), "delete the row if it is a test or a total"),
        ("Total", coalitions(), "delete the row if it is a test or a total"),
        ("anyone", coalitions(), "write only the names that are meant, or leave the cell empty"),
        ("not DC3", coalitions(), "write only the names that are meant, or leave the cell empty"),
        ("Hall 2; Studio", HALLS, "write “Hall 2” or “Studio”"),
    ],
)
def test_the_remedy_says_what_to_do(text: str, directory: NameDirectory, remedy: str) -> None:
    assert remedy in str(read(text, directory)[1])


def test_of_two_that_are_about_as_likely_neither_is_guessed() -> None:
    directory = coalitions()
    directory.add("DC-Data", ("Dynamic Coalition on Digital Wealth",))
    found, problem = read("Digital", directory)
    assert found == ""
    assert "“DC-Health”" in problem.remedy
    assert "“DC-Data”" in problem.remedy


def test_a_name_with_a_negation_of_its_own_is_found() -> None:
    directory = directory_of(("No one left behind", "Access"), "theme")
    assert read("No one left behnd", directory)[0] == "No one left behind"


def test_a_question_that_is_negated_is_not_taken_for_its_opposite() -> None:
    assert guess_field("Which coalitions would you like to have in a joint session with you?") == "partners"
    assert guess_field("Which coalitions would you not like to have in a joint session with you?") != "partners"


def test_a_number_in_words_is_never_made_up(folder: Path) -> None:
    change(folder / "planning.xlsx", put("Rooms", "Room 2", "Seats", "sixty"))
    (problem,) = problems_of(folder)
    assert str(problem).endswith("cell B4: “sixty” is no number; write the number in digits.")


def test_nothing_follows_from_a_guess_before_it_is_accepted(folder: Path) -> None:
    answers = [
        {"coalition": "DC-Alpha", "ranking": (Kind.BOOTH,)},
        {"coalition": "Vilage Networks group", "ranking": (Kind.BILATERAL,), "partners": ("DC-Beta",)},
    ]
    save_workbook(microsoft(answers), folder / "survey.xlsx")
    with pytest.raises(InputProblems) as found:
        load(folder)
    (question,) = found.value.problems
    assert question.guess == "“DC-Alpha”"
    accepted = "\n".join(map(str, load(folder, accept_questions=True).problems))
    assert "DC-Alpha answered again in row 3" in accepted
    assert "DC-Alpha names partners but asks for no joint session" in accepted


def test_nothing_follows_from_a_room_that_was_guessed(folder: Path) -> None:
    session = {"Id": "X 1", "Title": "A session", "Type": "workshop", "Minutes": 60, "Audience": 9000}
    place = {"Room": "Great auditorum east", "Day": "Day 1", "Start": "09:00"}
    change(folder / "planning.xlsx", put("Rooms", "Room 2", "Room", "Great auditorium"))
    change(folder / "planning.xlsx", append("Sessions", **{**session, **place}))
    found = [problem for problem in problems_of(folder) if problem.sheet == "Sessions"]
    assert [problem.severity for problem in found] == [Severity.QUESTION]


def test_what_is_said_of_an_answer_that_could_not_be_read_is_one_sentence(folder: Path) -> None:
    save_workbook(microsoft([{"coalition": "DC-Alpha", "ranking": ("xyzzy",)}]), folder / "survey.xlsx")
    assert len(problems_of(folder)) == 1


@pytest.fixture
def instance(folder: Path) -> Instance:
    return load_instance(folder)


def test_no_coalition_is_offered_for_another_name(instance: Instance) -> None:
    with pytest.raises(NotUnderstoodError, match=r"There is no coalition “DC-Omicron”\. There is “DC-Alpha” or "):
        find_coalition(instance, "DC-Omicron")
    with pytest.raises(NotUnderstoodError, match=r"Did you mean “DC-Gamma”\?"):
        find_coalition(instance, "DC-Gamna")
