"""Generate made-up meetings: reproducible random instances of any size."""
