"""The questions of the survey with the meeting's own choices, in English, French and Spanish."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.core.instance import Instance
from scheduler.core.vocabulary import Kind, Service
from scheduler.intake.survey.requests import SLOT_MINUTES
from scheduler.intake.survey.survey_questions import QUESTIONS, SurveyQuestion

LANGUAGES = ("en", "fr", "es")
LONGEST_LIST = 60
"""Number of people up to which they are choices; more are written as text."""

_TEXTS: dict[str, tuple[str, str]] = {
    "coalition": (
        "Pour quelle coalition dynamique répondez-vous ?",
        "¿En nombre de qué coalición dinámica responde?",
    ),
    "ranking": (
        "Classez les formes de présence que souhaite votre coalition",
        "Ordene las formas de presencia que desea su coalición",
    ),
    "themes": (
        "Quels thèmes correspondent à ce que vous présenteriez ?",
        "¿Qué temas corresponden a lo que presentaría?",
    ),
    "partners": (
        "Avec quelles coalitions aimeriez-vous tenir une session commune ?",
        "¿Con qué coaliciones le gustaría celebrar una sesión conjunta?",
    ),
    "required": (
        "Sans quelle coalition préféreriez-vous ne pas tenir de session commune ?",
        "¿Sin qué coalición preferiría no celebrar una sesión conjunta?",
    ),
    "vetoes": (
        "Avec quelle coalition ne pourriez-vous pas partager une session ?",
        "¿Con qué coalición no podría compartir una sesión?",
    ),
    "ready": ("Aurez-vous quelque chose à présenter cette année ?", "¿Tendrá algo que presentar este año?"),
    "output": ("Quel résultat concret présenteriez-vous ?", "¿Qué resultado tangible presentaría?"),
    "title": ("Titre provisoire de votre session", "Título provisional de su sesión"),
    "slot_minutes": (
        "De combien de minutes auriez-vous besoin dans une session principale ?",
        "¿Cuántos minutos necesitaría en una sesión principal?",
    ),
    "audience": (
        "Combien de personnes attendez-vous dans la salle ?",
        "¿Cuántas personas espera en la sala?",
    ),
    "needs": ("De quoi votre session a-t-elle besoin ?", "¿Qué necesita su sesión?"),
    "preferred_days": ("Quels jours préféreriez-vous ?", "¿Qué días preferiría?"),
    "unavailable": (
        "Quand votre coalition ne peut-elle pas participer ?",
        "¿Cuándo no puede participar su coalición?",
    ),
    "people": ("Qui doit être présent dans la salle ?", "¿Quién debe estar en la sala?"),
    "opts_out": (
        "Votre coalition renoncerait-elle à concourir cette année pour siéger au comité de sélection ?",
        "¿Renunciaría su coalición a competir este año para formar parte del comité de selección?",
    ),
    "comment": ("Autre chose ?", "¿Algo más?"),
}
"""The questions in French and Spanish."""

_KINDS: dict[Kind, tuple[str, str]] = {
    Kind.JOINT: ("session commune", "sesión conjunta"),
    Kind.INDIVIDUAL: ("session individuelle", "sesión individual"),
    Kind.MAIN_SLOT: ("créneau en session principale", "espacio en la sesión principal"),
    Kind.SEGMENT: ("session principale des coalitions", "sesión principal de las coaliciones"),
    Kind.DAY_ZERO: ("événement du jour zéro", "evento del día cero"),
    Kind.BILATERAL: ("réunion bilatérale", "reunión bilateral"),
    Kind.BOOTH: ("permanence au stand", "turno en el stand"),
}
_SERVICES: dict[Service, tuple[str, str]] = {
    Service.CAPTIONING: ("sous-titrage", "subtitulado"),
    Service.INTERPRETATION: ("interprétation", "interpretación"),
    Service.HYBRID: ("participation à distance", "participación remota"),
    Service.WEBCAST: ("webdiffusion", "transmisión en vivo"),
    Service.STEP_FREE: ("accès de plain-pied", "acceso sin escalones"),
}
_YES_NO = {"en": ("yes", "no"), "fr": ("oui", "non"), "es": ("sí", "no")}
_PLACES = {
    "en": ("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh"),
    "fr": ("Premier", "Deuxième", "Troisième", "Quatrième", "Cinquième", "Sixième", "Septième"),
    "es": ("Primera", "Segunda", "Tercera", "Cuarta", "Quinta", "Sexta", "Séptima"),
}
_CHOICE = {"en": "choice", "fr": "choix", "es": "opción"}
_HALVES = {"en": ("morning", "afternoon"), "fr": ("matin", "après-midi"), "es": ("mañana", "tarde")}


@dataclass(frozen=True)
class FormQuestion:
    """A question of the form, with what it offers; `legend` explains the choices, one a line."""

    question: SurveyQuestion
    text: str
    choices: tuple[str, ...] = ()
    legend: tuple[str, ...] = ()

    @property
    def many(self) -> bool:
        """Whether more than one choice may be ticked."""
        return self.question.form == "several" and bool(self.choices)

    @property
    def ranked(self) -> bool:
        return self.question.form == "ranking"


def form_questions(instance: Instance, language: str = "en") -> tuple[FormQuestion, ...]:
    """The questions in order, in a language of `LANGUAGES`, with the names of the instance as choices."""
    return tuple(
        FormQuestion(
            question,
            in_language(language, question.text, *_TEXTS[question.field]),
            _choices(instance, question, language),
            _legend(instance, question),
        )
        for question in QUESTIONS
    )


def in_language(language: str, *texts: str) -> str:
    """The one of the texts that is in a language; they are in the order of `LANGUAGES`."""
    return texts[LANGUAGES.index(language)]


def place_titles(language: str, count: int) -> tuple[str, ...]:
    """The titles of questions that ask for one place of a ranking each: ``First choice``."""
    return tuple(f"{place} {_CHOICE[language]}" for place in _PLACES[language][:count])


def _choices(instance: Instance, question: SurveyQuestion, language: str) -> tuple[str, ...]:
    if question.field == "slot_minutes":
        return tuple(str(minutes) for minutes in SLOT_MINUTES)
    if question.form == "yes/no":
        return _YES_NO[language]
    offered: dict[str, tuple[str, ...]] = {
        "coalitions": tuple(coalition.id for coalition in instance.coalitions if coalition.active),
        "kinds": tuple(
            in_language(language, kind.value, *_KINDS[kind]) for kind in Kind if instance.policy.offers(kind)
        ),
        "themes": tuple(theme.code for theme in instance.themes),
        "services": tuple(in_language(language, service.value, *_SERVICES[service]) for service in Service),
        "days": tuple(day.id for day in instance.days),
        "half-days": tuple(f"{day.id} {half}" for day in instance.days for half in _HALVES[language]),
        "people": tuple(person.id for person in instance.people),
    }
    found = offered.get(question.options, ())
    return () if question.options == "people" and len(found) > LONGEST_LIST else found


def _legend(instance: Instance, question: SurveyQuestion) -> tuple[str, ...]:
    """What the choices stand for, where they are codes."""
    if question.options == "themes":
        return tuple(f"{theme.code}: {theme.name}" for theme in instance.themes if theme.name not in ("", theme.code))
    if question.field == "coalition":
        return tuple(f"{one.id}: {one.name}" for one in instance.coalitions if one.active and one.name != one.id)
    return ()
