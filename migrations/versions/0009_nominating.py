"""Nominating: conditions, consents, reminders, revisions, explanations, masks, assistance, scans."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

# What was answered so far is the first revision of each answer; who acted last will have written it.
FIRST_REVISIONS = """
    INSERT INTO revisions
        (id, created_at, nomination_id, question_id, value, written_by_id, began_at, ended_at)
    SELECT answers.id, events.at, answers.nomination_id, answers.question_id, answers.value, people.id,
        events.at, events.at
    FROM answers
    JOIN events ON events.number = (
        SELECT max(acts.number) FROM events AS acts
        WHERE acts.thing_id = answers.nomination_id
        AND acts.action IN ('answers saved', 'nomination started')
    )
    JOIN people ON people.id = events.actor_id
"""


def upgrade() -> None:
    op.create_table(
        "reminders",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("edition_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "not started",
                "unfinished",
                "awaiting sign-off",
                "unanswered consents",
                name="reminderkind",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("days_before", sa.Integer(), nullable=False),
        sa.Column("time_of_day", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("planned_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("days_before BETWEEN 0 AND 90", name=op.f("ck_reminders_days_before")),
        sa.CheckConstraint("time_of_day BETWEEN 0 AND 86399", name=op.f("ck_reminders_time_of_day")),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], name=op.f("fk_reminders_edition_id_editions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminders")),
    )
    with op.batch_alter_table("reminders", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reminders_edition_id"), ["edition_id"], unique=False)

    op.create_table(
        "sent_reminders",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("reminder_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=False),
        sa.Column("recipients", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_sent_reminders_organisation_id_organisations"),
        ),
        sa.ForeignKeyConstraint(
            ["reminder_id"],
            ["reminders.id"],
            name=op.f("fk_sent_reminders_reminder_id_reminders"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sent_reminders")),
        sa.UniqueConstraint(
            "reminder_id", "organisation_id", name=op.f("uq_sent_reminders_reminder_id_organisation_id")
        ),
    )
    op.create_table(
        "assistances",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("nomination_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("began_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_assistances_reason_given")),
        sa.ForeignKeyConstraint(
            ["nomination_id"], ["nominations.id"], name=op.f("fk_assistances_nomination_id_nominations")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_assistances_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assistances")),
    )
    with op.batch_alter_table("assistances", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assistances_nomination_id"), ["nomination_id"], unique=False)
        batch_op.create_index(
            "uq_assistances_open",
            ["nomination_id", "person_id"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "explanations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("nomination_id", sa.Uuid(), nullable=False),
        sa.Column("question_id", sa.Uuid(), nullable=False),
        sa.Column("rule", sa.String(length=80), nullable=False),
        sa.Column("passage", sa.String(length=200), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("setting", sa.String(length=16), nullable=False),
        sa.Column("explained_by_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_explanations_reason_given")),
        sa.ForeignKeyConstraint(
            ["explained_by_id"], ["people.id"], name=op.f("fk_explanations_explained_by_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["nomination_id"], ["nominations.id"], name=op.f("fk_explanations_nomination_id_nominations")
        ),
        sa.ForeignKeyConstraint(
            ["question_id"], ["questions.id"], name=op.f("fk_explanations_question_id_questions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_explanations")),
        sa.UniqueConstraint(
            "nomination_id",
            "question_id",
            "rule",
            "passage",
            name=op.f("uq_explanations_nomination_id_question_id_rule_passage"),
        ),
    )
    op.create_table(
        "masks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("nomination_id", sa.Uuid(), nullable=False),
        sa.Column("question_id", sa.Uuid(), nullable=False),
        sa.Column("passage", sa.Text(), nullable=False),
        sa.Column("replacement", sa.String(length=200), nullable=False),
        sa.Column("masked_by_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("passage <> ''", name=op.f("ck_masks_passage_given")),
        sa.ForeignKeyConstraint(["masked_by_id"], ["people.id"], name=op.f("fk_masks_masked_by_id_people")),
        sa.ForeignKeyConstraint(
            ["nomination_id"], ["nominations.id"], name=op.f("fk_masks_nomination_id_nominations")
        ),
        sa.ForeignKeyConstraint(
            ["question_id"], ["questions.id"], name=op.f("fk_masks_question_id_questions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_masks")),
        sa.UniqueConstraint(
            "nomination_id", "question_id", "passage", name=op.f("uq_masks_nomination_id_question_id_passage")
        ),
    )
    op.create_table(
        "revisions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("nomination_id", sa.Uuid(), nullable=False),
        sa.Column("question_id", sa.Uuid(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=True),
        sa.Column("written_by_id", sa.Uuid(), nullable=False),
        sa.Column("began_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["nomination_id"], ["nominations.id"], name=op.f("fk_revisions_nomination_id_nominations")
        ),
        sa.ForeignKeyConstraint(
            ["question_id"], ["questions.id"], name=op.f("fk_revisions_question_id_questions")
        ),
        sa.ForeignKeyConstraint(
            ["written_by_id"], ["people.id"], name=op.f("fk_revisions_written_by_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revisions")),
    )
    with op.batch_alter_table("revisions", schema=None) as batch_op:
        batch_op.create_index("ix_revisions_answer", ["nomination_id", "question_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_revisions_question_id"), ["question_id"], unique=False)
    op.execute(FIRST_REVISIONS)

    op.create_table(
        "comments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("nomination_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_by_id", sa.Uuid(), nullable=False),
        sa.Column("written_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("text <> ''", name=op.f("ck_comments_text_given")),
        sa.ForeignKeyConstraint(
            ["nomination_id"], ["nominations.id"], name=op.f("fk_comments_nomination_id_nominations")
        ),
        sa.ForeignKeyConstraint(
            ["written_by_id"], ["people.id"], name=op.f("fk_comments_written_by_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comments")),
    )
    with op.batch_alter_table("comments", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_comments_nomination_id"), ["nomination_id"], unique=False)

    with op.batch_alter_table("editions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("grace_minutes", sa.Integer(), nullable=False, server_default="0"))
        batch_op.create_check_constraint(batch_op.f("ck_editions_grace"), "grace_minutes BETWEEN 0 AND 60")

    with op.batch_alter_table("nominations", schema=None) as batch_op:
        batch_op.add_column(sa.Column("withdrawn_from", sa.String(length=30), nullable=True))
        batch_op.add_column(sa.Column("handed_back", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("read_at", sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column("altered_at", sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column("open_findings", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(
            sa.Column("counted_with", sa.String(length=16), nullable=False, server_default="")
        )
    with op.batch_alter_table("nominations", schema=None) as batch_op:
        batch_op.create_check_constraint(
            batch_op.f("ck_nominations_withdrawn_from"),
            "state = 'withdrawn' OR withdrawn_from IS NULL",
        )
        batch_op.drop_index(batch_op.f("ix_nominations_edition_id"))
        batch_op.create_index(
            "ix_nominations_of_a_participant", ["edition_id", "organisation_id"], unique=False
        )

    with op.batch_alter_table("questions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("shown_if", sa.String(length=80), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("shown_if_answers", sa.JSON(), nullable=False, server_default="[]"))

    with op.batch_alter_table("team_members", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("in_social_media", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch_op.add_column(sa.Column("in_press", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("asked_at", sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column("answered_at", sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column("link_number", sa.Integer(), nullable=False, server_default="1"))
        batch_op.add_column(sa.Column("noted_at", sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column("spelled_at", sa.DateTime(), nullable=True))
        batch_op.add_column(
            sa.Column("name_before", sa.String(length=200), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("removed_at", sa.DateTime(), nullable=True))

    with op.batch_alter_table("uploads", schema=None) as batch_op:
        batch_op.add_column(sa.Column("whole_key", sa.String(length=80), nullable=True))
        batch_op.add_column(sa.Column("crop", sa.JSON(), nullable=True))
        batch_op.add_column(
            sa.Column("scan", sa.String(length=30), nullable=False, server_default="not scanned")
        )
        batch_op.add_column(sa.Column("scanned_at", sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column("confirmed", sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column("confirmed_at", sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column("confirmed_by_id", sa.Uuid(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_uploads_confirmed_by_id_people"), "people", ["confirmed_by_id"], ["id"]
        )
        batch_op.create_unique_constraint(batch_op.f("uq_uploads_whole_key"), ["whole_key"])
        batch_op.create_check_constraint(
            batch_op.f("ck_uploads_scanstate"), "scan IN ('not scanned', 'waiting', 'clean', 'infected')"
        )

    with op.batch_alter_table("documents", schema=None) as batch_op:
        batch_op.add_column(sa.Column("facts", sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column("outdated_at", sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column("outdated_by", sa.JSON(), nullable=False, server_default="[]"))


def downgrade() -> None:
    with op.batch_alter_table("documents", schema=None) as batch_op:
        batch_op.drop_column("outdated_by")
        batch_op.drop_column("outdated_at")
        batch_op.drop_column("facts")

    with op.batch_alter_table("uploads", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_uploads_scanstate"), type_="check")
        batch_op.drop_constraint(batch_op.f("uq_uploads_whole_key"), type_="unique")
        batch_op.drop_constraint(batch_op.f("fk_uploads_confirmed_by_id_people"), type_="foreignkey")
        batch_op.drop_column("confirmed_by_id")
        batch_op.drop_column("confirmed_at")
        batch_op.drop_column("confirmed")
        batch_op.drop_column("scanned_at")
        batch_op.drop_column("scan")
        batch_op.drop_column("crop")
        batch_op.drop_column("whole_key")

    with op.batch_alter_table("team_members", schema=None) as batch_op:
        batch_op.drop_column("removed_at")
        batch_op.drop_column("name_before")
        batch_op.drop_column("spelled_at")
        batch_op.drop_column("noted_at")
        batch_op.drop_column("link_number")
        batch_op.drop_column("answered_at")
        batch_op.drop_column("asked_at")
        batch_op.drop_column("in_press")
        batch_op.drop_column("in_social_media")

    with op.batch_alter_table("questions", schema=None) as batch_op:
        batch_op.drop_column("shown_if_answers")
        batch_op.drop_column("shown_if")

    with op.batch_alter_table("nominations", schema=None) as batch_op:
        batch_op.drop_index("ix_nominations_of_a_participant")
        batch_op.create_index(batch_op.f("ix_nominations_edition_id"), ["edition_id"], unique=False)
        batch_op.drop_constraint(batch_op.f("ck_nominations_withdrawn_from"), type_="check")
        batch_op.drop_column("counted_with")
        batch_op.drop_column("open_findings")
        batch_op.drop_column("altered_at")
        batch_op.drop_column("read_at")
        batch_op.drop_column("handed_back")
        batch_op.drop_column("withdrawn_from")

    with op.batch_alter_table("editions", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_editions_grace"), type_="check")
        batch_op.drop_column("grace_minutes")

    with op.batch_alter_table("comments", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_comments_nomination_id"))
    op.drop_table("comments")
    with op.batch_alter_table("revisions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_revisions_question_id"))
        batch_op.drop_index("ix_revisions_answer")

    op.drop_table("revisions")
    op.drop_table("masks")
    op.drop_table("explanations")
    with op.batch_alter_table("assistances", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_assistances_open",
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_assistances_nomination_id"))

    op.drop_table("assistances")
    op.drop_table("sent_reminders")
    with op.batch_alter_table("reminders", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_reminders_edition_id"))

    op.drop_table("reminders")
