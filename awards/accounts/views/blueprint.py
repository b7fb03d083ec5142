"""The blueprint of the accounts stage."""

from flask import Blueprint
from werkzeug.wrappers import Response

accounts = Blueprint("accounts", __name__)
Answer = str | tuple[str, int] | Response
