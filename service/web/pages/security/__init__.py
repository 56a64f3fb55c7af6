"""The page of the security log."""
