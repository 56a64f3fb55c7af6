"""Sample data to learn on, apart from everything real."""
