"""The command line, installed as ``awards``."""

import click

from awards.web import config
from awards.web.commands.assigning import assign_command
from awards.web.commands.documents import documents
from awards.web.commands.editions import export_edition_command, load_edition_command
from awards.web.commands.people import create_organiser, sign_in_link
from awards.web.commands.safeguarding import safeguarding_figures
from awards.web.commands.sample import sample
from awards.web.commands.serving import migrate, serve, worker
from awards.web.commands.verifying import verify

COMMANDS = (
    serve,
    worker,
    migrate,
    load_edition_command,
    export_edition_command,
    sample,
    create_organiser,
    sign_in_link,
    assign_command,
    documents,
    verify,
    safeguarding_figures,
)
AS_IT_STANDS = "\b\n"
"""Tells click not to wrap a paragraph anew."""
SETTINGS = "\n\n".join(AS_IT_STANDS + paragraph for paragraph in (config.__doc__ or "").split("\n\n"))


@click.group(
    commands={command.name or "": command for command in COMMANDS},
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 120},
    epilog=SETTINGS,
)
def main() -> None:
    """TEA Awards: from the invitation to nominate, through fair judging, to "good night"."""
