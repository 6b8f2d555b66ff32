"""Generate candidate programmes: one for each principle, under the current policy and under scenarios."""
