"""The pages of corrections: made at once, or proposed and confirmed."""
