"""Measurements: how long until a first programme, until every goal is proven, and how that grows."""
