"""Large search: programmes with hundreds of free sessions, too many for one CP-SAT model of times and rooms.

| subject | modules |
|---|---|
| entry point, incumbent and bounds, coordination of workers | `solve_large`, `large_search`, `coordinator` |
| tasks for worker processes | `tasks`, `worker_functions` |
| construction and simulated annealing | `construction`, `annealing`, `annealing_run`, `annealing_schedule` |
| their state | `local_search_state`, `local_search_setup`, `local_search_terms` |
| large neighbourhood search | `neighbourhoods`, `adaptive_selection`, `restricted_model`, `minimise` |
| relaxations and lower bounds | `relaxations`, `room_relaxation`, `coalition_layer`, `bound_schedule`, `theme_bounds` |
| column generation | `column_generation` (master problem), `pricing_problem`, `interval_classes` |
| rooms chosen for themes | `theme_room_guidance` |
"""

from scheduler.search.large.solve_large import is_large, search_large_programme

__all__ = ["is_large", "search_large_programme"]
