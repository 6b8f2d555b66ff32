"""A stranger can write a checker from docs/model.md and docs/formats.md: every term of a definition has its own.

A word of a definition is part of a term, the name of a setting, column, kind, type or service, the name of a record or
of a field of the sheets, or a plain word of the list below. A new word fails until it is defined or listed here.
"""

from __future__ import annotations

import re
from collections import Counter

import pytest

from scheduler.catalogue import RULES, TERMS, Term
from scheduler.catalogue.settings import SETTING
from scheduler.catalogue.terms import linked_terms, terms_in, without_terms
from scheduler.core.policy import DEFAULT_KINDS
from scheduler.core.vocabulary import (
    IN_PROGRAMME,
    KIND_USE,
    PROGRAMME_SESSION_KINDS,
    Condition,
    Kind,
    Service,
    SessionType,
    Use,
    type_use,
)
from scheduler.intake.amendments import FORMS, amend
from scheduler.intake.form_words import NOBODY, NOT_SAID, says_nothing
from scheduler.intake.planning.sheets import SHEETS
from scheduler.verify import check
from tests.miniatures.build import ask, at, host, programme, tiny
from tools.formats_page import formats_page
from tools.model_page import definitions, meaning_of, model_page, names_used

RECORDS = """
amendment answer answered answers coalition coalition's coalitions column date day day's days event event's goal goals
hours meeting meetings minute minutes people person person's point points policy programme programme's question room
room's rooms row rule rules session session's sessions setting settings sheet sheets stretch stretches survey time times
window
"""
"""Records, their parts, and units: formats.md describes them as sheets, columns and forms."""

PLAIN = """
a above add added adds after afternoon afternoons all alone also among an and another another's any apart are as ask
asks at become before begin belong belonging below between both break but by can cannot capacity captions choice
closed closes closing code common could count counts covers decides different distinct divided do does down due each
earlier effect else empty end ended ends entries entry evening evenings every exactly except expects few filed fill
first fits fixes follow follows for from full g gives good grant grants h has have held hold holds how id if
included inconvenience is it its itself largest last lasts later latest least length less lie lies light like
likewise limit list listed listing lists local long longer made many marks may meant meets moment more morning
mornings most n name named names need needs neither never new next no none not nothing number numbered of offer on
once one one's ones only opens order other others otherwise over own pairs parts pauses place plus ranked rather
receive refuse relations remit replaces representatives rounded s same say says seats second several share silent
sit sitting smaller so something somewhere stand stands start started starts subject such sum summed takes tangible
text than that the their theirs them there these they this those three through to together too touch towards triple
twice two under unless unordered until up use used uses vetoed volunteer walking was were what whatever when where
wherever whether which while who whoever whole whom whose wishes with within without would year years yes zero zone
"""
"""Words of everyday language: none of them is a term of planning."""

WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")


def words_of(text: str) -> set[str]:
    return {word.lower() for word in WORD.findall(text)}


VOCABULARY = words_of(" ".join((*Kind, *SessionType, *Use, *Service, *Condition)))
KNOWN = words_of(RECORDS) | words_of(PLAIN) | VOCABULARY | {f"{word}'s" for word in VOCABULARY}


@pytest.mark.parametrize("definition", definitions(), ids=lambda text: text[:40])
def test_every_word_of_a_definition_is_a_term_or_plain(definition: str) -> None:
    assert words_of(without_terms(definition)) - KNOWN == set()


def test_no_plain_word_is_listed_in_vain() -> None:
    used = {word for text in definitions() for word in words_of(without_terms(text))}
    assert words_of(PLAIN) - used == set()


def test_a_word_that_nobody_defined_is_found() -> None:
    assert words_of(without_terms("A request of a clandestine kind is granted.")) - KNOWN == {"clandestine"}


def test_every_term_is_used_and_has_one_definition() -> None:
    assert len(TERMS) > 50
    used = {term for text in definitions() for term in terms_in(text)}
    assert [term.name for term in TERMS if term not in used] == []
    forms = Counter(form.casefold() for term in TERMS for form in term.forms)
    assert [form for form, count in forms.items() if count > 1] == []


def test_every_walk_from_a_rule_through_definitions_ends_at_terms_that_have_one() -> None:
    for rule in RULES:
        walked: set[Term] = set()
        waiting = list(terms_in(rule.definition))
        assert waiting, rule.id
        while waiting:
            term = waiting.pop()
            if term not in walked:
                walked.add(term)
                waiting += terms_in(term.definition)
        assert all(term.definition and term in TERMS for term in walked), rule.id


@pytest.mark.parametrize("page", [model_page(), formats_page()], ids=["model", "formats"])
def test_every_link_within_a_page_has_its_target(page: str) -> None:
    headings = Counter(
        re.sub(r"[^\w\s-]", "", heading).strip().lower().replace(" ", "-")
        for heading in re.findall(r"^#+ (.+)$", page, re.MULTILINE)
    )
    links = re.findall(r"\]\(#([^)]+)\)", page)
    assert len(links) > 10
    assert [link for link in links if link not in headings] == []
    assert [heading for heading, count in headings.items() if count > 1 and heading in links] == []


def test_every_term_has_its_heading_on_the_page_and_is_linked_where_it_is_used() -> None:
    page = model_page()
    for term in TERMS:
        assert f"### {term.name}\n" in page
    for rule in RULES:
        assert linked_terms(rule.definition) in page
        assert "](#" in linked_terms(rule.definition)


def test_names_in_backticks_are_settings_columns_and_goals_that_exist() -> None:
    titles = {column.title for sheet in SHEETS for column in (*sheet.columns, *sheet.settings)}
    assert len(names_used()) > 30
    for name in names_used():
        quoted = re.findall("“([^”]+)”", meaning_of(name))
        assert set(quoted) <= titles
        assert f"| `{name}` | " in model_page()


def test_sheets_and_settings_that_terms_name_exist() -> None:
    sheets = {sheet.title: {c.title for c in (*sheet.columns, *sheet.settings)} for sheet in SHEETS}
    titles = {title for columns in sheets.values() for title in columns}
    text = " ".join(term.definition for term in TERMS)
    named = re.findall(rf"[Ss]heet ({'|'.join(sheets)}|[A-Z]\w+)", text)
    assert len(named) > 10
    assert set(named) <= set(sheets)
    assert {name for name in re.findall("“([A-Z][^”]+)”", text) if name not in titles} == set()
    pairs = re.findall(r"Sheet ([A-Z]\w+) says yes in column ([A-Z][\w-]+)", text)
    assert len(pairs) > 4
    assert all(column in sheets[sheet] for sheet, column in pairs)


# What terms say of kinds is what the program does.


def kinds_named(name: str) -> set[str]:
    """The kinds that the definition of a term lists."""
    (term,) = (term for term in TERMS if term.name == name)
    return {kind for kind in Kind if re.search(rf"(?<![\w-]){re.escape(kind)}(?![\w-])", term.definition)}


@pytest.mark.parametrize("field", ["gated", "counted", "competed"])
def test_kinds_that_a_field_of_the_policy_distinguishes_are_listed(field: str) -> None:
    assert kinds_named(field) == {kind for kind, policy in DEFAULT_KINDS.items() if getattr(policy, field)}


def test_kinds_that_are_shown_and_kinds_with_an_audience_are_listed() -> None:
    assert kinds_named("shown in the programme") == set(IN_PROGRAMME)
    assert kinds_named("audience") == set(PROGRAMME_SESSION_KINDS)


def test_uses_of_rooms_are_those_that_the_check_applies() -> None:
    (use,) = (term.definition for term in TERMS if term.name == "use of a room")
    halls = re.search(r"Main sessions: host sessions of the types (.+?)\. Day-zero", use)
    assert halls
    assert halls[1].split(", ") == [type_.value for type_ in SessionType if type_use(type_) is Use.MAIN]
    sessions = re.search(r"the kinds (.+?)\. Segments", use)
    assert sessions
    assert sessions[1].split(", ") == [kind.value for kind, needed in KIND_USE.items() if needed is Use.SESSIONS]


def test_bilateral_meetings_need_what_their_setting_says() -> None:
    """The one kind for which the policy lists services is the one that has a setting for it."""
    assert {kind for kind, policy in DEFAULT_KINDS.items() if policy.needs} == {Kind.BILATERAL}
    setting = SETTING[f"kinds.{Kind.BILATERAL}.needs"]
    (service,) = (term for term in TERMS if term.name == "service")
    assert f"“{setting.title}” (`{setting.default}`" in service.definition
    meeting = ask("DC-A", Kind.BILATERAL)
    without = {"Box": {"services": ()}}
    for needs, broken in (((Service.HYBRID,), ["room_services"]), ((), [])):
        of = tiny((meeting,), rooms=without, kinds={Kind.BILATERAL: {"needs": needs}})
        held = programme(of, own={meeting.id: at("Box", 1, "09:00")})
        assert [violation.rule for violation in check(of, held).violations] == broken


# Amendments.

MEETING = tiny(
    (ask("DC-A", Kind.BILATERAL),),
    (
        host("WS 1", at("Salle 1", 1, "09:00")),
        host("WS 2", at("Salle 1", 1, "14:00"), people=("DC-A coordinator 1",)),
        host("Opening", at("Hall", 1, "09:30"), blocks_everything=True),
    ),
)
AMENDMENTS = {
    "cancel WHAT, withdraw WHAT": ("cancel DC-A", "withdraw DC-A: bilateral meeting", "cancel WS 1"),
    "close ROOM: WHEN": ("close Salle 1: Day 1", "close the Salle 1: Day 1 09:00-10:00", "close Salle 1"),
    "unavailable WHO: WHEN": ("unavailable DC-A: Day 1", "unavailable DC-A coordinator 1: Day 1 morning"),
    "add COALITION: KIND, rank 1, 60 people, 90 minutes": (
        "add DC-A: day-zero event",
        "add DC-A: booth shift, rank 1, 60 people, 90 minutes",
    ),
    "grant REQUEST": ("grant DC-A: bilateral meeting",),
    "refuse REQUEST": ("refuse DC-A: bilateral meeting",),
    "hold WHAT: in SESSION, ROOM, DAY TIME": (
        "hold DC-A: bilateral meeting: Box, Day 1 09:00",
        "hold WS 1: Day 1 10:40",
        "hold WS 1: Salle 2 | Day 1 09:00",
    ),
    "release WHAT, release all": ("release WS 1", "release DC-A", "release all"),
    "ROOM closed WHEN, ROOM is closed on WHEN": ("Salle 1 closed Day 1", "Salle 1 is closed on Day 1 09:00-10:00"),
    "WHO away WHEN, WHO is away on WHEN": ("DC-A away Day 1 morning", "DC-A is away on Day 1"),
    "COALITION withdraws, COALITION is out": ("DC-A withdraws", "DC-A is out"),
}


def test_every_form_of_amendments_is_on_the_page_and_understood() -> None:
    assert [form.written for form in FORMS] == list(AMENDMENTS)
    page = formats_page().replace("\\|", "|")
    for form in FORMS:
        assert form.meaning in page
        for text in AMENDMENTS[form.written]:
            assert next(other for other in FORMS if other.pattern.fullmatch(text)) is form
            assert amend(MEETING, text).instance != MEETING or form.written.startswith("release")


@pytest.mark.parametrize(
    ("text", "freed"),
    [
        ("close Salle 1: Day 1 09:00-10:00", {"WS 1"}),
        ("close Salle 1: Day 1 10:30-14:00", set()),
        ("close Salle 1", {"WS 1", "WS 2"}),
        ("close Hall: Day 1", set()),
        ("unavailable DC-A coordinator 1: Day 1 afternoon", {"WS 2"}),
        ("unavailable DC-A: Day 1 afternoon", set()),
    ],
)
def test_closing_and_absence_free_given_sessions_at_that_time_unless_they_block_everything(
    text: str, freed: set[str]
) -> None:
    after = amend(MEETING, text).instance
    assert {session.id for session in after.sessions if session.place is None} == freed


# Words that say nothing.


def test_every_word_that_says_nothing_is_on_the_page_and_empties_a_list() -> None:
    page = formats_page()
    for word in (NOBODY | NOT_SAID) - {""}:
        assert f"`{word}`" in page
        assert says_nothing(word.upper())
