"""Forms filled for the bench: as many rows and words as a long real paper has."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import cycle
from typing import Any

from service.formkit.fields import Choice, Code, Date, Field, Moment, Rows, Text, Whole, YesNo
from service.formkit.form import Form

TEXT = (
    "Kiểm tra hồ sơ thanh toán quý I phát hiện đơn vị chưa cập nhật biểu mẫu mới, một số chứng từ"
    " thiếu chữ ký của người lập; đề nghị rà soát quy trình, hướng dẫn lại công chức tiếp nhận và"
    " báo cáo Thư ký ISO kết quả thực hiện trước ngày hoàn thành đã đề ra."
)


@dataclass(frozen=True)
class Workload:
    """One form filled: the rows of its tables in their order, how many texts have 300 words."""

    code: str
    rows: tuple[int, ...] = ()
    long_texts: int = 0


WORKLOADS = (
    Workload("BM.CTCL.01"),
    Workload("BM.CTCL.02", (20,), long_texts=7),
    Workload("BM.CTCL.03", (6, 3)),
)


def filled(form: Form, workload: Workload) -> dict[str, Any]:
    """Return answers to every printed field, with running text of the office."""
    words = cycle(TEXT.split())
    fields = form.fields_for(form.variants[0])
    longest = [f.name for f in fields if isinstance(f, Text) and f.max_length >= 4_000]
    long_texts = set(longest[: workload.long_texts])
    sizes = dict(zip(_tables(fields), workload.rows, strict=False))
    answers = {
        f.name: _answer(f, sizes, words, 300 if f.name in long_texts else 40)
        for f in fields
        if f.printed
    }
    return answers | ({form.variant_field: form.variants[0]} if form.variant_field else {})


def _tables(fields: Iterable[Field]) -> Iterator[str]:
    for each in fields:
        if isinstance(each, Rows) and not each.plain:
            yield each.name
            yield from _tables(each.fields)


def _answer(declared: Field, sizes: Mapping[str, int], words: Iterator[str], most: int) -> Any:
    match declared:
        case Text():
            count = most if declared.multiline else 5
            return " ".join(next(words) for _ in range(count))[: declared.max_length].strip()
        case Code():
            return "01/2026"[: declared.max_length].removesuffix("/2")
        case Date():
            return "2026-03-05"
        case Moment():
            return "2026-03-05T08:30"
        case Choice():
            return declared.options[-1].value
        case YesNo():
            return True
        case Whole():
            return declared.minimum + 1
        case Rows():
            rows = range(sizes.get(declared.name, 3))
            if declared.plain:
                return [_answer(declared.fields[0], sizes, words, 12) for _ in rows]
            return [{f.name: _answer(f, sizes, words, 12) for f in declared.fields} for _ in rows]
    raise TypeError(f"no value for a field of kind {type(declared).__name__}")
