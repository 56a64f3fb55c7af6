"""Numbers as Vietnamese offices write them: points between thousands, a comma before decimals."""

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from service.formkit.vietnamese.text import TypingProblem, has_foreign_digits, normalise

MOST_DIGITS: Final = 18

_WHOLE: Final = re.compile(r"-?(?:[0-9]+|[1-9][0-9]{0,2}(?:\.[0-9]{3})+)")
_DECIMAL: Final = re.compile(rf"(?:{_WHOLE.pattern})(?:,[0-9]+)?")
_ENGLISH: Final = re.compile(r"-?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)\.[0-9]+")
_PERCENT: Final = re.compile(r"\s*(?:[%％﹪]|phần trăm)$", re.IGNORECASE)
_SWAP: Final = str.maketrans(",.", ".,")


class NumberProblem(TypingProblem):
    """A typed number that cannot be read, may mean two things, or is out of range."""


def parse_whole(typed: str, *, minimum: int | None = None, maximum: int | None = None) -> int:
    """Return the whole number that was typed: "12", "02", "1.234" with groups of three.

    Raises NumberProblem for anything else: "1,5", "1_000", "NaN", "５", an empty text, a
    number below `minimum` or above `maximum` (forms-spec §9.5; issue 2, §7).
    """
    text = _checked(typed, "12")
    if not _WHOLE.fullmatch(text):
        raise NumberProblem(
            "Vui lòng nhập một số nguyên, ví dụ 12 hoặc 1.234.",
            "Please enter a whole number, such as 12.",
        )
    number = int(text.replace(".", ""))
    _refuse_minus_zero(text, number, "12")
    refuse_out_of_range(number, minimum, maximum)
    return number


def parse_percent(typed: str) -> int:
    """Return the whole number of hundredths that was typed: "40", "40%", "40 %", "40 phần trăm".

    Raises NumberProblem as `parse_whole` does.
    """
    return parse_whole(_PERCENT.sub("", normalise(typed).strip()))


def parse_decimal(typed: str) -> Decimal:
    """Return the number that was typed as "98,5", "1.234,5" or "1.234".

    A point counts only between groups of three; "1.5" may mean two things, so the clerk is
    asked to write 1,5. Raises NumberProblem (forms-spec §9.5; issue 2, §7).
    """
    text = _checked(typed, "98,5")
    if _DECIMAL.fullmatch(text):
        number = Decimal(text.replace(".", "").replace(",", "."))
        _refuse_minus_zero(text, number, "98,5")
        return number
    if _ENGLISH.fullmatch(text):
        meant = format_number(Decimal(text.replace(",", "")))
        raise NumberProblem(
            f"Phần thập phân viết sau dấu phẩy. Vui lòng viết lại, ví dụ {meant}.",
            f"Decimals follow a comma. Please write it again, such as {meant}.",
        )
    raise NumberProblem(
        "Không đọc được số này. Vui lòng viết lại, ví dụ 98,5 hoặc 1.234,5.",
        "This number cannot be read. Decimals follow a comma; please write it again, such as 98,5.",
    )


def refuse_out_of_range(number: int, minimum: int | None, maximum: int | None) -> None:
    """Raise NumberProblem, naming the limits, if the number is beyond them (issue 2, §7)."""
    if (minimum is None or number >= minimum) and (maximum is None or number <= maximum):
        return
    if maximum is None:
        vi, en = f"từ {minimum} trở lên", f"at least {minimum}"
    elif minimum is None:
        vi, en = f"không quá {maximum}", f"at most {maximum}"
    else:
        vi, en = f"từ {minimum} đến {maximum}", f"from {minimum} to {maximum}"
    raise NumberProblem(f"Vui lòng nhập một số {vi}.", f"Please enter a number {en}.")


def format_number(number: int | Decimal, decimals: int | None = None) -> str:
    """Return 1234.5 as "1.234,5", with the decimals it has or `decimals`, rounded half up.

    Raises ValueError for what is not a number, such as NaN (forms-spec §1.6).
    """
    exact = Decimal(number)
    if not exact.is_finite():
        raise ValueError(f"not a number: {number}")
    if decimals is not None:
        exact = exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return f"{exact:,f}".translate(_SWAP)


def format_percent(share: int | Decimal, decimals: int = 1) -> str:
    """Return the share 0.985 as "98,5%", without a space and without idle zeros: 1 is "100%".

    Raises ValueError for what is not a number (forms-spec §1.6).
    """
    text = format_number(Decimal(share) * 100, decimals)
    return f"{text.rstrip('0').rstrip(',') if ',' in text else text}%"


def _refuse_minus_zero(text: str, number: int | Decimal, example: str) -> None:
    """Refuse "-0": whoever wrote it meant some other number, or only a dash."""
    if text.startswith("-") and not number:
        raise NumberProblem(
            f"«-0» không phải là một số. Vui lòng ghi 0 hoặc số khác, ví dụ {example}.",
            f"“-0” is no number. Please write 0 or another number, such as {example}.",
        )


def _checked(typed: str, example: str) -> str:
    text = normalise(typed).strip()
    if not text:
        raise NumberProblem(
            f"Vui lòng nhập một số, ví dụ {example}.", f"Please enter a number, such as {example}."
        )
    if has_foreign_digits(text):
        raise NumberProblem(
            f"Vui lòng gõ số bằng các chữ số 0–9, ví dụ {example}.",
            f"Please type the number with the digits 0–9, such as {example}.",
        )
    if sum(map(text.count, "0123456789")) > MOST_DIGITS:
        raise NumberProblem(
            f"Số này quá dài. Vui lòng nhập không quá {MOST_DIGITS} chữ số.",
            f"This number is too long. Please enter at most {MOST_DIGITS} digits.",
        )
    return text
