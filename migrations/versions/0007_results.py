"""Tables of results: decisions and seals."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "seals",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("edition_id", sa.Uuid(), nullable=False),
        sa.Column("record", sa.JSON(), nullable=False),
        sa.Column("nonce", sa.String(length=64), nullable=False),
        sa.Column("root", sa.String(length=64), nullable=False),
        sa.Column("sealed_at", sa.DateTime(), nullable=False),
        sa.Column("sealed_by_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["edition_id"], ["editions.id"], name=op.f("fk_seals_edition_id_editions")),
        sa.ForeignKeyConstraint(["sealed_by_id"], ["people.id"], name=op.f("fk_seals_sealed_by_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seals")),
        sa.UniqueConstraint("edition_id", name=op.f("uq_seals_edition_id")),
        sa.UniqueConstraint("root", name=op.f("uq_seals_root")),
    )
    op.create_table(
        "decisions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("award_id", sa.Uuid(), nullable=False),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("tie_reason", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.DateTime(), nullable=False),
        sa.Column("decided_by_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_decisions_reason_given")),
        sa.ForeignKeyConstraint(["award_id"], ["awards.id"], name=op.f("fk_decisions_award_id_awards")),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["people.id"], name=op.f("fk_decisions_decided_by_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
        sa.UniqueConstraint("award_id", name=op.f("uq_decisions_award_id")),
    )
    op.create_table(
        "recipients",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("decision_id", sa.Uuid(), nullable=False),
        sa.Column("nomination_id", sa.Uuid(), nullable=False),
        sa.Column(
            "placing",
            sa.Enum(
                "winner",
                "highly commended",
                name="placing",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decisions.id"], name=op.f("fk_recipients_decision_id_decisions")
        ),
        sa.ForeignKeyConstraint(
            ["nomination_id"], ["nominations.id"], name=op.f("fk_recipients_nomination_id_nominations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recipients")),
        sa.UniqueConstraint(
            "decision_id", "nomination_id", name=op.f("uq_recipients_decision_id_nomination_id")
        ),
    )
    with op.batch_alter_table("recipients", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recipients_nomination_id"), ["nomination_id"], unique=False)
        batch_op.create_index(
            "uq_recipients_one_winner",
            ["decision_id"],
            unique=True,
            sqlite_where=sa.text("placing = 'winner'"),
            postgresql_where=sa.text("\"placing\" = 'winner'"),
        )


def downgrade() -> None:
    with op.batch_alter_table("recipients", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_recipients_one_winner",
            sqlite_where=sa.text("placing = 'winner'"),
            postgresql_where=sa.text("\"placing\" = 'winner'"),
        )
        batch_op.drop_index(batch_op.f("ix_recipients_nomination_id"))

    op.drop_table("recipients")
    op.drop_table("decisions")
    op.drop_table("seals")
