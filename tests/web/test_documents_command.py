"""The command that makes the documents of the evening."""

from pathlib import Path

import pytest

from awards.core.database import db
from awards.core.errors import WrongState
from awards.editions.states import Stage
from awards.web.commands.documents import documents
from tests.ceremony.evenings import make_evening, planned

pytestmark = pytest.mark.usefixtures("session")


def run(out: Path, *, with_results: bool = False) -> list[str]:
    """Make the documents in the application under test; the names of the files."""
    db.session.commit()
    command = documents.callback.__wrapped__  # without the application that the command line makes
    command(out=out, slug=None, with_results=with_results)
    return sorted(path.name.removeprefix("tea-").lstrip("0123456789-") for path in out.iterdir())


def test_after_sealing_it_makes_everything_without_winners(session, tmp_path, capsys):
    planned(make_evening())
    assert run(tmp_path) == [
        "ceremony-programme.pdf",
        "certificates-for-every-team.pdf",
        "running-order-for-the-crew.pdf",
    ]
    assert "certificates-for-every-team.pdf: 3 pages" in capsys.readouterr().out


def test_what_names_winners_comes_when_asked_for_under_names_that_tell_nothing(session, tmp_path):
    planned(make_evening())
    assert {"winner-cards.pdf", "certificates-of-winners.pdf"} <= set(run(tmp_path, with_results=True))


def test_before_sealing_it_makes_the_running_order_only(session, tmp_path):
    planned(make_evening(Stage.JUDGING))
    assert run(tmp_path) == ["running-order-for-the-crew.pdf"]


def test_before_sealing_nothing_that_names_winners_is_made(session, tmp_path):
    planned(make_evening(Stage.MODERATION))
    with pytest.raises(WrongState):
        run(tmp_path, with_results=True)
    assert list(tmp_path.iterdir()) == []
