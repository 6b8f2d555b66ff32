"""Layout of Google Forms exports."""

from __future__ import annotations

from scheduler.intake.survey.layouts.laid_out import AnswerTable, FormTool, answers_below_header, names
from scheduler.intake.tables.table import Table

TOOL = FormTool(
    key="google",
    name="Google Forms",
    signs=(names("Timestamp"), names("Horodateur"), names("Marca temporal")),
    own=names(
        *("Timestamp", "Email Address", "Username", "Score"),
        *("Horodateur", "Adresse e-mail", "Nom d'utilisateur"),
        *("Marca temporal", "Dirección de correo electrónico", "Nombre de usuario", "Puntuación"),
    ),
    moments=("timestamp", "horodateur", "marca temporal"),
    senders=("email address", "username", "adresse e-mail", "dirección de correo electrónico"),
)


def google_forms(table: Table, insisted: bool) -> AnswerTable | None:
    """Google Forms, from the form itself or from its sheet in Google Sheets: ``Timestamp``, then the questions.

    Several answers in one cell, apart by ``;`` from the form and by commas from the sheet; a ranking as a column for
    each kind, ``Question [Kind]``, that holds its place.
    """
    return answers_below_header(table, TOOL, insisted)
