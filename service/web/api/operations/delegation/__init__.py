"""Operations on delegations (ủy quyền)."""
