"""Options of xlsxwriter for every workbook: text is never converted, and output is deterministic."""

from __future__ import annotations

FONT = "Arial"

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    # xlsxwriter adds the last of these to the dictionary it is given; as it stands there, all files come out alike.
    "default_format_properties": {"font_name": FONT, "font_size": 10, "theme_font_name": FONT},
}
