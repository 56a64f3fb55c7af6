"""What is never rewritten: events, issued documents, numbers, seals, the security log."""
