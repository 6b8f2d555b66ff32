"""The years of dates that are read; beyond them, time zones, calendars and workbooks fail."""

FIRST_YEAR, LAST_YEAR = 1900, 2200
