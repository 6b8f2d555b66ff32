"""Security of the desk's server: key and cookie, Host and Origin checks, a limit on bodies, and security headers.

The server listens on this machine alone; nevertheless any page in the same browser can send requests to it. Host is
checked against DNS rebinding, Origin and the cookie's SameSite against posts from other sites, and the key against
other users of the machine.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = ("127.0.0.1", "localhost", "::1")
"""Names of this machine as a browser spells them in the header Host, without the port."""

MOST_OF_A_POST, MOST_OF_AN_UPLOAD = 256 * 1024, 25 * 1024 * 1024
"""The largest bodies in bytes."""

MOST_OF_AN_ADDRESS = 4096
"""The longest path with its query, in bytes."""

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
"""Sent with every answer."""

_SAFE = ("GET", "HEAD")


class _TooLargeError(Exception):
    """More of a body came than is accepted."""


@dataclass(frozen=True)
class Keys:
    """The keys of a server: one to work with, and one to read with, empty where there is no read-only link.

    The cookies hold random tokens of this process and not the keys, so that a key is not in the browser's store.
    """

    full: str
    read_only: str = ""
    hosts: tuple[str, ...] = LOOPBACK
    _full_token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    _read_token: str = field(default_factory=lambda: secrets.token_urlsafe(32))

    @property
    def cookie(self) -> str:
        """The name of the cookie; another server on this machine has another one, since cookies ignore ports."""
        return "desk_" + hashlib.sha256(self.full.encode()).hexdigest()[:12]

    def token_for(self, key: str) -> str:
        """The token for a key in an address; empty for a wrong key."""
        if _equal(key, self.full):
            return self._full_token
        return self._read_token if self.read_only and _equal(key, self.read_only) else ""

    def may_read(self, token: str) -> bool:
        return self.may_write(token) or _equal(token, self._read_token)

    def may_write(self, token: str) -> bool:
        return _equal(token, self._full_token)


class Guard:
    """Middleware around the whole application: what it refuses never reaches a route."""

    def __init__(self, app: ASGIApp, keys: Keys) -> None:
        self.app = app
        self.keys = keys

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        sender = _with_headers(send)
        refusal = self._refusal(scope)
        if refusal:
            await refusal(scope, receive, sender)
            return
        try:
            await self.app(scope, _limited(scope, receive), sender)
        except _TooLargeError:
            await _too_large(scope)(scope, receive, sender)

    def _refusal(self, scope: Scope) -> Response | None:
        """The answer to a request that is not let in; None for one that is. Sets `may_write` in the scope's state."""
        headers = Headers(scope=scope)
        if len(scope["path"]) + len(scope["query_string"]) > MOST_OF_AN_ADDRESS:
            return PlainTextResponse("The address is too long.", 414)
        host = headers.get("host", "")
        if _name_of(host) not in self.keys.hosts:
            return PlainTextResponse("This server answers only to the address that it printed when it started.", 421)
        origin = headers.get("origin")
        if origin is not None and origin != f"{scope['scheme']}://{host}":
            return PlainTextResponse("The request comes from another site and is refused.", 403)
        if scope["method"] not in _SAFE and origin is None:
            return PlainTextResponse("The request does not say which page it comes from and is refused.", 403)
        if not _fits(scope, headers):
            return _too_large(scope)
        return self._without_key(scope, headers)

    def _without_key(self, scope: Scope, headers: Headers) -> Response | None:
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        key = next((value for name, value in query if name == "key"), None)
        if key is not None and scope["method"] == "GET":
            token = self.keys.token_for(key)
            if not token:
                return PlainTextResponse("The key in the address is wrong. Copy the whole address.", 403)
            rest = urlencode([(name, value) for name, value in query if name != "key"])
            path = "/" + scope["path"].lstrip("/")
            redirect = RedirectResponse(path + (f"?{rest}" if rest else ""), 303)
            redirect.set_cookie(self.keys.cookie, token, httponly=True, samesite="strict", path="/")
            return redirect
        token = _cookie(headers, self.keys.cookie)
        if not self.keys.may_read(token):
            sentence = "Open the address that “igf-scheduler desk” printed: it holds the key of this server."
            return PlainTextResponse(sentence, 403)
        may_write = self.keys.may_write(token)
        if scope["method"] not in _SAFE and not may_write:
            return PlainTextResponse("This link is for reading only.", 403)
        scope.setdefault("state", {})["may_write"] = may_write
        return None


def _equal(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())


def _name_of(host: str) -> str:
    """The name in a Host header, without the port and the brackets of an IPv6 address; empty for a malformed one."""
    try:
        parts = urlsplit(f"//{host}")
        known = parts.hostname or ""
        return known if parts.port is None or parts.netloc == host else ""
    except ValueError:
        return ""


def _cookie(headers: Headers, name: str) -> str:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(name)
    except CookieError:
        return ""
    return found.value if found else ""


def _most(scope: Scope) -> int:
    return MOST_OF_AN_UPLOAD if scope["path"].endswith("/upload") else MOST_OF_A_POST


def _fits(scope: Scope, headers: Headers) -> bool:
    length = headers.get("content-length", "0")
    return length.isascii() and length.isdigit() and len(length) < 12 and int(length) <= _most(scope)


def _too_large(scope: Scope) -> Response:
    return PlainTextResponse(f"At most {_most(scope) // 1024:,} KB are accepted here.", 413)


def _limited(scope: Scope, receive: Receive) -> Receive:
    """Receive a body, and stop where it is longer than is accepted, whatever length was announced."""
    so_far = 0

    async def receive_part() -> Message:
        nonlocal so_far
        message = await receive()
        so_far += len(message.get("body", b""))
        if so_far > _most(scope):
            raise _TooLargeError
        return message

    return receive_part


def _with_headers(send: Send) -> Send:
    async def send_with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
        await send(message)

    return send_with_headers
