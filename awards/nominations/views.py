"""Pages of the nominations stage."""

from flask import Blueprint

nominations = Blueprint("nominations", __name__)
