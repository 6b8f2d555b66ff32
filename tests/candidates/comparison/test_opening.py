"""The opening paragraph of a comparison: each of its statements is true, read against the programmes themselves."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest

from scheduler.candidates.comparison import Candidate, Comparison, ComparisonInput, compare
from scheduler.candidates.comparison.comparison import ComparisonError
from scheduler.candidates.comparison.matrix import Sign
from scheduler.candidates.comparison.opening import opening, recommendations
from scheduler.core.instance import Instance
from scheduler.core.programme import Programme, Score
from scheduler.core.vocabulary import IN_PROGRAMME, PROGRAMME_SESSION_KINDS, Kind
from scheduler.intake import load_instance
from scheduler.planning.service import plan
from scheduler.verify import check
from tests.brute_force.enumerate import accepted
from tests.brute_force.strategies import made_up
from tests.candidates.comparison.programmes import TINY, comparison, entries
from tests.checked import meets, met, some

SEEDS = 16

Outcome = tuple[object, ...]


def _minutes(programme: Programme) -> int:
    return sum(p.end - p.start for p in programme.sessions if p.kind in PROGRAMME_SESSION_KINDS)


def _outcome(programme: Programme, request: str, kind: Kind) -> Outcome:
    """What matters of a request's outcome: granted, with whom, and on which day of the programme."""
    if request not in programme.granted:
        return ()
    placed = programme.session[programme.decision[request].session]
    partners = frozenset(placed.coalitions) if placed.kind is Kind.JOINT else frozenset()
    return (True, partners, placed.day if kind in IN_PROGRAMME else "")


def _concerned(instance: Instance, programmes: Sequence[Programme]) -> set[str]:
    """The coalitions for which the programmes differ in what matters."""
    return {
        request.coalition
        for request in instance.requests
        if len({_outcome(programme, request.id, request.kind) for programme in programmes}) > 1
    }


def _unequal(instance: Instance, programmes: Sequence[Programme]) -> set[str]:
    granted = [programme.granted for programme in programmes]
    return {r.coalition for r in instance.requests if 0 < sum(r.id in one for one in granted) < len(granted)}


def _true_step(text: str, instance: Instance, before: Programme, after: Programme) -> None:
    """Every phrase of a step names exactly those who gain or lose, and the minutes."""
    won, lost = after.granted - before.granted, before.granted - after.granted
    *phrases, minutes = re.split(r"; |, (?=(?:no|\d+) minute)", text)
    more = _minutes(after) - _minutes(before)
    assert minutes == (f"{abs(more)} minutes {'more' if more > 0 else 'fewer'}" if more else "no minute more")
    if not won and not lost:
        assert phrases == ["no wish is gained or lost"]
        return
    said: dict[str, list[str]] = {"get": [], "lose": []}
    for phrase in phrases:
        who, verb, kinds = re.fullmatch(r"(.+?) (get|lose)s? (?:its|their) (.+)", phrase).groups()  # type: ignore[union-attr]
        names = re.split(r", | and ", who)
        said[verb] += [(name, kind) for name in names for kind in re.split(r", | and ", kinds)]  # type: ignore[misc]
    for verb, requests in (("get", won), ("lose", lost)):
        true = {(r.coalition, r.kind.value) for r in instance.requests if r.id in requests}
        assert set(said[verb]) == true  # type: ignore[comparison-overlap]


def _entries(drawn: Instance) -> Iterator[ComparisonInput]:
    """The programme with fewest, one amid, and the one with most granted, of all that the check accepts."""
    every = sorted(accepted(drawn, check), key=lambda found: (len(found[0].granted), _minutes(found[0])))
    for number in sorted({0, len(every) // 2, len(every) - 1} if every else ()):
        programme, verdict = every[number]
        scores = tuple(
            Score(goal=goal, value=value, bound=None, proven=False) for goal, value in verdict.scores.items()
        )
        provenance = programme.provenance.model_copy(update={"instance_sha256": drawn.sha256})
        changed = programme.model_copy(update={"scores": scores, "provenance": provenance})
        yield ComparisonInput(f"number {number}", drawn, changed)


def _drawn() -> Iterator[Instance]:
    """Tiny instances made at random, the same each time."""
    for seed in range(SEEDS):
        yield made_up(random.Random(seed).randrange, crowded=seed % 2 == 1)


@meets("a step", "a comparison")
def test_every_statement_is_true() -> None:
    for drawn in _drawn():
        given_entries = list(_entries(drawn))
        if len(given_entries) >= 2:
            met("a comparison")
            _true_statements(drawn, given_entries)


def _true_statements(drawn: Instance, given_entries: Sequence[ComparisonInput]) -> None:
    programmes = [entry.programme for entry in given_entries]
    whole = compare(given_entries)
    first, *steps = opening(whole)
    asking = {request.coalition for request in drawn.requests}
    concerned = _concerned(drawn, programmes)
    if not concerned:
        met("nothing differs")
        assert first == f"All {len(asking)} coalitions get the same in all {len(programmes)} candidates."
    else:
        assert first.startswith(f"The choice matters for {len(concerned)} of {len(asking)} coalition")
        unequal = _unequal(drawn, programmes)
        numbers = [int(number) for number in re.findall(r"(\d+) (?:get|gets|differ|differs) ", first)]
        assert numbers in ([], [len(unequal), len(concerned) - len(unequal)])
        assert ("each gets a wish" in first) == (unequal == concerned)
        assert ("grants the same wishes" in first) == (not unequal)
    assert len(steps) == len(programmes) - 1
    for sentence, after in zip(steps, programmes[1:], strict=True):
        if "others " not in sentence:
            met("a step")
            _true_step(sentence.split("): ")[-1].removesuffix("."), drawn, programmes[0], after)
    _true_recommendations(whole, programmes)


def _true_recommendations(whole: Comparison, programmes: Sequence[Programme]) -> None:
    wished = [{r.id for r in c.instance.requests if not r.by_default} for c in whole.candidates]
    firsts = [{r.id for r in c.instance.requests if not r.by_default and r.rank == 1} for c in whole.candidates]
    values = {
        "Most first choices": [len(p.granted & asked) for p, asked in zip(programmes, firsts, strict=True)],
        "Most wishes": [len(p.granted & asked) for p, asked in zip(programmes, wished, strict=True)],
        "Fewest minutes": [-_minutes(programme) for programme in programmes],
        "Fewest with nothing": [-c.verdict.scores["coalitions_without_presence"] for c in whole.candidates],
        "Joint sessions that fit best": [-c.verdict.scores["incoherence"] for c in whole.candidates],
    }
    sentences = recommendations(whole)
    for title, found in values.items():
        said = [sentence for sentence in sentences if sentence.startswith(f"{title}: ")]
        assert len(said) == (len(set(found)) > 1)
        for sentence in said:
            letters = re.findall(r"\b[A-Z]\b", sentence.split("(")[0].removeprefix(title))
            assert letters == [c.letter for c, v in zip(whole.candidates, found, strict=True) if v == max(found)]
            assert f"({abs(max(found)):,}" in sentence
    for sentence in sentences:
        if "in none of these figures" in sentence:
            met("a candidate beaten")
            worse, better = (ord(letter) - 65 for letter in re.findall(r"\b[A-Z]\b", sentence))
            assert all(found[worse] <= found[better] for found in values.values())
            assert any(found[worse] < found[better] for found in values.values())


def _capped(cap: str) -> ComparisonInput:
    variation = {"Joint sessions, at most": cap}
    instance = load_instance(TINY, variation)
    programme = plan(instance, seconds=60).programme
    assert programme is not None
    provenance = programme.provenance.model_copy(update={"variation": variation})
    return ComparisonInput(f"first choices · {cap}", instance, programme.model_copy(update={"provenance": provenance}))


def test_steps_of_the_cap_say_who_gains_and_what_it_costs() -> None:
    given_entries = [_capped(cap) for cap in ("1", "0", "2")]
    whole = compare(given_entries)
    none, one, two = (given_entries[number].programme for number in (1, 0, 2))
    sentence = next(s for s in opening(whole) if "joint sessions: " in s)
    parts = re.fullmatch(r"1 instead of 0 joint sessions: (.+?)\. 2: (.+)\.", sentence)
    assert parts
    for text, before, after in ((parts[1], none, one), (parts[2], one, two)):
        if text == "nothing more":
            assert (before.granted, _minutes(before)) == (after.granted, _minutes(after))
        else:
            _true_step(text, whole.instance, before, after)
    assert parts[1] != "nothing more"


def _sign(here: Candidate, base: Candidate, coalition: str) -> Sign:
    own = {request.id for request in here.instance.requests if request.coalition == coalition}
    won, lost = (
        own & (here.programme.granted - base.programme.granted),
        own & (base.programme.granted - here.programme.granted),
    )
    if won or lost:
        return Sign.EXCHANGED if won and lost else Sign.GAINED if won else Sign.LOST
    with_whom = [
        {
            c.programme.session[c.programme.decision[request].session].coalitions
            for request in own & c.programme.granted
            if c.programme.session[c.programme.decision[request].session].kind is Kind.JOINT
        }
        for c in (here, base)
    ]
    same = [{frozenset(names) for names in found} for found in with_whom]
    return Sign.SAME if same[0] == same[1] else Sign.PARTNERS


def test_signs_of_the_matrix() -> None:
    whole = comparison()
    signs = set()
    for row in some(whole.matrix):
        for here, cell in zip(whole.candidates, row.cells, strict=True):
            assert {one.request.id for one in cell.granted} == {
                r.id for r in here.instance.requests if r.coalition == row.coalition.id
            } & here.programme.granted
            for base, sign in zip(whole.candidates, cell.signs, strict=True):
                assert sign is _sign(here, base, row.coalition.id)
                signs.add(sign)
    assert {Sign.SAME, Sign.GAINED, Sign.LOST} <= signs


def test_few_are_shown_and_the_others_folded_with_the_reason() -> None:
    whole = compare(entries(), at_most=2)
    assert [candidate.letter for candidate in whole.candidates] == ["A", "B"]
    (one,) = whole.folded
    assert one.candidate.letter == ""
    assert re.fullmatch(
        r"is nearest to [AB]; differs for \d+ coalitions?: .+|gives every .+ the same as [AB]", one.sentence
    )
    others = [c.programme for c in whole.candidates]
    distance = [len(_concerned(whole.instance, [one.candidate.programme, programme])) for programme in others]
    assert min(distance) <= len(_concerned(whole.instance, others))


def test_the_base_can_be_chosen() -> None:
    name = entries()[2].name
    whole = compare(entries(), base=name.upper())
    assert whole.candidates[whole.base].name == name
    assert whole.steps[whole.base].nothing
    with pytest.raises(ComparisonError, match=r"No candidate is called “nobody”\. There are: “"):
        compare(entries(), base="nobody")


def test_a_difference_that_an_equal_programme_does_away_with_is_a_tie() -> None:
    first, second, _ = entries()
    twin = replace(second, name="twin", shown=False, alternative_of=first.name)
    before, after = compare([first, second]), compare([first, second, twin])
    assert any(row.differs for row in before.coalitions)
    assert not any(row.differs for row in after.coalitions)
    assert after.between[0].noticed == 0 < before.between[0].noticed
