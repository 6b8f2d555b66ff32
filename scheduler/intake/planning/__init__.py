"""Read the planning workbook, sheet by sheet, into records whose names are resolved.

`sheets` declares the sheets and columns, `row_reader` reads rows by column title, and one module for each group of
sheets turns rows into records; `read_planning` puts them together.
"""
