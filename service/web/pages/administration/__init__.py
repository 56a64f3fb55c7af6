"""The pages of who keeps the house: people, units, letterhead, rules, working calendar."""
