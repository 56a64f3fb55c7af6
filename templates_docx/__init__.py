"""The Word templates of the three official forms and, in `source`, the script that builds them."""
