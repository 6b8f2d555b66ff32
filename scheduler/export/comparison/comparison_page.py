"""The page for committees: one file, no network, readable without script."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from importlib.resources import files

from jinja2 import Environment
from markupsafe import Markup

from scheduler.candidates.comparison import Comparison
from scheduler.candidates.comparison.candidate_moves import CandidateDifferences
from scheduler.candidates.comparison.key_figures import key_figures
from scheduler.candidates.comparison.matrix import MatrixCell, Sign
from scheduler.candidates.comparison.method import method
from scheduler.candidates.comparison.opening import opening, recommendations
from scheduler.candidates.comparison.scenario_table import varying_settings
from scheduler.catalogue.change_kinds import ChangeKind
from scheduler.core.instance import Instance, Request
from scheduler.core.phrases import number_of
from scheduler.core.safe_text import without_addresses
from scheduler.core.vocabulary import Kind
from scheduler.export.colours import dark, pale, theme_colours
from scheduler.export.comparison.chart import chart
from scheduler.export.comparison.coalitions_week import coalitions_week
from scheduler.export.comparison.sharing_picture import sharing_picture
from scheduler.export.page_templates import digest, templates_of

RANKS = ("1st", "2nd", "3rd")

KIND_WORDS: dict[str, str] = {
    **{kind.value: kind.value for kind in Kind},
    Kind.JOINT.value: "joint",
    Kind.INDIVIDUAL.value: "own session",
    Kind.MAIN_SLOT.value: "main session",
    Kind.SEGMENT.value: "coalitions’ main",
    Kind.DAY_ZERO.value: "day zero",
    Kind.BILATERAL.value: "bilateral",
    Kind.BOOTH.value: "booth",
}
"""Kinds in one or two words, for narrow cells."""


def comparison_page(comparison: Comparison) -> str:
    """The comparison as an HTML document; output is deterministic."""
    instance = comparison.instance
    script, style = asset("page.js"), asset("page.css") + _own_rules(comparison)
    return (
        environment(instance)
        .get_template("comparison.html")
        .render(
            comparison=comparison,
            instance=instance,
            candidates=comparison.candidates,
            between=_by_pair(comparison.between),
            pairs=[*comparison.between, *filter(None, comparison.alternatives)],
            charts=[chart(trade) for trade in comparison.trade_offs],
            weeks=[coalitions_week(candidate) for candidate in comparison.candidates],
            picture=sharing_picture(comparison.candidates, comparison.base),
            opening=opening(comparison),
            recommendations=recommendations(comparison),
            figures=key_figures(comparison.candidates),
            varying=varying_settings(comparison.candidates),
            method=method(comparison),
            script=Markup(script),
            style=Markup(style),
            policy=f"default-src 'none'; img-src data:; style-src {digest(style)}; script-src {digest(script)}",
        )
    )


def environment(instance: Instance) -> Environment:
    """The template environment; inserted texts contain no e-mail address."""
    environment = templates_of("scheduler.export.comparison", without_addresses)
    coalitions = {coalition.id: number for number, coalition in enumerate(instance.coalitions)}
    themes = {theme.code: number for number, theme in enumerate(instance.themes)}
    environment.globals |= {
        # Scripts and styles refer to coalitions and themes by number, because names may contain any character.
        "coalition_numbers": lambda names: _numbers(coalitions, names),
        "theme_numbers": lambda codes: _numbers(themes, codes),
        "ChangeKind": ChangeKind,
        "bases": _bases,
        "choice": _choice,
    }
    environment.filters |= {
        "date": _date,
        "kind_word": KIND_WORDS.get,
        "number_of": number_of,
        "shortened": _shortened,
        "thousands": "{:,}".format,
        "without_stop": lambda text: text.removesuffix("."),
    }
    return environment


def asset(name: str) -> str:
    """The text of a file beside the templates."""
    return files("scheduler.export.comparison").joinpath("templates", name).read_text(encoding="utf-8")


def _own_rules(comparison: Comparison) -> str:
    """The style rules that depend on the comparison."""
    numbers = range(len(comparison.candidates))
    rules = [
        f":root{{--candidates:{len(comparison.candidates)}}}",
        # Which candidates are seen, and the base, are chosen without a script.
        *(f"body:has(#show-{n}:not(:checked)) .k{n}{{display:none}}" for n in numbers),
        *(f"body:has(#base-{n}:checked) .sign.s{n}{{display:inline-block}}" for n in numbers),
        *(
            f"body:has(#base-{n}:checked) .pairable thead .k{n}{{box-shadow:inset 0 3px 0 var(--navy)}}"
            for n in numbers
        ),
    ]
    return "\n".join((*rules, theme_rules(comparison.instance)))


def theme_rules(instance: Instance) -> str:
    """The style rules for the colours of themes, by number."""
    colours = theme_colours(instance)
    themes = [(number, colours[theme.code]) for number, theme in enumerate(instance.themes)]
    rules = [f".t{number}{{--tint:{pale(colour)};--edge:{dark(colour)}}}" for number, colour in themes]
    return "\n".join((*rules, ""))


def _by_pair(between: Iterable[CandidateDifferences]) -> dict[tuple[str, str], CandidateDifferences]:
    """Differences by the letters of both candidates."""
    return {(pair.first, pair.second): pair for pair in between}


def _numbers(known: dict[str, int], names: Iterable[str]) -> str:
    """The numbers of known names, separated by spaces, for style classes."""
    return " ".join(str(known[name]) for name in names if name in known)


def _bases(cell: MatrixCell, sign: Sign) -> str:
    """The numbers of the bases against which a cell has a sign, as style classes."""
    return " s".join(str(number) for number, found in enumerate(cell.signs) if found is sign)


def _shortened(text: str, length: int = 20) -> str:
    """A text that fits into the drawing, cut with an ellipsis."""
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"


def _choice(request: Request) -> str:
    """The rank of a request in words, such as ``first choice``."""
    if request.by_default:
        return "by default"
    return f"{RANKS[request.rank - 1] if request.rank <= len(RANKS) else f'{request.rank}th'} choice"


def _date(day: date) -> str:
    """A date with its weekday."""
    return f"{day:%A} {day.day} {day:%B %Y}"
