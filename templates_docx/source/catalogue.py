"""The templates there are: the forms, and the companion documents."""

from .companions import board_papers as board
from .companions import unit_papers as unit
from .companions.authorisation import AUTHORISATION
from .corrective_action_request import TEMPLATE as SLIP
from .management_review_minutes import TEMPLATE as MINUTES
from .quality_objective_plan import AGENCY_PLAN, UNIT_PLAN

TEMPLATES = (SLIP, MINUTES, AGENCY_PLAN, UNIT_PLAN)
# Files of the folder companions/.
COMPANIONS = (
    board.CONSOLIDATED_LIST,
    board.ASSIGNMENT_NOTICE,
    unit.WORK_PLAN,
    unit.PROGRESS_REPORT,
    unit.RESOURCE_REQUEST,
    unit.COMPLETION_REPORT,
    AUTHORISATION,
    board.SUBMISSION_TO_DIRECTOR,
    board.YEARLY_REGISTER,
)
