"""The verifier's counts of inconvenience, by part; `inconvenience_counts` collects them."""
