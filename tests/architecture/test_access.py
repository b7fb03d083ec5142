"""Every view says who may see it, and the matrix of permissions is reviewed as a file."""

from pathlib import Path

import pytest
from flask import Flask

from awards.core.access import Access, policies
from awards.web.guard import UNGUARDED, guard_views
from tests.architecture.tables import reviewed

MATRIX = Path(__file__).with_name("access.txt")
TYPED = {"token", "edition", "section", "award", "organisation", "filename", "kind"}
"""Parts of addresses that are words; all others are identities."""
OF_A_LOADED_THING = {
    ("nominations.section", "section"),
    ("nominations.preview", "section"),
    ("results.decide", "award"),
    ("ceremony.result_document", "kind"),
    ("nominations.download_list", "kind"),
    ("judging.download_conflicts", "kind"),
    ("judging.one_round", "number"),
    ("judging.drop_round", "number"),
    ("judging.close", "number"),
    ("judging.open_again", "number"),
    ("judging.open_next", "number"),
    ("ceremony.reveal_one", "award"),
    ("ceremony.remove", "item_id"),
    ("accounts.take_back_post", "post_id"),
    ("accounts.stop_delegate", "post_id"),
    ("accounts.send_delegate_again", "post_id"),
}
"""Found by the view within the edition or thing that was loaded, and missing when it is not in there."""


def access_of(app: Flask, endpoint: str) -> Access:
    access: Access = getattr(app.view_functions[endpoint], "access")  # noqa: B009  # declared by @requires
    return access


def rules(app: Flask):
    return sorted(
        (rule for rule in app.url_map.iter_rules() if rule.endpoint not in UNGUARDED),
        key=lambda rule: (rule.endpoint, rule.rule),
    )


def matrix(app: Flask) -> str:
    lines = []
    for rule in rules(app):
        access = access_of(app, rule.endpoint)
        methods = " ".join(sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}))
        lines.append(f"{rule.endpoint:<36} {methods:<9} {access.permission or 'public':<28} {rule.rule}")
    return "\n".join(lines) + "\n"


def test_the_matrix_is_the_reviewed_one(app):
    """When a route or its permission changes on purpose, review the new matrix and keep it in access.txt."""
    reviewed(MATRIX, matrix(app))


def test_every_permission_asked_for_is_granted_somewhere(app):
    asked = {access_of(app, rule.endpoint).permission for rule in rules(app)} - {None}
    assert asked <= set(policies)


def test_every_part_of_an_address_is_typed(app):
    loose = {
        (rule.rule, name)
        for rule in rules(app)
        for name, converter in rule._converters.items()  # noqa: SLF001  # Werkzeug has no public way
        if type(converter).__name__ == "UnicodeConverter" and name not in TYPED
    }
    assert loose == set()


def test_everything_named_in_an_address_of_a_guarded_page_is_loaded(app):
    unloaded = {
        (rule.endpoint, name)
        for rule in rules(app)
        if (access := access_of(app, rule.endpoint)).permission
        for name in rule.arguments - set(access.loaders)
    }
    assert unloaded == OF_A_LOADED_THING


def test_a_view_that_declares_nothing_stops_the_start():
    app = Flask("forgetful")
    app.add_url_rule("/scores", "scores", lambda: "all of them")
    with pytest.raises(RuntimeError, match="scores does not declare its access"):
        guard_views(app)
