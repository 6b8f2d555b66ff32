"""Instance → CP-SAT model: candidate placements, decision variables, constraints, objectives."""
