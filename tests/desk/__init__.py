"""The core of the planner's desk."""
