"""Drafts: begun, saved, checked, submitted; texts not yet sent."""
