"""What an organiser does with what came in, and what a director does with a note."""

from playwright.sync_api import expect

from tests.journeys.steps_arriving import letter_to, link_in
from tests.journeys.steps_nominating import Team, submit
from tests.journeys.steps_set_up import group, refused
from tests.journeys.visiting import Site, Visitor

NOTE = "Please leave out the place where the young people meet: a family could be recognised by it."


def read(organiser: Visitor, team: Team) -> None:
    """From the list to everything that was answered."""
    organiser.follow("Nominations")
    organiser.follow(team.name)
    assert team.did in organiser.text()


def accept_nomination(organiser: Visitor, team: Team) -> None:
    """It takes part."""
    read(organiser, team)
    group(organiser, "What do you decide?").get_by_label("Accept it").check()
    organiser.press("Save the decision")
    row = organiser.page.get_by_role("row").filter(has_text=team.name)
    expect(row).to_contain_text("Accepted")


def return_with_note(organiser: Visitor, team: Team) -> None:
    """Without a note it is refused."""
    read(organiser, team)
    group(organiser, "What do you decide?").get_by_label("Return it for changes").check()
    refused(organiser, "Save the decision")
    expect(organiser.page.get_by_text("Say what has to be changed.").first).to_be_visible()
    group(organiser, "What do you decide?").get_by_label("Return it for changes").check()
    organiser.page.get_by_label("What has to be changed").fill(NOTE)
    organiser.press("Save the decision")
    expect(organiser.page.get_by_role("row").filter(has_text=team.name)).to_contain_text("Returned")


def mend_and_submit(director: Visitor, site: Site, email: str, label: str, text: str) -> None:
    """The director follows the letter, reads the note where the answer is, changes it and submits again."""
    letter = letter_to(site, email, "Please change your nomination")
    assert NOTE in letter
    director.open(link_in(letter))
    assert NOTE in director.text()
    director.follow("The work")
    director.page.get_by_label(label).fill(text)
    director.press("Save and continue")
    submit(director)
    assert "You can change" not in director.text()  # nominations are closed
