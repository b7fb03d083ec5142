"""Pages of the accounts stage."""

from awards.accounts.views import account, delegates, handover, in_place, outbox, people, signing_in
from awards.accounts.views.blueprint import accounts

__all__ = ["account", "accounts", "delegates", "handover", "in_place", "outbox", "people", "signing_in"]
