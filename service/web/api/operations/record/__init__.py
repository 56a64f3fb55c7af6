"""Operations on one record: read, moved, corrected, its evidence and its recurrence."""
