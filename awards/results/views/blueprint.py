"""The blueprint that every page of the stage belongs to."""

from flask import Blueprint

results = Blueprint("results", __name__)
