"""Parse each coalition's answer: every cell read, every name resolved."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from scheduler.core.clock import Window
from scheduler.core.instance import Source
from scheduler.core.phrases import listed
from scheduler.core.vocabulary import Kind, Service
from scheduler.intake import cell_values as cells
from scheduler.intake.people_directory import resolve_people
from scheduler.intake.planning.planning_names import PlanningNames
from scheduler.intake.problems import Problem, Severity, Treatment
from scheduler.intake.spelling import normalise
from scheduler.intake.survey.answer_rows import AnswerRow
from scheduler.intake.survey.column_mapping import QuestionColumns
from scheduler.intake.survey.layouts import AnswerTable
from scheduler.intake.survey.rankings import RankingScale, ranking, ranking_scale
from scheduler.intake.survey.survey_questions import MARKS, QUESTIONS
from scheduler.intake.tables.table import Cell


@dataclass(frozen=True)
class SurveyAnswer:
    """One coalition's answer, resolved. Fields without a question or an answer are empty or None.

    `sender` identifies who sent it, and is empty if that is unknown. `guessed`: the coalition is a best guess.
    """

    coalition: str
    ranking: tuple[Kind, ...] = ()
    themes: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    vetoes: tuple[str, ...] = ()
    ready: bool | None = None
    output: str = ""
    title: str = ""
    slot_minutes: int | None = None
    audience: int = 0
    needs: tuple[Service, ...] = ()
    captions: bool = False
    preferred_days: tuple[str, ...] = ()
    unavailable: tuple[Window, ...] = ()
    people: tuple[str, ...] = ()
    opts_out: bool = False
    comment: str = ""
    withdrawn: bool = False
    sender: str = field(default="", compare=False, repr=False)
    cells: Mapping[str, Cell] = field(default_factory=dict, compare=False)
    guessed: bool = field(default=False, compare=False)

    @property
    def source(self) -> Source:
        """Where the answer was read."""
        return self.cells["coalition"].source

    @staticmethod
    def question_of(name: str) -> str:
        """The question from whose cell a field was read."""
        return "needs" if name == "captions" else name

    def says_nothing_on(self, name: str) -> bool:
        """Whether the question of a field was left empty."""
        return self.cells[self.question_of(name)].is_empty


def read_answers(
    answers: AnswerTable, columns: QuestionColumns, known: PlanningNames, problems: list[Problem]
) -> tuple[SurveyAnswer, ...]:
    """Read every answer in survey order; a row that answers for several coalitions yields several."""
    if "coalition" not in columns.by_field:
        return ()
    found: list[SurveyAnswer] = []
    scale = ranking_scale(answers, columns.by_field, problems)
    for row in _without_headers(answers, problems):
        found += _read_row(AnswerRow(answers, columns.by_field, row, problems, known.kinds), known, scale)
    found = _with_answers(found, problems)
    if not answers.rows and not answers.misaligned:
        remedy = "nothing needs to be done if none came in"
        problems.append(answers.table.problem("the survey holds no answer", remedy, Severity.WARNING))
    for row, why in answers.not_counted.items():
        cell = answers.table.cell(row, answers.columns[0].column)
        what = f"row {row} was not read: {why}"
        problems.append(cell.problem(what, "nothing needs to be done", Severity.WARNING, treatment=Treatment.IGNORED))
    return tuple(found)


def _without_headers(answers: AnswerTable, problems: list[Problem]) -> list[int]:
    """The rows with answers; rows that repeat the titles, as of two downloads pasted together, are one question."""
    titles = {column.column: answers.table.cell(answers.header, column.column).text for column in answers.columns}
    again = [
        row
        for row in answers.rows
        if 2 * sum(answers.table.cell(row, column).text == title for column, title in titles.items()) > len(titles)
    ]
    if again:
        cell = answers.table.cell(again[0], answers.columns[0].column)
        rows = f"row {again[0]} repeats" if len(again) == 1 else f"rows {listed(map(str, again[:5]))} repeat"
        what = f"{rows} the titles of the columns, as if two downloads stood below each other"
        remedy = "keep the download that counts, or delete the titles"
        problems.append(cell.question(what, remedy, "no answer; the rows below are answers too"))
    return [row for row in answers.rows if row not in again]


def _with_answers(found: list[SurveyAnswer], problems: list[Problem]) -> list[SurveyAnswer]:
    """Leave out rows that name a coalition and answer no question, as a list of contacts beside the answers does."""
    silent = [one for one in found if all(cell.is_empty for name, cell in one.cells.items() if name != "coalition")]
    if silent:
        named = [f"{one.coalition} ({one.cells['coalition'].coordinate})" for one in silent]
        shown = listed(named if len(named) <= _NAMED_AT_MOST else [*named[:_NAMED_AT_MOST], "others"])
        verb = "is" if len(silent) == 1 else "are"
        what = f"{shown} {verb} named in a row that answers no question"
        remedy = "delete the row, or move the list to another sheet, unless the coalition has answered"
        guess = "it has not answered" if len(silent) == 1 else "none of them has answered"
        problems.append(silent[0].cells["coalition"].question(what, remedy, guess))
    return [one for one in found if not any(one is other for other in silent)]


def _read_row(row: AnswerRow, known: PlanningNames, scale: RankingScale) -> list[SurveyAnswer]:
    """Read one row; empty if it names no coalition, which is an error."""
    cell = row.cell("coalition")
    if cell.is_empty:
        what = "the answer does not say for which coalition it is"
        row.problems.append(cell.problem(what, "write the acronym, or delete the row"))
        return []
    start = len(row.problems)
    coalitions = row.coalitions(known.coalitions)
    guessed = any(problem.severity is Severity.QUESTION for problem in row.problems[start:])
    for asked in row.columns:
        row.report_disagreement(asked)
    answer = _read_answer(row, known, coalitions, scale)
    return [replace(answer, coalition=coalition, guessed=guessed) for coalition in coalitions]


def _read_answer(
    row: AnswerRow, known: PlanningNames, coalitions: tuple[str, ...], scale: RankingScale
) -> SurveyAnswer:
    services = tuple(Service(name) for name in row.names("needs", known.services))
    return SurveyAnswer(
        coalition="",
        ranking=ranking(row, scale),
        themes=row.names("themes", known.themes),
        partners=row.names("partners", known.coalitions),
        required=row.names("required", known.coalitions),
        vetoes=row.names("vetoes", known.coalitions),
        ready=cells.yes_no(row.cell("ready"), row.problems),
        output=cells.text_if_any(row.cell("output"), row.problems),
        title=cells.text_if_any(row.cell("title"), row.problems),
        slot_minutes=cells.duration(row.cell("slot_minutes"), row.problems, least=1),
        audience=cells.number(row.cell("audience"), row.problems) or 0,
        needs=tuple(service for service in services if service is not Service.CAPTIONING),
        captions=Service.CAPTIONING in services,
        preferred_days=known.calendar.preferred(row.texts("preferred_days"), row.problems),
        unavailable=known.calendar.windows(row.texts("unavailable"), row.problems),
        people=resolve_people(row.texts("people"), known.people, coalitions, row.problems),
        opts_out=bool(cells.yes_no(row.cell("opts_out"), row.problems)),
        comment=cells.text_if_any(row.cell("comment"), row.problems),
        withdrawn=_withdrawn(row.cell("withdrawn"), row.problems),
        sender=_sender(row),
        cells={question.field: row.cell(question.field) for question in (*QUESTIONS, *MARKS)},
    )


_NAMED_AT_MOST = 5
"""The most coalitions without an answer that one sentence names."""

_NOBODY = ("", "anonymous", "anonyme", "anonymousrespondent", "anónimo", "-")


def _withdrawn(cell: Cell, problems: list[Problem]) -> bool:
    """Whether the column on withdrawal says “yes”, or names the withdrawal itself."""
    if normalise(cell.text) in ("withdrawn", "retiré", "retirée", "retirada", "retirado"):
        return True
    return bool(cells.yes_no(cell, problems))


def _sender(row: AnswerRow) -> str:
    """The first value that identifies the sender; it is never part of an output."""
    table = row.answers.table
    written = (normalise(table.cell(row.row, column).text) for column in row.answers.senders)
    return next((text for text in written if text not in _NOBODY), "")


def rows_of_guesses(answers: Collection[SurveyAnswer]) -> set[tuple[str, str, int]]:
    """File, sheet and row of the answers that are about a coalition which a best guess stands for, in one of them."""
    guessed = {answer.coalition for answer in answers if answer.guessed}
    cells = [answer.cells["coalition"] for answer in answers if answer.coalition in guessed]
    return {(cell.file, cell.sheet, cell.row) for cell in cells}


def check_answer(answer: SurveyAnswer, problems: list[Problem]) -> None:
    """Report contradictions within one answer."""

    def report(asked: str, what: str, remedy: str, severity: Severity = Severity.WARNING) -> None:
        problems.append(answer.cells[asked].problem(what, remedy, severity))

    for name in sorted(set(answer.required) & set(answer.vetoes)):
        what = f"{answer.coalition} insists on {name} and rules it out at once"
        report("vetoes", what, "ask the coalition, and delete one of the two", Severity.ERROR)
    for name in sorted((set(answer.partners) & set(answer.vetoes)) - set(answer.required)):
        what = f"{answer.coalition} wishes for {name} as a partner and rules it out at once"
        report("vetoes", what, "ask the coalition; until then it is ruled out")
    for asked in ("partners", "required", "vetoes"):
        if answer.coalition in getattr(answer, asked):
            what = f"{answer.coalition} names itself among the coalitions asked for here"
            report(asked, what, "delete it; it is left out")
    if Kind.JOINT not in answer.ranking and (answer.partners or answer.required or answer.vetoes):
        what = f"{answer.coalition} names partners but asks for no joint session"
        report("ranking", what, "ask the coalition; until then its partners do not count")
    if not answer.ranking:
        what = f"{answer.coalition} answered but ranks no kind of presence"
        report("ranking", what, "ask the coalition; until then it asks for nothing")
