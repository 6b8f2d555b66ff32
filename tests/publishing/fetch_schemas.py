"""``python -m tests.publishing.fetch_schemas`` fetches the published schemas of schedule.json and schedule.xml.

They belong to the c3voc and are under the European Union Public Licence 1.2, which is fetched too.
"""

from __future__ import annotations

from pathlib import Path
from urllib.request import urlopen

SOURCE = "https://raw.githubusercontent.com/voc/schedule/master/"
FILES = {
    "schema.json": "validator/json/schema.json",
    "schedule.xml.xsd": "validator/xsd/schedule.xml.xsd",
    "LICENSE": "voc/LICENSE",
}


def fetch(folder: Path) -> None:
    """Put the files into a folder, which is made where there is none."""
    folder.mkdir(exist_ok=True)
    for name, path in FILES.items():
        with urlopen(SOURCE + path, timeout=30) as answer:
            (folder / name).write_bytes(answer.read())


if __name__ == "__main__":
    fetch(Path(__file__).parent / "schemas")
