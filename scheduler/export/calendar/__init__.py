"""Calendars in iCalendar format (RFC 5545), with revisions and cancellations."""
