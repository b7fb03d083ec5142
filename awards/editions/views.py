"""Pages of the editions stage."""

from flask import Blueprint

editions = Blueprint("editions", __name__)
