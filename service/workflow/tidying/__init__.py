"""The day's tidying: what is over is forgotten."""
