"""The register: partners name each other, nothing is there twice, bad input gets a sentence."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from awards.accounts.models import Person
from awards.core.database import db
from awards.core.errors import BrokenRule
from awards.organisations.facts import OrganisationText
from awards.organisations.models import Organisation, OrganisationKind
from awards.organisations.roles import Role
from awards.organisations.services import add_organisation, change_organisation
from tests.counting import counted_statements
from tests.factories import NOW, make_organisation, make_person

TRUST = OrganisationText(
    name="Sandwell Children's Trust",
    short_name="Sandwell Trust",
    kind=OrganisationKind.TRUST,
    gss_code=None,
    dfe_code=None,
    exists_from=dt.date(2018, 4, 1),
    exists_to=None,
)
FORM = {"name": "Dudley Council", "short_name": "Dudley", "kind": "council", "partner": ""}


@pytest.fixture
def organiser(session: Any) -> Person:
    """Who acts."""
    return make_person(Role.ORGANISER)


def text_of(organisation: Organisation, **changes: Any) -> OrganisationText:
    """What the register says, with some of it changed."""
    kept = {name: getattr(organisation, name) for name in OrganisationText.__annotations__}
    return OrganisationText(**kept | changes)


@pytest.mark.both_databases
def test_a_trust_and_its_council_name_each_other(organiser: Person) -> None:
    council = make_organisation()
    trust = add_organisation(TRUST, council, by=organiser, at=NOW)
    db.session.commit()
    assert (trust.slug, trust.partner, council.partner) == ("sandwell-childrens-trust", council, trust)


def test_the_same_body_is_added_once(organiser: Person) -> None:
    council = make_organisation()
    first, again = (add_organisation(TRUST, council, by=organiser, at=NOW) for _press in range(2))
    assert first is again


def test_a_partner_let_go_is_let_go_by_both(organiser: Person) -> None:
    council = make_organisation()
    trust = add_organisation(TRUST, council, by=organiser, at=NOW)
    change_organisation(council, text_of(council), None, by=organiser, at=NOW)
    db.session.commit()
    assert (trust.partner, council.partner) == (None, None)


def test_a_partner_is_shared_with_nobody(organiser: Person) -> None:
    council = make_organisation()
    add_organisation(TRUST, council, by=organiser, at=NOW)
    with pytest.raises(BrokenRule, match="is the partner of Sandwell Children's Trust already"):
        add_organisation(replace(TRUST, name="Other Trust"), council, by=organiser, at=NOW)


def test_a_council_has_no_council_as_partner(organiser: Person) -> None:
    council, other = make_organisation(), make_organisation()
    with pytest.raises(BrokenRule, match="a trust’s partner a council"):
        change_organisation(council, text_of(council), other, by=organiser, at=NOW)


def test_the_last_day_follows_the_first(organiser: Person) -> None:
    with pytest.raises(BrokenRule, match="must not be before the first day"):
        add_organisation(replace(TRUST, exists_to=dt.date(2018, 3, 31)), None, by=organiser, at=NOW)


def test_a_name_is_used_once(organiser: Person) -> None:
    taken, council = make_organisation(), make_organisation()
    with pytest.raises(BrokenRule, match="of that name already"):
        change_organisation(council, text_of(council, name=taken.name), None, by=organiser, at=NOW)


@pytest.fixture
def browser(organiser: Person, browser_of: Any) -> FlaskClient:
    """An organiser's browser."""
    found: FlaskClient = browser_of(organiser)
    return found


def test_an_organisation_is_added_and_changed_in_the_browser(browser: FlaskClient) -> None:
    assert browser.post("/organisations/new", data=FORM).status_code == 303
    assert browser.post("/organisations/new", data=FORM).status_code == 303
    assert (
        browser.post("/organisations/dudley-council", data=FORM | {"gss_code": "E08000027"}).status_code
        == 303
    )
    dudley = db.session.scalars(sa.select(Organisation)).one()
    assert (dudley.short_name, dudley.gss_code) == ("Dudley", "E08000027")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": ""}, "Enter the full name"),
        ({"name": "???"}, "Use at least one letter or figure in the name"),
        ({"kind": "charity"}, "choose one of the answers shown"),
        ({"partner": "nobody"}, "choose one of the answers shown"),
        ({"gss_code": "E080000270"}, "GSS code must be 9 characters or fewer"),
        (
            {"exists_from-day": "31", "exists_from-month": "2", "exists_from-year": "2020"},
            "First day must be a real date",
        ),
    ],
)
def test_bad_input_comes_back_with_a_sentence(
    browser: FlaskClient, change: dict[str, str], sentence: str
) -> None:
    answer = browser.post("/organisations/new", data=FORM | {"short_name": "Dud"} | change)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert 'value="Dud"' in answer.text


@pytest.mark.parametrize(
    ("role", "reads", "changes"),
    [
        (Role.ORGANISER, 200, 200),
        (Role.AUDITOR, 200, 403),
        (Role.ADMINISTRATOR, 200, 403),
        (Role.JUDGE, 403, 403),
    ],
)
def test_who_reads_and_who_changes(
    session: Any, browser_of: Any, role: Role, reads: int, changes: int
) -> None:
    browser = browser_of(make_person(role))
    assert browser.get("/organisations").status_code == reads
    assert browser.get("/organisations/new").status_code == changes


def test_the_register_needs_few_statements_however_long_it_is(browser: FlaskClient) -> None:
    counts = []
    for _round in range(2):
        for _n in range(3):
            council = make_organisation()
            make_organisation(kind=OrganisationKind.TRUST, partner=council)
        db.session.expunge_all()
        with counted_statements() as statements:
            browser.get("/organisations")
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 12
