"""The parts of the goal on inconvenience as expressions, by subject; `inconvenience` weighs and adds them."""
