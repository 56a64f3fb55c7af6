"""Operations on drafts: filled, checked and submitted."""
