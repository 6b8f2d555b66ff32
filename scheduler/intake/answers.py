"""What each coalition answered: names resolved, repeated answers settled, contradictions reported."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime

from scheduler.clock import Window
from scheduler.instance import Source
from scheduler.intake import cells
from scheduler.intake.names import directory_of, kind_directory, normalise, resolve, resolve_all
from scheduler.intake.planning.known import Known
from scheduler.intake.problems import Problem, Severity
from scheduler.intake.questions import QUESTIONS
from scheduler.intake.survey import AnswerColumn, Answers, columns_by_field
from scheduler.intake.table import Cell
from scheduler.vocabulary import Kind, Service

_ORDINAL = re.compile(r"(?:rank|choice)?\s*(\d{1,2})(?:\s*(?:st|nd|rd|th))?(?:\s*(?:choice|preference|priority))?")
_ORDINAL_WORDS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7}
_MOMENTS = (
    ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d", "%Y/%m/%d %H:%M:%S", "%Y/%m/%d %I:%M:%S %p"),
    ("%m/%d/%Y %H:%M:%S", "%m/%d/%y %H:%M:%S", "%m/%d/%Y %I:%M:%S %p", "%m/%d/%y %I:%M:%S %p", "%m/%d/%Y %H:%M"),
    ("%d/%m/%Y %H:%M:%S", "%d/%m/%y %H:%M:%S", "%d/%m/%Y %I:%M:%S %p", "%d.%m.%Y %H:%M:%S", "%d/%m/%Y %H:%M"),
)
_TIME_ZONE_SUFFIX = re.compile(r"\s+(?:GMT|UTC)(?:\s*[+-]\d{1,2}(?::?\d{2})?)?$")


@dataclass(frozen=True)
class Answer:
    """One coalition's answer, everything in it resolved. What was not asked or not answered is empty or None."""

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
    cells: Mapping[str, Cell] = field(default_factory=dict, compare=False)

    @property
    def source(self) -> Source:
        """Where the answer stands."""
        return self.cells["coalition"].source


@dataclass(frozen=True)
class _Row:
    """One row of the survey with the means to read it."""

    answers: Answers
    columns: dict[str, tuple[AnswerColumn, ...]]
    row: int
    problems: list[Problem]

    def cell(self, asked: str) -> Cell:
        """The answer to a question in one cell; an empty one where the question was not asked."""
        table = self.answers.table
        columns = self.columns.get(asked, ())
        return table.cell(self.row, columns[0].column) if columns else Cell(table.file, table.sheet, self.row, 1, "")

    def items(self, asked: str) -> tuple[tuple[str, Cell], ...]:
        """Items and cells of a question spread over several columns."""
        table = self.answers.table
        return tuple((c.item, table.cell(self.row, c.column)) for c in self.columns.get(asked, ()) if c.item)


def read_survey(answers: Answers, known: Known, problems: list[Problem], notes: list[str]) -> tuple[Answer, ...]:
    """The answer that counts for each coalition, in the survey's order."""
    columns = columns_by_field(answers, problems)
    not_asked = [f"“{question.text}”" for question in QUESTIONS if question.field not in columns]
    if not_asked:
        notes.append(f"{answers.table.file} does not ask: {', '.join(not_asked)}.")
    if "coalition" not in columns:
        return ()
    read = [_read_row(_Row(answers, columns, row, problems), known) for row in answers.rows]
    found = [answer for answer in read if answer is not None]
    if not answers.rows:
        remedy = "nothing needs to be done if none came in"
        problems.append(answers.table.problem("the survey holds no answer", remedy, Severity.WARNING))
    return _latest(answers, found, problems, notes)


def _read_row(row: _Row, known: Known) -> Answer | None:
    """One row; None where it does not say for whom, which is an error."""
    coalition_cell = row.cell("coalition")
    if coalition_cell.is_empty:
        what = "the answer does not say for which coalition it is"
        row.problems.append(coalition_cell.problem(what, "write the acronym, or delete the row"))
        return None
    coalition = resolve(coalition_cell, known.coalitions, row.problems)
    services = tuple(Service(name) for name in resolve_all(row.cell("needs"), _SERVICES, row.problems))
    answer = Answer(
        coalition=coalition,
        ranking=_ranking(row),
        themes=resolve_all(row.cell("themes"), known.themes, row.problems),
        partners=resolve_all(row.cell("partners"), known.coalitions, row.problems),
        required=resolve_all(row.cell("required"), known.coalitions, row.problems),
        vetoes=resolve_all(row.cell("vetoes"), known.coalitions, row.problems),
        ready=cells.yes_no(row.cell("ready"), row.problems),
        output=cells.text(row.cell("output"), row.problems),
        title=cells.text(row.cell("title"), row.problems),
        slot_minutes=cells.number(row.cell("slot_minutes"), row.problems, least=1),
        audience=cells.number(row.cell("audience"), row.problems) or 0,
        needs=tuple(service for service in services if service is not Service.CAPTIONING),
        captions=Service.CAPTIONING in services,
        preferred_days=resolve_all(row.cell("preferred_days"), known.calendar.directory, row.problems),
        unavailable=known.calendar.windows(row.cell("unavailable"), row.problems),
        people=resolve_all(row.cell("people"), known.people, row.problems),
        opts_out=bool(cells.yes_no(row.cell("opts_out"), row.problems)),
        comment=cells.text(row.cell("comment"), row.problems),
        cells={question.field: row.cell(question.field) for question in QUESTIONS},
    )
    return answer if coalition else None


_SERVICES = directory_of(Service, "service")
_KINDS = kind_directory()


def _ranking(row: _Row) -> tuple[Kind, ...]:
    """The kinds asked for, first choice first: one ordered cell, or a column for each kind with its place."""
    items = row.items("ranking")
    if not items:
        return tuple(Kind(name) for name in resolve_all(row.cell("ranking"), _KINDS, row.problems))
    places: dict[Kind, int] = {}
    for item, cell in items:
        header = row.answers.table.cell(row.answers.header, cell.column).with_text(item)
        kind = resolve(header, _KINDS, row.problems)
        place = _place_in_ranking(cell, row.problems)
        if not kind or place is None:
            continue
        same = next((other for other, taken in places.items() if taken == place), None)
        if same is not None:
            what = f"“{kind}” and “{same.value}” are both ranked {place}"
            row.problems.append(cell.problem(what, "ask the coalition which comes first, and number them apart"))
        elif Kind(kind) in places:
            row.problems.append(cell.problem(f"“{kind}” is ranked in two columns", "delete one of them"))
        else:
            places[Kind(kind)] = place
    _report_gap(row, items[0][1], sorted(places.values()))
    return tuple(sorted(places, key=lambda kind: places[kind]))


def _place_in_ranking(cell: Cell, problems: list[Problem]) -> int | None:
    """``2``, ``2nd choice`` or ``Second choice`` as 2; None where the item was not ranked."""
    written = normalise(cells.text(cell, problems))
    if not written:
        return None
    match = _ORDINAL.fullmatch(written)
    place = int(match[1]) if match else _ORDINAL_WORDS.get(written.split()[0])
    if place is None or place < 1:
        what = f"“{cell.text}” is no place in a ranking"
        problems.append(cell.problem(what, "write 1 for the first choice, and so on"))
        return None
    return place


def _report_gap(row: _Row, cell: Cell, places: list[int]) -> None:
    if places and places != list(range(1, len(places) + 1)):
        written = ", ".join(map(str, places))
        what = f"the ranking has the places {written}, with a gap"
        row.problems.append(cell.problem(what, "the order counts; number them without a gap", Severity.WARNING))


def _latest(answers: Answers, found: Iterable[Answer], problems: list[Problem], notes: list[str]) -> tuple[Answer, ...]:
    """Of several answers of one coalition the latest; the others are listed as warnings."""
    by_coalition: dict[str, list[Answer]] = {}
    for answer in found:
        by_coalition.setdefault(answer.coalition, []).append(answer)
    repeated = [given for given in by_coalition.values() if len(given) > 1]
    moments = _moments(answers) if repeated else {}
    if repeated and not moments:
        file = answers.table.file
        notes.append(f"{file}: the times of the answers could not be compared, so the order of rows counts.")
    chosen: list[Answer] = []
    for given in by_coalition.values():
        ordered = sorted(given, key=lambda a: (moments.get(a.source.row, datetime.min), a.source.row))
        chosen.append(ordered[-1])
        for earlier in ordered[:-1]:
            problems.append(_repeated(earlier, ordered[-1]))
    return tuple(chosen)


def _repeated(earlier: Answer, latest: Answer) -> Problem:
    names = [one.name for one in fields(Answer) if one.compare]
    differing = [name.replace("_", " ") for name in names if getattr(earlier, name) != getattr(latest, name)]
    difference = f"it differs in {', '.join(differing)}" if differing else "it says the same"
    what = f"{earlier.coalition} answered again in row {latest.source.row}, which counts, not this one ({difference})"
    remedy = "ask the coalition if the change is not meant" if differing else "nothing needs to be done"
    return earlier.cells["coalition"].problem(what, remedy, Severity.WARNING)


def _moments(answers: Answers) -> dict[int, datetime]:
    """Row → when the answer was sent; empty where that cannot be told for every row.

    Days and months are never guessed: where every row reads both ways, the order of rows is what remains.
    """
    if answers.moment is None:
        return {}
    written = {row: answers.table.cell(row, answers.moment).text for row in answers.rows}
    readings = [reading for formats in _MOMENTS if len(reading := _read_moments(written, formats)) == len(written)]
    orders = {tuple(sorted(reading, key=lambda row: (reading[row], row))) for reading in readings}
    return readings[0] if len(orders) == 1 else {}


def _read_moments(written: dict[int, str], formats: tuple[str, ...]) -> dict[int, datetime]:
    found: dict[int, datetime] = {}
    for row, moment in written.items():
        plain = _TIME_ZONE_SUFFIX.sub("", " ".join(moment.split()))
        for form in formats:
            try:
                found[row] = datetime.strptime(plain, form)
                break
            except ValueError:
                continue
    return found


def check_answer(answer: Answer, problems: list[Problem]) -> None:
    """Contradictions within one answer."""

    def says(asked: str, what: str, remedy: str, severity: Severity = Severity.WARNING) -> None:
        problems.append(answer.cells[asked].problem(what, remedy, severity))

    for name in sorted(set(answer.required) & set(answer.vetoes)):
        what = f"{answer.coalition} insists on {name} and rules it out at once"
        says("vetoes", what, "ask the coalition, and delete one of the two", Severity.ERROR)
    for name in sorted((set(answer.partners) & set(answer.vetoes)) - set(answer.required)):
        what = f"{answer.coalition} wishes for {name} as a partner and rules it out at once"
        says("vetoes", what, "ask the coalition; until then it is ruled out")
    for asked in ("partners", "required", "vetoes"):
        if answer.coalition in getattr(answer, asked):
            what = f"{answer.coalition} names itself among the coalitions asked for here"
            says(asked, what, "delete it; it is left out")
    if Kind.JOINT not in answer.ranking and (answer.partners or answer.required or answer.vetoes):
        what = f"{answer.coalition} names partners but asks for no joint session"
        says("ranking", what, "ask the coalition; until then its partners do not count")
    if not answer.ranking:
        what = f"{answer.coalition} answered but ranks no kind of presence"
        says("ranking", what, "ask the coalition; until then it asks for nothing")
