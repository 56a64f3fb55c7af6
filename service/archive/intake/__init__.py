"""Whether a file is what it says and may be kept: accepted or refused."""
