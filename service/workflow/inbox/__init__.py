"""«Việc của tôi»: what waits for a person."""
