"""The pages of one's own account: signing in, password, calendar feed."""
