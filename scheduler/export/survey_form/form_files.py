"""Write the survey for a form tool: Microsoft Forms (a Word file), Google Forms, LimeSurvey, Qualtrics."""

from __future__ import annotations

import csv
import html
import io
import json
import zipfile
from collections.abc import Callable, Iterator, Sequence

from scheduler.core.instance import Instance
from scheduler.core.safe_text import on_one_line
from scheduler.export.survey_form.form_questions import FormQuestion, form_questions, in_language, place_titles

_DATED = (2024, 1, 1, 0, 0, 0)
"""The fixed date of the parts of a Word file, so that output is deterministic."""


def form_file(instance: Instance, tool: str, language: str = "en") -> bytes:
    """The content of the file for a tool of `TOOLS`, in a language of `LANGUAGES`."""
    return TOOLS[tool](instance, language)


def _title(instance: Instance, language: str) -> str:
    words = in_language(
        language, "survey of the coalitions", "enquête auprès des coalitions", "encuesta a las coaliciones"
    )
    return f"{on_one_line(instance.event.name)}: {words}"


def _asked(instance: Instance, language: str) -> Iterator[tuple[int, str, FormQuestion, tuple[str, ...]]]:
    """Number, title, question and choices where a ranking is one question for each place."""
    number = 0
    for question in form_questions(instance, language):
        titles = place_titles(language, len(question.choices)) if question.ranked else (question.text,)
        for title in titles:
            number += 1
            yield number, title, question, question.choices


def _word(instance: Instance, language: str) -> bytes:
    """A Word file for the quick import of Microsoft Forms: numbered questions, lettered choices below.

    The import makes a question with choices from these, and one with a text field from a question alone; a ranking is
    asked as one question for each place, since the import knows no rankings.
    """
    asked = list(_asked(instance, language))
    many = ", ".join(str(number) for number, _, question, _ in asked if question.many)
    lines = [
        _title(instance, language),
        in_language(
            language,
            f"After the import, switch on “Multiple answers” for the questions {many}, and delete this line.",
            f"Après l'importation, activez « Réponses multiples » pour les questions {many} et supprimez cette ligne.",
            f"Tras la importación, active «Varias respuestas» en las preguntas {many} y borre esta línea.",
        ),
    ]
    for number, title, _, choices in asked:
        lines += ["", f"{number}. {title}"]
        lines += [f"{_letters(place)}. {choice}" for place, choice in enumerate(choices)]
    return _docx(lines)


def _letters(place: int) -> str:
    """A, B, …, Z, AA, AB, …"""
    return ("" if place < 26 else _letters(place // 26 - 1)) + chr(ord("A") + place % 26)


def _docx(lines: Sequence[str]) -> bytes:
    """The smallest Word file with these paragraphs."""
    body = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{html.escape(on_one_line(line), quote=False)}</w:t></w:r></w:p>'
        for line in lines
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    schemas = "http://schemas.openxmlformats.org"
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    parts = {
        "[Content_Types].xml": f'{head}<Types xmlns="{schemas}/package/2006/content-types">'
        f'<Default Extension="rels" ContentType="{relations}"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>',
        "_rels/.rels": f'{head}<Relationships xmlns="{schemas}/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{schemas}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
        "</Relationships>",
        "word/document.xml": f'{head}<w:document xmlns:w="{schemas}/wordprocessingml/2006/main"><w:body>{body}'
        "</w:body></w:document>",
    }
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _DATED), text)
    return content.getvalue()


def _google(instance: Instance, language: str) -> bytes:
    """A script for Google Apps Script that builds the form; the ranking is a grid of kinds and places."""
    items = [
        {
            "title": question.text,
            "help": "\n".join(question.legend),
            "type": "grid"
            if question.ranked
            else "checkbox"
            if question.many
            else "list"
            if question.choices
            else "text",
            "choices": list(question.choices),
            "required": question.question.required and not question.ranked,
        }
        for question in form_questions(instance, language)
    ]
    return _SCRIPT.format(title=_script(_title(instance, language)), items=_script(items)).encode()


def _script(value: object) -> str:
    """A value as JavaScript; JSON but for two line separators, which older engines do not accept in strings."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


_SCRIPT = """\
// Paste this into a new project at script.google.com, and run buildSurvey once.
const TITLE = {title};
const ITEMS = {items};

function buildSurvey() {{
  const form = FormApp.create(TITLE);
  ITEMS.forEach(function (one) {{
    let item;
    if (one.type === "grid") {{
      const places = one.choices.map(function (_, place) {{ return String(place + 1); }});
      const once = FormApp.createGridValidation().requireLimitOneResponsePerColumn().build();
      item = form.addGridItem().setRows(one.choices).setColumns(places).setValidation(once);
    }} else if (one.type === "checkbox") {{
      item = form.addCheckboxItem().setChoiceValues(one.choices);
    }} else if (one.type === "list") {{
      item = form.addListItem().setChoiceValues(one.choices);
    }} else {{
      item = form.addTextItem();
    }}
    item.setTitle(one.title).setHelpText(one.help).setRequired(one.required);
  }});
  Logger.log(form.getEditUrl());
}}
"""


def _limesurvey(instance: Instance, language: str) -> bytes:
    """LimeSurvey's survey structure, apart by tabs: one row for each setting, group, question and choice."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter="\t", lineterminator="\n")
    writer.writerow(_LIME_COLUMNS)

    def row(kind: str, type_: str, name: str, words: str, *, help_: str = "", mandatory: str = "") -> None:
        writer.writerow(["", kind, type_, name, "1", words, help_, language if kind != "S" else "", "", mandatory, "N"])

    row("S", "", "language", language)
    row("SL", "", "surveyls_title", _title(instance, language))
    row("G", "G0", _title(instance, language)[:100], "")
    for number, question in enumerate(form_questions(instance, language), start=1):
        type_ = "R" if question.ranked else "M" if question.many else "!" if question.choices else "S"
        legend = "<br />".join(html.escape(line) for line in question.legend)
        required = "Y" if question.question.required else "N"
        row("Q", type_, f"Q{number}", question.text, help_=legend, mandatory=required)
        kind = "SQ" if type_ == "M" else "A"
        for place, choice in enumerate(question.choices, start=1):
            code = f"{'SQ' if kind == 'SQ' else 'A'}{place:03d}"
            row(kind, "0", code, choice)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


_LIME_COLUMNS = (
    *("id", "class", "type/scale", "name", "relevance", "text", "help", "language", "validation", "mandatory"),
    "other",
)


def _qualtrics(instance: Instance, language: str) -> bytes:
    """Qualtrics' text import in its advanced format: tags in double square brackets."""
    lines = ["[[AdvancedFormat]]", ""]
    for number, question in enumerate(form_questions(instance, language), start=1):
        type_ = (
            "RO"
            if question.ranked
            else "MC:MultipleAnswer"
            if question.many
            else "MC:Dropdown"
            if question.choices
            else "TE"
        )
        lines += [f"[[Question:{type_}]]", f"[[ID:Q{number}]]", question.text]
        if question.choices:
            lines += ["[[Choices]]", *(on_one_line(choice) for choice in question.choices)]
        lines.append("")
    return "\n".join(lines).encode()


TOOLS: dict[str, Callable[[Instance, str], bytes]] = {
    "word": _word,
    "google": _google,
    "limesurvey": _limesurvey,
    "qualtrics": _qualtrics,
}
"""What writes the file, by the name of the tool."""

FILE_NAMES = {
    "word": "survey-form.docx",
    "google": "survey-form.gs",
    "limesurvey": "survey-form-limesurvey.txt",
    "qualtrics": "survey-form-qualtrics.txt",
}
