"""What somebody or a unit still holds, as the refusal to let them go lists it."""

from marshmallow import fields as ma

from service.web.api.blueprint import JSON
from service.web.api.schemas import AnswerShape, FaultsShape, LabelShape, MomentText


class HeldWorkShape(AnswerShape):
    """A record that waits for who leaves; without `takers` nobody would take it over."""

    form = ma.String(attribute="form.code")
    number = ma.String(allow_none=True)
    summary = ma.String()
    stage = ma.Nested(LabelShape, attribute="stage.label")
    held_as = ma.Nested(LabelShape, attribute="post")
    since = MomentText()
    due_on = ma.Date(allow_none=True)
    takers = ma.List(ma.String())


class EndingDelegationShape(AnswerShape):
    """A delegation that ends with the account or the role."""

    giver = ma.String(attribute="giver_name")
    receiver = ma.String(attribute="receiver_name")
    role = ma.String(allow_none=True)
    to_day = ma.Date()


class HeldShape(AnswerShape):
    """All that is held: at most fifty records, `count` tells of more (up to 500)."""

    works = ma.List(ma.Nested(HeldWorkShape))
    count = ma.Integer()
    drafts = ma.Integer(metadata={"description": "texts begun and not sent, which nobody gets"})
    delegations = ma.List(ma.Nested(EndingDelegationShape))
    people = ma.List(ma.String(), metadata={"description": "who works in a unit that is closed"})


class HeldFaultsShape(FaultsShape):
    """Some values may not be taken; where `confirmed` is among them, `held` says what is held."""

    held = ma.Nested(HeldShape, required=False)

    def on_bind_field(self, field_name: str, field_obj: ma.Field[object]) -> None:
        """Make every member one that is always there, but `held`."""
        field_obj.required = field_name != "held"


MAY_HOLD = {
    422: {
        "description": "Some values may not be taken; or work is held and `confirmed` is not sent",
        "content": {JSON: {"schema": HeldFaultsShape}},
    }
}
"""How an operation that may leave work behind describes its refusal."""
