"""Ways to spoil a file: byte by byte, within its archive and its XML, and cell by cell.

Every case is told by its number alone: `case(7)` is the same file on every machine.
"""

from __future__ import annotations

import io
import random
import re
import tempfile
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.fuzz.seeds import Seed, seeds
from tests.intake.layouts import Table, save_csv, save_workbook

NASTY: tuple[object, ...] = (
    None, "", " ", "0", "-1", "99999999999", "1e999", "NaN", "2027-02-30", "31/12/1899", "all days",
    "Day 1 09:00-08:00",
    "a;b;c", ";;;", ",,,", "|", "#REF!", "#N/A", "=1+1", "@SUM(A1)", "+1", "-", "\t=1", "{{7*7}}", "${jndi:x}",
    "<script>alert(1)</script>", "\u202eabc\u2066", "\u200b\u200d\ufeff", "ＤＣ－Ａｌｐｈａ", "DС-Alpha",
    "DC-Alpha: joint session",
    "x" * 40_000, "a," * 5_000, ("DC-Alpha;" * 500), "²", "٣", "１２", "I" * 300, "\x1b[2J", "\x85\u2028",
    "é" * 50, "'",
    '"', '""', "yes", "maybe", "oui", "1h30", "about 80", "25:61", "EST", "2027-03-28 02:30", "1/2/2027",
    "44927", "60",
    "1904-01-01", True, 1e308, -0.5, 10**18, 0,
)  # fmt: skip
# Long texts of one kind, on which a careless pattern takes minutes.
PIECES = (" ", ",", "- ", "1", "[", "(", "a@", "a.", ": ", "1:", "h ", ";", " and ", "/", "Day ", "é")
LONG = tuple("a" + piece * (30_000 // len(piece)) + "b" for piece in PIECES)
NASTY += LONG
REFERENCES = ("A1", "XFD1048576", "A0", "", "ZZZZ9", "A99999999999999", "a1", "1A", "$A$1", "B2:A1", "A1:XFD1048576")
NUMBERS = ("0", "-1", "1", "65536", "99999999999999999999", "1e999", "NaN", "", "x", "0x10", "２", "1" * 5_000)
TYPES = ("s", "n", "b", "e", "d", "str", "inlineStr", "z", "")
XML = (
    '<!DOCTYPE x [<!ENTITY a "b">]>', "<!-- -->", "<?x?>", "<![CDATA[x]]>", "&#0;", "&#x1F;", "&a;", "&lt;",
    "\x00", "<", ">",
    "</c>", "<c/>", "<c><v/></c>", "<f>1+1</f>", "<row/>", '<row r="5" hidden="1"/>', "<is><t>x</t></is>",
    "_x001B_", "_xD83D_",
    '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>', '<cols><col min="1" max="99999" hidden="1"/></cols>',
)  # fmt: skip

Chance = random.Random


def case(number: int) -> tuple[str, bytes]:
    """The file of a number: the name under which it lies in the folder, and its bytes."""
    chance = random.Random(number)
    seed = _chosen(chance)
    ways: list[Callable[[Seed, Chance], bytes]] = [_bytes_changed]
    ways += [_members_changed, _members_changed] if seed.name.endswith(".xlsx") else [_text_changed]
    ways += [_cells_changed] if seed.table else []
    content = chance.choice(ways)(seed, chance)
    if chance.random() < 0.1:
        content = _bytes_changed(Seed(seed.name, content), chance)
    return seed.name, content


def _chosen(chance: Chance) -> Seed:
    """The planning workbook one time in ten, a survey as a workbook half of the time, else as text."""
    if chance.random() < 0.1:
        return seeds()[0]
    suffix = chance.choice((".xlsx", ".csv"))
    return chance.choice([seed for seed in seeds()[1:] if seed.name.endswith(suffix)])


def _bytes_changed(seed: Seed, chance: Chance) -> bytes:
    content = bytearray(seed.content)
    for _ in range(chance.choice((1, 1, 2, 5, 30))):
        at = chance.randrange(len(content) + 1)
        length = chance.choice((1, 1, 2, 4, 50, 1000))
        match chance.randrange(6):
            case 0:
                content[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del content[at : at + length]
            case 2:
                content[at:at] = chance.randbytes(length)
            case 3:
                content[at:at] = content[at : at + length]
            case 4:
                content[at : at + 4] = chance.choice(
                    (b"\x00" * 4, b"\xff" * 4, b"PK\x03\x04", b"PK\x05\x06", b"\r\n\r\n")
                )
            case _:
                other = chance.choice(seeds()).content
                start = chance.randrange(len(other))
                content[at:] = other[start:] if chance.random() < 0.3 else content[at:]
    return bytes(content)


def _members_changed(seed: Seed, chance: Chance) -> bytes:
    """The archive unpacked, some of its members changed, and packed again."""
    with zipfile.ZipFile(io.BytesIO(seed.content)) as archive:
        members = [(name, archive.read(name)) for name in archive.namelist()]
    for _ in range(chance.choice((1, 1, 2, 4))):
        at = chance.randrange(len(members))
        sheets = [place for place, (name, _) in enumerate(members) if "sheet" in name or "tring" in name]
        if sheets and chance.random() < 0.6:  # they are where most of the reading is done
            at = chance.choice(sheets)
        name, content = members[at]
        match chance.randrange(12):
            case 0:
                del members[at]
            case 1:
                members.append((name, content))
            case 2:
                members[at] = (chance.choice(members)[0], content)
            case 3:
                members[at] = (name.upper(), content)
            case 4:
                text = content.decode("utf-8", "replace")
                members[at] = (name, text.encode(chance.choice(("utf-16", "utf-32", "latin-1", "cp037")), "replace"))
            case _:
                members[at] = (
                    name,
                    _xml_changed(content.decode("utf-8", "replace"), chance).encode("utf-8", "replace"),
                )
        if not members:
            break
    return _packed(members, chance)


def _packed(members: list[tuple[str, bytes]], chance: Chance) -> bytes:
    buffer = io.BytesIO()
    packing = chance.choice((zipfile.ZIP_DEFLATED,) * 8 + (zipfile.ZIP_STORED, zipfile.ZIP_BZIP2))
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w", packing) as archive:
        warnings.simplefilter("ignore")
        for name, content in members:
            archive.writestr(name, content)
    return buffer.getvalue()


def _xml_changed(text: str, chance: Chance) -> str:
    for _ in range(chance.choice((1, 1, 3, 10))):
        match chance.randrange(8):
            case 0:
                text = _one_replaced(text, r'(?<= r=")[^"]*|(?<= ref=")[^"]*', chance.choice(REFERENCES), chance)
            case 1:
                text = _one_replaced(text, r'(?<= t=")[^"]*', chance.choice(TYPES), chance)
            case 2:
                text = _one_replaced(text, r'(?<==")\d+(?=")|(?<=<v>)[^<]*', chance.choice(NUMBERS), chance)
            case 3:
                nasty = str(chance.choice(NASTY)).replace("<", "&lt;" if chance.random() < 0.8 else "<")
                text = _one_replaced(text, r"(?<=>)[^<]+(?=</)", nasty, chance)
            case 4:
                text = _one_replaced(text, r"<[^>]*>", "", chance)
            case 5:
                at = chance.randrange(len(text) + 1)
                text = text[:at] + chance.choice(XML) + text[at:]
            case 6:
                text = _one_repeated(text, chance)
            case _:
                text = _one_replaced(text, r'"[^"]*"', f'"{chance.choice(NUMBERS)}"', chance)
    return text


def _one_replaced(text: str, pattern: str, by: str, chance: Chance) -> str:
    found = list(re.finditer(pattern, text))
    if not found:
        return text
    place = chance.choice(found)
    return text[: place.start()] + by + text[place.end() :]


def _one_repeated(text: str, chance: Chance) -> str:
    """A cell or row once, twice or hundreds of times more."""
    found = list(re.finditer(r"<(c|row|sheet|si|xf|font)\b.*?(?:</\1>|/>)", text, re.DOTALL))
    if not found:
        return text
    place = chance.choice(found)
    return text[: place.end()] + place[0] * chance.choice((1, 2, 500)) + text[place.end() :]


def _text_changed(seed: Seed, chance: Chance) -> bytes:
    """A CSV file with strange characters between its own."""
    content = seed.content
    pieces = (b'"', b'""', b";", b",", b"\t", b"\r", b"\n", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf",
              b"sep=;\r\n", b"<html>",
              b"\xc3", b"=", b"'" * 3, b'"' + b"\n" * 50, b"," * 600)  # fmt: skip
    for _ in range(chance.choice((1, 2, 10))):
        at = chance.choice((0, chance.randrange(len(content) + 1)))
        content = content[:at] + chance.choice(pieces) + content[at + chance.choice((0, 1)) :]
    return content


def _cells_changed(seed: Seed, chance: Chance) -> bytes:
    """The answers with cells, rows and columns changed, written anew."""
    assert seed.table is not None
    table: Table = [list(row) for row in seed.table]
    for _ in range(chance.choice((1, 2, 4, 12))):
        row = chance.choice(table)
        match chance.randrange(8):
            case 0:
                table.insert(chance.randrange(len(table) + 1), list(row))
            case 1 if len(table) > 1:
                table.remove(row)
            case 2:
                at = chance.randrange(max(map(len, table), default=0) + 1)
                for one in table:
                    one.insert(at, chance.choice(NASTY))
            case 3:
                at = chance.randrange(max(map(len, table), default=0) + 1)
                for one in table:
                    del one[at : at + 1]
            case 4:
                chance.shuffle(row)
            case _ if row:
                row[chance.randrange(len(row))] = chance.choice(NASTY)
    return _saved(table, seed.name, chance)


def _saved(table: Table, name: str, chance: Chance) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        if name.endswith(".csv"):
            save_csv(_encodable(table), path, chance.choice(",;\t|"), chance.choice(("utf-8", "utf-16", "utf-8-sig")))
            return path.read_bytes()
        save_workbook(_without_controls(table), path)
        return path.read_bytes()


def _encodable(table: Table) -> Table:
    return [[cell.replace("\x00", "") if isinstance(cell, str) else cell for cell in row] for row in table]


def _without_controls(table: Table) -> Table:
    """The writer of workbooks refuses some characters; those come in through the XML instead."""
    return [
        [re.sub(r"[\x00-\x08\x0b-\x1f]", "", cell)[:32_000] if isinstance(cell, str) else cell for cell in row]
        for row in table
    ]
