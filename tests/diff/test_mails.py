"""Mails: every coalition whose wishes change is told so in the first sentence, and no other one is."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as some

from scheduler.core.instance import HostSession
from scheduler.core.programme import PlacedSession, Programme, Reason, joint_session_id
from scheduler.core.vocabulary import Kind
from scheduler.diff import Change
from scheduler.diff.change_log import ChangeLog, ComparedProgramme
from scheduler.export.changes import mail_files
from scheduler.export.changes.mails import mail_text, organisers_text
from tests.diff.altered import at, refused, with_decision, with_session, without_session
from tests.reports.example import instance, programme

INSTANCE = instance()
BEFORE = programme(INSTANCE)
OWN = [r.id for r in INSTANCE.requests if r.kind in (Kind.DAY_ZERO, Kind.BILATERAL, Kind.BOOTH)]
JOINT = [r.id for r in INSTANCE.requests if r.kind is Kind.JOINT]

Edit = Callable[[Programme], Programme]


def moved(session: str, day: str, room: str) -> Edit:
    return lambda p: with_session(p, session, day=day, room=room) if session in p.session else p


def dropped(request: str) -> Edit:
    def edit(p: Programme) -> Programme:
        decision = p.decision.get(request)
        if decision is None or not decision.granted:
            return p
        return without_session(p, request) if decision.session == request else refused(p, request)

    return edit


def given_own(request: str) -> Edit:
    """A session of one's own for a request that has none yet."""
    asked = INSTANCE.request[request]
    placed = PlacedSession(
        id=request, title=request, kind=asked.kind, day="Day 0", room="Salle 5", coalitions=(asked.coalition,),
        **at("09:30", asked.minutes),
    )  # fmt: skip

    def edit(p: Programme) -> Programme:
        if request in p.granted or request not in p.decision:
            return p
        p = with_decision(p, request, granted=True, session=request, reason=None, waiting_list=None)
        return p.model_copy(update={"sessions": (*p.sessions, placed)})

    return edit


def joins(request: str, theme: str) -> Edit:
    """A member of the joint session on a theme, wherever it was a member before."""
    session, coalition = joint_session_id(theme), INSTANCE.request[request].coalition

    def edit(p: Programme) -> Programme:
        if session not in p.session or request not in p.decision:
            return p
        p = dropped(request)(p)
        members = dict.fromkeys((*p.session[session].coalitions, coalition))
        return with_decision(
            with_session(p, session, coalitions=tuple(members)), request, granted=True, session=session
        )

    return edit


def withdrawn(request: str) -> Edit:
    def edit(p: Programme) -> Programme:
        p = dropped(request)(p)
        return p.model_copy(update={"decisions": tuple(d for d in p.decisions if d.request != request)})

    return edit


EDITS = some.one_of(
    some.builds(
        moved,
        some.sampled_from([placed.id for placed in BEFORE.sessions]),
        some.sampled_from([day.id for day in INSTANCE.days]),
        some.sampled_from([room.id for room in INSTANCE.rooms]),
    ),
    some.builds(dropped, some.sampled_from(list(BEFORE.decision))),
    some.builds(given_own, some.sampled_from(OWN)),
    some.builds(joins, some.sampled_from(JOINT), some.sampled_from(["CONNECT", "RIGHTS"])),
    some.builds(withdrawn, some.sampled_from(list(BEFORE.decision))),
)


def log(after: Programme, before: Programme = BEFORE) -> ChangeLog:
    return ChangeLog(INSTANCE, ComparedProgramme("igf@1", before), ComparedProgramme("igf@2", after))


def first_sentence(mail: str) -> str:
    """The first sentence after the greeting."""
    greeting, sentence, *_ = mail.split("\n\n")[1:]
    assert greeting.startswith("Dear ")
    return " ".join(sentence.split()).partition(". ")[0].rstrip(".")


def wishes_by_coalition(requests: set[str]) -> set[tuple[str, str]]:
    return {(request.partition(": ")[0], request.partition(": ")[2]) for request in requests}


def told(files: dict[str, str], verb: str) -> set[tuple[str, str]]:
    """The coalition and the kind of each wish that a first sentence says to be lost or gained."""
    found = set()
    for name, mail in files.items():
        for clause in first_sentence(mail).split("; "):
            if clause.lower().startswith(f"you {verb} "):
                found |= {(name.removesuffix(".txt"), kind) for kind in re.findall(r"\(([^)]*)\)", clause)}
    return found


def test_whoever_loses_or_gains_a_wish_is_told_so_first_and_nobody_else() -> None:
    changed: list[int] = []

    @settings(max_examples=200)
    @given(some.lists(EDITS, min_size=1, max_size=6), some.booleans())
    def check(edits: list[Edit], backwards: bool) -> None:
        after = BEFORE
        for edit in edits:
            after = edit(after)
        before, after = (after, BEFORE) if backwards else (BEFORE, after)
        files = mail_files(log(after, before))
        letters = {name: mail for name, mail in files.items() if not name.startswith("organisers-of")}
        lost = wishes_by_coalition(set(before.granted - after.granted))
        gained = wishes_by_coalition(set(after.granted - before.granted))
        assert told(letters, "lose") == lost
        assert told(letters, "gain") == gained
        unchanged = {name.removesuffix(".txt") for name, mail in letters.items() if "no wish" in first_sentence(mail)}
        assert unchanged.isdisjoint({coalition for coalition, _ in lost | gained})
        assert len(unchanged) + len({coalition for coalition, _ in lost | gained}) == len(letters)
        changed.append(len(lost) + len(gained))

    check()
    assert len(changed) >= 200
    assert sum(map(bool, changed)) > 100
    assert 0 in changed


def test_a_lost_wish_is_told_with_its_reason_what_stays_and_the_waiting_list() -> None:
    after = dropped("IRPC: joint session")(BEFORE)
    reason = Reason(rules=("availability",), sentence="IRPC coordinator 1 is away.")
    after = with_decision(after, "IRPC: joint session", reason=reason)
    after = with_decision(dropped("IRPC: day-zero event")(after), "IRPC: day-zero event", waiting_list=3)
    mail = " ".join(mail_text(log(after), "IRPC").split())
    assert (
        "You lose your first choice (joint session) and your second choice (day-zero event); you keep your third "
        "choice (coalitions' main session). Why: First choice (joint session): IRPC coordinator 1 is away. Second "
        "choice (day-zero event): No reason is recorded. You are number 3 on the waiting list."
    ) in mail
    assert "What you keep: third choice (coalitions' main session): “Messages of the Dynamic Coalitions” (S03)," in mail


def test_a_wish_that_is_held_elsewhere_is_kept_and_its_place_is_told() -> None:
    after = joins("DC-PAL: joint session", "RIGHTS")(BEFORE)
    mail = " ".join(mail_text(log(after), "DC-PAL").split())
    assert "You keep your first choice (joint session); no wish of yours is gained or lost." in mail
    assert (
        "first choice (joint session): “Joint: RIGHTS”, Day 2 (Tue 17 Dec), 11:00–12:30, Salle 4 (it was “Joint" in mail
    )


def test_a_wish_taken_back_is_told_as_no_longer_asked_for() -> None:
    mail = mail_text(log(withdrawn("DC3: booth shift")(BEFORE)), "DC3")
    assert first_sentence(mail).startswith("You lose your third choice (booth shift);")
    assert "Third choice (booth shift): It is no longer asked for." in mail


def test_organisers_of_each_session_that_changes_get_a_mail() -> None:
    hosts = tuple(
        one.model_copy(update={"people": ("Ana Example",)}) if one.id == "S12" else one for one in INSTANCE.sessions
    )
    after = without_session(with_session(BEFORE, "S12", room="Salle 14"), "S13")
    after = refused(with_session(after, "S11", title="Other words"), "DC-DAIG: coalitions' main session")
    changes = replace(log(after), instance=INSTANCE.model_copy(update={"sessions": hosts}))
    files = mail_files(changes)
    letters = {name: first_sentence(mail) for name, mail in files.items() if name.startswith("organisers-of")}
    assert letters["organisers-of-S12.txt"].startswith("Your session has moved; it is now: Day 0 (Sun 15 Dec), 09:30")
    assert letters["organisers-of-S13.txt"].startswith("Your session is cancelled; it was to be Day ")
    assert letters["organisers-of-S11.txt"].endswith("its title is another one")
    assert letters["organisers-of-S03.txt"].endswith("1 change within it")
    assert set(letters) == {f"organisers-of-S{number}.txt" for number in ("03", "11", "12", "13")}
    assert "Please tell: Ana Example." in organisers_text(changes, "S12")
    assert "nobody of you is named in the sheets" in " ".join(organisers_text(changes, "S13").split())
    assert isinstance(INSTANCE.session["S12"], HostSession)


def test_causes_are_told_where_they_are_known() -> None:
    def cause(change: Change) -> str:
        return f"Because of {change.wish or change.session}."

    changes = replace(log(dropped("DC3: booth shift")(BEFORE)), cause=cause)
    mail = mail_text(changes, "DC3")
    assert "Third choice (booth shift): Because of DC3: booth shift." in mail
    assert "   Why: Because of DC3: booth shift.\n" in mail
