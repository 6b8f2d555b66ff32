"""The counts behind the goal “discomfort”, by subject; `total` lists them."""
