"""Verbs of the ceremony: plan the evening, build its documents, reveal its awards."""

import datetime as dt

from awards.accounts.models import Person
from awards.ceremony.models import Document, Reveal, RunningOrder
from awards.ceremony.states import DocumentKind
from awards.core.errors import WrongState
from awards.editions.models import Award, Edition


def generate_running_order(edition: Edition, *, by: Person, at: dt.datetime) -> RunningOrder:
    """Make the running order from the edition's plan, the awards and the teams."""
    raise WrongState("The running order cannot be generated yet.")


def ask_for_document(edition: Edition, kind: DocumentKind, *, by: Person, at: dt.datetime) -> Document:
    """Ask the worker to build a document."""
    raise WrongState("Documents cannot be built yet.")


def build_next_document(at: dt.datetime) -> bool:
    """Build the next document that waits; whether there was one."""
    return False


def reveal_award(award: Award, *, by: Person, at: dt.datetime) -> Reveal:
    """Make the award's decision public."""
    raise WrongState("Awards are revealed during the ceremony.")
