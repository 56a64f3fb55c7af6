"""A small form with one field of every kind, for tests that care about one rule."""

from collections.abc import Mapping

from service.formkit.declare import (
    any_of,
    code,
    day,
    lines,
    moment,
    one_of,
    person,
    rows,
    text,
    texts,
    tick,
    whole,
)
from service.formkit.fields import Answers, Field, option
from service.formkit.form import Box, Form, FormVersion, Rule
from service.formkit.labels import Label
from service.formkit.moves import Move, Role, Stage
from service.formkit.retention import RetentionRule

FIELDS: tuple[Field, ...] = (
    text("subject", "Về việc", "Subject", 20, step="1"),
    lines("story", "Nội dung", "Story", 50),
    person("writer", "Người viết", "Writer", step="1", missing=("Ai viết?", "Who wrote it?")),
    code("number", "Số", "Number"),
    day("written_on", "Ngày viết", "Written on"),
    day("answered_on", "Ngày trả lời", "Answered on", year_allowed=False),
    moment("met_at", "Họp lúc", "Met at"),
    one_of("kind", "Loại", "Kind", option("a", "Một", "One"), option("b", "Hai", "Two"), step="2"),
    any_of("tags", "Nhãn", "Tags", option("x", "Ích", "X"), option("y", "I", "Y"), step="2"),
    tick("urgent", "Khẩn", "Urgent"),
    whole("copies", "Số bản", "Copies", 0, 99, width=2),
    texts("recipients", "Nơi nhận", "Recipients", 3, 10),
    rows(
        "people",
        "Người dự",
        "People",
        ("Người", "Person"),
        3,
        text("name", "Họ tên", "Name", 10, required=True),
        whole("age", "Tuổi", "Age", 0, 150),
        rows("tasks", "Việc", "Tasks", ("Việc", "Task"), 2,
             text("task", "Việc", "Task", 10, required=True)),
        step="1",
    ),
)  # fmt: skip


def _no_secret(answers: Answers) -> Mapping[str, Label]:
    wrong = Label("Không ghi điều bí mật.", "No secrets.")
    return {
        f"people.{index}.name": wrong
        for index, person_ in enumerate(answers.get("people", []))
        if person_.get("name") == "X"
    }


def toy_form(
    *boxes: Box, variant_field: str | None = None, templates: Mapping[str, str] | None = None
) -> Form:
    """A form of those boxes, by default of one box with every kind of field."""
    return Form(
        code="BM.TOY.01",
        key="toy_form",
        title=Label("Phiếu thử", "Toy form"),
        register_title=Label("Phiếu thử", "Toy form"),
        short=Label("Phiếu", "Slip"),
        procedure="QT.TOY",
        clause="1",
        boxes=boxes or (Box("all", Label("Tất cả", "All"), FIELDS),),
        stages=(
            Stage("draft", Label("Nháp", "Draft")),
            Stage("done", Label("Xong", "Done"), ended=True),
        ),
        moves=(
            Move("finish", Label("Xong", "Finish"), "draft", "done", frozenset({Role.OFFICIAL})),
        ),
        retention=RetentionRule(3, Label("Thư ký", "Secretary")),
        versions=(FormVersion("01", "2020-09-14", "2020-09-14"),),
        templates=templates or {"": "BM.TOY.01.docx"},
        variant_field=variant_field,
        rules=(Rule("no secret", _no_secret),),
    )
