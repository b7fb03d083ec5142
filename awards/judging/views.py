"""Pages of the judging stage."""

from flask import Blueprint

judging = Blueprint("judging", __name__)
