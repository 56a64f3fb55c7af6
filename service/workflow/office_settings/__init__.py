"""The office's settings: letterhead, rules, working calendar."""
