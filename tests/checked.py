"""Against tests that pass empty: loops over nothing, and properties whose cases never come to the point."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable, Iterable
from typing import TypeVar

Item = TypeVar("Item")
Test = TypeVar("Test", bound=Callable[..., None])

_met: Counter[str] = Counter()


def some(items: Iterable[Item], least: int = 1) -> list[Item]:
    """The items, of which there are at least so many: a loop over none would check nothing."""
    listed = list(items)
    assert len(listed) >= least, f"{len(listed)} of at least {least} items to check"
    return listed


def met(what: str) -> None:
    """Count that a case of a property came to this point."""
    _met[what] += 1


def meets(*expected: str) -> Callable[[Test], Test]:
    """A test, of a property over many cases, that fails where none of its cases came to one of these points."""

    def decorate(test: Test) -> Test:
        @functools.wraps(test)
        def counted(*args: object, **kwargs: object) -> None:
            _met.clear()
            test(*args, **kwargs)
            missing = [what for what in expected if not _met[what]]
            assert not missing, f"no case came to: {', '.join(missing)}; met: {dict(_met)}"

        return counted  # type: ignore[return-value]

    return decorate
