"""The parts of the goal “discomfort”, by subject; `total` lists and weighs them."""
