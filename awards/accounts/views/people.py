"""People and their posts, for organisers and administrators; auditors read."""

import uuid

from flask import current_app, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from awards.accounts.forms import (
    ROLE_NAMES,
    EndPostForm,
    InviteForm,
    NameForm,
    PeopleFilter,
    PostForm,
    PressedForm,
)
from awards.accounts.models import Person, Post
from awards.accounts.policy import AccountPermission
from awards.accounts.queries import (
    get_person,
    get_post,
    open_invitations,
    organisations_by_name,
    people_page,
)
from awards.accounts.services import (
    confirm_post,
    disable_person,
    enable_person,
    end_post,
    invite,
    invite_again,
    rename_person,
    start_post,
    take_back,
)
from awards.accounts.session import signed_in_person
from awards.accounts.views.blueprint import Answer, accounts, page_number
from awards.core import clock
from awards.core.access import requires
from awards.core.errors import BrokenRule
from awards.organisations.models import Organisation
from awards.organisations.roles import Role


@accounts.get("/people")
@requires(AccountPermission.SEE_PEOPLE)
def people() -> Answer:
    """Everybody who is known here, by name."""
    form, organisations = PeopleFilter(request.args), organisations_by_name()
    form.organisation.choices = _choices(organisations)
    asked = form.validate()
    at = clock.now()
    page = people_page(
        form.role.data if asked else None,
        _chosen_id(form.organisation.data) if asked else None,
        page_number(),
        clock.local(at).date(),
    )
    invited = open_invitations([person.id for person in page.rows], at)
    return render_template(
        "accounts/people.html", filter=form, page=page, invited=invited, roles=ROLE_NAMES, at=at
    )


@accounts.route("/people/invite", methods=["GET", "POST"])
@requires(AccountPermission.CHANGE_PEOPLE)
def invite_person() -> Answer:
    """Ask somebody to take up a post."""
    form, organisations = InviteForm(), organisations_by_name()
    form.organisation.choices = _choices(organisations)
    if form.validate_on_submit():
        try:
            person = invite(
                form.email.data,
                form.name.data,
                form.role.data,
                _chosen(form.organisation.data, organisations),
                form.title.data,
                by=signed_in_person(),
                at=clock.now(),
                base_url=current_app.config["BASE_URL"],
            )
        except BrokenRule as broken:
            form.refuse(broken)
        else:
            return _started(person, form.role.data, f"{person.name} is invited.")
    return render_template("accounts/invite.html", form=form), 422 if form.errors else 200


@accounts.get("/people/<uuid:person>")
@requires(AccountPermission.SEE_PEOPLE, person=get_person)
def person(person: Person) -> Answer:
    """One person: posts, invitation, what can be done."""
    return _person_page(person, PressedForm(formdata=None))


def _person_page(person: Person, form: PressedForm) -> str:
    at = clock.now()
    until = open_invitations([person.id], at).get(person.id)
    return render_template(
        "accounts/person.html",
        person=person,
        form=form,
        until=until,
        roles=ROLE_NAMES,
        today=clock.local(at).date(),
    )


@accounts.route("/people/<uuid:person>/name", methods=["GET", "POST"])
@requires(AccountPermission.CHANGE_PEOPLE, person=get_person)
def name(person: Person) -> Answer:
    """Correct a name."""
    form = NameForm(obj=person)
    if form.validate_on_submit():
        rename_person(person, form.name.data, by=signed_in_person(), at=clock.now())
        return _said("The name is changed.", person)
    return render_template("accounts/name.html", person=person, form=form), 422 if form.errors else 200


@accounts.post("/people/<uuid:person>/invite-again")
@requires(AccountPermission.CHANGE_PEOPLE, person=get_person)
def send_invitation_again(person: Person) -> Answer:
    """Send a fresh invitation."""
    base_url = current_app.config["BASE_URL"]
    invite_again(person, by=signed_in_person(), at=clock.now(), base_url=base_url)
    return _said(f"{person.name} is invited again.", person)


@accounts.route("/people/<uuid:person>/posts", methods=["GET", "POST"])
@requires(AccountPermission.CHANGE_PEOPLE, person=get_person)
def new_post(person: Person) -> Answer:
    """Start a further post."""
    form, organisations = PostForm(), organisations_by_name()
    form.organisation.choices = _choices(organisations)
    if form.validate_on_submit():
        organisation = _chosen(form.organisation.data, organisations)
        try:
            start_post(
                person, form.role.data, organisation, form.title.data, by=signed_in_person(), at=clock.now()
            )
        except BrokenRule as broken:
            form.refuse(broken)
        else:
            return _started(person, form.role.data, "The post is started.")
    page = render_template("accounts/new-post.html", person=person, form=form)
    return page, 422 if form.errors else 200


@accounts.route("/people/posts/<uuid:post>/end", methods=["GET", "POST"])
@requires(AccountPermission.CHANGE_PEOPLE, post=get_post)
def last_day(post: Post) -> Answer:
    """Say when a post ends."""
    form = EndPostForm(on=post.ends_on or clock.local(clock.now()).date())
    if form.validate_on_submit():
        try:
            end_post(post, form.on.data, by=signed_in_person(), at=clock.now())
        except BrokenRule as broken:
            form.refuse(broken)
        else:
            return _said("The last day of the post is set.", post.person)
    page = render_template("accounts/end-post.html", post=post, form=form, roles=ROLE_NAMES)
    return page, 422 if form.errors else 200


@accounts.post("/people/<uuid:person>/disable")
@requires(AccountPermission.CHANGE_PEOPLE, person=get_person)
def keep_out(person: Person) -> Answer:
    """Keep somebody out, on every device, at once."""
    form = PressedForm()
    try:
        disable_person(person, by=signed_in_person(), at=clock.now())
    except BrokenRule as broken:
        form.refuse(broken)
        return _person_page(person, form), 422
    return _said(f"{person.name} cannot sign in any more.", person)


@accounts.post("/people/<uuid:person>/enable")
@requires(AccountPermission.CHANGE_PEOPLE, person=get_person)
def let_in_again(person: Person) -> Answer:
    """Let somebody in again."""
    enable_person(person, by=signed_in_person(), at=clock.now())
    return _said(f"{person.name} can sign in again.", person)


@accounts.post("/people/posts/<uuid:post>/confirm")
@requires(AccountPermission.CONFIRM_POST, post=get_post)
def confirm(post: Post) -> Answer:
    """Be the second person, who agrees to a post."""
    base_url = current_app.config["BASE_URL"]
    confirm_post(post, by=signed_in_person(), at=clock.now(), base_url=base_url)
    return _said("The post is confirmed.", post.person)


@accounts.post("/people/<uuid:person>/posts/<uuid:post_id>/take-back")
@requires(AccountPermission.CHANGE_PEOPLE, person=get_person)
def take_back_post(person: Person, post_id: uuid.UUID) -> Answer:
    """Drop a post that waits for a second person; one that is gone is no surprise."""
    take_back(person, post_id, by=signed_in_person(), at=clock.now())
    return _said("The post is taken back.", person)


def _started(person: Person, role: Role, sentence: str) -> Response:
    waits = person.waits_for(role) and not person.holds(role)
    return _said("It waits for a second person, who confirms it on this page." if waits else sentence, person)


def _said(sentence: str, person: Person) -> Response:
    flash(sentence, "success")
    return redirect(url_for(".person", person=person.id), 303)


def _choices(organisations: list[Organisation]) -> list[tuple[str, str]]:
    return [(str(organisation.id), organisation.name) for organisation in organisations]


def _chosen(value: str | None, organisations: list[Organisation]) -> Organisation | None:
    return next((organisation for organisation in organisations if str(organisation.id) == value), None)


def _chosen_id(value: str | None) -> uuid.UUID | None:
    return uuid.UUID(value) if value else None
