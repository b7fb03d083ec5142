"""Pages of the accounts stage."""

from flask import Blueprint

from awards.core import throttle

accounts = Blueprint("accounts", __name__)
