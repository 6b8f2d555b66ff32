# %% [markdown]
# # Committee: three policies side by side

# %%
from __future__ import annotations

import sys
from pathlib import Path

from scheduler import Comparison, ComparisonInput, compare, load_instance, solve
from scheduler.export.comparison.write_comparison import write_comparison

# %% Settings of the sheet Policy, by their titles there; each policy changes some of them
POLICIES: dict[str, dict[str, str]] = {
    "as it stands": {},
    "as few minutes as possible": {"Goals": "programme_minutes; wishes; incoherence; later_than_needed"},
    "no joint session": {"Joint sessions, at most": "0"},
}


# %% Solve the meeting under each policy
def solved(folder: Path) -> list[ComparisonInput]:
    """One entry for each policy for which there is a programme."""
    entries = []
    for name, settings in POLICIES.items():
        instance = load_instance(folder, settings)
        programme = solve(instance, seconds=60).programme
        if programme is None:
            print(f"{name}: no programme")
        else:
            entries.append(ComparisonInput(name, instance, programme))
    return entries


# %% Write the comparison as a page and as a workbook
def write(entries: list[ComparisonInput], out: Path) -> Comparison:
    """Raises ComparisonError where there are fewer than two programmes."""
    comparison = compare(entries)
    out.mkdir(parents=True, exist_ok=True)
    write_comparison(comparison, out / "policies.html")
    write_comparison(comparison, out / "policies.xlsx")
    return comparison


# %% Run it
if __name__ == "__main__":
    found = solved(Path(sys.argv[1]))
    write(found, Path(sys.argv[2]))
    for entry in found:
        granted = sum(decision.granted for decision in entry.programme.decisions)
        print(f"{entry.name}: {granted} of {len(entry.programme.decisions)} requests granted")
