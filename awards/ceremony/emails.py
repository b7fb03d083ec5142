"""What we write to organisers about the evening's documents."""

from collections.abc import Mapping, Sequence

from awards.ceremony.models import Document
from awards.ceremony.words import DOCUMENTS
from awards.editions.models import Edition

Letter = tuple[str, str]
"""Subject and body."""


def documents_taken_back(
    edition: Edition, outdated: Mapping[Document, Sequence[str]], base_url: str
) -> Letter:
    """Which versions are not to be used any more. It names the teams concerned, never a reason."""
    lines = [f"- {DOCUMENTS[each.kind]}, version {each.number}" for each in outdated]
    teams = list(dict.fromkeys(team for concerned in outdated.values() for team in concerned))
    about = "\n".join(["What they say has changed for:", *(f"- {team}" for team in teams)]) if teams else ""
    text = [
        "Hello,",
        "Something in these documents must not be printed any more:",
        "\n".join(lines),
        about,
        "They can no longer be downloaded, and are being made again. If you have printed them, sent them or "
        "approved them already, please use the new version and throw the old one away.",
        f"The new version is here:\n{base_url}/editions/{edition.slug}/documents",
    ]
    body = "\n\n".join(paragraph for paragraph in text if paragraph)
    return f"Documents have changed: {edition.name}", f"{body}\n\n{edition.name}\n"
