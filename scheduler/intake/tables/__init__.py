"""Read spreadsheet files (xlsx, csv) safely into tables of text cells.

Files are untrusted: sizes are limited before anything is parsed, and nothing in a file is executed, fetched or
expanded. A file that cannot be read becomes a problem, never an exception.
"""
