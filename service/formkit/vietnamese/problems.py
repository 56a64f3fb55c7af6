"""The fault of something typed, said to the clerk in Vietnamese and in English."""


class TypingProblem(ValueError):
    """What a clerk typed cannot be understood; `vi` and `en` say what to write instead."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(en)
        self.vi = vi
        self.en = en


def has_foreign_digits(text: str) -> bool:
    """Return True if a digit other than 0-9 is used, such as the full-width `５` (issue 2, §7)."""
    return not text.isascii() and any(sign.isdigit() and not sign.isascii() for sign in text)
