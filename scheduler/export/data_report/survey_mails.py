"""A letter to each coalition that did not answer, whose answer has open questions, or who wishes what cannot be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from textwrap import fill

from scheduler.core.instance import Coalition, Instance
from scheduler.core.safe_text import on_one_line, without_addresses
from scheduler.export.file_names import file_names
from scheduler.intake.loading import PLANNING
from scheduler.intake.problems import Problem, Severity, Treatment

WIDTH = 76


def survey_mails(
    instance: Instance, problems: Sequence[Problem], hopeless: Mapping[str, Sequence[str]], papers: Mapping[str, str]
) -> dict[str, str]:
    """The letters by file name, in the order of the coalitions.

    `hopeless` has sentences on wishes that can never be granted, `papers` one on the papers that a coalition lacks.
    """
    asked = _about_answers(instance, problems)
    letters = {}
    for coalition in instance.coalitions:
        if not coalition.active:
            continue
        paragraphs = list(
            _paragraphs(
                coalition,
                asked.get(coalition.id, ()),
                hopeless.get(coalition.id, ()),
                papers.get(coalition.id, ""),
            )
        )
        if paragraphs:
            letters[coalition.id] = _letter(instance, coalition, paragraphs)
    names = file_names(letters)
    return {f"{names[coalition]}.txt": text for coalition, text in letters.items()}


def _about_answers(instance: Instance, problems: Sequence[Problem]) -> dict[str, list[str]]:
    """The open questions on each coalition's answer: problems in the rows from which its requests were read."""
    rows: dict[tuple[str, int], list[str]] = {}
    for request in instance.requests:
        if request.source and not request.by_default and request.source.file != PLANNING:
            of = rows.setdefault((request.source.file, request.source.row), [])
            if request.coalition not in of:
                of.append(request.coalition)
    found: dict[str, list[str]] = {}
    for problem in problems:
        if problem.severity is Severity.WARNING and problem.treatment is not Treatment.CORRECTED:
            continue
        said = f"{problem.what}; {problem.remedy}" if problem.remedy else problem.what
        for coalition in rows.get((problem.file, problem.row), ()):
            found.setdefault(coalition, []).append(said)
    return found


def _paragraphs(coalition: Coalition, asked: Sequence[str], hopeless: Sequence[str], papers: str) -> Iterator[str]:
    """What there is to say to one coalition; nothing if all is well."""
    if not coalition.answered:
        yield (
            "we have no answer of yours to the survey yet. Please fill it in. Without an answer, the rules of the "
            "meeting decide what is requested on your behalf."
        )
    if asked:
        yield "in your answer to the survey, this is open or was read differently. Please confirm or correct it:"
        yield from (f"- {_capital(text)}" for text in asked)
    if hopeless:
        yield "as things are planned now, these wishes can never be granted. Please tell us what you wish instead:"
        yield from (f"- {_capital(text)}" for text in hopeless)
    if papers:
        yield f"{_capital(papers)} Please send what is missing."


def _letter(instance: Instance, coalition: Coalition, paragraphs: Sequence[str]) -> str:
    event = instance.event.name
    what = "your answer to the survey" if coalition.answered else "the survey waits for your answer"
    lines = [f"Subject: {_plain(event)}: {what} ({_plain(coalition.id)})", ""]
    lines += [_wrapped(f"Dear colleagues of the {coalition.name or coalition.id},"), ""]
    for text in paragraphs:
        lines += [_wrapped(text), ""]
    return "\n".join([*lines, _wrapped(f"This is about {event}. Please answer the sender of this letter.")]) + "\n"


def _capital(text: str) -> str:
    ended = text.rstrip(". ")
    return f"{ended}."


def _plain(text: str) -> str:
    return without_addresses(on_one_line(text))


def _wrapped(text: str) -> str:
    following = "  " if text.startswith("- ") else ""
    return fill(_plain(text), WIDTH, subsequent_indent=following, break_long_words=False, break_on_hyphens=False)
