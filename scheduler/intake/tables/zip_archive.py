"""Check a workbook's ZIP archive before anything in it is parsed.

Only the archive's directory and the head of each XML part are read, so a file that expands to gigabytes is refused at
no cost.
"""

from __future__ import annotations

import zipfile
from pathlib import Path
from xml.parsers import expat

from scheduler.intake.tables.file_type import OTHER_FORMATS, Trouble, open_trouble, workbook_trouble
from scheduler.intake.tables.limits import SizeLimits, setting

MOST_MEMBERS = 2_000
LARGEST_RATIO = 200
"""The largest accepted compression ratio; spreadsheets have some ten or twenty."""

RATIO_COUNTS_FROM = 10_000_000
LARGEST_PART_READ_WHOLE = 10_000_000
"""The most bytes of a part that is read in one piece: the list of sheets, the styles."""

DAMAGED = ("the workbook is damaged and cannot be read", "open it in Excel or LibreOffice and save it again")
CUT_SHORT = ("the workbook is cut short: its end is missing", "copy or download it again")
_ENCRYPTED = ("the workbook is encrypted", "remove the password in the program that made it, and save it")

_XML = (".xml", ".rels", ".vml")
_END_OF_ARCHIVE = b"PK\x05\x06"
_CHUNK = 65_536


class _RootReached(Exception):
    """The root element begins, so the prologue is acceptable."""


def border_trouble(path: Path, limits: SizeLimits) -> Trouble | None:
    """Why a workbook must not be opened, and the remedy; None for an ordinary one."""
    trouble = open_trouble(path, limits) or workbook_trouble(path)
    if trouble:
        return trouble
    try:
        with zipfile.ZipFile(path) as archive:
            return _members_trouble(archive, path.stat().st_size, limits)
    except Exception:  # zipfile raises errors of many kinds on damaged archives
        return DAMAGED if _END_OF_ARCHIVE in path.read_bytes() else CUT_SHORT


def _members_trouble(archive: zipfile.ZipFile, size: int, limits: SizeLimits) -> Trouble | None:
    members = archive.infolist()
    names = {member.filename.lower().replace("\\", "/") for member in members}
    unpacked = sum(member.file_size for member in members)
    if unpacked > limits.unpacked_bytes or (unpacked > RATIO_COUNTS_FROM and unpacked > LARGEST_RATIO * size):
        what = f"the file unfolds from {size:,} to {unpacked:,} bytes, far more than a workbook of this kind holds"
        remedy = "copy the cells that hold answers into a new workbook"
        return what, f"{remedy}, or set {setting('unpacked_megabytes')} if it is right"
    if any(member.flag_bits & 1 for member in members):
        return _ENCRYPTED
    if len(members) > MOST_MEMBERS:
        return f"the workbook has {len(members):,} parts, more than {MOST_MEMBERS:,}", "copy its sheets into a new one"
    if len(names) < len(members):
        return "the workbook is damaged: it contains one part twice", DAMAGED[1]
    if any(member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for member in members):
        return "the workbook is packed in a way that no spreadsheet program uses", DAMAGED[1]
    other = _other_kind(archive, names)
    if other:
        return other
    if any(_declares_document_type(archive, member) for member in members):
        return "the workbook declares a document type, which no spreadsheet program writes", "save it again in Excel"
    return None


def _other_kind(archive: zipfile.ZipFile, names: set[str]) -> Trouble | None:
    """What an archive is that holds no Excel workbook."""
    if any(name.startswith("xl/workbook") and name.endswith(".xml") for name in names):
        return None
    if "xl/workbook.bin" in names:
        return OTHER_FORMATS[".xlsb"]
    if "mimetype" in names and b"opendocument.spreadsheet" in archive.read("mimetype")[:200]:
        return OTHER_FORMATS[".ods"]
    if "index.zip" in names or any(name.startswith("index/") and name.endswith(".iwa") for name in names):
        return OTHER_FORMATS[".numbers"]
    if "word/document.xml" in names:
        return OTHER_FORMATS[".docx"]
    return "the file is an archive but no Excel workbook, whatever its name says", "save it as Excel workbook (.xlsx)"


def _declares_document_type(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    """Whether an XML part has a DOCTYPE, in which entities are declared; it precedes the root element.

    The part is read only up to its root. Malformed XML is found later, when it is parsed.
    """
    if not member.filename.lower().endswith(_XML):
        return False
    found: list[str] = []

    def root(name: str, attributes: object) -> None:
        raise _RootReached

    def document_type(name: str, *rest: object) -> None:
        found.append(name)
        raise _RootReached

    parser = expat.ParserCreate()
    parser.StartElementHandler = root
    parser.StartDoctypeDeclHandler = document_type
    with archive.open(member) as content:
        try:
            while chunk := content.read(_CHUNK):
                parser.Parse(chunk, False)
        except (_RootReached, expat.ExpatError, ValueError, LookupError):
            pass
    return bool(found)
