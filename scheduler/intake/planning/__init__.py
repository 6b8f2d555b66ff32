"""The planning workbook, sheet by sheet, into records whose names are resolved."""
