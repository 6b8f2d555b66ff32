"""Write the workbooks and surveys of every instance anew: ``python instances/build.py [FOLDER]``.

The same scripts give the same files. The README of an instance is written by hand, but for those of the generator.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
# So that the script runs from anywhere, whether or not the package is installed.
sys.path.insert(0, str(HERE.parent))

from instances.recipes import igf_32, igf_2021, igf_2024, igf_2025_like, tiny, whole  # noqa: E402

RECIPES: dict[str, Callable[[Path], None]] = {
    "igf-2021": igf_2021.write,
    "igf-2024": igf_2024.write,
    "igf-2024-first-answers": igf_2024.write_first_answers,
    "igf-2025-like": igf_2025_like.write,
    "igf-32": igf_32.write,
    "tiny": tiny.write,
    **dict.fromkeys(whole.ORDERS, whole.write),
}


def build(into: Path) -> None:
    """Write all instances into folders below `into`."""
    for name, write in RECIPES.items():
        folder = into / name
        folder.mkdir(parents=True, exist_ok=True)
        write(folder)


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
