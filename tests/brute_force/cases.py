"""How many tiny meetings a test tries.

`BRUTE_FORCE_CASES` in the environment asks for another number of cases than the usual one, new ones each time.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings


def cases(share: float = 1.0, usual: int = 60) -> settings:
    """This share of the cases, the same ones each time unless another number was asked for."""
    asked = os.environ.get("BRUTE_FORCE_CASES")
    return settings(
        max_examples=max(1, round(int(asked or usual) * share)),
        derandomize=asked is None,
        deadline=None,
        database=None,
        print_blob=True,
        suppress_health_check=list(HealthCheck),
    )
