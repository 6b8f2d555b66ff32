"""The parts of the goal on inconvenience as expressions; `inconvenience` computes their weighted sum."""
