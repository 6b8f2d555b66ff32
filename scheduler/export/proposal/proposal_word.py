"""The proposal as a Word document (A4, tables with repeated header rows); output is deterministic."""

from __future__ import annotations

import zipfile
from datetime import datetime
from io import BytesIO

import docx
from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Row

from scheduler.export.proposal.proposal_content import Paper, PaperSection, PaperTable

CREATED = datetime(2000, 1, 1)
"""The fixed creation date, so that output is deterministic."""

_LONGEST_PROPERTY = 255
"""Characters of a document property, by Word's format."""

MARGIN = Mm(17)
BODY, SMALL, HEADING, TITLE = Pt(10), Pt(9), Pt(12), Pt(16)
INK = RGBColor(0x1A, 0x2B, 0x3C)


def as_word(paper: Paper) -> bytes:
    """The proposal as the content of a .docx file."""
    document = docx.Document()
    _set_page(document)
    _set_styles(document)
    document.add_heading(paper.title, level=0)
    document.add_paragraph().add_run(paper.state).italic = True
    for section in paper.sections:
        _write_section(document, section)
    core = document.core_properties
    core.title, core.author, core.comments = paper.title[:_LONGEST_PROPERTY], "", ""
    core.created = core.modified = CREATED
    core.last_modified_by = ""
    return _with_fixed_times(document)


def _set_page(document: Document) -> None:
    """Set paper size (A4) and margins."""
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = MARGIN
    page.top_margin = page.bottom_margin = Mm(14)


def _set_styles(document: Document) -> None:
    """Set fonts, sizes and spacing of the styles."""
    for name, size, before in (
        ("Normal", BODY, 0),
        ("Title", TITLE, 0),
        ("Heading 1", HEADING, 7),
        ("List Bullet", BODY, 0),
    ):
        style = document.styles[name]
        style.font.name, style.font.size = "Calibri", size
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
            fonts.set(qn(script), "Calibri")
        for themed in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(themed), None)
        style.paragraph_format.space_before = Pt(before)
        style.paragraph_format.space_after = Pt(2)
        style.paragraph_format.line_spacing = 1.0
    for name in ("Title", "Heading 1"):
        document.styles[name].font.color.rgb = INK


def _write_section(document: Document, section: PaperSection) -> None:
    """Write a section: heading, sentences, list, table."""
    document.add_heading(section.heading, level=1)
    for sentence in section.sentences:
        document.add_paragraph(sentence)
    for point in section.points:
        document.add_paragraph(point, style="List Bullet")
    if section.table:
        _write_table(document, section.table)


def _write_table(document: Document, table: PaperTable) -> None:
    """Write a table; its header is repeated on every page."""
    written = document.add_table(rows=1, cols=len(table.headings), style="Light Grid Accent 1")
    written.alignment = WD_TABLE_ALIGNMENT.CENTER
    written.autofit = False
    width = Mm(210) - 2 * MARGIN
    for column, share in zip(written.columns, table.widths, strict=True):
        column.width = int(width * share / 100)
    _fill(written.rows[0], table.headings, table.widths, width, bold=True)
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    written.rows[0]._tr.get_or_add_trPr().append(repeated)
    for row in table.rows:
        _fill(written.add_row(), row, table.widths, width, bold=False)


def _fill(row: _Row, texts: tuple[str, ...], widths: tuple[int, ...], width: int, bold: bool) -> None:
    """Write the cells of a row, which is not split between pages."""
    whole = OxmlElement("w:cantSplit")
    row._tr.get_or_add_trPr().append(whole)
    for cell, text, share in zip(row.cells, texts, widths, strict=True):
        cell.width = int(width * share / 100)  # type: ignore[assignment]
        run = cell.paragraphs[0].add_run(text)
        run.font.size, run.bold = SMALL, bold
        cell.paragraphs[0].paragraph_format.space_after = Pt(0)


def _with_fixed_times(document: Document) -> bytes:
    """Repack the document with fixed time stamps, so that output is deterministic."""
    packed, out = BytesIO(), BytesIO()
    document.save(packed)
    with zipfile.ZipFile(packed) as parts, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as fixed:
        for name in parts.namelist():
            entry = zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            fixed.writestr(entry, parts.read(name))
    return out.getvalue()
