"""One set of answers in the layout of every form tool, as workbooks and as CSV files of every kind.

An answer maps the field of a question to text, a number, or a tuple of several answers; a ranking is a tuple of
kinds, first choice first; `at` is when it was sent, `by` by whom.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from openpyxl import Workbook

from scheduler.core.vocabulary import Kind
from scheduler.intake.survey.survey_questions import QUESTIONS, SurveyQuestion

Answer = dict[str, object]
Table = list[list[object]]

FIRST = datetime(2027, 2, 1, 9, 0)
ORDINALS = ("1st choice", "2nd choice", "3rd choice", "4th choice")

FRENCH = {
    "coalition": "Pour quelle coalition dynamique répondez-vous ?",
    "ranking": "Classez les formes de présence que souhaite votre coalition",
    "themes": "Quels thèmes correspondent à ce que vous présenteriez ?",
    "partners": "Avec quelles coalitions aimeriez-vous tenir une session commune ?",
    "required": "Sans quelle coalition préféreriez-vous ne pas tenir de session commune ?",
    "vetoes": "Avec quelle coalition ne pourriez-vous pas partager une session ?",
    "ready": "Aurez-vous quelque chose à présenter cette année ?",
    "output": "Quel résultat concret présenteriez-vous ?",
    "title": "Titre provisoire de votre session",
    "slot_minutes": "De combien de minutes auriez-vous besoin dans une session principale ?",
    "audience": "Combien de personnes attendez-vous dans la salle ?",
    "needs": "De quoi votre session a-t-elle besoin ?",
    "preferred_days": "Quels jours préféreriez-vous ?",
    "unavailable": "Quand votre coalition ne peut-elle pas participer ?",
    "people": "Qui doit être présent dans la salle ?",
    "opts_out": "Comité de sélection",
    "comment": "Remarques",
}
SPANISH = {
    "coalition": "¿En nombre de qué coalición dinámica responde?",
    "ranking": "Ordene las formas de presencia que desea su coalición",
    "themes": "¿Qué temas corresponden a lo que presentaría?",
    "partners": "¿Con qué coaliciones le gustaría celebrar una sesión conjunta?",
    "required": "¿Sin qué coalición preferiría no celebrar una sesión conjunta?",
    "vetoes": "¿Con qué coalición no podría compartir una sesión?",
    "ready": "¿Tendrá algo que presentar este año?",
    "output": "¿Qué resultado tangible presentaría?",
    "title": "Título provisional de su sesión",
    "slot_minutes": "¿Cuántos minutos necesitaría en una sesión principal?",
    "audience": "¿Cuántas personas espera en la sala?",
    "needs": "¿Qué necesita su sesión?",
    "preferred_days": "¿Qué días preferiría?",
    "unavailable": "¿Cuándo no puede participar su coalición?",
    "people": "¿Quién debe estar en la sala?",
    "opts_out": "Comité de selección",
    "comment": "Observaciones",
}


def microsoft(answers: Sequence[Answer], words: dict[str, str] | None = None) -> Table:
    """Five columns of its own; several answers as ``A;B;``, rankings in one cell."""
    headers = [(words or {}).get(question.field, question.text) for question in QUESTIONS]
    table: Table = [["ID", "Start time", "Completion time", "Email", "Name", *headers]]
    for number, answer in enumerate(answers, start=1):
        moment = sent(answer, number)
        cells = [joined(answer.get(q.field), "{};") for q in QUESTIONS]
        table.append([number, moment, moment, answer.get("by", "anonymous"), None, *cells])
    return table


def microsoft_in_french(answers: Sequence[Answer]) -> Table:
    table = microsoft(answers, FRENCH)
    table[0][:5] = ["ID", "Heure de début", "Heure de fin", "Adresse de messagerie", "Nom"]
    return table


def microsoft_in_spanish(answers: Sequence[Answer]) -> Table:
    table = microsoft(answers, SPANISH)
    table[0][:5] = ["ID", "Hora de inicio", "Hora de finalización", "Correo electrónico", "Nombre"]
    return table


def google(answers: Sequence[Answer], ordinals: Sequence[object] = ORDINALS) -> Table:
    """A timestamp; several answers joined by ``, ``; a column for each kind of a ranking."""
    header: list[object] = ["Timestamp"]
    for question in QUESTIONS:
        if question.form == "ranking":
            header += [f"{question.text} [{kind.value.capitalize()}]" for kind in Kind]
        else:
            header.append(question.text)
    table: Table = [header]
    for number, answer in enumerate(answers, start=1):
        row: list[object] = [sent(answer, number)]
        for question in QUESTIONS:
            if question.form == "ranking":
                row += places(answer, ordinals)
            else:
                row.append(joined(answer.get(question.field), "{}, "))
        table.append(row)
    return table


def google_with_numbers(answers: Sequence[Answer]) -> Table:
    return google(answers, ordinals=(1, 2, 3, 4))


def surveymonkey(answers: Sequence[Answer]) -> Table:
    """Two header rows: a group's first cell holds the question, the row below the options; the option is its mark."""
    own = ["Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address", "Email Address", "First Name"]
    own += ["Last Name", "Custom Data 1"]
    first: list[object] = list(own)
    second: list[object] = [None] * len(own)
    for question in QUESTIONS:
        below = options_of(question, answers) or ["Response" if question.form == "choice" else "Open-Ended Response"]
        below += ["Other (please specify)"] if question.form == "several" else []
        first += [question.text, *[None] * (len(below) - 1)]
        second += below
    table: Table = [first, second]
    for number, answer in enumerate(answers, start=1):
        moment = f"{sent(answer, number):%m/%d/%Y %H:%M:%S}"
        row: list[object] = [1180000 + number, 42, moment, moment, "192.0.2.7", answer.get("by"), None, None, None]
        for question in QUESTIONS:
            if question.form == "ranking":
                row += places(answer, (1, 2, 3, 4, 5, 6, 7))
            elif options := options_of(question, answers):
                row += [option if option in several(answer, question) else None for option in options] + [None]
            else:
                row.append(answer.get(question.field))
        table.append(row)
    return table


def limesurvey(answers: Sequence[Answer], yes: str = "Yes", no: str = "No") -> Table:
    """Full texts: a column for each option that holds yes or no; a ranking as the kind at each rank."""
    header: list[object] = ["Response ID", "Date submitted", "Last page", "Start language", "Seed"]
    for question in QUESTIONS:
        if question.form == "ranking":
            header += [f"{question.text} [Rank {place}]" for place in range(1, 8)]
        elif options := options_of(question, answers):
            header += [f"{question.text} [{option}]" for option in options]
        else:
            header.append(question.text)
    table: Table = [header]
    for number, answer in enumerate(answers, start=1):
        moment = sent(answer, number).isoformat(sep=" ") if answer.get("finished", True) else None
        row: list[object] = [number, moment, 6, "en", 123456 + number]
        for question in QUESTIONS:
            given = several(answer, question)
            if question.form == "ranking":
                row += [given[place] if place < len(given) else None for place in range(7)]
            elif options := options_of(question, answers):
                row += [yes if option in given else no for option in options]
            else:
                row.append(answer.get(question.field))
        table.append(row)
    return table


def limesurvey_with_codes(answers: Sequence[Answer]) -> Table:
    """Codes and texts, ``Q1. Question``; a box that was not ticked stays empty."""
    table = limesurvey(answers, "Y", "")
    table[0][5:] = [f"G1Q{place:02}. {header}" for place, header in enumerate(table[0][5:], start=1)]
    return table


def eusurvey(answers: Sequence[Answer]) -> Table:
    """Question texts between columns of its own; several answers joined by ``; ``."""
    table: Table = [[*(q.text for q in QUESTIONS), "Contribution ID", "Created", "Last update", "Languages"]]
    for number, answer in enumerate(answers, start=1):
        moment = sent(answer, number).isoformat(sep=" ")
        cells = [joined(answer.get(q.field), "{}; ") for q in QUESTIONS]
        table.append([*cells, f"3f0c-{number}", moment, moment, "EN"])
    return table


def eusurvey_with_columns(answers: Sequence[Answer]) -> Table:
    """A column for each option, ``Question: Option``."""
    header: list[object] = ["Contribution ID", "Created", "Last update", "Languages"]
    for question in QUESTIONS:
        options = options_of(question, answers) if question.form == "several" else []
        header += [f"{question.text}: {option}" for option in options] or [question.text]
    table: Table = [header]
    for number, answer in enumerate(answers, start=1):
        moment = sent(answer, number).isoformat(sep=" ")
        row: list[object] = [f"3f0c-{number}", moment, moment, "EN"]
        for question in QUESTIONS:
            options = options_of(question, answers) if question.form == "several" else []
            ticked = ["x" if option in several(answer, question) else None for option in options]
            row += ticked or [joined(answer.get(question.field), "{}; ")]
        table.append(row)
    return table


def kobotoolbox(answers: Sequence[Answer], group: str = "") -> Table:
    """A column for each option, ``Question/Option``, that holds 1 or 0, beside one with all of them."""
    header: list[object] = ["start", "end"]
    for question in QUESTIONS:
        text = f"{group}{question.text}"
        if question.form == "ranking":
            header += [f"{text}/{ordinal}" for ordinal in ORDINALS]
        else:
            header.append(text)
            header += [f"{text}/{option}" for option in options_of(question, answers)]
    table: Table = [[*header, "_id", "_uuid", "_submission_time", "_validation_status", "_submitted_by", "_index"]]
    for number, answer in enumerate(answers, start=1):
        moment = sent(answer, number).isoformat()
        row: list[object] = [f"{moment}.000+02:00", f"{moment}.000+02:00"]
        for question in QUESTIONS:
            given = several(answer, question)
            if question.form == "ranking":
                row += [given[place] if place < len(given) else None for place in range(len(ORDINALS))]
            elif options := options_of(question, answers):
                row += [" ".join(map(str, given)), *(int(option in given) for option in options)]
            else:
                row.append(answer.get(question.field))
        table.append([*row, 100 + number, f"u-{number}", moment, None, answer.get("by"), number])
    return table


def kobotoolbox_with_groups(answers: Sequence[Answer]) -> Table:
    return kobotoolbox(answers, "About you and/or us/")


def qualtrics(answers: Sequence[Answer]) -> Table:
    """Three header rows: codes, texts, import ids; several answers joined by commas; a ranking with numbers."""
    own = ["StartDate", "EndDate", "Status", "IPAddress", "Progress", "Finished", "RecordedDate", "ResponseId"]
    codes: list[object] = list(own)
    texts: list[object] = ["Start Date", "End Date", "Response Type", "IP Address", "Progress", "Finished"]
    texts += ["Recorded Date", "Response ID"]
    for number, question in enumerate(QUESTIONS, start=1):
        if question.form == "ranking":
            codes += [f"Q{number}_{place}" for place in range(1, 8)]
            texts += [f"{question.text} - {kind.value.capitalize()}" for kind in Kind]
        else:
            codes.append(f"Q{number}")
            texts.append(question.text + (" - Selected Choice" if question.form == "several" else ""))
    table: Table = [codes, texts, [f'{{"ImportId":"QID{number}"}}' for number in range(len(codes))]]
    for number, answer in enumerate(answers, start=1):
        moment = sent(answer, number).isoformat(sep=" ")
        row: list[object] = [moment, moment, answer.get("status", "IP Address"), "192.0.2.7", 100, "True", moment]
        row.append(f"R_{number}")
        for question in QUESTIONS:
            if question.form == "ranking":
                row += places(answer, (1, 2, 3, 4, 5, 6, 7))
            else:
                row.append(joined(answer.get(question.field), "{},"))
        table.append(row)
    return table


def google_form(answers: Sequence[Answer]) -> Table:
    """As downloaded from the form itself: times with their offset from UTC, several answers joined by ``;``."""
    table = google(answers)
    for row, (number, answer) in zip(table[1:], enumerate(answers, start=1), strict=True):
        row[0] = f"{sent(answer, number):%Y/%m/%d %I:%M:%S %p} GMT+1"
    several_at = [place for place, header in enumerate(table[0]) if _form_of(header) in ("several", "choice")]
    for row, answer in zip(table[1:], answers, strict=True):
        for place in several_at:
            question = next(q for q in QUESTIONS if q.text == table[0][place])
            row[place] = joined(answer.get(question.field), "{};")
    return table


def google_sheet(answers: Sequence[Answer]) -> Table:
    """As a file of text from Google Sheets: times as the sheet's country writes them."""
    table = google(answers)
    for row, (number, answer) in zip(table[1:], enumerate(answers, start=1), strict=True):
        moment = sent(answer, number)
        row[0] = f"{moment.month}/{moment.day}/{moment.year} {moment.hour}:{moment:%M:%S}"
    return table


def _form_of(header: object) -> str:
    return next((q.form for q in QUESTIONS if q.text == header), "")


def nextcloud(answers: Sequence[Answer], with_ids: bool = False) -> Table:
    """Four columns of its own; several answers joined by ``; ``; a ranking as places, ``Question (Kind)``."""
    header: list[object] = [*(("Submission ID",) if with_ids else ()), "User ID", "User display name", "Timestamp"]
    ids: list[object] = ["submission_id", "user_id", "user_display_name", "timestamp"]
    for number, question in enumerate(QUESTIONS, start=1):
        if question.form == "ranking":
            header += [f"{question.text} ({kind.value.capitalize()})" for kind in Kind]
            ids += [f"question-id-{number}-{place}" for place in range(len(Kind))]
        else:
            header.append(question.text)
            ids.append(f"question-id-{number}")
    table: Table = [header, ids] if with_ids else [header]
    for number, answer in enumerate(answers, start=1):
        moment = f"{sent(answer, number).isoformat()}+01:00"
        row: list[object] = [*((number,) if with_ids else ()), None, answer.get("by", "Anonymous user"), moment]
        for question in QUESTIONS:
            if question.form == "ranking":
                row += places(answer, (1, 2, 3, 4, 5, 6, 7))
            else:
                row.append(_apart(answer.get(question.field), "; "))
        table.append(row)
    return table


def nextcloud_with_ids(answers: Sequence[Answer]) -> Table:
    return nextcloud(answers, with_ids=True)


def typeform(answers: Sequence[Answer]) -> Table:
    """An identifier, the questions, columns of its own behind; several answers and rankings joined by ``, ``."""
    own = ["Response Type", "Start Date (UTC)", "Stage Date (UTC)", "Submit Date (UTC)", "Network ID", "Tags"]
    table: Table = [["#", *(q.text for q in QUESTIONS), *own]]
    for number, answer in enumerate(answers, start=1):
        moment = sent(answer, number).isoformat(sep=" ")
        cells = [_apart(answer.get(q.field), ", ") for q in QUESTIONS]
        finished = answer.get("finished", True)
        kind, end = ("completed", moment) if finished else ("partial", None)
        table.append([f"k3x{number:09}", *cells, kind, moment, None, end, f"a0b1c2d3e{number}", None])
    return table


def jotform(answers: Sequence[Answer]) -> Table:
    """The date first, other columns behind; several answers one a line, a ranking numbered."""
    table: Table = [["Submission Date", *(q.text for q in QUESTIONS), "Submission ID", "Submission IP"]]
    for number, answer in enumerate(answers, start=1):
        moment = sent(answer, number)
        row: list[object] = [f"{moment:%b} {moment.day}, {moment.year} {moment:%H:%M:%S}"]
        for question in QUESTIONS:
            value = answer.get(question.field)
            if question.form == "ranking" and isinstance(value, tuple):
                value = tuple(f"{place}: {kind}" for place, kind in enumerate(value, start=1))
            row.append(_apart(value, "\n"))
        table.append([*row, f"61283{number:014}", "192.0.2.7"])
    return table


def airtable(answers: Sequence[Answer]) -> Table:
    """The fields of a view; several answers joined by commas, those with a comma in quotation marks."""
    table: Table = [[*(q.text for q in QUESTIONS), "Created", "Created By", "Record ID"]]
    for number, answer in enumerate(answers, start=1):
        moment = sent(answer, number)
        cells: list[object] = []
        for question in QUESTIONS:
            value = answer.get(question.field)
            if isinstance(value, tuple):
                value = tuple(f'"{item}"' if "," in str(item) else item for item in value)
            if question.form == "yes/no":
                value = "checked" if value == "yes" else value
            cells.append(_apart(value, ","))
        stamp = f"{moment.month}/{moment.day}/{moment.year} {moment:%I:%M%p}".lower()
        table.append([*cells, stamp, answer.get("by"), f"rec{number:014}"])
    return table


def _apart(value: object, between: str) -> object:
    """Several answers with this between them."""
    return between.join(map(str, value)) if isinstance(value, tuple) else value


def by_hand(answers: Sequence[Answer]) -> Table:
    """Only the questions, in the short words that people type into a header, with a title above."""
    fields = [q for q in QUESTIONS if q.field != "unavailable" or any("unavailable" in a for a in answers)]
    table: Table = [["Answers so far"], [q.synonyms[0] if q.synonyms else q.text for q in fields]]
    table += [[joined(answer.get(q.field), "{}\n") for q in fields] for answer in answers]
    return table


def with_choices(answers: Sequence[Answer]) -> Table:
    """Typed by hand, the ranking as first, second, third choice."""
    choices = ["First choice", "Second choice", "Third choice"]
    others = [q for q in QUESTIONS if q.form != "ranking"]
    table: Table = [[*(q.field.replace("_", " ") for q in others), *choices]]
    for answer in answers:
        given = list(answer.get("ranking", ()))  # type: ignore[call-overload]
        cells = [joined(answer.get(q.field), "{}|") for q in others]
        table.append([*cells, *(given[place] if place < len(given) else None for place in range(3))])
    return table


EVERY_LAYOUT: dict[str, tuple[Callable[[Sequence[Answer]], Table], str]] = {
    "microsoft": (microsoft, "Microsoft Forms"),
    "microsoft in French": (microsoft_in_french, "Microsoft Forms"),
    "microsoft in Spanish": (microsoft_in_spanish, "Microsoft Forms"),
    "google": (google, "Google Forms"),
    "google with numbers": (google_with_numbers, "Google Forms"),
    "surveymonkey": (surveymonkey, "SurveyMonkey"),
    "limesurvey": (limesurvey, "LimeSurvey"),
    "limesurvey with codes": (limesurvey_with_codes, "LimeSurvey"),
    "eusurvey": (eusurvey, "EUSurvey"),
    "eusurvey with columns": (eusurvey_with_columns, "EUSurvey"),
    "kobotoolbox": (kobotoolbox, "KoboToolbox"),
    "kobotoolbox with groups": (kobotoolbox_with_groups, "KoboToolbox"),
    "google form": (google_form, "Google Forms"),
    "google sheet": (google_sheet, "Google Forms"),
    "nextcloud": (nextcloud, "Nextcloud Forms"),
    "nextcloud with identifiers": (nextcloud_with_ids, "Nextcloud Forms"),
    "typeform": (typeform, "Typeform"),
    "jotform": (jotform, "Jotform"),
    "airtable": (airtable, "Airtable"),
    "qualtrics": (qualtrics, "Qualtrics"),
    "by hand": (by_hand, "a plain table"),
    "first, second, third": (with_choices, "a plain table"),
}


def sent(answer: Answer, number: int) -> datetime:
    """When an answer was sent, or whatever a test puts in its place."""
    return answer.get("at", FIRST + timedelta(minutes=number))  # type: ignore[return-value]


def several(answer: Answer, question: SurveyQuestion) -> tuple[object, ...]:
    value = answer.get(question.field, ())
    return value if isinstance(value, tuple) else (value,)


def options_of(question: SurveyQuestion, answers: Sequence[Answer]) -> list[object]:
    """The options of a question that has a column for each."""
    if question.form == "ranking":
        return [kind.value.capitalize() for kind in Kind]
    if question.form != "several":
        return []
    return sorted({value for answer in answers for value in several(answer, question)}, key=str) or ["-"]


def places(answer: Answer, ordinals: Sequence[object]) -> list[object]:
    """A cell for each kind with its place."""
    ranking = list(answer.get("ranking", ()))  # type: ignore[call-overload]
    return [ordinals[ranking.index(kind)] if kind in ranking else None for kind in Kind]


def joined(value: object, each: str) -> object:
    if not isinstance(value, tuple):
        return value
    return "".join(each.format(item) for item in value).removesuffix(", ").removesuffix(",")


def save_workbook(table: Table, path: Path, title: str = "Sheet1") -> None:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = title
    for row in table:
        sheet.append(row)
    workbook.save(path)


def save_csv(
    table: Table,
    path: Path,
    separator: str = ",",
    encoding: str = "utf-8",
    line_end: str = "\r\n",
    first_line: str = "",
) -> None:
    text = io.StringIO()
    quoting = csv.QUOTE_ALL if line_end == "\r" else csv.QUOTE_MINIMAL  # or a line break in a cell would stand bare
    writer = csv.writer(text, delimiter=separator, lineterminator=line_end, quoting=quoting)
    writer.writerows([["" if cell is None else cell for cell in row] for row in table])
    path.write_bytes((first_line + text.getvalue()).encode(encoding))


EVERY_FILE: dict[str, dict[str, str] | None] = {
    "xlsx": None,
    "UTF-8": {},
    "UTF-8 with BOM": {"encoding": "utf-8-sig"},
    "UTF-16": {"encoding": "utf-16"},
    "semicolons": {"separator": ";"},
    "tabs": {"separator": "\t"},
    "UTF-16 with tabs": {"encoding": "utf-16", "separator": "\t"},
    "sep=": {"separator": ";", "first_line": "sep=;\r\n"},
    "CR only": {"line_end": "\r"},
    "LF only": {"line_end": "\n"},
}
"""Kinds of files: a workbook, or what `save_csv` takes."""


def save(table: Table, folder: Path, kind: str) -> None:
    """The table as the survey of an instance's folder, as one of `EVERY_FILE`."""
    (folder / "survey.xlsx").unlink(missing_ok=True)
    settings = EVERY_FILE[kind]
    if settings is None:
        save_workbook(table, folder / "survey.xlsx")
    else:
        save_csv(table, folder / "survey.csv", **settings)
