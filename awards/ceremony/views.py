"""Pages of the ceremony stage."""

from flask import Blueprint

from awards.core.access import public, requires
from awards.core.errors import WrongState
from awards.editions.models import Edition
from awards.editions.policy import EditionPermission
from awards.editions.queries import get_edition

ceremony = Blueprint("ceremony", __name__)


@ceremony.get("/editions/<edition>/running-order")
@requires(EditionPermission.READ_SET_UP, edition=get_edition)
def running_order(edition: Edition) -> str:
    """The evening, minute by minute."""
    raise WrongState("This page is being built.")


@ceremony.get("/editions/<edition>/documents")
@requires(EditionPermission.READ_SET_UP, edition=get_edition)
def documents(edition: Edition) -> str:
    """What can be printed."""
    raise WrongState("This page is being built.")


@ceremony.get("/editions/<edition>/reveal")
@requires(EditionPermission.CHANGE_SET_UP, edition=get_edition)
def reveal(edition: Edition) -> str:
    """Revealing award by award."""
    raise WrongState("This page is being built.")


@ceremony.get("/editions/<edition>/programme")
@public(edition=get_edition)
def programme(edition: Edition) -> str:
    """The guests' programme."""
    raise WrongState("The programme is not published yet.")
