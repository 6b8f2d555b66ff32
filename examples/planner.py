# %% [markdown]
# # Planner: from a folder to a verified workbook

# %%
from __future__ import annotations

import sys
from pathlib import Path

from scheduler import Programme, export, load_instance, save_programme, solve, tables, verify


# %% Read the planning workbook and the survey, solve, verify, and write the programme and its workbook
def plan_meeting(folder: Path, out: Path) -> Programme:
    """Raises InputProblems, with every problem and its cell, where the input has errors or open questions."""
    instance = load_instance(folder)
    print(f"{instance.event.name}: {len(instance.coalitions)} coalitions ask for {len(instance.requests)} things")
    print(tables.requests(instance)[["coalition", "kind", "rank", "themes"]].to_string(index=False))
    outcome = solve(instance, seconds=60)
    programme = outcome.programme
    if programme is None:
        raise SystemExit("\n".join(outcome.sentences))
    verdict = verify(instance, programme)
    if not verdict.accepted:
        raise SystemExit("The independent check rejects the programme.")
    out.mkdir(parents=True, exist_ok=True)
    save_programme(programme, out / "programme.json")
    export(instance, programme, out / "programme.xlsx")
    return programme


# %% Run it
if __name__ == "__main__":
    found = plan_meeting(Path(sys.argv[1]), Path(sys.argv[2]))
    for score in found.scores:
        print(f"{score.value:>6}  {'proven' if score.proven else 'not proven'}  {score.goal}")
