"""What a plan of quality objectives starts with, and what its answers must agree on."""

from service.formkit.fields import Answers
from service.formkit.labels import Label


def legal_bases(answers: Answers) -> list[str]:
    """Return the two grounds of step 5.9 in the plan's year (forms-spec §4.2, strings 3 and 4)."""
    year = answers.get("plan_year")
    if not isinstance(year, int):
        return []
    if answers.get("plan_level") == "unit":
        return [
            f"Căn cứ Chính sách chất lượng, mục tiêu chất lượng năm {year} của Cơ quan;",
            "Căn cứ chức năng, nhiệm vụ của đơn vị, kết quả thực hiện mục tiêu chất lượng "
            f"năm {year - 1} và các yêu cầu cần đáp ứng.",
        ]
    return [
        "Căn cứ định hướng phát triển chung và Chính sách chất lượng của Cơ quan;",
        f"Căn cứ kết quả thực hiện mục tiêu chất lượng năm {year - 1} "
        f"và yêu cầu thực hiện của năm {year}.",
    ]


def usual_recipients(answers: Answers) -> list[str]:
    """Return the usual recipients of an agency's or a unit's plan (forms-spec §4.5)."""
    if answers.get("plan_level") == "unit":
        return ["Thư ký ISO (để t/h)", "Công chức, viên chức trong đơn vị (để t/h)"]
    return ["Lãnh đạo Sở (để b/c)", "Các phòng, đơn vị thuộc Sở (để t/h)"]


def bases_end_properly(answers: Answers) -> dict[str, Label]:
    """Each ground ends with «;», the last with «.» (Decree 30/2020, annex I, part 6)."""
    bases = answers.get("legal_bases", [])
    wrong = {}
    for index, base in enumerate(bases):
        sign = "." if index == len(bases) - 1 else ";"
        if not base.endswith(sign):
            wrong[f"legal_bases.{index}"] = Label(
                f"Vui lòng kết thúc căn cứ này bằng dấu «{sign}».",
                f"Please end this ground with “{sign}”.",
            )
    return wrong


def missed_objectives_say_why(answers: Answers) -> dict[str, Label]:
    """An objective not met carries its cause (forms-spec §4.4; QT.CTCL 5.2.1, first sign)."""
    return {
        f"objectives.{index}.deviation_cause": Label(
            "Mục tiêu «Không đạt»: vui lòng ghi nguyên nhân, hành động.",
            "Not met: please write the cause and the action.",
        )
        for index, objective in enumerate(answers.get("objectives", []))
        if objective.get("assessment") == "not_met" and not objective.get("deviation_cause")
    }


def approved_in_time(answers: Answers) -> dict[str, Label]:
    """A plan is approved by 31/12 before its year, a unit's by 15/01 (QT.CTCL 5.9; a warning).

    Where only the year is written, the first day of it counts.
    """
    year, approved = answers.get("plan_year"), answers.get("approved_on")
    if not isinstance(year, int) or not isinstance(approved, str):
        return {}
    of_unit = answers.get("plan_level") == "unit"
    last = f"{year}-01-15" if of_unit else f"{year - 1}-12-31"
    if (approved if len(approved) > 4 else f"{approved}-01-01") <= last:
        return {}
    day = f"{last[8:]}/{last[5:7]}/{last[:4]}"
    whose = ("của đơn vị", "a unit's plan") if of_unit else ("của Sở", "the Department's plan")
    return {
        "approved_on": Label(
            f"Phê duyệt sau {day}, hạn của kế hoạch {whose[0]} năm {year}. "
            "Vẫn phát hành được; vui lòng xem lại ngày.",
            f"Approved after {day}, the last day for {whose[1]} of {year}. "
            "It can be issued all the same; please look at the date again.",
        )
    }
