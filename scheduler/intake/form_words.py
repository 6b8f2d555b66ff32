"""Words that forms use around an answer: those for no answer at all, and what stands beside the name of an option."""

from __future__ import annotations

import html
import re

from scheduler.intake.spelling import tidy, without_accents
from scheduler.intake.word_likeness import NEGATIONS, restrictions_of

NOBODY = frozenset(
    (
        *("", "none", "no", "nobody", "no one", "nothing", "no preference", "none of them", "none of these"),
        *("none of the above", "not applicable", "no particular preference", "no needs", "nil", "∅", "∅."),
        *("aucun", "aucune", "neant", "rien", "personne", "aucune preference", "ninguno", "ninguna", "nada", "nadie"),
        *("ninguna preferencia", "sin preferencia", "pas de preference", "sans preference"),
    )
)
"""Answers that say “nothing” or “nobody”, without accents. ``NA`` is not one of them: it is Namibia."""

NOT_SAID = frozenset(
    (
        *("-", "--", "---", ".", "..", "...", "/", "?", "??", "n/a", "n.a.", "n. a.", "(none)", "x.x"),
        *("tbc", "tbd", "tba", "t.b.c.", "t.b.d.", "to be confirmed", "to be decided", "to be determined"),
        *("to be announced", "unknown", "not known", "not yet known", "don't know", "do not know", "not sure"),
        *("not sure yet", "not yet", "unsure", "undecided", "pending", "no idea", "no answer", "blank", "empty"),
        *("sans objet", "a confirmer", "a determiner", "a preciser", "inconnu", "inconnue", "je ne sais pas", "s/o"),
        *("ne sait pas", "sans reponse", "pas encore", "non applicable"),
        *("no aplica", "por confirmar", "por determinar", "por definir", "desconocido", "desconocida", "no se"),
        *("no sabe", "aun no", "sin respuesta"),
    )
)
"""Answers that leave a question open, without accents: the cell might as well be empty."""

_HAS_MARKUP = re.compile(r"</?[a-z][^<>]{0,200}>|&(?:[a-z]{2,8}|#\d{2,5});", re.IGNORECASE)
_END_OF_ITEM = re.compile(r"</(?:li|p|div|tr|td)>|<br\s*/?>", re.IGNORECASE)
_MARKUP = re.compile(r"</?[a-z][^<>]{0,200}>", re.IGNORECASE)
_NUMBERED = re.compile(
    r"(?:[(\[]?(?:\d{1,2}(?:st|nd|rd|th|er|e|eme|o|a|º|ª)?|[a-z])[.)\]:]+\s|[(\[](?:\d{1,2}|[a-z])[)\]]|\d{1,2}[.)](?=[^\d\s])|"
    r"#\d{1,2}[.:)]?\s|[•*·–—-]\s)\s*",
    re.IGNORECASE,
)
_UNIT = r"(?:h|hrs?|hours?|heures?|horas?|mins?|minutes?|minutos?)"
_LENGTH = re.compile(rf"[(\[]?\b(?:up to |about )?\d{{1,3}}\s*-?\s*{_UNIT}\b\.?[)\]]?", re.IGNORECASE)
_ASIDE = re.compile(r"[(\[][^()\[\]]*[)\]]")


def says_nothing(text: str) -> bool:
    """Whether a text says “none” or “nobody”, or leaves the question open."""
    plain = without_accents(text).rstrip(" .!")
    return plain in NOBODY or leaves_open(text)


def leaves_open(text: str) -> bool:
    """Whether a text says that the answer is not known yet or does not apply."""
    plain = without_accents(text)
    return plain in NOT_SAID or plain.strip(" .!()") in NOT_SAID


def without_markup(text: str) -> str:
    """A text without HTML tags and with its entities decoded, as some form tools export options.

    The ends of list items and paragraphs separate values.
    """
    if not _HAS_MARKUP.search(text):
        return text
    return html.unescape(_MARKUP.sub(" ", _END_OF_ITEM.sub(";", text))).strip(" ;")


def number_before(text: str) -> int | None:
    """The number that an item begins with, as ``2.`` or ``(2)``; None without one."""
    match = _NUMBERED.match(text.strip())
    digits = re.search(r"\d+", match[0]) if match else None
    return int(digits[0]) if digits else None


def option_readings(text: str, with_asides: bool = True) -> tuple[str, ...]:
    """What an option may be called once markup and a number or letter before it are removed.

    `with_asides`: lengths of time and words in brackets are removed too, unless the text has a negation. Each reading
    removes more than the one before.
    """
    plain = without_markup(text).strip()
    numbered = _NUMBERED.match(plain)
    readings = [plain, plain[numbered.end() :] if numbered else plain]
    if with_asides and not restrictions_of(text) & NEGATIONS:
        readings.append(_LENGTH.sub(" ", readings[-1]))
        readings.append(_ASIDE.sub(" ", readings[-1]))
    tidied = [tidy(reading).strip(" ,;:-") for reading in readings]
    return tuple(dict.fromkeys(reading for reading in tidied if reading and reading != text))
