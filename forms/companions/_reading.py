"""What several companions read alike from a slip and the moment they are issued at."""

from typing import Any

from service.formkit.fields import Answers
from service.formkit.move_facts import MoveFacts
from service.formkit.vietnamese import short_date, shortened

Read = dict[str, Any]


def made_here_today(facts: MoveFacts) -> Read:
    """Return place and date of a paper made at this moment."""
    return {"issue_place": facts.place, "issue_date": facts.today}


def of_the_unit(answers: Answers, facts: MoveFacts) -> Read:
    """Return the head of a paper of the executing unit, and who heads that unit."""
    return {
        "issuing_unit": answers.get("executing_unit"),
        **made_here_today(facts),
        "unit_head_name": unit_head(answers, facts),
    }


def unit_head(answers: Answers, facts: MoveFacts) -> str | None:
    """Return who heads the executing unit now; without anybody, who countersigned the analysis."""
    return facts.people.get("executing_head") or answers.get("executing_unit_head_name")


def signed_for_the_board(facts: MoveFacts) -> Read:
    """Return the signature of who acts as the ISO board, `TUQ.` before it when for another."""
    return {"board_authority": facts.authority, "board_name": facts.actor_name}


def cut(answers: Answers, name: str, most: int) -> str:
    """Return the text of that field in at most `most` signs."""
    return shortened(answers.get(name, ""), most)


def measures(answers: Answers, most: int) -> str:
    """Return the approved measures, then every change agreed since, as box 2 has them (5.5)."""
    changes = (
        f"Bổ sung ngày {short_date(each['updated_on'])}: {each['text']}"
        for each in answers.get("plan_updates", [])
    )
    return shortened("\n".join((answers.get("proposed_measures", ""), *changes)), most)
