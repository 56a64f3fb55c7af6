"""Jobs asked for, run by a worker, and the day's schedule."""
