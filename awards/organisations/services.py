"""Keeping the register of councils and trusts."""

import datetime as dt

from awards.core.audit import By, hold_record, record
from awards.core.database import db
from awards.core.errors import BrokenRule
from awards.core.text import slugify
from awards.organisations.facts import OrganisationText
from awards.organisations.models import Organisation
from awards.organisations.queries import find_organisations, find_organisations_named, find_partners

_LONGEST_SLUG = 60


def add_organisation(
    text: OrganisationText, partner: Organisation | None, *, by: By, at: dt.datetime
) -> Organisation:
    """Add a body to the register. The same again is the same body."""
    hold_record()
    for known in find_organisations_named([text.name]):
        if known.partner is partner and not _differing(known, text):
            return known
    slug = slugify(text.name)[:_LONGEST_SLUG].strip("-")
    if not slug:
        raise BrokenRule("Use at least one letter or figure in the name", field="name")
    _check(text, None, partner)
    if find_organisations([slug]):
        raise BrokenRule("There is an organisation of that name already", field="name")
    organisation = Organisation(slug=slug, **vars(text))
    db.session.add(organisation)
    db.session.flush()
    _join(organisation, partner)
    record("organisation added", organisation, by=by, at=at, slug=slug)
    return organisation


def change_organisation(
    organisation: Organisation,
    text: OrganisationText,
    partner: Organisation | None,
    *,
    by: By,
    at: dt.datetime,
) -> None:
    """Change what the register says about a body; its partner always says the same."""
    _check(text, organisation, partner)
    changed = _differing(organisation, text)
    for name in changed:
        setattr(organisation, name, getattr(text, name))
    if organisation.partner is not partner:
        changed.append("partner")
        _join(organisation, partner)
    if changed:
        record("organisation changed", organisation, by=by, at=at, slug=organisation.slug, changed=changed)


def _differing(organisation: Organisation, text: OrganisationText) -> list[str]:
    return [name for name, value in vars(text).items() if getattr(organisation, name) != value]


def _check(text: OrganisationText, organisation: Organisation | None, partner: Organisation | None) -> None:
    if any(known is not organisation for known in find_organisations_named([text.name])):
        raise BrokenRule("There is an organisation of that name already", field="name")
    if text.exists_from and text.exists_to and text.exists_to < text.exists_from:
        raise BrokenRule("The last day must not be before the first day", field="exists_to")
    if partner is None:
        return
    if partner is organisation:
        raise BrokenRule("Choose another organisation as the partner", field="partner")
    if partner.kind is text.kind:
        raise BrokenRule("A council’s partner is a trust, and a trust’s partner a council", field="partner")
    if partner.partner is not None and partner.partner is not organisation:
        sentence = f"{partner.name} is the partner of {partner.partner.name} already"
        raise BrokenRule(sentence, field="partner")


def _join(organisation: Organisation, partner: Organisation | None) -> None:
    """Let the two name each other, and nobody else name either."""
    for former in find_partners(organisation):
        if former is not partner:
            former.partner = None
    organisation.partner = partner
    if partner is not None:
        partner.partner = organisation
    db.session.flush()
