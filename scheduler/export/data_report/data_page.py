"""The data report as a self-contained HTML page without scripts, for screen and paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

import scheduler
from scheduler.core.instance import Coalition
from scheduler.core.safe_text import visible, without_addresses
from scheduler.export.data_report.data_notes import DataNotes, NotesSection, as_sentence
from scheduler.export.data_report.data_style import STYLE
from scheduler.intake.problems import Problem

ROWS_AT_MOST = 1_000
"""Maximum number of rows of a table, so that the page opens on any laptop."""

_SIGNS = {
    "To correct": ("✕", "stop"),
    "To decide": ("?", "ask"),
    "Guessed": ("≈", "ask"),
    "Corrected": ("✎", "note"),
    "Left out": ("−", "note"),
    "Worth a look": ("!", "note"),
}


def data_page(notes: DataNotes) -> str:
    """The report as HTML; output is deterministic and contains no e-mail address."""
    return "\n".join(_lines(notes)) + "\n"


def _lines(notes: DataNotes) -> Iterator[str]:
    """The lines of the HTML document."""
    title = f"Data report: {notes.instance}"
    yield "<!DOCTYPE html>"
    yield '<html lang="en"><head><meta charset="utf-8">'
    yield "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{_text(title)}</title><style>{STYLE}</style></head><body>"
    yield '<a class="skip" href="#main">Skip to the findings</a>'
    yield f'<header><div class="wide"><p class="above">Data report</p><h1>{_foreign(notes.instance)}</h1>'
    yield f'<p class="verdict {"bad" if notes.stops else "good"}">{_text(_verdict(notes))}</p></div></header>'
    yield '<main id="main" class="wide">'
    yield from _tiles(notes)
    yield from _answers(notes)
    for section in notes.sections:
        yield from _section(section)
    yield from _remarks(notes)
    yield "</main>"
    yield f'<footer class="wide">Written by igf-scheduler {_text(scheduler.__version__)}.'
    yield " E-mail and IP addresses are removed.</footer></body></html>"


def _verdict(notes: DataNotes) -> str:
    """Whether the input can be used, as a sentence."""
    if not notes.stops:
        return "✓ The input can be used."
    problems = "One problem prevents" if notes.stops == 1 else f"{notes.stops:,} problems prevent"
    return f"✕ {problems} a programme."


def _tiles(notes: DataNotes) -> Iterator[str]:
    """The numbers of answers and problems, each linked to its section."""
    answered, active = len(notes.answered), len(notes.answered) + len(notes.missing)
    yield '<nav aria-label="Contents of this report"><ul class="tiles">'
    if active:
        yield _tile("answers", f"{answered} of {active}", "answers received")
    for section in notes.sections:
        yield _tile(_anchor(section.title), f"{len(section.problems):,}", section.title.lower())
    yield "</ul></nav>"


def _tile(anchor: str, figure: str, words: str) -> str:
    """A number linked to its section."""
    return f'<li><a href="#{anchor}"><b>{_text(figure)}</b> <span>{_text(words)}</span></a></li>'


def _answers(notes: DataNotes) -> Iterator[str]:
    """The section on answers received and missing."""
    answered, missing = notes.answered, notes.missing
    whole = len(answered) + len(missing)
    if not whole:
        return
    share = round(100 * len(answered) / whole)
    yield '<section aria-labelledby="answers"><h2 id="answers">Answers received and missing</h2>'
    yield f"<p>{len(answered)} of {whole} active coalitions answered ({share} %).</p>"
    yield f'<div class="bar" role="img" aria-label="{share} percent answered"><div style="width:{share}%"></div></div>'
    yield from _coalitions("Received", "yes", "✓", answered)
    yield from _coalitions("Missing", "no", "–", missing)
    yield "</section>"


def _coalitions(title: str, look: str, sign: str, coalitions: Iterable[Coalition]) -> Iterator[str]:
    """A list of coalitions with a sign before each."""
    listed = tuple(coalitions)
    yield f"<h3>{title} ({len(listed)})</h3>"
    if not listed:
        yield "<p>None.</p>"
        return
    yield f'<ul class="names {look}">'
    for coalition in listed:
        name = "" if coalition.name == coalition.id else f" <small>{_foreign(coalition.name)}</small>"
        yield f'<li><span aria-hidden="true">{sign}</span> {_foreign(coalition.id)}{name}</li>'
    yield "</ul>"


def _section(section: NotesSection) -> Iterator[str]:
    """The table of a group of problems, cut at ROWS_AT_MOST rows."""
    anchor = _anchor(section.title)
    sign, look = _SIGNS[section.title]
    shown = section.problems[:ROWS_AT_MOST]
    has_guess = any(problem.guess for problem in shown)
    yield f'<section class="{look}" aria-labelledby="{anchor}"><h2 id="{anchor}">'
    yield f'<span class="sign" aria-hidden="true">{sign}</span> {_text(section.title)}'
    yield f" <small>({len(section.problems):,})</small></h2><p>{_text(section.meaning)}</p>"
    yield f'<div class="scroll" role="region" aria-labelledby="{anchor}" tabindex="0"><table>'
    yield f'<caption class="unseen">{_text(section.title)}</caption><thead><tr><th scope="col">Where</th>'
    yield '<th scope="col">What</th><th scope="col">What to do</th>'
    yield ('<th scope="col">Best guess</th>' if has_guess else "") + "</tr></thead><tbody>"
    for problem in shown:
        yield _row(problem, has_guess)
    yield "</tbody></table></div>"
    if len(section.problems) > len(shown):
        yield f"<p>And {len(section.problems) - len(shown):,} more; “check --json” lists them all.</p>"
    yield "</section>"


def _row(problem: Problem, has_guess: bool) -> str:
    """A table row of a problem."""
    guess = f"<td>{_foreign(as_sentence(problem.guess))}</td>" if has_guess else ""
    what, remedy = _foreign(as_sentence(problem.what)), _foreign(as_sentence(problem.remedy))
    return f'<tr><th scope="row">{_where(problem)}</th><td>{what}</td><td>{remedy}</td>{guess}</tr>'


def _where(problem: Problem) -> str:
    """The cell, sheet and file of a problem."""
    cell = problem.cell or (f"row {problem.row}" if problem.row else "")
    parts = [f"<code>{_foreign(cell)}</code>"] if cell else []
    parts += [_foreign(problem.sheet)] if problem.sheet else []
    parts += [f"<small>{_foreign(problem.file)}</small>"] if problem.file else []
    return " ".join(parts) or "<small>the whole input</small>"


def _remarks(notes: DataNotes) -> Iterator[str]:
    """The list of notes that need no action."""
    if notes.notes:
        yield '<section aria-labelledby="notes"><h2 id="notes">Good to know</h2><ul class="remarks">'
        yield from (f"<li>{_foreign(note)}</li>" for note in notes.notes)
        yield "</ul></section>"


def _anchor(title: str) -> str:
    """The anchor of a section by its title."""
    return title.lower().replace(" ", "-")


def _text(text: str) -> str:
    """Escaped text with control characters made visible."""
    return escape(visible(text))


def _foreign(text: str) -> str:
    """Escape text of the input and isolate its writing direction."""
    return f"<bdi>{_text(without_addresses(text))}</bdi>"
