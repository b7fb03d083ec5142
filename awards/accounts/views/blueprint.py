"""The blueprint of the accounts stage, and what its pages share."""

from flask import Blueprint, request
from werkzeug.wrappers import Response

accounts = Blueprint("accounts", __name__)
Answer = str | tuple[str, int] | Response


def page_number() -> int:
    """Which page of a list the address asks for; nonsense means the first."""
    asked = request.args.get("page", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1
