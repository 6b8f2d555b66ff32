"""iCalendar files: events, revisions since earlier versions, time zones."""
