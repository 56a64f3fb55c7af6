"""Who may see, move, correct or classify a record, on whose behalf, whose turn it is (thẩm quyền).

The one door: asked for a person, a record or none, and a day. Pages, lists, inbox, search,
reminders, programs, bundles, evidence, corrections and delegations ask here and nothing else;
`visibility` and the modules of `turns/` are the parts of the answer, which nobody else imports.
"""

from service.store.records.access import Visibility
from service.workflow.authority.visibility import (
    concerning,
    may_see,
    policy_on,
    seen_among,
    visibility_on,
    visible_record,
)
from service.workflow.turns.allowed_moves import (
    BlockedMove,
    MovePolicy,
    OpenMove,
    came_from,
    held_back,
    only,
)
from service.workflow.turns.deadline_moves import openings_for, people_with_openings
from service.workflow.turns.grants import (
    Capacity,
    Grant,
    authority_in,
    may_classify,
    may_correct,
    powers_of,
)
from service.workflow.turns.holders import (
    MINDERS,
    Gap,
    heads_minding,
    holders_behind,
    minders_of,
    minding_role,
)
from service.workflow.turns.last_resort import is_past_bar, took_part
from service.workflow.turns.my_turns import my_turns
from service.workflow.turns.next_turns import (
    PassedOver,
    Whereabouts,
    assign_turns,
    give_missing_turns,
    passed_over,
    stamped,
    turns_that_count,
)
from service.workflow.turns.turn_rules import turn_of
from service.workflow.turns.waiting import (
    Term,
    Waiting,
    overdue_before,
    term_of,
    waiting_for,
    waits_of,
    work_of_turn,
)

__all__ = [
    "MINDERS",
    "BlockedMove",
    "Capacity",
    "Gap",
    "Grant",
    "MovePolicy",
    "OpenMove",
    "PassedOver",
    "Term",
    "Visibility",
    "Waiting",
    "Whereabouts",
    "assign_turns",
    "authority_in",
    "came_from",
    "concerning",
    "give_missing_turns",
    "heads_minding",
    "held_back",
    "holders_behind",
    "is_past_bar",
    "may_classify",
    "may_correct",
    "may_see",
    "minders_of",
    "minding_role",
    "my_turns",
    "only",
    "openings_for",
    "overdue_before",
    "passed_over",
    "people_with_openings",
    "policy_on",
    "powers_of",
    "seen_among",
    "stamped",
    "term_of",
    "took_part",
    "turn_of",
    "turns_that_count",
    "visibility_on",
    "visible_record",
    "waiting_for",
    "waits_of",
    "work_of_turn",
]
