"""The causes of changes between two stored programmes, of which the later one was replanned from the earlier."""

from __future__ import annotations

from scheduler.core.instance import Instance
from scheduler.core.lookup import NotUnderstoodError
from scheduler.core.programme import Programme
from scheduler.intake.amendments import amend_all
from scheduler.replan.causes import CauseFinder
from scheduler.replan.replanning import STATUS
from scheduler.storage.programme_instance import amended_again


def causes_between(sheets: Instance, before: Programme, after: Programme) -> CauseFinder | None:
    """Finds causes by the amendments made since `before`; `sheets` is the instance without any amendment.

    None where `after` does not come from a replan, or the sheets have changed since: then nothing sure can be said.
    """
    earlier, later = before.provenance.amendments, after.provenance.amendments
    if after.provenance.status != STATUS or later[: len(earlier)] != earlier:
        return None
    base = amended_again(sheets, before)[0]
    try:
        made = amend_all(base, later[len(earlier) :])[1]
    except NotUnderstoodError:
        return None
    finder = CauseFinder(base, made, before, after)
    return finder if after.is_for(finder.instance) else None
