"""Explanations: reasons for refusals, and answers to “why”, “why not” and “what if”, as sentences with numbers."""

from __future__ import annotations

from scheduler.explain.refusals import with_reasons

__all__ = ["with_reasons"]
