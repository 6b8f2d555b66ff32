"""Options of xlsxwriter for every workbook: text is never converted, and output is deterministic."""

from __future__ import annotations

FONT = "Arial"

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    # xlsxwriter adds theme_font_name to the dictionary on first use; set here, it makes all files equal.
    "default_format_properties": {"font_name": FONT, "font_size": 10, "theme_font_name": FONT},
}
