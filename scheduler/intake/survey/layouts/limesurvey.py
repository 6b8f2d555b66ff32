"""Layout of LimeSurvey exports."""

from __future__ import annotations

import re
from dataclasses import replace

from scheduler.intake.survey.headers import is_known
from scheduler.intake.survey.layouts.laid_out import (
    AnswerColumn,
    AnswerTable,
    FormTool,
    SurveyHeader,
    find_header,
    names,
    single_columns,
)
from scheduler.intake.tables.table import Table

TOOL = FormTool(
    key="limesurvey",
    name="LimeSurvey",
    signs=(
        names("id", "submitdate"),
        names("id", "lastpage", "startlanguage"),
        names("Response ID", "Date submitted"),
        names("Response ID", "Last page"),
        names("ID de la réponse", "Date de soumission"),
        names("ID de respuesta", "Fecha de envío"),
    ),
    own=names(
        *("id", "submitdate", "lastpage", "startlanguage", "seed", "startdate", "datestamp", "ipaddr", "refurl"),
        *("token", "Response ID", "Date submitted", "Last page", "Start language", "Seed", "Date started"),
        *("Date last action", "IP address", "Referrer URL", "Access code"),
        *("ID de la réponse", "Date de soumission", "Dernière page", "Langue de départ", "Tête de série"),
        *("Date de lancement", "Date de la dernière action", "Adresse IP"),
        *("ID de respuesta", "Fecha de envío", "Última página", "Lenguaje inicial", "Semilla"),
        *("Fecha de inicio", "Fecha de la última acción", "Dirección IP"),
    ),
    moments=("submitdate", "date submitted", "date de soumission", "fecha de envío", "datestamp", "date last action"),
)
_SUBMITTED = ("submitdate", "date submitted", "date de soumission", "fecha de envío")
_CODE = re.compile(r"[A-Za-z]\w{0,20}[.:]\s+(?=\S)")


def limesurvey(table: Table, insisted: bool) -> AnswerTable | None:
    """LimeSurvey: ``Response ID, Date submitted, Last page, Start language``, then codes or questions.

    Several answers as a column for each option, ``Question [Option]``, that holds ``Yes``; a ranking as a column for
    each place, ``Question [Rank 1]``, that holds a kind. Answers that were not sent off are exported too.
    """
    header = find_header(table, TOOL, insisted)
    if header is None:
        return None
    columns = tuple(_without_code(column) for column in single_columns(table, header.row, header.own_columns))
    answers = AnswerTable(TOOL, table, header.row, header.row + 1, columns, header.first_of(TOOL.moments))
    return replace(answers, unfinished=_unfinished(answers, header))


def _without_code(column: AnswerColumn) -> AnswerColumn:
    """Remove the code in front of a question: ``Q1. Question``."""
    bare = _CODE.sub("", column.header, count=1)
    return replace(column, header=bare) if is_known(bare) else column


def _unfinished(answers: AnswerTable, header: SurveyHeader) -> frozenset[int]:
    submitted = header.first_of(_SUBMITTED)
    if submitted is None:
        return frozenset()
    return frozenset(row for row in answers.rows if answers.table.cell(row, submitted).is_empty)
