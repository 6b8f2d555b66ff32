"""The programme as others take it up: public calendars, pages and exchange formats."""
