"""Security headers on every response, and what caches may keep."""

import secrets

from flask import Flask, Response, g, request

POLICY = (
    "default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

CACHED = frozenset({"static", "ceremony.programme_photo"})
"""What says for itself how long it may be kept."""


def csp_nonce() -> str:
    """The value that lets this response's own inline script run."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    return str(g.csp_nonce)


def add_headers(response: Response) -> Response:
    """No framing, no sniffing, no foreign scripts; pages are never kept by a cache."""
    headers = response.headers
    headers.setdefault("Content-Security-Policy", POLICY.format(nonce=csp_nonce()))
    headers["X-Content-Type-Options"] = "nosniff"
    headers.setdefault("Referrer-Policy", "same-origin")
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
    if request.is_secure:
        headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    if request.endpoint not in CACHED:
        headers["Cache-Control"] = "no-store"
        headers["Vary"] = "Cookie"
    return response


def init_headers(app: Flask) -> None:
    """Put the headers on all that ``app`` answers."""
    app.after_request(add_headers)
    app.jinja_env.globals["csp_nonce"] = csp_nonce
