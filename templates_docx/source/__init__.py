"""The Word templates as the layout spec draws them; `make templates` writes them."""
