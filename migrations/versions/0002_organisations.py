"""Tables of organisations: organisations."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "organisations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("short_name", sa.String(length=200), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "council",
                "trust",
                name="organisationkind",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("gss_code", sa.String(length=9), nullable=True),
        sa.Column("dfe_code", sa.String(length=3), nullable=True),
        sa.Column("exists_from", sa.Date(), nullable=True),
        sa.Column("exists_to", sa.Date(), nullable=True),
        sa.Column("partner_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "exists_to IS NULL OR exists_from <= exists_to", name=op.f("ck_organisations_dates")
        ),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["organisations.id"], name=op.f("fk_organisations_partner_id_organisations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisations")),
        sa.UniqueConstraint("name", name=op.f("uq_organisations_name")),
        sa.UniqueConstraint("slug", name=op.f("uq_organisations_slug")),
    )


def downgrade() -> None:
    op.drop_table("organisations")
