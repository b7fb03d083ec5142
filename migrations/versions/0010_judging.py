"""Judging: seats that are answered, rounds, draws, lifted conflicts, flags, calibration, filled packs."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

# Every panel has judged in one round so far; the round is found by the panel's own id.
FIRST_ROUNDS = """
    INSERT INTO panel_rounds (id, created_at, panel_id, number, name, kind)
    SELECT id, created_at, id, 1, 'First round', 'paper' FROM panels
"""
# Nobody was asked so far, and who was seated took part.
ACCEPTED = """
    UPDATE panel_members
    SET state = 'accepted', invited_at = created_at, answered_at = coalesce(declared_at, created_at),
        criteria_read_at = declared_at
"""
KINDS = (
    "kind IN ('same organisation', 'partner organisation', 'past post', 'declared', 'set by an organiser')"
)
NEW_KINDS = "'nominator', 'in the team', 'family or friends', 'worked together', 'money or contract'"
WITHOUT_NEW_KINDS = """
    UPDATE conflicts SET kind = 'declared' WHERE kind IN
        ('nominator', 'in the team', 'family or friends', 'worked together', 'money or contract')
"""
MORE_KINDS = KINDS.replace("'declared'", f"{NEW_KINDS}, 'declared'")


def upgrade() -> None:
    op.create_table(
        "calibration_entries",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("panel_id", sa.Uuid(), nullable=False),
        sa.Column("category_id", sa.Uuid(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "open",
                "agreed",
                name="calibrationstate",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("agreed", sa.JSON(), nullable=False),
        sa.Column("agreed_because", sa.Text(), nullable=False),
        sa.Column("shown_at", sa.DateTime(), nullable=True),
        sa.Column("agreed_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state = 'agreed') = (agreed_at IS NOT NULL)", name=op.f("ck_calibration_entries_agreed")
        ),
        sa.CheckConstraint("state <> 'draft' OR shown_at IS NULL", name=op.f("ck_calibration_entries_shown")),
        sa.CheckConstraint(
            "agreed_at IS NULL OR shown_at IS NOT NULL", name=op.f("ck_calibration_entries_seen_first")
        ),
        sa.ForeignKeyConstraint(
            ["category_id"], ["categories.id"], name=op.f("fk_calibration_entries_category_id_categories")
        ),
        sa.ForeignKeyConstraint(
            ["panel_id"], ["panels.id"], name=op.f("fk_calibration_entries_panel_id_panels")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calibration_entries")),
        sa.UniqueConstraint(
            "panel_id",
            "category_id",
            "round",
            name=op.f("uq_calibration_entries_panel_id_category_id_round"),
        ),
    )
    op.create_table(
        "panel_rounds",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("panel_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "paper",
                "presentation",
                name="roundkind",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("closes_at", sa.DateTime(), nullable=True),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("judges_each", sa.Integer(), nullable=True),
        sa.Column("most_each", sa.Integer(), nullable=True),
        sa.Column("places", sa.Integer(), nullable=True),
        sa.Column("instructions", sa.Text(), nullable=False, server_default=""),
        sa.CheckConstraint(
            "judges_each IS NULL OR judges_each >= 1", name=op.f("ck_panel_rounds_judges_each")
        ),
        sa.CheckConstraint("most_each IS NULL OR most_each >= 1", name=op.f("ck_panel_rounds_most_each")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_panel_rounds_number")),
        sa.CheckConstraint("places IS NULL OR places >= 1", name=op.f("ck_panel_rounds_places")),
        sa.ForeignKeyConstraint(["panel_id"], ["panels.id"], name=op.f("fk_panel_rounds_panel_id_panels")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_panel_rounds")),
        sa.UniqueConstraint("panel_id", "number", name=op.f("uq_panel_rounds_panel_id_number")),
    )
    op.create_table(
        "calibration_sheets",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("points", sa.JSON(), nullable=False),
        sa.Column("comments", sa.JSON(), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"],
            ["calibration_entries.id"],
            name=op.f("fk_calibration_sheets_entry_id_calibration_entries"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_calibration_sheets_person_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calibration_sheets")),
        sa.UniqueConstraint("entry_id", "person_id", name=op.f("uq_calibration_sheets_entry_id_person_id")),
    )
    op.create_table(
        "draws",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "ready",
                "impossible",
                "applied",
                name="drawstate",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("seed", sa.String(length=200), nullable=False),
        sa.Column("judges_each", sa.Integer(), nullable=False),
        sa.Column("most_each", sa.Integer(), nullable=True),
        sa.Column("overall", sa.Boolean(), nullable=False),
        sa.Column("keep", sa.Boolean(), nullable=False),
        sa.Column("problem", sa.JSON(), nullable=False),
        sa.Column("pairs", sa.JSON(), nullable=False),
        sa.Column("outcome", sa.JSON(), nullable=False),
        sa.Column("asked_by_id", sa.Uuid(), nullable=False),
        sa.Column("applied_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("(state = 'applied') = (applied_at IS NOT NULL)", name=op.f("ck_draws_applied")),
        sa.CheckConstraint("judges_each >= 1", name=op.f("ck_draws_judges_each")),
        sa.CheckConstraint("most_each IS NULL OR most_each >= 1", name=op.f("ck_draws_most_each")),
        sa.ForeignKeyConstraint(["asked_by_id"], ["people.id"], name=op.f("fk_draws_asked_by_id_people")),
        sa.ForeignKeyConstraint(
            ["round_id"], ["panel_rounds.id"], name=op.f("fk_draws_round_id_panel_rounds")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draws")),
    )
    with op.batch_alter_table("draws", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_draws_round_id"), ["round_id"], unique=False)

    op.create_table(
        "filled_packs",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.Column("problems", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["panel_members.id"],
            name=op.f("fk_filled_packs_member_id_panel_members"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_filled_packs")),
        sa.UniqueConstraint("member_id", name=op.f("uq_filled_packs_member_id")),
    )
    op.create_table(
        "shortlisted",
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("nomination_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["nomination_id"], ["nominations.id"], name=op.f("fk_shortlisted_nomination_id_nominations")
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["panel_rounds.id"], name=op.f("fk_shortlisted_round_id_panel_rounds")
        ),
        sa.PrimaryKeyConstraint("round_id", "nomination_id", name=op.f("pk_shortlisted")),
    )
    op.create_table(
        "shortlistings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("category_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("chosen_at", sa.DateTime(), nullable=False),
        sa.Column("chosen_by_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["category_id"], ["categories.id"], name=op.f("fk_shortlistings_category_id_categories")
        ),
        sa.ForeignKeyConstraint(
            ["chosen_by_id"], ["people.id"], name=op.f("fk_shortlistings_chosen_by_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["panel_rounds.id"], name=op.f("fk_shortlistings_round_id_panel_rounds")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shortlistings")),
        sa.UniqueConstraint("round_id", "category_id", name=op.f("uq_shortlistings_round_id_category_id")),
    )
    op.execute(FIRST_ROUNDS)
    with op.batch_alter_table("assignments", schema=None) as batch_op:
        batch_op.add_column(sa.Column("round", sa.Integer(), nullable=False, server_default="1"))
        batch_op.add_column(sa.Column("by_hand", sa.Text(), nullable=False, server_default=""))
        batch_op.drop_constraint(batch_op.f("uq_assignments_person_id_nomination_id"), type_="unique")
        batch_op.create_unique_constraint(
            batch_op.f("uq_assignments_person_id_nomination_id_round"),
            ["person_id", "nomination_id", "round"],
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_assignments_panel_id_panel_rounds"),
            "panel_rounds",
            ["panel_id", "round"],
            ["panel_id", "number"],
        )

    with op.batch_alter_table("conflicts", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_conflicts_conflictkind"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_conflicts_conflictkind"), MORE_KINDS)
        batch_op.add_column(sa.Column("noted_by_id", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("noted_at", sa.DateTime(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_conflicts_noted_by_id_people"), "people", ["noted_by_id"], ["id"]
        )
        batch_op.add_column(sa.Column("lift_asked_by_id", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("lift_asked_at", sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column("lift_reason", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("lifted_by_id", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("lifted_at", sa.DateTime(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_conflicts_lifted_by_id_people"), "people", ["lifted_by_id"], ["id"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_conflicts_lift_asked_by_id_people"), "people", ["lift_asked_by_id"], ["id"]
        )
    op.execute("UPDATE conflicts SET noted_at = created_at")
    with op.batch_alter_table("conflicts", schema=None) as batch_op:
        batch_op.alter_column("noted_at", existing_type=sa.DateTime(), nullable=False)
        batch_op.create_check_constraint(
            batch_op.f("ck_conflicts_lift_asked"),
            "(lift_asked_at IS NULL) = (lift_asked_by_id IS NULL)"
            " AND (lift_asked_at IS NULL OR lift_reason <> '')",
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_conflicts_lifted"),
            "(lifted_at IS NULL) = (lifted_by_id IS NULL)"
            " AND (lifted_at IS NULL OR lift_asked_at IS NOT NULL)",
        )

    with op.batch_alter_table("criteria", schema=None) as batch_op:
        batch_op.add_column(sa.Column("round", sa.Integer(), nullable=False, server_default="1"))
        batch_op.create_check_constraint(batch_op.f("ck_criteria_round"), "round >= 1")

    with op.batch_alter_table("editions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("past_post_years", sa.Integer(), nullable=False, server_default="3"))
        batch_op.create_check_constraint(
            batch_op.f("ck_editions_past_post_years"), "past_post_years BETWEEN 0 AND 20"
        )

    with op.batch_alter_table("panel_members", schema=None) as batch_op:
        batch_op.add_column(sa.Column("is_deputy", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(
            sa.Column("state", sa.String(length=30), nullable=False, server_default="invited")
        )
        batch_op.add_column(sa.Column("invited_at", sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column("answered_at", sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column("criteria_read_at", sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column("reason", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("most", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("fields", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("years_before", sa.Integer(), nullable=True))
    op.execute(ACCEPTED)
    _leave_one_chair()
    with op.batch_alter_table("panel_members", schema=None) as batch_op:
        batch_op.create_check_constraint(
            batch_op.f("ck_panel_members_seatstate"),
            "state IN ('invited', 'accepted', 'declined', 'left')",
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_panel_members_chair_or_deputy"), "NOT (is_chair AND is_deputy)"
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_panel_members_answered"), "(state = 'invited') = (answered_at IS NULL)"
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_panel_members_accepted_first"),
            "criteria_read_at IS NULL OR state IN ('accepted', 'left')",
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_panel_members_read_first"), "declared_at IS NULL OR criteria_read_at IS NOT NULL"
        )
        batch_op.create_check_constraint(batch_op.f("ck_panel_members_most"), "most IS NULL OR most >= 0")
        batch_op.create_check_constraint(
            batch_op.f("ck_panel_members_years_before"), "years_before IS NULL OR years_before >= 0"
        )
    for duty in ("chair", "deputy"):
        seated = sa.text(f"is_{duty} AND state IN ('invited', 'accepted')")
        op.create_index(
            f"ix_panel_members_{duty}",
            "panel_members",
            ["panel_id"],
            unique=True,
            sqlite_where=seated,
            postgresql_where=seated,
        )

    with op.batch_alter_table("panels", schema=None) as batch_op:
        batch_op.add_column(sa.Column("round", sa.Integer(), nullable=False, server_default="1"))
        batch_op.create_check_constraint(batch_op.f("ck_panels_round"), "round >= 1")

    with op.batch_alter_table("score_sheets", schema=None) as batch_op:
        batch_op.add_column(sa.Column("may_release", sa.Boolean(), nullable=False, server_default=sa.true()))
        batch_op.add_column(sa.Column("flag", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("flag_answer", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("skipped", sa.Boolean(), nullable=False, server_default=sa.false()))


def _leave_one_chair() -> None:
    """A panel could have several chairs; the first stays, the second becomes the deputy, others judge."""
    chairs = sa.text("SELECT id, panel_id FROM panel_members WHERE is_chair ORDER BY created_at, id")
    change = sa.text("UPDATE panel_members SET is_chair = false, is_deputy = :deputy WHERE id = :id")
    found: dict[object, int] = {}
    for member, panel in op.get_bind().execute(chairs).all():
        found[panel] = found.get(panel, 0) + 1
        if found[panel] > 1:
            op.get_bind().execute(change, {"id": member, "deputy": found[panel] == 2})


def downgrade() -> None:
    with op.batch_alter_table("score_sheets", schema=None) as batch_op:
        batch_op.drop_column("skipped")
        batch_op.drop_column("flag_answer")
        batch_op.drop_column("flag")
        batch_op.drop_column("may_release")

    with op.batch_alter_table("panels", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_panels_round"), type_="check")
        batch_op.drop_column("round")

    for duty in ("chair", "deputy"):
        op.drop_index(f"ix_panel_members_{duty}", "panel_members")
    with op.batch_alter_table("panel_members", schema=None) as batch_op:
        for name in (
            "years_before",
            "most",
            "read_first",
            "accepted_first",
            "answered",
            "chair_or_deputy",
            "seatstate",
        ):
            batch_op.drop_constraint(batch_op.f(f"ck_panel_members_{name}"), type_="check")
        batch_op.drop_column("years_before")
        batch_op.drop_column("fields")
        batch_op.drop_column("most")
        batch_op.drop_column("reason")
        batch_op.drop_column("criteria_read_at")
        batch_op.drop_column("answered_at")
        batch_op.drop_column("invited_at")
        batch_op.drop_column("state")
        batch_op.drop_column("is_deputy")

    with op.batch_alter_table("editions", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_editions_past_post_years"), type_="check")
        batch_op.drop_column("past_post_years")

    with op.batch_alter_table("criteria", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_criteria_round"), type_="check")
        batch_op.drop_column("round")

    op.execute(WITHOUT_NEW_KINDS)
    with op.batch_alter_table("conflicts", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_conflicts_lifted"), type_="check")
        batch_op.drop_constraint(batch_op.f("ck_conflicts_lift_asked"), type_="check")
        batch_op.drop_constraint(batch_op.f("ck_conflicts_conflictkind"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_conflicts_conflictkind"), KINDS)
        batch_op.drop_constraint(batch_op.f("fk_conflicts_lift_asked_by_id_people"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_conflicts_lifted_by_id_people"), type_="foreignkey")
        batch_op.drop_column("lifted_at")
        batch_op.drop_column("lifted_by_id")
        batch_op.drop_column("lift_reason")
        batch_op.drop_column("lift_asked_at")
        batch_op.drop_column("lift_asked_by_id")
        batch_op.drop_constraint(batch_op.f("fk_conflicts_noted_by_id_people"), type_="foreignkey")
        batch_op.drop_column("noted_at")
        batch_op.drop_column("noted_by_id")

    with op.batch_alter_table("assignments", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_assignments_panel_id_panel_rounds"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("uq_assignments_person_id_nomination_id_round"), type_="unique")
        batch_op.create_unique_constraint(
            batch_op.f("uq_assignments_person_id_nomination_id"), ["person_id", "nomination_id"]
        )
        batch_op.drop_column("by_hand")
        batch_op.drop_column("round")

    op.drop_table("shortlistings")
    op.drop_table("shortlisted")
    op.drop_table("filled_packs")
    with op.batch_alter_table("draws", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_draws_round_id"))

    op.drop_table("draws")
    op.drop_table("calibration_sheets")
    op.drop_table("panel_rounds")
    op.drop_table("calibration_entries")
