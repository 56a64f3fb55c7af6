"""The templates there are, one function each: the forms, and the companion documents."""

from templates_docx.source import (
    corrective_action_request,
    management_review_minutes,
    quality_objective_plan,
)
from templates_docx.source.companions import (
    assignment_notice,
    authorisation,
    completion_report,
    consolidated_list,
    progress_report,
    resource_request,
    submission_to_director,
    work_plan,
    yearly_register,
)

TEMPLATES = (
    corrective_action_request.template,
    management_review_minutes.template,
    quality_objective_plan.agency_template,
    quality_objective_plan.unit_template,
)
# Files of the folder companions/.
COMPANIONS = (
    consolidated_list.template,
    assignment_notice.template,
    work_plan.template,
    progress_report.template,
    resource_request.template,
    completion_report.template,
    authorisation.template,
    submission_to_director.template,
    yearly_register.template,
)
