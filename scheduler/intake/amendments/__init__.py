"""Amendments: changes to an instance written in words, such as ``cancel DC3`` or ``close Salle 5: day 2``.

What-if questions and replanning share them; a programme's provenance stores them, so that its instance can be rebuilt.
"""

from scheduler.intake.amendments.apply_amendments import Amended
from scheduler.intake.amendments.parse import FORMS, KNOWN, AmendmentForm, amend, amend_all, split

__all__ = ["FORMS", "KNOWN", "Amended", "AmendmentForm", "amend", "amend_all", "split"]
