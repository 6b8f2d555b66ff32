"""The planner's desk: a programme that is edited by hand, with the price of every move; without any code of the web."""
