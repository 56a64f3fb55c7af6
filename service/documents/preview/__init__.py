"""Where the open box stands on the drawn page."""
