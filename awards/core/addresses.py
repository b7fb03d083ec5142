"""The address of the site, for what is read outside it: documents, and messages of jobs."""

from flask import current_app


def base_url() -> str:
    """The address as it is set, without a slash at the end."""
    return str(current_app.config["BASE_URL"])
