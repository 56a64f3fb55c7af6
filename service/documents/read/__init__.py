"""A filled Word file read back into answers."""
