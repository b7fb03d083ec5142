"""Pages of the accounts stage."""

from awards.accounts.views import account, outbox, people, signing_in
from awards.accounts.views.blueprint import accounts

__all__ = ["account", "accounts", "outbox", "people", "signing_in"]
