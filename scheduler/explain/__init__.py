"""Why a programme is as it is, and what else could be, in true sentences with numbers."""

from __future__ import annotations

from scheduler.explain.refusals import with_reasons

__all__ = ["with_reasons"]
