"""The solver factory: the parameter sets with which CP-SAT is called, each for one purpose."""

from __future__ import annotations

from ortools.sat.python import cp_model

DETERMINISTIC_EFFORT = 60.0
"""Deterministic seconds for one objective of a reproducible search: the same on every machine."""

_SEEDS = 2**31
"""CP-SAT takes seeds of 32 bits with a sign; larger ones are reduced."""


def new_solver(workers: int = 1, seed: int = 0, seconds: float | None = None) -> cp_model.CpSolver:
    """Create a solver; Ctrl-C stays with the program. `seconds` limits the wall time."""
    solver = cp_model.CpSolver()
    parameters = solver.parameters
    parameters.catch_sigint_signal = False
    parameters.num_workers = workers
    parameters.random_seed = seed if -_SEEDS <= seed < _SEEDS else seed % _SEEDS
    if seconds is not None:
        parameters.max_time_in_seconds = seconds
    return solver


def evaluation_solver(fix_to_hints: bool = False) -> cp_model.CpSolver:
    """For models whose decisions are fixed, by constraints or by hints: one worker only propagates."""
    solver = new_solver()
    solver.parameters.fix_variables_to_their_hinted_value = fix_to_hints
    return solver


def objective_solver(workers: int, seed: int, seconds: float | None, reproducible: bool) -> cp_model.CpSolver:
    """For one objective of a lexicographic search.

    These parameters proved most in the least time on two cores. A reproducible search has one worker and counts
    deterministic effort instead of wall time.
    """
    solver = new_solver(1 if reproducible else workers, seed, seconds)
    if reproducible:
        solver.parameters.linearization_level = 2
        solver.parameters.max_deterministic_time = DETERMINISTIC_EFFORT
    else:
        solver.parameters.subsolvers.extend(["max_lp"])
    return solver


def minimising_solver(workers: int, seed: int, seconds: float) -> cp_model.CpSolver:
    """For a restricted model or a relaxation of a large search.

    Counts of what runs together are convex: their linear relaxation is strong, so most is gained by solving it.
    """
    solver = new_solver(workers, seed, max(0.05, seconds))
    if workers > 1:
        solver.parameters.subsolvers.extend(["max_lp"])
    else:
        solver.parameters.linearization_level = 2
    return solver


def feasibility_solver(seconds: float, workers: int = 1, seed: int = 0) -> cp_model.CpSolver:
    """For the question whether some programme meets a set of demands."""
    return new_solver(workers, seed, seconds)


def confirming_solver(seconds: float | None, seed: int = 0, presolve: bool = True) -> cp_model.CpSolver:
    """For the same question asked again: another seed and no linear relaxation.

    An answer that both give is no accident of one parameter set. Without `presolve` symmetry and probing are off too.
    """
    solver = new_solver(seed=seed + 23, seconds=seconds)
    solver.parameters.linearization_level = 0
    if not presolve:
        solver.parameters.symmetry_level = 0
        solver.parameters.cp_model_probing_level = 0
    return solver
