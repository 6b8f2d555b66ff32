"""The questions of the survey, with the synonyms by which they are recognised in other forms."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class SurveyQuestion:
    """One question. `form` is choice, several, ranking, number, yes/no or text.

    `options` names the list that answers come from: kinds, coalitions, themes, days, half-days, services, people.
    """

    field: str
    text: str
    form: str
    options: str = ""
    synonyms: tuple[str, ...] = ()
    required: bool = False


QUESTIONS: tuple[SurveyQuestion, ...] = (
    SurveyQuestion(
        "coalition",
        "Which Dynamic Coalition do you answer for?",
        "choice",
        "coalitions",
        (
            "dynamic coalition",
            "name of your dynamic coalition",
            "dc",
            "coalition",
            "name of the coalition",
            "which coalition do you answer for",
            "coalition dynamique",
            "pour quelle coalition dynamique répondez-vous",
            "nom de votre coalition",
            "coalición dinámica",
            "coalición",
            "en nombre de qué coalición dinámica responde",
            "nombre de su coalición",
        ),
        required=True,
    ),
    SurveyQuestion(
        "ranking",
        "Please rank the kinds of presence your coalition wishes for",
        "ranking",
        "kinds",
        (
            "ranking",
            "preferences",
            "order of preference",
            "preferred kinds of presence",
            "preferred formats",
            "classement",
            "préférences",
            "ordre de préférence",
            "classez les formes de présence que souhaite votre coalition",
            "clasificación",
            "preferencias",
            "orden de preferencia",
            "ordene las formas de presencia que desea su coalición",
        ),
        required=True,
    ),
    SurveyQuestion(
        "themes",
        "Which themes fit what you would present?",
        "several",
        "themes",
        (
            "themes",
            "theme",
            "subthemes",
            "relevant themes",
            "thèmes",
            "sous-thèmes",
            "quels thèmes correspondent à ce que vous présenteriez",
            "temas",
            "subtemas",
            "qué temas corresponden a lo que presentaría",
        ),
    ),
    SurveyQuestion(
        "partners",
        "With which coalitions would you like to hold a joint session?",
        "several",
        "coalitions",
        (
            "wished partners",
            "partners",
            "preferred partners",
            "joint session with",
            "partenaires",
            "partenaires souhaités",
            "avec quelles coalitions aimeriez-vous tenir une session commune",
            "socios",
            "socios deseados",
            "con qué coaliciones le gustaría celebrar una sesión conjunta",
        ),
    ),
    SurveyQuestion(
        "required",
        "Without which coalition would you rather hold no joint session?",
        "several",
        "coalitions",
        (
            "required partners",
            "indispensable partners",
            "partenaires indispensables",
            "sans quelle coalition préféreriez-vous ne pas tenir de session commune",
            "socios imprescindibles",
            "sin qué coalición preferiría no celebrar una sesión conjunta",
        ),
    ),
    SurveyQuestion(
        "vetoes",
        "With which coalition could you not share a session?",
        "several",
        "coalitions",
        (
            "vetoes",
            "not with",
            "excluded coalitions",
            "pas avec",
            "avec quelle coalition ne pourriez-vous pas partager une session",
            "vetos",
            "no con",
            "con qué coalición no podría compartir una sesión",
        ),
    ),
    SurveyQuestion(
        "ready",
        "Will you have something to present this year?",
        "yes/no",
        "",
        (
            "ready",
            "ready to present",
            "readiness",
            "prêt",
            "prêts à présenter",
            "aurez-vous quelque chose à présenter cette année",
            "listo",
            "listos para presentar",
            "tendrá algo que presentar este año",
        ),
    ),
    SurveyQuestion(
        "output",
        "Which tangible output would you present (report, policy advice)?",
        "text",
        "",
        (
            "output",
            "tangible output",
            "outcome",
            "résultat",
            "résultat concret",
            "quel résultat concret présenteriez-vous",
            "resultado",
            "resultado concreto",
            "resultado tangible",
            "qué resultado tangible presentaría",
        ),
    ),
    SurveyQuestion(
        "title",
        "Working title of your session",
        "text",
        "",
        (
            "title",
            "working title",
            "session title",
            "titre",
            "titre provisoire",
            "titre provisoire de votre session",
            "título",
            "título provisional",
            "título provisional de su sesión",
        ),
    ),
    SurveyQuestion(
        "slot_minutes",
        "How many minutes would you need in a main session?",
        "number",
        "",
        (
            "minutes in a main session",
            "slot minutes",
            "minutes dans une session principale",
            "de combien de minutes auriez-vous besoin dans une session principale",
            "minutos en una sesión principal",
            "cuántos minutos necesitaría en una sesión principal",
        ),
    ),
    SurveyQuestion(
        "audience",
        "How many people do you expect in the room?",
        "number",
        "",
        (
            "audience",
            "expected audience",
            "number of participants",
            "public attendu",
            "participants attendus",
            "combien de personnes attendez-vous dans la salle",
            "público esperado",
            "asistentes esperados",
            "cuántas personas espera en la sala",
        ),
    ),
    SurveyQuestion(
        "needs",
        "What does your session need?",
        "several",
        "services",
        (
            "needs",
            "technical needs",
            "requirements",
            "besoins",
            "besoins techniques",
            "de quoi votre session a-t-elle besoin",
            "necesidades",
            "necesidades técnicas",
            "qué necesita su sesión",
        ),
    ),
    SurveyQuestion(
        "preferred_days",
        "Which days would you prefer?",
        "several",
        "days",
        (
            "preferred days",
            "days",
            "jours préférés",
            "jours",
            "quels jours préféreriez-vous",
            "días preferidos",
            "días",
            "qué días preferiría",
        ),
    ),
    SurveyQuestion(
        "unavailable",
        "When can your coalition not take part?",
        "several",
        "half-days",
        (
            "unavailable",
            "not available",
            "unavailability",
            "indisponibilités",
            "indisponible",
            "quand votre coalition ne peut-elle pas participer",
            "no disponible",
            "cuándo no puede participar su coalición",
        ),
    ),
    SurveyQuestion(
        "people",
        "Who must be in the room? If you name nobody, all your representatives must be, unless the policy says "
        "otherwise.",
        "several",
        "people",
        (
            "people",
            "speakers",
            "representatives",
            "who must be in the room",
            "who must attend",
            "personnes",
            "intervenants",
            "qui doit être présent dans la salle",
            "personas",
            "ponentes",
            "quién debe estar en la sala",
        ),
    ),
    SurveyQuestion(
        "opts_out",
        "Would your coalition compete for nothing this year and sit on the selection committee?",
        "yes/no",
        "",
        (
            "selection committee",
            "opt out",
            "comité de sélection",
            "votre coalition renoncerait-elle à concourir cette année pour siéger au comité de sélection",
            "comité de selección",
            "renunciaría su coalición a competir este año para formar parte del comité de selección",
        ),
    ),
    SurveyQuestion(
        "comment",
        "Anything else?",
        "text",
        "",
        (
            "comments",
            "comment",
            "remarks",
            "anything else",
            "remarques",
            "commentaires",
            "autre chose",
            "observaciones",
            "comentarios",
            "algo más",
        ),
    ),
)

MARKS: tuple[SurveyQuestion, ...] = (
    SurveyQuestion(
        "withdrawn",
        "Withdrawn",
        "yes/no",
        "",
        (
            *("withdraw", "answer withdrawn", "do you withdraw your answer", "retiré", "réponse retirée"),
            *("retirada", "respuesta retirada"),
        ),
    ),
)
"""Columns that planners add to the answers: “yes” withdraws the coalition's answer."""

QUESTION = {question.field: question for question in (*QUESTIONS, *MARKS)}
