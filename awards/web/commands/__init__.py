"""The command line, installed as ``awards``."""

from importlib import import_module

import click

COMMANDS = {
    "serve": "serving:serve",
    "worker": "serving:worker",
    "migrate": "serving:migrate",
    "load-edition": "editions:load_edition_command",
    "export-edition": "editions:export_edition_command",
    "sample": "sample:sample",
    "create-organiser": "people:create_organiser",
    "sign-in-link": "people:sign_in_link",
    "assign": "assigning:assign_command",
    "rank": "ranking:rank_command",
    "agreement": "ranking:agreement_command",
    "documents": "documents:documents",
    "verify": "verifying:verify",
    "safeguarding-figures": "safeguarding:safeguarding_figures",
}
"""What each command is called, and where it is."""
AS_IT_STANDS = "\b\n"
"""Tells click not to wrap a paragraph anew."""


class Commands(click.Group):
    """Reads a command's module when it is called: a draw on files needs nothing of the web application."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in the order of the alphabet."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, or None where there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name].split(":")
        command: click.Command = getattr(import_module(f"{__name__}.{module}"), name)
        return command

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The settings, as the module that reads them tells them."""
        told = import_module("awards.web.config").__doc__ or ""
        self.epilog = "\n\n".join(AS_IT_STANDS + paragraph for paragraph in told.split("\n\n"))
        super().format_epilog(ctx, formatter)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 120})
def main() -> None:
    """TEA Awards: from the invitation to nominate, through fair judging, to "good night"."""
