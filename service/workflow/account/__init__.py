"""One's own account: signing in, passwords, tokens."""
