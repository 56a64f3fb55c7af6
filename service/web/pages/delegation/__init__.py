"""The pages of delegations (ủy quyền)."""
