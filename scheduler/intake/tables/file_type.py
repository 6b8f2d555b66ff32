"""Detect the type of a file from its content, and say how to turn it into a workbook or a CSV file."""

from __future__ import annotations

import re
from collections.abc import Container
from pathlib import Path

from scheduler.core.run_files import note_read
from scheduler.intake.problems import Problem, Severity
from scheduler.intake.tables.limits import SizeLimits, setting

Trouble = tuple[str, str]
"""Why a file cannot be read, and the remedy."""

ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_HTML = re.compile(
    rb"\s*(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html|head|body|meta|table|style|div)\b", re.I | re.S
)
_TO_LOOK_AT = 4096

_IN_EXCEL = "open it in Excel or LibreOffice and save it as Excel workbook (.xlsx)"

OTHER_FORMATS: dict[str, Trouble] = {
    ".xls": ("the file is in the old Excel format (.xls)", _IN_EXCEL),
    ".xlsb": ("the file is a binary Excel workbook (.xlsb)", _IN_EXCEL),
    ".xlsm": ("the file is a workbook with macros (.xlsm), which this program neither runs nor writes", _IN_EXCEL),
    ".xltx": ("the file is an Excel template (.xltx)", _IN_EXCEL),
    ".ods": ("the file is an OpenDocument spreadsheet (.ods)", _IN_EXCEL),
    ".numbers": (
        "the file is an Apple Numbers document (.numbers)",
        "open it in Numbers and export it to Excel (File, Export To, Excel)",
    ),
    ".html": ("the file is a web page", _IN_EXCEL),
    ".htm": ("the file is a web page", _IN_EXCEL),
    ".pdf": ("the file is a PDF", "ask for the spreadsheet it was made from"),
    ".docx": ("the file is a Word document", "copy its table into an Excel workbook (.xlsx)"),
    ".tsv": ("the file ends in .tsv", "rename it to end in .csv; tabs between the cells are understood"),
    ".txt": ("the file ends in .txt", "rename it to end in .csv if it is a table"),
}
"""Other spreadsheet and document formats by suffix: what the file is, and the remedy."""


def open_trouble(path: Path, limits: SizeLimits) -> Trouble | None:
    """Problems of any file: it cannot be opened, is empty or too large."""
    note_read(path)
    try:
        with path.open("rb") as file:
            size = file.seek(0, 2)
    except OSError as error:
        return f"the file cannot be opened ({(error.strerror or 'unknown reason').lower()})", "close it elsewhere"
    if size == 0:
        return "the file is empty", "save it again in the program that made it"
    if size > limits.file_bytes:
        remedy = f"delete what is not needed, or set {setting('megabytes')} to more than {size // 1_000_000}"
        return f"the file has {size:,} bytes, more than {limits.file_bytes:,}", remedy
    return None


def another_format(folder: Path, expected: tuple[str, ...]) -> Problem | None:
    """The problem of a file with another name than expected, such as ``survey.xls`` or ``Survey (1).xlsx``."""
    if any((folder / name).is_file() for name in expected):
        return None
    stem = Path(expected[0]).stem
    readable = {Path(name).suffix for name in expected}
    meant = [
        file
        for file in (sorted(folder.iterdir()) if folder.is_dir() else ())
        if file.stem.lower().startswith(stem) and file.suffix.lower() in {*readable, *OTHER_FORMATS} and file.is_file()
    ]
    if not meant:
        return None
    wanted = " or ".join(expected)
    for file in meant:
        if file.suffix.lower() in readable:
            what = f"the folder holds “{file.name}” but no {wanted}"
            return Problem(Severity.ERROR, what, f"rename it to {stem}{file.suffix.lower()}", file=file.name)
    what, remedy = OTHER_FORMATS[meant[0].suffix.lower()]
    return Problem(Severity.ERROR, what, f"{remedy}; its name must be {wanted}", file=meant[0].name)


SPREADSHEETS = frozenset((".xlsx", ".csv", ".xls", ".xlsb", ".xlsm", ".ods", ".numbers", ".tsv", ".zip"))
"""Suffixes of files that may hold answers, an archive of them included."""


def other_spreadsheets(folder: Path, known: Container[str]) -> tuple[Path, ...]:
    """The spreadsheets and archives in a folder but those of these names, and folders in it that hold some; by name.

    Hidden files and what Excel and LibreOffice leave while a workbook is open are passed over.
    """

    def is_one(path: Path) -> bool:
        plain = not path.name.startswith((".", "~"))
        return plain and path.suffix.lower() in SPREADSHEETS and path.is_file() and path.name not in known

    def holds_some(path: Path) -> bool:
        return not path.name.startswith((".", "~")) and path.is_dir() and any(map(is_one, _entries(path)))

    return tuple(path for path in _entries(folder) if is_one(path) or holds_some(path))


def _entries(folder: Path) -> list[Path]:
    """What is in a folder, by name; nothing if it cannot be read."""
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []


def workbook_trouble(path: Path) -> Trouble | None:
    """Why the first bytes are not those of a workbook; None for a ZIP archive."""
    start = _start(path)
    if start.startswith(ZIP):
        return None
    found = _recognised(path, start)
    if found:
        return found
    if _is_text(start):
        return "the file holds plain text and is no Excel workbook, whatever its name says", (
            "rename it to end in .csv if it is a table apart at commas, else save it as Excel workbook (.xlsx)"
        )
    return "the file is no Excel workbook, whatever its name says", "save it as Excel workbook (.xlsx)"


def delimited_trouble(path: Path) -> Trouble | None:
    """Why the first bytes are not those of a CSV file; None if they may be."""
    start = _start(path)
    if start.startswith(ZIP):
        remedy = "rename it to end in .xlsx if it is one, or export it again from the form tool as CSV"
        return "the file is an Excel workbook or another archive, whatever its name says", remedy
    return _recognised(path, start)


def _recognised(path: Path, start: bytes) -> Trouble | None:
    """The type of a file that is neither a ZIP archive nor plain text."""
    if start.startswith(_OLD_OFFICE):
        return _old_office(path)
    if start.startswith(_EMPTY_ZIP):
        return "the file is an empty archive", "save the workbook again"
    if start.startswith(b"%PDF"):
        return OTHER_FORMATS[".pdf"]
    bare = start
    for mark in _MARKS:
        bare = bare.removeprefix(mark)
    bare = bare.replace(b"\x00", b"")
    if b"urn:schemas-microsoft-com:office:spreadsheet" in bare and bare.lstrip().startswith(b"<?xml"):
        return "the file is an XML spreadsheet of 2003, whatever its name says", _IN_EXCEL
    if _HTML.match(bare):
        return "the file is a web page (HTML) that was saved under the name of a spreadsheet", _IN_EXCEL
    return None


def _old_office(path: Path) -> Trouble:
    """Tell old workbooks from new ones with a password: both begin with the same bytes."""
    content = path.read_bytes()
    if _ENCRYPTED in content:
        remedy = "open it in Excel, remove the password (File, Info, Protect Workbook) and save it"
        return "the file is protected by a password", remedy
    return OTHER_FORMATS[".xls"]


def _start(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_TO_LOOK_AT)


def _is_text(start: bytes) -> bool:
    return not any(byte < 9 for byte in start.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff"))
