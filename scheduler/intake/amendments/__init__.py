"""Changes asked of an instance in words, such as ``cancel DC3`` or ``close Salle 5: day 2``: each read and carried out.

“What if?” and replanning share them; a programme's provenance keeps them, so that its instance can be found again.
"""

from scheduler.intake.amendments.apply_amendments import Amended
from scheduler.intake.amendments.parse import KNOWN, amend, amend_all, split

__all__ = ["KNOWN", "Amended", "amend", "amend_all", "split"]
