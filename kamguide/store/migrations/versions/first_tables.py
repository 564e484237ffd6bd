"""The first tables: assessments, drafts, links, what mentors leave under them, and mentors' own lists."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make them all."""
    for name in ("assessments", "drafts"):
        op.create_table(
            name,
            sa.Column("id", sa.Integer, nullable=False),
            sa.Column("code_hash", sa.LargeBinary(32), nullable=False),
            sa.Column("text", sa.Text, nullable=False),
            sa.Column("version", sa.Integer, nullable=False),
            sa.Column("created", _MOMENT, nullable=False),
            sa.Column("used", _MOMENT, nullable=False),
            sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
            sa.UniqueConstraint("code_hash", name=f"uq_{name}_code_hash"),
            sqlite_autoincrement=True,
        )
        op.create_index(f"ix_{name}_used", name, ["used"])
    op.create_table(
        "links",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("assessment_id", sa.Integer, nullable=False),
        sa.Column("token_hash", sa.LargeBinary(32), nullable=True),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("created", _MOMENT, nullable=False),
        sa.Column("expires", _MOMENT, nullable=False),
        sa.Column("ended", _MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_links"),
        sa.UniqueConstraint("token_hash", name="uq_links_token_hash"),
        sa.CheckConstraint("kind in ('reading', 'rating')", name=op.f("ck_links_kind")),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessments.id"], name="fk_links_assessment_id", ondelete="CASCADE"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_links_assessment_id", "links", ["assessment_id"])
    op.create_index("ix_links_expires", "links", ["expires"])
    for name in ("ratings", "notes", "actions"):
        op.create_table(
            name,
            sa.Column("link_id", sa.Integer, nullable=False),
            sa.Column("text", sa.Text, nullable=False),
            sa.Column("version", sa.Integer, nullable=False),
            sa.Column("changed", _MOMENT, nullable=False),
            sa.PrimaryKeyConstraint("link_id", name=f"pk_{name}"),
            sa.ForeignKeyConstraint(["link_id"], ["links.id"], name=f"fk_{name}_link_id", ondelete="CASCADE"),
        )
    op.create_table(
        "mentors",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("code_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("created", _MOMENT, nullable=False),
        sa.Column("used", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_mentors"),
        sa.UniqueConstraint("code_hash", name="uq_mentors_code_hash"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_mentors_used", "mentors", ["used"])
    op.create_table(
        "mentees",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("mentor_id", sa.Integer, nullable=False),
        sa.Column("link_id", sa.Integer, nullable=False),
        sa.Column("label", sa.String(80), nullable=False),
        sa.Column("added", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_mentees"),
        sa.UniqueConstraint("mentor_id", "link_id", name="uq_mentees_mentor_id"),
        sa.ForeignKeyConstraint(["mentor_id"], ["mentors.id"], name="fk_mentees_mentor_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["link_id"], ["links.id"], name="fk_mentees_link_id", ondelete="CASCADE"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_mentees_link_id", "mentees", ["link_id"])
