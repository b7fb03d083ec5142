"""The form of a body in the register."""

from collections.abc import Iterable

from awards.core.forms import ChoiceField, DateField, Form, MaxCharacters, SelectField, TextField
from awards.organisations.facts import OrganisationText
from awards.organisations.models import Organisation
from awards.organisations.states import OrganisationKind

_NAME, _SHORT = 200, 60


class OrganisationForm(Form):
    """The facts of one body."""

    name = TextField("Name", required="Enter the full name", validators=[MaxCharacters(_NAME)])
    short_name = TextField(
        "Short name",
        required=True,
        validators=[MaxCharacters(_SHORT)],
        description="For tables and the running order.",
    )
    kind = ChoiceField(
        "Kind",
        required="Say whether it is a council or a trust",
        coerce=OrganisationKind,
        choices=[(OrganisationKind.COUNCIL, "Council"), (OrganisationKind.TRUST, "Children’s trust")],
    )
    partner = SelectField(
        "Partner",
        blank="None",
        description="The other body of the same area. A judge from one may not judge a team of the other.",
    )
    gss_code = TextField(
        "GSS code", validators=[MaxCharacters(9)], description="Office for National Statistics."
    )
    dfe_code = TextField("DfE number", validators=[MaxCharacters(3)], description="Department for Education.")
    exists_from = DateField("First day", description="Leave empty if it is not known.")
    exists_to = DateField("Last day", description="Leave empty while it runs services.")

    @classmethod
    def of(cls, organisation: Organisation) -> "OrganisationForm":
        """The form as the register fills it."""
        kept = {name: getattr(organisation, name) for name in OrganisationText.__annotations__}
        return cls(data=kept | {"partner": organisation.partner.slug if organisation.partner else ""})

    def offer(self, organisations: Iterable[Organisation]) -> None:
        """Say who can be the partner."""
        self.partner.choices = [(organisation.slug, organisation.name) for organisation in organisations]

    @property
    def facts(self) -> OrganisationText:
        """What was typed."""
        return OrganisationText(
            name=self.name.data,
            short_name=self.short_name.data,
            kind=self.kind.data,
            gss_code=self.gss_code.data or None,
            dfe_code=self.dfe_code.data or None,
            exists_from=self.exists_from.data,
            exists_to=self.exists_to.data,
        )
