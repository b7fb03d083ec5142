"""Forms of the accounts stage."""

from typing import Any

from wtforms import Field
from wtforms.validators import ValidationError

from awards.core.forms import (
    DateField,
    EmailField,
    Form,
    HiddenField,
    PasswordField,
    SelectField,
    TextField,
)
from awards.organisations.roles import Role

ROLES = [
    (Role.DIRECTOR, "Director"),
    (Role.DELEGATE, "Delegate"),
    (Role.JUDGE, "Judge"),
    (Role.CHAIR, "Panel chair"),
    (Role.ORGANISER, "Organiser"),
    (Role.AUDITOR, "Auditor"),
    (Role.PRESENTER, "Presenter"),
    (Role.ADMINISTRATOR, "Administrator"),
]
ROLE_NAMES: dict[Role, str] = dict(ROLES)
NOT_AN_EMAIL = "Enter an email address in the correct format, like name@example.com"


def plain_mailbox(_form: Any, field: Field) -> None:
    """Many mail servers refuse letters other than a to z before the @, and look-alikes fool people."""
    if not str(field.data or "").partition("@")[0].isascii():
        raise ValidationError(NOT_AN_EMAIL)


class LinkForm(Form):
    """Ask for a link by e-mail."""

    way = HiddenField("Way", default="link", id="link-way")
    email = EmailField(
        "Email address",
        [plain_mailbox],
        required="Enter your email address",
        render_kw={"autocomplete": "email"},
    )


class PasswordForm(Form):
    """Sign in with a password."""

    way = HiddenField("Way", default="password", id="password-way")
    email = EmailField(
        "Email address",
        [plain_mailbox],
        required="Enter your email address",
        id="password-email",
        render_kw={"autocomplete": "username"},
    )
    password = PasswordField(
        "Password",
        required="Enter your password, or ask for a link by email",
        render_kw={"autocomplete": "current-password"},
    )


class _KnownPassword(Form):
    """Comes first on the page, so first in the error summary."""

    current = PasswordField("Current password", required=True, render_kw={"autocomplete": "current-password"})


class SetPasswordForm(Form):
    """Set the first password."""

    new = PasswordField("New password", required=True, render_kw={"autocomplete": "new-password"})
    again = PasswordField("New password again", required=True, render_kw={"autocomplete": "new-password"})

    def validate_again(self, field: Field) -> None:
        """Catch a slip of the finger."""
        if field.data != self.new.data:
            raise ValidationError("The two new passwords are not the same")


class ChangePasswordForm(_KnownPassword, SetPasswordForm):
    """Replace a password by one who knows it."""


class _Newcomer(Form):
    """Comes first on the page, so first in the error summary."""

    name = TextField("Full name", max_characters=200, required="Enter their full name")
    email = EmailField("Email address", [plain_mailbox], required="Enter their email address")


class PostForm(Form):
    """Start a post. The choices of organisations are passed in."""

    role = SelectField("Role", choices=ROLES, coerce=Role, required="Select a role")
    organisation = SelectField(
        "Organisation",
        blank="None",
        description="A director or delegate needs one. A judge who works for one is kept from judging it.",
    )
    title = TextField("Job title", max_characters=200, description="As it should be printed.")


class InviteForm(_Newcomer, PostForm):
    """Invite somebody to a post."""


class NameForm(Form):
    """Correct somebody's name."""

    name = TextField("Full name", max_characters=200, required="Enter their full name")


class EndPostForm(Form):
    """Say on which day a post ends."""

    on = DateField("Last day", required="Enter the last day of the post")


class DelegateForm(_Newcomer):
    """Invite somebody to write for one's own organisation."""


class HandOverForm(_Newcomer):
    """Who takes over a post, and from when."""

    title = TextField("Job title", max_characters=200, description="As it should be printed.")
    first_day = DateField("Their first day", required="Enter the day on which they take over")


class PeopleFilter(Form):
    """Choose whom the list shows; read from the address."""

    class Meta(Form.Meta):
        """Reading changes nothing, so it needs no token."""

        csrf = False

    role = SelectField("Role", choices=ROLES, coerce=Role, blank="Any role")
    organisation = SelectField("Organisation", blank="Any organisation")


class PressedForm(Form):
    """A button and nothing else."""
