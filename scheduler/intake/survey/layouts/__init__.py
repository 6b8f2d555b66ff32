"""Layouts of survey exports: one module for each form tool, with one function that returns an `AnswerTable`.

A layout function takes a table and returns its answers, or None if the table is not of its tool; if the user insists on
the layout, it makes the best of the table. To support another form tool, write its module and add it to `LAYOUTS`; what
the questions mean is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable

from scheduler.intake.survey.layouts.airtable import airtable
from scheduler.intake.survey.layouts.by_hand import plain_table
from scheduler.intake.survey.layouts.eusurvey import eusurvey
from scheduler.intake.survey.layouts.google import google_forms
from scheduler.intake.survey.layouts.jotform import jotform
from scheduler.intake.survey.layouts.kobotoolbox import kobotoolbox
from scheduler.intake.survey.layouts.laid_out import AnswerColumn, AnswerTable
from scheduler.intake.survey.layouts.limesurvey import limesurvey
from scheduler.intake.survey.layouts.microsoft import microsoft_forms
from scheduler.intake.survey.layouts.nextcloud import nextcloud_forms
from scheduler.intake.survey.layouts.qualtrics import qualtrics
from scheduler.intake.survey.layouts.surveymonkey import surveymonkey
from scheduler.intake.survey.layouts.typeform import typeform
from scheduler.intake.tables.table import Table

__all__ = ["LAYOUTS", "AnswerColumn", "AnswerTable", "Layout"]

Layout = Callable[[Table, bool], AnswerTable | None]

LAYOUTS: dict[str, Layout] = {
    "qualtrics": qualtrics,
    "surveymonkey": surveymonkey,
    "limesurvey": limesurvey,
    "eusurvey": eusurvey,
    "kobotoolbox": kobotoolbox,
    "typeform": typeform,
    "nextcloud": nextcloud_forms,
    "jotform": jotform,
    "microsoft": microsoft_forms,
    "airtable": airtable,
    "google": google_forms,
    "plain": plain_table,
}
"""Layout functions by the name that ``--layout`` takes, tried in this order."""
