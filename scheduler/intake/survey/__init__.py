"""Read the survey: recognise the form tool's layout, match columns to questions, parse answers, and build requests."""
