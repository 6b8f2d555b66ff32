"""The data report: answers received and missing, what was corrected, left out or guessed."""
