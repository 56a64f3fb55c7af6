"""Letters that only look like Đ are one with it: in keys, in the order of names, in what is sought.

What was kept before says Icelandic ð or African ɖ where the same text typed today says đ.
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"

LIKE_D = ("\u00f0", "\u0256")
KEYS = (
    ("unit", "name_key", "is_sample"),
    ("unit", "abbreviation_key", "is_sample"),
    ("content_category", "name_key", "is_sample"),
    ("saved_view", "name_key", "person_id"),
)
"""Columns by which two names are one, and within what."""


def upgrade() -> None:
    """Let old rows be found, compared and ordered as new ones are."""
    bind = op.get_bind()
    for letter in LIKE_D:
        given = {"letter": letter, "some": f"%{letter}%", "rank": f"~{letter}"}
        for table, key, within in KEYS:
            bind.execute(_one_key(table, key, within), given)
        bind.execute(_ORDER, given)
        bind.execute(_NEW_WORDS, given)
        bind.execute(_OLD_WORDS, given)


def _one_key(table: str, key: str, within: str) -> sa.TextClause:
    """Return the change of one column; where both spellings stand already, both stay."""
    said = f"replace({table}.{key}, CAST(:letter AS TEXT), 'đ')"
    return sa.text(
        f"UPDATE {table} SET {key} = {said} WHERE {key} LIKE CAST(:some AS TEXT)"  # noqa: S608
        f" AND NOT EXISTS (SELECT 1 FROM {table} AS other"
        f" WHERE other.{within} = {table}.{within} AND other.{key} = {said})"
    )


# The letter had no place in the alphabet (`~ð`); that of đ is the seventh.
_ORDER = sa.text(
    "UPDATE person SET sort_key = replace(sort_key, CAST(:rank AS TEXT), 'G')"
    " WHERE sort_key LIKE CAST(:some AS TEXT)"
)
_NEW_WORDS = sa.text(
    "INSERT INTO record_word (word, entry)"
    " SELECT DISTINCT replace(old.word, CAST(:letter AS TEXT), 'd'), old.entry"
    " FROM record_word AS old WHERE old.word LIKE CAST(:some AS TEXT) AND NOT EXISTS"
    " (SELECT 1 FROM record_word AS known WHERE known.entry = old.entry"
    " AND known.word = replace(old.word, CAST(:letter AS TEXT), 'd'))"
)
_OLD_WORDS = sa.text("DELETE FROM record_word WHERE word LIKE CAST(:some AS TEXT)")
