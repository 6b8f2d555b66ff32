"""The data report: answers received and missing, and the problems found in the input."""
