# %% [markdown]
# # Analyst: who got what, as pandas tables

# %%
from __future__ import annotations

import sys
from pathlib import Path

import pandas

from scheduler import load_instance, solve, tables


# %% Shares of requests granted, by rank and by coalition, and the minutes in each room
def shares(folder: Path) -> dict[str, pandas.DataFrame]:
    """Three tables by name."""
    instance = load_instance(folder)
    programme = solve(instance, seconds=60).programme
    if programme is None:
        raise SystemExit("There is no programme.")
    requests = tables.requests(instance, programme)
    sessions = tables.sessions(instance, programme)
    return {
        "by rank": requests.groupby("rank")["granted"].agg(["sum", "count"]).reset_index(),
        "by coalition": requests.groupby("coalition")["granted"].agg(["sum", "count"]).reset_index(),
        "by room": sessions.groupby(["day", "room"])["minutes"].sum().reset_index(),
    }


# %% Run it
if __name__ == "__main__":
    out = Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    for name, table in shares(Path(sys.argv[1])).items():
        print(f"\n{name}\n{table.to_string(index=False)}")
        table.to_csv(out / f"{name.replace(' ', '-')}.csv", index=False)
