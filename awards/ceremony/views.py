"""Pages of the ceremony stage."""

from flask import Blueprint

ceremony = Blueprint("ceremony", __name__)
