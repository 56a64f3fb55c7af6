"""The security log read, in words."""
