"""One table of miniatures: for every rule a good programme, and a bad one that differs in one thing.

The verifier and the model are both held against it. Some rules have several rows, one for each way to break them.
"""

from __future__ import annotations

from tests.miniatures.caps import CAPS, STANDING
from tests.miniatures.case import Case
from tests.miniatures.completeness import COMPLETENESS
from tests.miniatures.groups import JOINT, SEGMENTS
from tests.miniatures.judges import COMMITTEE, PINS
from tests.miniatures.limits import LIMITS
from tests.miniatures.pauses import PAUSES
from tests.miniatures.places import PLACES
from tests.miniatures.relations import RELATIONS

CASES: tuple[Case, ...] = (
    *PLACES,
    *PAUSES,
    *COMPLETENESS,
    *RELATIONS,
    *STANDING,
    *CAPS,
    *JOINT,
    *SEGMENTS,
    *COMMITTEE,
    *PINS,
    *LIMITS,
)
