"""The templates there are, one function each."""

from templates_docx.source import (
    corrective_action_request,
    management_review_minutes,
    quality_objective_plan,
)

TEMPLATES = (
    corrective_action_request.template,
    management_review_minutes.template,
    quality_objective_plan.agency_template,
    quality_objective_plan.unit_template,
)
