"""Everything that changes a record: moves, corrections, consolidation."""
