"""The table of proposed corrections."""
