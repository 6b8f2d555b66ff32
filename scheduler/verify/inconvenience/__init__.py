"""The counts behind the goal on inconvenience, by subject; `inconvenience_counts` collects them."""
