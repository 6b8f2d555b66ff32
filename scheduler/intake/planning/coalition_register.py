"""Read the sheets Themes, Coalitions and People: subjects and participants of the meeting."""

from __future__ import annotations

import re

from scheduler.core.instance import Coalition, Filings, Person, Theme
from scheduler.intake.name_directory import NameDirectory
from scheduler.intake.people_directory import (
    PeopleDirectory,
    PersonIdentity,
    address_of,
    identities,
    name_without_address,
)
from scheduler.intake.planning.row_reader import SheetRecord, report_foreign_letters
from scheduler.intake.problems import Severity
from scheduler.intake.times import Calendar

PALETTE = (
    "#4477AA", "#EE6677", "#228833", "#CCBB44", "#66CCEE", "#AA3377",
    "#332288", "#88CCEE", "#44AA99", "#117733", "#999933", "#DDCC77",
    "#CC6677", "#882255", "#AA4499", "#0077BB", "#EE7733", "#009988",
)  # fmt: skip
"""Colours that people with colour-blindness can distinguish (Paul Tol's bright, muted and vibrant schemes)."""

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_PREFIX = re.compile(r"^(?:the\s+)?(?:dynamic\s+coalition|dc)\s+(?:on|for)\s+(?:the\s+)?", re.IGNORECASE)


def read_themes(records: list[SheetRecord]) -> tuple[Theme, ...]:
    """Read the themes; a theme without a colour gets the next free one of the palette."""
    known = NameDirectory("theme", "sheet Themes", loose=True)
    chosen = {record.text("Colour").upper() for record in records if not record.is_empty("Colour")}
    free = [colour for colour in PALETTE if colour not in chosen] or list(PALETTE)
    themes: list[Theme] = []
    given = 0
    for record in records:
        code = record.text("Code")
        if not code or record.is_duplicate("Code", known):
            continue
        colour = record.text("Colour").upper()
        if colour and not _COLOUR.fullmatch(colour):
            record.report("Colour", f"“{record.text('Colour')}” is no colour", "write it as #1F77B4, or leave it empty")
        if not colour:
            colour = free[given % len(free)]
            given += 1
        themes.append(
            Theme(
                code=code,
                name=record.text("Theme"),
                subtheme=record.text("Subtheme"),
                colour=colour,
                joint=record.yes("Joint session"),
                source=record.source,
            )
        )
    return tuple(themes)


def theme_directory(themes: tuple[Theme, ...]) -> NameDirectory:
    """A directory of the themes by code, by name, and by both together."""
    directory = NameDirectory("theme", "sheet Themes", loose=True)
    for theme in themes:
        directory.add(theme.code)
    for theme in themes:
        for other in (theme.name, f"{theme.code} {theme.name}", f"{theme.name} ({theme.code})"):
            directory.also(theme.code, other)
    return directory


def read_coalition_names(records: list[SheetRecord]) -> NameDirectory:
    """A directory of the coalitions by acronym, name, alias and former name; a duplicate is an error.

    Also known: the name without “Dynamic Coalition on”, and acronym and name together.
    """
    directory = NameDirectory("coalition", "sheet Coalitions", loose=True)
    rows: dict[str, int] = {}
    listed: list[tuple[SheetRecord, str]] = []
    for record in records:
        acronym = record.text("Acronym")
        if not acronym:
            continue
        earlier = directory.add(acronym)
        report_foreign_letters(record, "Acronym", "Name", "Also known as")
        if earlier is None:
            rows[acronym] = record.row
            listed.append((record, acronym))
        else:
            what = f"coalition “{acronym}” appears here and in row {rows[earlier]}"
            what += "" if earlier == acronym else f", as “{earlier}”"
            record.report("Acronym", what, "keep one row")
    for record, acronym in listed:
        for title, names in (("Name", (record.text("Name"),)), ("Also known as", record.items("Also known as"))):
            for name in names:
                clash = directory.also(acronym, name)
                if clash:
                    what = f"“{name}” of {acronym} is also a name of {clash} in row {rows[clash]}"
                    record.report(
                        title, what, "keep it with one of the two, or delete the coalition that appears twice"
                    )
    for record, acronym in listed:
        _add_derived_names(directory, acronym, record.text("Name"), record.items("Also known as"))
    return directory


def _add_derived_names(directory: NameDirectory, acronym: str, name: str, aliases: tuple[str, ...]) -> None:
    """Add spellings derived from acronym and name, unless they belong to another coalition."""
    derived = [f"{acronym} {name}", f"{name} {acronym}"]
    for full in (name, *aliases):
        stem = _PREFIX.sub("", full)
        derived.append(stem)
        derived += [
            f"{before} {stem}" for before in ("DC", "DC on", "Dynamic Coalition on", "Dynamic Coalition on the")
        ]
    for other in derived:
        if directory.find(other) is None and not directory.is_ambiguous(other):
            directory.also(acronym, other)


def read_coalitions(
    records: list[SheetRecord], names: NameDirectory, themes: NameDirectory, calendar: Calendar
) -> tuple[tuple[Coalition, ...], frozenset[str]]:
    """Read the register, and the names of coalitions whose readiness is recorded in the sheet."""
    found: dict[str, Coalition] = {}
    recorded: set[str] = set()
    for record in records:
        acronym = record.text("Acronym")
        if not acronym or acronym in found or acronym not in names.names:
            continue
        ready = record.yes_if_any("Ready")
        if ready is not None:
            recorded.add(acronym)
        found[acronym] = Coalition(
            id=acronym,
            name=record.text("Name"),
            aliases=record.items("Also known as"),
            themes=record.names("Themes", themes),
            horizontal=record.yes("Horizontal"),
            active=record.yes("Active"),
            new=record.yes("New"),
            standing=_standing(record),
            ready=bool(ready),
            merit=record.number("Merit"),
            captions=record.yes("Captions"),
            unavailable=record.windows("Unavailable", calendar),
            plan=record.text("Plan of the year"),
            source=record.source,
            read_from={
                field: record.cell(title).source for field, title in _OWN_CELLS.items() if not record.is_empty(title)
            },
        )
    return tuple(found.values()), frozenset(recorded)


_OWN_CELLS = {
    "active": "Active",
    "annual_report": "Annual report",
    "session_report": "Session report",
    "light_report": "Light report",
    "coordination": "Coordination",
    "founding": "Founding conditions",
    "ready": "Ready",
    "captions": "Captions",
    "unavailable": "Unavailable",
}
"""The columns of facts that can refuse a request, by the field that they fill."""


def _standing(record: SheetRecord) -> Filings:
    return Filings(
        annual_report=record.yes("Annual report"),
        session_report=record.yes_if_any("Session report"),
        coordination=record.yes("Coordination"),
        founding=record.yes("Founding conditions"),
        light_report=record.yes("Light report"),
    )


def read_people(
    records: list[SheetRecord], coalitions: NameDirectory, calendar: Calendar
) -> tuple[tuple[Person, ...], PeopleDirectory]:
    """Read the people, and a directory of their names and e-mail addresses."""
    named = [record for record in records if record.text("Person")]
    rows = [
        PersonIdentity(
            _name(record),
            address_of(record.text("E-mail")) or address_of(record.text("Person")),
            record.names("Represents", coalitions),
            record.cell("Person"),
        )
        for record in named
    ]
    who = identities(rows, named[0].problems) if named else {}
    people: dict[str, Person] = {}
    names = PeopleDirectory()
    for place, (record, row) in enumerate(zip(named, rows, strict=True)):
        name = who[place]
        person = _person(record, name, row.coalitions, calendar)
        people[name] = _one_person(people[name], person, record) if name in people else person
    for name, person in people.items():
        names.add(name)
        names.coalitions[name] = person.coalitions
    for place, row in enumerate(rows):
        names.also(who[place], row.name)
        if row.address:
            names.by_address[row.address] = who[place]
    return tuple(people.values()), names


def _name(record: SheetRecord) -> str:
    """A person's name; of an address in its place, a name that does not show it, with a warning."""
    written = record.text("Person")
    name = name_without_address(written)
    if name != written:
        what = f"the name holds an e-mail address, which is never shown: the person is called “{name}”"
        record.report("Person", what, "write the name here, and the address under “E-mail”", Severity.WARNING)
    return name


def _person(record: SheetRecord, name: str, coalitions: tuple[str, ...], calendar: Calendar) -> Person:
    report_foreign_letters(record, "Person")
    remote, zone = record.yes("Remote"), record.time_zone("Time zone")
    if remote and record.is_empty("Time zone"):
        what = f"{name} takes part remotely, but no time zone is given"
        remedy = "write one such as America/Lima; until then the event's own time zone is used"
        record.report("Time zone", what, remedy, Severity.WARNING)
    return Person(
        id=name,
        coalitions=coalitions,
        stakeholder_group=record.text("Stakeholder group"),
        region=record.text("Region"),
        gender=record.text("Gender"),
        age_group=record.text("Age group"),
        remote=remote,
        time_zone=zone,
        unavailable=record.windows("Unavailable", calendar),
        volunteer=record.yes("Booth volunteer"),
        step_free=record.yes("Step-free"),
        email=record.text("E-mail") or address_of(record.text("Person")),
        source=record.source,
    )


def _one_person(first: Person, second: Person, record: SheetRecord) -> Person:
    """Merge two rows about one person; contradictions are questions."""
    for field, title in _SAID_OF_A_PERSON.items():
        one, other = getattr(first, field), getattr(second, field)
        if one and other and one != other:
            what = f"the rows of {first.id} disagree: “{other}” here, “{one}” in another row"
            record.problems.append(record.cell(title).question(what, "keep one row", f"“{one}”"))
    changes = {field: getattr(first, field) or getattr(second, field) for field in _SAID_OF_A_PERSON}
    for field in ("remote", "volunteer", "step_free"):
        changes[field] = getattr(first, field) or getattr(second, field)
    for field in ("coalitions", "unavailable"):
        changes[field] = tuple(dict.fromkeys((*getattr(first, field), *getattr(second, field))))
    return first.model_copy(update=changes)


_SAID_OF_A_PERSON = {
    "stakeholder_group": "Stakeholder group",
    "region": "Region",
    "gender": "Gender",
    "age_group": "Age group",
    "time_zone": "Time zone",
}


def report_unrepresented(
    coalitions: tuple[Coalition, ...], people: tuple[Person, ...], records: list[SheetRecord]
) -> None:
    """Warn of active coalitions that nobody represents: nothing would protect their people from clashes."""
    represented = {name for person in people for name in person.coalitions}
    lonely = {coalition.id for coalition in coalitions if coalition.active} - represented
    for record in records:
        if record.text("Acronym") in lonely:
            what = f"nobody represents {record.text('Acronym')}"
            record.report("Acronym", what, "add a person who does to sheet People", Severity.WARNING)
