"""From answers to requests: who counts, what they ask for, and what is said about doubtful answers."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from scheduler.core.clock import Window
from scheduler.core.instance import Instance
from scheduler.core.vocabulary import Kind, Service
from scheduler.intake import load, load_instance
from scheduler.intake.problems import Severity
from scheduler.intake.template.write_template import ANSWERS
from tests.intake.conftest import all_of, append, change, problems_of, put, setting
from tests.intake.layouts import Answer, google, microsoft, save_csv, save_workbook


def answered(folder: Path, *answers: Answer) -> Instance:
    """The instance with these answers only."""
    write(folder, *answers)
    return load_instance(folder)


def write(folder: Path, *answers: Answer) -> None:
    save_workbook(microsoft(answers), folder / "survey.xlsx")


def sentences(folder: Path) -> list[str]:
    return [f"{problem.severity} {problem}" for problem in problems_of(folder)]


def test_ranks_follow_the_ranking_and_what_is_not_ranked_is_not_asked(folder: Path) -> None:
    instance = load_instance(folder)
    wishes = [(request.id, request.rank) for request in instance.requests_of("DC-Alpha")]
    assert wishes == [("DC-Alpha: day-zero event", 1), ("DC-Alpha: joint session", 2), ("DC-Alpha: booth shift", 3)]


def test_minutes_come_from_the_policy_except_for_a_main_session_slot(folder: Path) -> None:
    ranking = (Kind.MAIN_SLOT, Kind.JOINT)
    instance = answered(folder, {"coalition": "DC-Alpha", "ranking": ranking, "slot_minutes": 15})
    assert [request.minutes for request in instance.requests_of("DC-Alpha")] == [15, 90]


def test_odd_minutes_for_a_main_session_slot_are_a_warning(folder: Path) -> None:
    write(folder, {"coalition": "DC-Alpha", "ranking": (Kind.MAIN_SLOT,), "slot_minutes": 12})
    loaded = load(folder)
    (problem,) = loaded.problems
    assert "DC-Alpha asks for 12 minutes in a main session; only 10, 15 and 20 are possible; it is read as 10" in str(
        problem
    )
    assert problem.cell == "O2"
    assert loaded.instance.requests_of("DC-Alpha")[0].minutes == 10


def test_themes_answered_come_before_those_of_the_register(folder: Path) -> None:
    instance = answered(
        folder,
        {"coalition": "DC-Alpha", "ranking": (Kind.JOINT,), "themes": ("DATA", "Access for everybody")},
        {"coalition": "DC-Beta", "ranking": (Kind.JOINT,)},
    )
    assert instance.request["DC-Alpha: joint session"].themes == ("DATA", "ACCESS")
    assert instance.request["DC-Beta: joint session"].themes == ("ACCESS", "DATA")


def test_captioning_becomes_the_coalitions_own_need(folder: Path) -> None:
    needs = (Service.CAPTIONING, Service.INTERPRETATION)
    ranking = (Kind.JOINT, Kind.BOOTH, Kind.SEGMENT)
    instance = answered(folder, {"coalition": "DC-Alpha", "ranking": ranking, "needs": needs, "audience": 30})
    joint, booth, segment = instance.requests_of("DC-Alpha")
    assert instance.coalition["DC-Alpha"].captions
    assert joint.needs == (Service.INTERPRETATION,)
    assert joint.audience == 30
    assert (booth.needs, booth.audience, segment.needs, segment.audience) == ((), 0, (), 0)


def test_people_are_those_named_else_all_who_represent(folder: Path) -> None:
    change(
        folder / "planning.xlsx",
        all_of(
            append("People", Person="DC-Alpha coordinator 2", Represents="DC-Alpha"),
            append("People", Person="DC-Beta coordinator 2", Represents="DC-Beta", Booth_volunteer="yes"),
        ),
    )
    instance = answered(
        folder,
        {"coalition": "DC-Alpha", "ranking": (Kind.JOINT, Kind.BOOTH)},
        {"coalition": "DC-Beta", "ranking": (Kind.JOINT, Kind.BOOTH), "people": ("Workshop 1 organiser",)},
    )
    assert instance.request["DC-Alpha: joint session"].people == ("DC-Alpha coordinator 1", "DC-Alpha coordinator 2")
    assert instance.request["DC-Alpha: booth shift"].people == ("DC-Alpha coordinator 1",)
    assert instance.request["DC-Beta: joint session"].people == ("Workshop 1 organiser",)
    assert instance.request["DC-Beta: booth shift"].people == ("DC-Beta coordinator 2",)


def test_partners_stand_on_the_joint_session_only(folder: Path) -> None:
    instance = answered(
        folder,
        {
            "coalition": "DC-Alpha",
            "ranking": (Kind.JOINT, Kind.BILATERAL),
            "partners": ("DC-Beta",),
            "required": ("DC-Gamma",),
            "vetoes": ("DC-Delta",),
            "output": "A guide",
        },
    )
    joint, bilateral = instance.requests_of("DC-Alpha")
    assert (joint.partners, joint.required, joint.vetoes) == (("DC-Beta",), ("DC-Gamma",), ("DC-Delta",))
    assert (bilateral.partners, bilateral.required, bilateral.vetoes) == ((), (), ())
    assert joint.output == bilateral.output == "A guide"


@pytest.mark.parametrize(
    ("recorded", "said", "ready"),
    [("no", "yes", False), ("yes", "no", True), (None, "no", False), (None, "yes", True), (None, None, True)],
)
def test_readiness_recorded_outweighs_what_is_said(folder: Path, recorded: str, said: str, ready: bool) -> None:
    change(folder / "planning.xlsx", put("Coalitions", "DC-Alpha", "Ready", recorded))
    instance = answered(folder, {"coalition": "DC-Alpha", "ranking": (Kind.JOINT,), "ready": said})
    assert instance.coalition["DC-Alpha"].ready is ready


def test_who_did_not_answer_is_not_ready(folder: Path) -> None:
    assert not load_instance(folder).coalition["DC-Epsilon"].ready


def test_days_away_add_to_those_of_the_register(folder: Path) -> None:
    away = ("Day 1 afternoon", "Day 2 09:00–12:00", "Day 0")
    instance = answered(folder, {"coalition": "DC-Delta", "ranking": (Kind.BILATERAL,), "unavailable": away})
    assert instance.coalition["DC-Delta"].unavailable == (
        Window(day="Day 2", start=9 * 60, end=12 * 60),
        Window(day="Day 1", start=13 * 60),
        Window(day="Day 0"),
    )


def test_a_silent_coalition_gets_what_the_policy_says_in_order(folder: Path) -> None:
    change(folder / "planning.xlsx", setting("Policy", "A silent coalition asks for", "booth shift; bilateral meeting"))
    instance = load_instance(folder)
    requests = instance.requests_of("DC-Epsilon")
    assert [(request.kind, request.rank, request.by_default) for request in requests] == [
        (Kind.BOOTH, 1, True),
        (Kind.BILATERAL, 2, True),
    ]
    assert requests[0].source is not None
    assert requests[0].source.sheet == "Policy"
    assert not instance.coalition["DC-Epsilon"].answered


def test_a_silent_coalition_may_get_nothing(folder: Path) -> None:
    change(folder / "planning.xlsx", setting("Policy", "A silent coalition asks for", "nothing"))
    assert load_instance(folder).requests_of("DC-Epsilon") == ()


def test_nothing_is_asked_for_an_inactive_silent_coalition(folder: Path) -> None:
    change(folder / "planning.xlsx", put("Coalitions", "DC-Epsilon", "Active", "no"))
    loaded = load(folder)
    assert loaded.instance.requests_of("DC-Epsilon") == ()
    assert "4 of 4 active coalitions answered." in loaded.notes


def test_an_inactive_coalitions_answer_is_a_warning_and_counts(folder: Path) -> None:
    change(folder / "planning.xlsx", put("Coalitions", "DC-Gamma", "Active", "no"))
    loaded = load(folder)
    assert ["DC-Gamma answered but is not active" in str(problem) for problem in loaded.problems] == [True]
    assert len(loaded.instance.requests_of("DC-Gamma")) == 3


def test_a_coalition_whom_nobody_represents_is_a_warning(folder: Path) -> None:
    change(folder / "planning.xlsx", put("People", "DC-Epsilon coordinator 1", "Represents", None))
    (problem,) = load(folder).problems
    assert str(problem) == (
        "planning.xlsx, sheet Coalitions, cell A6: nobody represents DC-Epsilon; add a person who does to sheet People."
    )
    assert problem.severity is Severity.WARNING


def test_the_notes_say_who_is_silent(folder: Path) -> None:
    assert "4 of 5 active coalitions answered; silent: DC-Epsilon." in load(folder).notes


@pytest.mark.parametrize(
    "written",
    [
        "dc alpha",
        "DC-VILLAGES",
        "Rural Networks",
        "DC on village networks",
        "DC-Alpha – Village Networks",
        "ＤＣ－Ａｌｐｈａ",
    ],
)
def test_aliases_and_former_names_are_known(folder: Path, written: str) -> None:
    if "–" in written:
        written = "DC-Alpha – Dynamic Coalition on Village Networks"
    instance = answered(folder, {"coalition": written, "ranking": (Kind.BOOTH,)})
    assert instance.coalition["DC-Alpha"].answered


UNRESOLVED: dict[str, tuple[Answer, str]] = {
    "coalition": (
        {"coalition": "DC-Alfa", "ranking": (Kind.JOINT,)},
        "question survey.xlsx, sheet Sheet1, cell F2: “DC-Alfa” is no coalition of sheet Coalitions; write “DC-Alpha”",
    ),
    "no coalition": (
        {"ranking": (Kind.JOINT,)},
        "error survey.xlsx, sheet Sheet1, cell F2: the answer does not say for which",
    ),
    "kind": (
        {"coalition": "DC-Beta", "ranking": ("joint sesion",)},
        "warning survey.xlsx, sheet Sheet1, cell G2: “joint sesion” is no kind of presence; read as “joint session”",
    ),
    "partner": (
        {"coalition": "DC-Beta", "ranking": (Kind.JOINT,), "partners": ("DC-Gamma", "DC-Omega")},
        "error survey.xlsx, sheet Sheet1, cell I2: “DC-Omega” is no coalition of sheet Coalitions; add it to sheet",
    ),
    "theme": (
        {"coalition": "DC-Beta", "ranking": (Kind.JOINT,), "themes": ("Accss",)},
        "warning survey.xlsx, sheet Sheet1, cell H2: “Accss” is no theme of sheet Themes; read as “ACCESS”",
    ),
    "person": (
        {"coalition": "DC-Beta", "ranking": (Kind.JOINT,), "people": ("DC-Beta coordinator 2",)},
        "error survey.xlsx, sheet Sheet1, cell T2: “DC-Beta coordinator 2” is no person of sheet People",
    ),
    "day": (
        {"coalition": "DC-Beta", "ranking": (Kind.JOINT,), "preferred_days": ("Day 7",)},
        "error survey.xlsx, sheet Sheet1, cell R2: “Day 7” is no day of sheet Days",
    ),
    "half-day": (
        {"coalition": "DC-Beta", "ranking": (Kind.JOINT,), "unavailable": ("Day 7 morning",)},
        "error survey.xlsx, sheet Sheet1, cell S2: “Day 7” is no day of sheet Days",
    ),
    "audience": (
        {"coalition": "DC-Beta", "ranking": (Kind.JOINT,), "audience": "about 80"},
        "error survey.xlsx, sheet Sheet1, cell P2: “about 80” is no number; write 80",
    ),
    "yes or no": (
        {"coalition": "DC-Beta", "ranking": (Kind.JOINT,), "ready": "perhaps"},
        "question survey.xlsx, sheet Sheet1, cell L2: “perhaps” is neither yes nor no",
    ),
    "insists and rules out": (
        {"coalition": "DC-Beta", "ranking": (Kind.JOINT,), "required": ("DC-Alpha",), "vetoes": ("DC-Villages",)},
        "error survey.xlsx, sheet Sheet1, cell K2: DC-Beta insists on DC-Alpha and rules it out at once",
    ),
}


@pytest.mark.parametrize("case", UNRESOLVED)
def test_what_cannot_be_resolved_is_said(folder: Path, case: str) -> None:
    answer, beginning = UNRESOLVED[case]
    write(folder, answer)
    found = sentences(folder)
    assert any(sentence.startswith(beginning) for sentence in found), found


DOUBTFUL: dict[str, tuple[Answer, str]] = {
    "wished and ruled out": (
        {"coalition": "DC-Beta", "ranking": (Kind.JOINT,), "partners": ("DC-Alpha",), "vetoes": ("DC-Alpha",)},
        "DC-Beta wishes for DC-Alpha as a partner and rules it out at once",
    ),
    "itself": (
        {"coalition": "DC-Beta", "ranking": (Kind.JOINT,), "partners": ("DC-Beta",)},
        "DC-Beta names itself among the coalitions asked for here",
    ),
    "partners without a joint session": (
        {"coalition": "DC-Beta", "ranking": (Kind.BILATERAL,), "partners": ("DC-Alpha",)},
        "DC-Beta names partners but asks for no joint session",
    ),
    "no ranking": ({"coalition": "DC-Beta", "comment": "Hello"}, "DC-Beta answered but ranks no kind of presence"),
    "competes after all": (
        {"coalition": "DC-Beta", "ranking": (Kind.JOINT, Kind.BILATERAL), "opts_out": "yes"},
        "DC-Beta opts out of the competition, but asks for joint session",
    ),
    "not offered": (
        {"coalition": "DC-Beta", "ranking": (Kind.INDIVIDUAL,)},
        "DC-Beta asks for “individual session”, which the policy does not offer",
    ),
    "ranked twice": (
        {"coalition": "DC-Beta", "ranking": (Kind.JOINT, Kind.BOOTH, Kind.JOINT)},
        "“joint session” is listed twice",
    ),
}


@pytest.mark.parametrize("case", DOUBTFUL)
def test_a_doubtful_answer_is_a_warning(folder: Path, case: str) -> None:
    answer, fragment = DOUBTFUL[case]
    write(folder, answer)
    assert any(sentence.startswith("warning") and fragment in sentence for sentence in sentences(folder))
    load_instance(folder)


def test_a_partner_ruled_out_counts_as_ruled_out(folder: Path) -> None:
    answer: Answer = {"coalition": "DC-Beta", "ranking": (Kind.JOINT,)}
    instance = answered(folder, {**answer, "partners": ("DC-Alpha", "DC-Beta"), "vetoes": ("DC-Alpha",)})
    request = instance.request["DC-Beta: joint session"]
    assert (request.partners, request.vetoes) == ((), ("DC-Alpha",))


def test_of_repeated_answers_the_latest_counts(folder: Path) -> None:
    write(
        folder,
        {"coalition": "DC-Alpha", "ranking": (Kind.BOOTH,), "at": datetime(2027, 2, 9)},
        {"coalition": "DC-Villages", "ranking": (Kind.BILATERAL,), "title": "Old", "at": datetime(2027, 2, 8)},
        {"coalition": "DC-Beta", "ranking": (Kind.JOINT,), "at": datetime(2027, 2, 10)},
    )
    loaded = load(folder)
    assert [request.kind for request in loaded.instance.requests_of("DC-Alpha")] == [Kind.BOOTH]
    (problem,) = loaded.problems
    assert problem.cell == "F3"
    assert (
        "DC-Alpha answered again in row 2, which counts instead of this row (it differs in ranking; what that"
        in str(problem)
    )
    assert loaded.instance.requests_of("DC-Alpha")[0].title == "Old"


def test_an_answer_given_twice_alike_needs_nobody(folder: Path) -> None:
    write(folder, *[{"coalition": "DC-Alpha", "ranking": (Kind.BOOTH,)}] * 2)
    (problem,) = load(folder).problems
    assert "(it says the same); nothing needs to be done" in str(problem)


@pytest.mark.parametrize(
    ("first", "second", "latest"),
    [
        ("2/13/27 9:05:00", "2/12/27 19:05:00", Kind.BOOTH),
        ("13/02/2027 09:05:00", "12/02/2027 19:05:00", Kind.BOOTH),
        ("2027/02/13 9:05:00 AM GMT+3", "2027/02/13 10:05:00 PM GMT+3", Kind.BILATERAL),
        ("2027-02-13 09:05:00", "2027-02-12 19:05:00", Kind.BOOTH),
        ("lately", "long ago", Kind.BILATERAL),
    ],
)
def test_times_of_answers_are_read_as_form_tools_write_them(
    folder: Path, first: str, second: str, latest: Kind
) -> None:
    (folder / "survey.xlsx").unlink()
    answers: list[Answer] = [
        {"coalition": "DC-Alpha", "ranking": (Kind.BOOTH,), "at": first},
        {"coalition": "DC-Alpha", "ranking": (Kind.BILATERAL,), "at": second},
    ]
    save_csv(google(answers), folder / "survey.csv")
    loaded = load(folder)
    assert [request.kind for request in loaded.instance.requests_of("DC-Alpha")] == [latest]


def test_a_day_that_may_be_a_month_is_not_guessed(folder: Path) -> None:
    (folder / "survey.xlsx").unlink()
    answers: list[Answer] = [
        {"coalition": "DC-Alpha", "ranking": (Kind.BOOTH,), "at": "03/02/2027 09:05:00"},
        {"coalition": "DC-Alpha", "ranking": (Kind.BILATERAL,), "at": "02/12/2027 09:05:00"},
    ]
    save_csv(google(answers), folder / "survey.csv")
    loaded = load(folder)
    assert loaded.instance.requests_of("DC-Alpha")[0].kind is Kind.BILATERAL
    assert any("the times of the answers could not be compared, so the order of rows counts" in n for n in loaded.notes)


RANKINGS: dict[str, tuple[tuple[object, ...], str]] = {
    "tie": (
        ("1", "1"),
        "question survey.xlsx, sheet Sheet1, cell D2: “joint session” and “individual session”",
    ),
    "gap": (("1", "3"), "the ranking has the places 1, 3, with a gap"),
    "words": (("first", "somewhat"), "“somewhat” is no place in a ranking; write 1 for the first choice"),
}


@pytest.mark.parametrize("case", RANKINGS)
def test_rankings_in_a_grid_that_do_not_add_up_are_reported(folder: Path, case: str) -> None:
    ordinals, fragment = RANKINGS[case]
    answer: Answer = {"coalition": "DC-Beta", "ranking": (Kind.JOINT, Kind.INDIVIDUAL)}
    save_workbook(google([answer], ordinals), folder / "survey.xlsx")
    found = sentences(folder)
    assert any(fragment in sentence for sentence in found), found


def test_the_survey_says_where_a_request_was_read(folder: Path) -> None:
    request = load_instance(folder).request["DC-Beta: joint session"]
    assert str(request.source).startswith("survey.xlsx, Sheet1, cell ")
    assert len(ANSWERS) == 4


def test_a_kind_in_two_columns_of_a_grid_is_an_error(folder: Path) -> None:
    table = google([{"coalition": "DC-Beta", "ranking": (Kind.JOINT,)}])
    table[0].append("Ranking [Joint sessions]")
    table[1].append("2nd choice")
    save_workbook(table, folder / "survey.xlsx")
    assert any("“joint session” is ranked in two columns; delete one of them" in s for s in sentences(folder))


def test_a_survey_without_answers_is_a_warning(folder: Path) -> None:
    save_workbook(microsoft([]), folder / "survey.xlsx")
    loaded = load(folder)
    assert ["the survey holds no answer" in str(problem) for problem in loaded.problems] == [True]
    assert all(request.by_default for request in loaded.instance.requests)
