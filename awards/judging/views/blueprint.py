"""The blueprint that every page of the stage belongs to."""

from flask import Blueprint

judging = Blueprint("judging", __name__)
