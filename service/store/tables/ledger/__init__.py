"""Tables that nobody rewrites."""
