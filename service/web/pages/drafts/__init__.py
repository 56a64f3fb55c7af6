"""The pages on which a form is filled, previewed, checked and submitted."""
