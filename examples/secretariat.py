# %% [markdown]
# # Secretariat: publish a programme, and tell people what changed

# %%
from __future__ import annotations

import sys
from pathlib import Path

from scheduler import export, load_instance, save_programme, solve
from scheduler.diff import changes_between
from scheduler.replan import open_replan_input, replan
from scheduler.replan.replanning import ReplanOptions


# %% Publish every format into a folder; what lies under “public” can be put on a website
def publish(folder: Path, out: Path) -> Path:
    """The file of the programme."""
    instance = load_instance(folder)
    programme = solve(instance, seconds=60).programme
    if programme is None:
        raise SystemExit("There is no programme.")
    out.mkdir(parents=True, exist_ok=True)
    save_programme(programme, out / "first.json")
    export(instance, programme, f"{out / 'published'}/")
    return out / "first.json"


# %% A coalition cancels: as few changes as possible, and who is concerned
def cancel(file: Path, coalition: str, folder: Path) -> list[str]:
    """One line for each change."""
    situation = open_replan_input(file, [f"cancel {coalition}"], str(folder))
    found = replan(situation, ReplanOptions(seconds=60))
    if found.programme is None:
        raise SystemExit("There is no programme without that coalition.")
    save_programme(found.programme, file.with_name("second.json"))
    changes = changes_between(situation.instance, situation.before, found.programme)
    return [change.sentence for change in changes]


# %% Run it
if __name__ == "__main__":
    first = publish(Path(sys.argv[1]), Path(sys.argv[2]))
    print("\n".join(cancel(first, sys.argv[3], Path(sys.argv[1]))))
