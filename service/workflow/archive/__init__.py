"""The archive verified and sealed."""
