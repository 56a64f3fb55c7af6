"""Who is meant by the names of a record, and the names of a delegation as they were that day."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Let names in a record mean one person and no namesake.

    Older records keep their parts; what older delegations say is what is known today.
    """
    op.add_column("record", sa.Column("named", sa.Text(), nullable=False, server_default="{}"))
    for name in ("giver_then", "receiver_then"):
        column = sa.Column(name, sa.String(), nullable=False, server_default="")
        op.add_column("delegation", column)
    op.execute(
        "UPDATE delegation SET"
        " giver_then = (SELECT full_name FROM person WHERE person.id = giver_id),"
        " receiver_then = (SELECT full_name FROM person WHERE person.id = receiver_id)"
    )
