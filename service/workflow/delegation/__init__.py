"""Delegation (ủy quyền): given, checked, read, taken back."""
