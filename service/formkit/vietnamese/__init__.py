"""Vietnamese as the office types, prints, counts, sorts and searches it (forms-spec §1.6, §9)."""

from service.formkit.vietnamese.dates import FIRST_YEAR as FIRST_YEAR
from service.formkit.vietnamese.dates import LAST_YEAR as LAST_YEAR
from service.formkit.vietnamese.dates import DateProblem as DateProblem
from service.formkit.vietnamese.dates import capital_full_date as capital_full_date
from service.formkit.vietnamese.dates import full_date as full_date
from service.formkit.vietnamese.dates import official_mask as official_mask
from service.formkit.vietnamese.dates import official_month as official_month
from service.formkit.vietnamese.dates import parse_date as parse_date
from service.formkit.vietnamese.dates import print_mask as print_mask
from service.formkit.vietnamese.dates import read_date as read_date
from service.formkit.vietnamese.dates import screen_date as screen_date
from service.formkit.vietnamese.dates import short_date as short_date
from service.formkit.vietnamese.dates import split_date as split_date
from service.formkit.vietnamese.letters import LegacyEncoding as LegacyEncoding
from service.formkit.vietnamese.letters import LegacyText as LegacyText
from service.formkit.vietnamese.letters import convert_legacy as convert_legacy
from service.formkit.vietnamese.letters import corrected_letters as corrected_letters
from service.formkit.vietnamese.letters import recognise_legacy as recognise_legacy
from service.formkit.vietnamese.letters import (
    with_vietnamese_letters as with_vietnamese_letters,
)
from service.formkit.vietnamese.moments import parse_moment as parse_moment
from service.formkit.vietnamese.moments import print_moment as print_moment
from service.formkit.vietnamese.moments import read_moment as read_moment
from service.formkit.vietnamese.moments import split_moment as split_moment
from service.formkit.vietnamese.numbers import NumberProblem as NumberProblem
from service.formkit.vietnamese.numbers import format_number as format_number
from service.formkit.vietnamese.numbers import format_percent as format_percent
from service.formkit.vietnamese.numbers import parse_decimal as parse_decimal
from service.formkit.vietnamese.numbers import parse_percent as parse_percent
from service.formkit.vietnamese.numbers import parse_whole as parse_whole
from service.formkit.vietnamese.numbers import refuse_out_of_range as refuse_out_of_range
from service.formkit.vietnamese.sorting import name_sort_key as name_sort_key
from service.formkit.vietnamese.sorting import sort_key as sort_key
from service.formkit.vietnamese.text import Forbidden as Forbidden
from service.formkit.vietnamese.text import TypingProblem as TypingProblem
from service.formkit.vietnamese.text import dots as dots
from service.formkit.vietnamese.text import find_forbidden as find_forbidden
from service.formkit.vietnamese.text import fold as fold
from service.formkit.vietnamese.text import normalise as normalise
from service.formkit.vietnamese.text import only_invisible as only_invisible
from service.formkit.vietnamese.text import shortened as shortened
from service.formkit.vietnamese.text import without_final_sign as without_final_sign
from service.formkit.vietnamese.text import words_heard as words_heard
