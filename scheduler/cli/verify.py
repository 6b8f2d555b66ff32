"""``verify``: check a programme apart from the model."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from scheduler.cli import completing
from scheduler.cli.options import instance_option, json_option, overwrite_option, programme_argument, verb
from scheduler.cli.terminal import Exit, emit, emit_json, say

if TYPE_CHECKING:
    from scheduler.roundtrip import EditedWorkbook


@verb("verify solutions/igf-2024.json", "verify edited.xlsx --report marked.xlsx")
@programme_argument
@instance_option
@click.option(
    "--report",
    metavar="FILE",
    help="Also write a copy of the edited workbook with its cells marked.",
    shell_complete=completing.files,
)
@overwrite_option
@json_option
def verify(programme: str, instance: str | None, report: str | None, as_json: bool) -> int:
    """Check a programme against every rule and recompute its scores."""
    from scheduler.cli.fields import verdict_fields
    from scheduler.cli.sentences import notices_in_short, recomputed
    from scheduler.explain.stated_reasons import reason_notes
    from scheduler.roundtrip import read_programme
    from scheduler.storage.programme_files import OutputError
    from scheduler.verify import check
    from scheduler.verify.objections import objections

    found, loaded, edited = read_programme(programme, instance)
    if edited:
        return _verify_edited(edited, report, as_json)
    if report:
        raise OutputError(f"“{programme}” is no workbook, so no cells can be marked. Leave out --report.")
    verdict = check(loaded.instance, found)
    against = objections(found, verdict)
    notes = [] if against else reason_notes(loaded.instance, found)
    if as_json:
        emit_json(
            instance=loaded.instance.name,
            sha256=found.sha256,
            accepted=not against,
            **verdict_fields(found, verdict),
            reasons_that_differ=notes,
        )
    else:
        emit(*(against or recomputed(found)), *notices_in_short(verdict), *notes)
    return Exit.REJECTED if against else Exit.GOOD


def _verify_edited(edited: EditedWorkbook, report: str | None, as_json: bool) -> int:
    """Report what the edits in a workbook changed, broke and worsened, and with `report` mark its cells in a copy."""
    from scheduler.cli.fields import verdict_fields
    from scheduler.cli.sentences import notices_in_short
    from scheduler.core.safe_text import on_one_line
    from scheduler.roundtrip.edit_review import review, review_fields, review_lines
    from scheduler.verify.objections import objections

    found, programme = review(edited), edited.programme
    against = objections(programme, found.verdict)
    if report:
        from scheduler.export.excel.marked_copy import write_reviewed

        write_reviewed(found, report)
        say(f"“{report}” is written: a copy of the workbook with its cells marked.")
    if as_json:
        emit_json(
            instance=edited.instance.name,
            sha256=programme.sha256,
            accepted=not against,
            **verdict_fields(programme, found.verdict),
            **review_fields(found),
        )
    else:
        emit(*map(on_one_line, review_lines(found)), *notices_in_short(found.verdict))
    return Exit.REJECTED if against else Exit.GOOD
