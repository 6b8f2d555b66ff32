"""Options and answers in a form's own words: numbered, tagged, with lengths, in three languages, or no answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from scheduler.core.clock import Window
from scheduler.core.vocabulary import Kind, Service
from scheduler.intake import InputProblems, load, load_instance
from scheduler.intake.name_matching import resolve_all
from scheduler.intake.problems import Problem, Severity
from scheduler.intake.survey.column_mapping import MAPPING
from scheduler.intake.tables.table import Cell
from scheduler.intake.vocabulary_names import kind_directory, service_directory
from tests.intake.conftest import change, problems_of, put
from tests.intake.layouts import Answer, microsoft, save_workbook


def write(folder: Path, *answers: Answer) -> None:
    save_workbook(microsoft(answers), folder / "survey.xlsx")


def ranked(folder: Path) -> list[Kind]:
    return [request.kind for request in load_instance(folder).requests_of("DC-Alpha")]


OPTIONS = [
    "1. joint session; 2. bilateral meeting",
    "1) joint session\n2) bilateral meeting",
    "1. joint session 2. bilateral meeting",
    "a) joint session; b) bilateral meeting",
    "(A) Joint session; (B) Bilateral meeting",
    "<b>joint session</b>; <p>bilateral&nbsp;meeting</p>",
    "Joint session (90 min); Bilateral meeting (1 hour)",
    "90-minute joint session; bilateral meeting [60 minutes]",
    "Joint session (with other coalitions); Bilateral meeting (in a room)",
    "séance commune; réunion bilatérale",
    "1. sesión conjunta; 2. reunión bilateral",
]


@pytest.mark.parametrize("written", OPTIONS)
def test_options_are_read_whatever_forms_write_around_them(folder: Path, written: str) -> None:
    write(folder, {"coalition": "DC-Alpha", "ranking": written})
    assert ranked(folder) == [Kind.JOINT, Kind.BILATERAL]
    assert not problems_of(folder)


def test_numbers_decide_the_order_of_a_ranking(folder: Path) -> None:
    write(folder, {"coalition": "DC-Alpha", "ranking": "2. joint session; 1. bilateral meeting"})
    assert ranked(folder) == [Kind.BILATERAL, Kind.JOINT]
    (problem,) = problems_of(folder)
    assert "is numbered in another order than it is written in; the numbers count" in str(problem)


def test_what_a_negation_in_brackets_takes_away_is_never_dropped() -> None:
    problems: list[Problem] = []
    cell = Cell("survey.xlsx", "", 2, 1, "joint session (not with DC3)")
    assert resolve_all(cell, kind_directory(), problems) == ()
    assert [problem.severity for problem in problems] == [Severity.ERROR]


SERVICES = {
    "sous-titrage; interprétation simultanée": (Service.CAPTIONING, Service.INTERPRETATION),
    "hybride, diffusion en direct": (Service.HYBRID, Service.WEBCAST),
    "subtítulos; interpretación": (Service.CAPTIONING, Service.INTERPRETATION),
    "participación en línea; acceso en silla de ruedas": (Service.HYBRID, Service.STEP_FREE),
    "online participation": (Service.HYBRID,),
    "live captioning; wheelchair access": (Service.CAPTIONING, Service.STEP_FREE),
    "aucun": (),
    "ninguna": (),
    "TBC": (),
}


@pytest.mark.parametrize("written", SERVICES)
def test_services_have_names_in_three_languages(written: str) -> None:
    problems: list[Problem] = []
    found = resolve_all(Cell("survey.xlsx", "", 2, 1, written), service_directory(), problems)
    assert found == SERVICES[written]
    assert not problems


PREFERRED = {
    "Tuesday": ("Day 1",),
    "Tuesday, 8 June": ("Day 1",),
    "mardi": ("Day 1",),
    "martes 8 de junio": ("Day 1",),
    "Day 1 (Tuesday)": ("Day 1",),
    "Day 1 – Tuesday, 8 June 2027": ("Day 1",),
    "Tuesday; Wednesday": ("Day 1", "Day 2"),
    "Tuesday, Wednesday": ("Day 1", "Day 2"),
    "none": (),
    "no preference": (),
    "TBC": (),
}


@pytest.mark.parametrize("written", PREFERRED)
def test_days_are_named_by_weekday_and_date_too(folder: Path, written: str) -> None:
    write(folder, {"coalition": "DC-Alpha", "ranking": (Kind.JOINT,), "preferred_days": written})
    loaded = load(folder)
    assert loaded.instance.coalition["DC-Alpha"].preferred_days == PREFERRED[written]
    assert not loaded.problems


def test_two_days_that_contradict_each_other_are_no_day(folder: Path) -> None:
    write(folder, {"coalition": "DC-Alpha", "ranking": (Kind.JOINT,), "preferred_days": "Day 1 (Wednesday)"})
    (problem,) = problems_of(folder)
    assert "“Day 1 (Wednesday)” is no day of sheet Days" in str(problem)
    assert problem.severity is Severity.ERROR


MORNING, AFTERNOON = (0, 13 * 60), (13 * 60, 24 * 60)
AWAY = {
    "Day 1 (afternoon)": AFTERNOON,
    "Day 1 (a.m.)": MORNING,
    "Day 1: morning": MORNING,
    "Day 1 - PM": AFTERNOON,
    "Tuesday afternoon": AFTERNOON,
    "Tuesday in the morning": MORNING,
    "mardi matin": MORNING,
    "Day 1 9 am - 12 noon": (9 * 60, 12 * 60),
    "Day 1 from 2 pm to 5:30 pm": (14 * 60, 17 * 60 + 30),
    "Day 1 (9:00-12:00)": (9 * 60, 12 * 60),
}


@pytest.mark.parametrize("written", AWAY)
def test_times_away_are_read_as_people_write_them(folder: Path, written: str) -> None:
    write(folder, {"coalition": "DC-Beta", "ranking": (Kind.JOINT,), "unavailable": written})
    start, end = AWAY[written]
    loaded = load(folder)
    assert loaded.instance.coalition["DC-Beta"].unavailable == (Window(day="Day 1", start=start, end=end),)


NO_ANSWER = ["none", "n/a", "-", "TBC", "tbd", "unknown", "?", "aucun", "sans objet", "à confirmer", "por confirmar"]
OPTIONAL = (
    *("themes", "partners", "required", "vetoes", "output", "title", "slot_minutes", "audience", "needs"),
    *("preferred_days", "unavailable", "people", "comment"),
)


@pytest.mark.parametrize("written", NO_ANSWER)
def test_no_answer_is_understood_wherever_one_may_be_left_out(folder: Path, written: str) -> None:
    plain: Answer = {"coalition": "DC-Alpha", "ranking": (Kind.JOINT, Kind.MAIN_SLOT)}
    write(folder, plain)
    expected = load(folder).instance
    write(folder, {**plain, **dict.fromkeys(OPTIONAL, written)})
    loaded = load(folder)
    assert not loaded.problems
    assert loaded.instance.requests == expected.requests
    assert loaded.instance.coalitions == expected.coalitions


def test_none_is_an_answer_to_a_later_question_and_unknown_is_not(folder: Path) -> None:
    first: Answer = {"coalition": "DC-Alpha", "ranking": (Kind.JOINT,), "partners": ("DC-Beta",)}
    write(folder, first, {**first, "partners": "none"})
    assert load_instance(folder).request["DC-Alpha: joint session"].partners == ()
    write(folder, first, {**first, "partners": "TBC"})
    assert load_instance(folder).request["DC-Alpha: joint session"].partners == ("DC-Beta",)


def test_what_is_required_may_not_be_left_open(folder: Path) -> None:
    change(folder / "planning.xlsx", put("Rooms", "Room 2", "Seats", "TBC"))
    (problem,) = problems_of(folder)
    assert "cell B4: “Seats” holds only “TBC”; fill it in" in str(problem)


@pytest.mark.parametrize(("yes", "no"), [("1", "0"), ("✓", "✗"), ("☑", "☐"), ("✅", "❌"), ("checked", "unchecked")])
def test_numbers_and_check_marks_say_yes_and_no(folder: Path, yes: str, no: str) -> None:
    write(
        folder,
        {"coalition": "DC-Alpha", "ranking": (Kind.BOOTH,), "opts_out": yes},
        {"coalition": "DC-Beta", "ranking": (Kind.BOOTH,), "opts_out": no},
    )
    loaded = load(folder)
    assert [loaded.instance.coalition[name].opts_out for name in ("DC-Alpha", "DC-Beta")] == [True, False]
    assert not loaded.problems


OWN_JOINT, OWN_ROOM = "Joint session with similar coalitions (90 min)", "A quiet corner of our own"


def test_options_in_a_forms_own_words_are_kept_in_the_mapping(folder: Path) -> None:
    write(
        folder,
        {"coalition": "DC-Alpha", "ranking": (OWN_JOINT, OWN_ROOM)},
        {"coalition": "DC-Beta", "ranking": (OWN_JOINT,)},
    )
    with pytest.raises(InputProblems) as found:
        load(folder)
    assert "say in mapping.toml what it means" in str(found.value)
    proposed = found.value.proposed
    assert f'written = "{OWN_JOINT}"\nmeans = "joint session"  # a guess' in proposed
    assert f'written = "{OWN_ROOM}"\nmeans = ""  # to be filled in' in proposed
    text = proposed.replace("confirmed = false", "confirmed = true").replace(
        'means = ""', 'means = "bilateral meeting"'
    )
    (folder / MAPPING).write_text(text, encoding="utf-8")
    loaded = load(folder)
    assert ranked(folder) == [Kind.JOINT, Kind.BILATERAL]
    assert not loaded.problems
    assert not loaded.proposed


def test_an_option_that_is_left_open_stays_an_error(folder: Path) -> None:
    write(folder, {"coalition": "DC-Alpha", "ranking": (OWN_ROOM,)})
    text = f'confirmed = true\n[[option]]\nquestion = "ranking"\nwritten = "{OWN_ROOM}"\nmeans = ""\n'
    (folder / MAPPING).write_text(text, encoding="utf-8")
    assert [problem.severity for problem in problems_of(folder)] == [Severity.ERROR]


@pytest.mark.parametrize(
    ("option", "said"),
    [
        ('question = "ranking"\nwritten = "Own"\nmeans = "jiont"', "“jiont”, as the meaning of “Own”, is no kind of"),
        ('question = "colour"\nwritten = "Own"\nmeans = "red"', "the options of “colour” cannot be explained"),
        ('question = "ranking"\nmeans = "joint session"', "an option lacks its question or its words"),
    ],
)
def test_mistakes_in_options_of_the_mapping_are_errors(folder: Path, option: str, said: str) -> None:
    (folder / MAPPING).write_text(f"confirmed = true\n[[option]]\n{option}\n", encoding="utf-8")
    assert any(said in str(problem) and problem.file == MAPPING for problem in problems_of(folder))
