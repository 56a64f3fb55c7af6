"""The tables' history, one numbered file a step, run by Alembic."""
