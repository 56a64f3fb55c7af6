"""Vietnamese as the office types, prints, counts, sorts and searches it (forms-spec §1.6, §9)."""

from service.formkit.vietnamese.dates import (
    FIRST_YEAR,
    LAST_YEAR,
    DateProblem,
    parse_date,
    split_date,
)
from service.formkit.vietnamese.legacy_fonts import (
    LegacyEncoding,
    LegacyText,
    convert_legacy,
    recognise_legacy,
)
from service.formkit.vietnamese.look_alikes import corrected_letters, with_vietnamese_letters
from service.formkit.vietnamese.moments import (
    parse_moment,
    print_moment,
    read_moment,
    split_moment,
)
from service.formkit.vietnamese.numbers import (
    NumberProblem,
    format_number,
    format_percent,
    parse_decimal,
    parse_percent,
    parse_whole,
    refuse_out_of_range,
)
from service.formkit.vietnamese.paper_dates import (
    capital_full_date,
    full_date,
    official_mask,
    official_month,
    print_mask,
    read_date,
    read_full_date,
    read_short_date,
    screen_date,
    short_date,
)
from service.formkit.vietnamese.problems import TypingProblem
from service.formkit.vietnamese.sorting import name_sort_key, sort_key
from service.formkit.vietnamese.text import (
    Forbidden,
    dots,
    find_forbidden,
    fold,
    normalise,
    only_invisible,
    shortened,
    without_final_sign,
    words_heard,
)

__all__ = [
    "FIRST_YEAR",
    "LAST_YEAR",
    "DateProblem",
    "Forbidden",
    "LegacyEncoding",
    "LegacyText",
    "NumberProblem",
    "TypingProblem",
    "capital_full_date",
    "convert_legacy",
    "corrected_letters",
    "dots",
    "find_forbidden",
    "fold",
    "format_number",
    "format_percent",
    "full_date",
    "name_sort_key",
    "normalise",
    "official_mask",
    "official_month",
    "only_invisible",
    "parse_date",
    "parse_decimal",
    "parse_moment",
    "parse_percent",
    "parse_whole",
    "print_mask",
    "print_moment",
    "read_date",
    "read_full_date",
    "read_moment",
    "read_short_date",
    "recognise_legacy",
    "refuse_out_of_range",
    "screen_date",
    "short_date",
    "shortened",
    "sort_key",
    "split_date",
    "split_moment",
    "with_vietnamese_letters",
    "without_final_sign",
    "words_heard",
]
