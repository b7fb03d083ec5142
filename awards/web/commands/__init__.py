"""The command line, installed as ``awards``."""

import click

from awards.web.commands.documents import documents
from awards.web.commands.editions import load_edition_command
from awards.web.commands.people import create_organiser, sign_in_link
from awards.web.commands.sample import sample
from awards.web.commands.serving import migrate, serve, worker


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
def main() -> None:
    """TEA Awards: from the invitation to nominate, through fair judging, to "good night".

    Settings come from AWARDS_... environment variables; docs/settings.md lists them.
    """


for command in (
    serve,
    worker,
    migrate,
    load_edition_command,
    sample,
    create_organiser,
    sign_in_link,
    documents,
):
    main.add_command(command)
