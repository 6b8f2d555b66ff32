"""Notifications: the changes of which each coalition, person or organiser must be informed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scheduler.core.instance import Instance
from scheduler.core.phrases import listed
from scheduler.diff import Change


@dataclass(frozen=True)
class Notification:
    """The changes that concern a coalition (with its people), a person, or the organisers of a session."""

    who: str
    people: tuple[str, ...]
    sentences: tuple[str, ...]

    @property
    def line(self) -> str:
        people = f" ({listed(self.people)})" if self.people else ""
        return f"{self.who}{people}: {' '.join(self.sentences)}"


def notifications(instance: Instance, changes: Sequence[Change]) -> tuple[Notification, ...]:
    """One for each coalition in the order of the instance, then for other people, then for unnamed organisers."""
    return (*_coalitions(instance, changes), *_people(instance, changes), *_organisers(changes))


def _coalitions(instance: Instance, changes: Sequence[Change]) -> Iterator[Notification]:
    concerned = {name for change in changes for name in change.coalitions}
    known = [coalition.id for coalition in instance.coalitions if coalition.id in concerned]
    for name in (*known, *sorted(concerned - set(known))):
        own = [change for change in changes if name in change.coalitions]
        people = dict.fromkeys(
            person for change in own for person in change.people if _represents(instance, person, name)
        )
        yield Notification(name, tuple(people), tuple(change.sentence for change in own))


def _people(instance: Instance, changes: Sequence[Change]) -> Iterator[Notification]:
    """People who are not informed through a coalition."""
    sentences: dict[str, list[str]] = {}
    for change in changes:
        for person in change.people:
            if not any(_represents(instance, person, coalition) for coalition in change.coalitions):
                sentences.setdefault(person, []).append(change.sentence)
    for person, own in sentences.items():
        yield Notification(person, (), tuple(own))


def _organisers(changes: Sequence[Change]) -> Iterator[Notification]:
    unnamed: dict[str, list[Change]] = {}
    for change in changes:
        if not change.people and not change.coalitions:
            unnamed.setdefault(change.session, []).append(change)
    for session, own in unnamed.items():
        yield Notification(
            f"the organisers of “{own[0].title}” ({session})", (), tuple(change.sentence for change in own)
        )


def _represents(instance: Instance, person: str, coalition: str) -> bool:
    known = instance.person.get(person)
    return known is not None and coalition in known.coalitions
