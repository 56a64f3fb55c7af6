"""Operations on one's own account: tokens and the calendar feed."""
