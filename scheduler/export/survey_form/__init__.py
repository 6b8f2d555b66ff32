"""The survey as a form: a file from which a form tool builds it, with the meeting's own names as choices."""
