"""The edits of a programme at the desk: small records, and the programme after each.

An edit says what a person wants, not whether the rules allow it: the verifier says that of the programme after it.
`EditError` is raised only for what cannot be carried out at all, such as a session that does not exist.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter, ValidationError

from scheduler.core.clock import Clock
from scheduler.core.frozen import Frozen
from scheduler.core.programme import Programme


class EditError(Exception):
    """An edit cannot be carried out; the message is a sentence for the user."""


class PinnedPart(StrEnum):
    """What of a session's placement is pinned."""

    TIME = "time"
    ROOM = "room"
    BOTH = "both"


class MoveEdit(Frozen):
    """Move a placed session; its segments move with it. `start` is in minutes after midnight."""

    op: Literal["move"] = "move"
    session: str
    day: str
    start: Clock
    room: str


class SwapEdit(Frozen):
    """Exchange the placements of two sessions."""

    op: Literal["swap"] = "swap"
    one: str
    other: str


class TakeOutEdit(Frozen):
    """Take a session out: one of the host programme is left out, the requests held in another are refused."""

    op: Literal["take_out"] = "take_out"
    session: str


class PutBackEdit(Frozen):
    """Place a host session that was left out, or grant a refused request a session of its own.

    `name` is the id of the host session or of the request. `start` is in minutes after midnight.
    """

    op: Literal["put_back"] = "put_back"
    name: str
    day: str
    start: Clock
    room: str


class JoinEdit(Frozen):
    """Grant a request in a session: a joint session, or a host session that takes segments, where it comes last.

    A request that was held in another session leaves it.
    """

    op: Literal["join"] = "join"
    request: str
    session: str


class LeaveEdit(Frozen):
    """Refuse a request that was granted. A joint session that holds no other request is taken out with it."""

    op: Literal["leave"] = "leave"
    request: str


class OrderEdit(Frozen):
    """Put the segments of a session into another order; `requests` names all of them, first to last."""

    op: Literal["order_segments"] = "order_segments"
    session: str
    requests: tuple[str, ...]


class PinEdit(Frozen):
    """Pin the time or the room of a session, or release it. Searches leave what is pinned where it is."""

    op: Literal["pin"] = "pin"
    session: str
    what: PinnedPart = PinnedPart.BOTH
    on: bool = True


class ReplaceEdit(Frozen):
    """Put another programme in place of the present one: a proposal taken, or an earlier version."""

    op: Literal["replace"] = "replace"
    programme: Programme
    note: str = ""


Edit = Annotated[
    MoveEdit | SwapEdit | TakeOutEdit | PutBackEdit | JoinEdit | LeaveEdit | OrderEdit | PinEdit | ReplaceEdit,
    Field(discriminator="op"),
]
"""Any edit; `op` tells which."""

_EDITS: TypeAdapter[Edit] = TypeAdapter(Edit)


def edit_of(data: object) -> Edit:
    """The edit in a JSON object. Raises EditError with a sentence that names the field."""
    try:
        return _EDITS.validate_python(data)
    except ValidationError as error:
        problem = error.errors(include_url=False, include_input=False)[0]
        field = ".".join(str(part) for part in problem["loc"]) or "op"
        raise EditError(f"The edit cannot be read: field “{field}”: {problem['msg']}.") from None


def edit_of_json(text: str) -> Edit:
    """The edit in a JSON text that `Edit.model_dump_json` wrote. Raises EditError."""
    try:
        return _EDITS.validate_json(text)
    except ValidationError as error:
        problem = error.errors(include_url=False, include_input=False)[0]
        raise EditError(f"The edit cannot be read: {problem['msg']}.") from None
