"""The steps, numbered; a step that was released is never edited."""
