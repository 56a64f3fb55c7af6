"""What a request for change must say before the ISO board can decide on it (5.5)."""

from __future__ import annotations

from service.formkit.fields import Answers
from service.formkit.labels import Label
from service.formkit.move_facts import MoveFacts
from service.formkit.vietnamese import screen_date


def an_extension_has_its_date(answers: Answers, facts: MoveFacts) -> dict[str, Label]:
    """A later date that is asked for is named."""
    asks, day = answers.get("asks_for") or [], answers.get("requested_due_on")
    if "date" in asks and not day:
        present = facts.before.get("working_due_on")
        after = (f", sau ngày {screen_date(present)}", f", after {screen_date(present)}")
        vi, en = after if present else ("", "")
        return {
            "requested_due_on": Label(
                f"Vui lòng ghi thời hạn đề nghị{vi} (QT.CTCL 5.5).",
                f"Please write the date asked for{en} (QT.CTCL 5.5).",
            )
        }
    return {}
