"""Layout of Microsoft Forms exports."""

from __future__ import annotations

from scheduler.intake.survey.layouts.laid_out import AnswerTable, FormTool, answers_below_header, names
from scheduler.intake.tables.table import Table

TOOL = FormTool(
    key="microsoft",
    name="Microsoft Forms",
    signs=(
        names("ID", "Start time", "Completion time"),
        names("ID", "Heure de début", "Heure de fin"),
        names("ID", "Hora de inicio", "Hora de finalización"),
    ),
    own=names(
        *("ID", "Start time", "Completion time", "Email", "Name", "Last modified time", "Language"),
        *("Total points", "Quiz feedback", "Grade posted time"),
        *("Heure de début", "Heure de fin", "Adresse de messagerie", "Nom", "Langue"),
        *("Heure de la dernière modification",),
        *("Hora de inicio", "Hora de finalización", "Correo electrónico", "Nombre", "Idioma"),
        *("Hora de la última modificación",),
    ),
    moments=("completion time", "heure de fin", "hora de finalización"),
    senders=("email", "adresse de messagerie", "correo electrónico", "name", "nom", "nombre"),
)


def microsoft_forms(table: Table, insisted: bool) -> AnswerTable | None:
    """Microsoft Forms: ``ID, Start time, Completion time, Email, Name``, then a column for each question.

    Several answers in one cell, apart by ``;``; a ranking as the kinds in order.
    """
    return answers_below_header(table, TOOL, insisted)
