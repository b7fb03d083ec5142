"""Pages of the nominations stage."""

from awards.nominations import uses
from awards.nominations.views import checking, files, home, members, submitting, writing
from awards.nominations.views.blueprint import nominations

__all__ = ["checking", "files", "home", "members", "nominations", "submitting", "uses", "writing"]
