"""Operations on the security log."""
