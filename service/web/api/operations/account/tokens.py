"""One's own tokens: listed and ended; a new one is made on the page, by signing in."""

from typing import Any

from marshmallow import fields as ma

from service.web.api.authentication import actor, office
from service.web.api.blueprint import ApiBlueprint
from service.web.api.schemas import AnswerShape, MomentText
from service.workflow.account import api_tokens

door = ApiBlueprint("tokens", "Mã truy cập của mình · One's own tokens", place=160)


class TokenShape(AnswerShape):
    """A token without its secret."""

    id = ma.Integer()
    label = ma.String()
    created_at = MomentText()
    last_used_at = MomentText(allow_none=True)
    expires_at = MomentText(allow_none=True)
    revoked_at = MomentText(allow_none=True)


@door.get("/tokens", "Các mã truy cập của mình · One's own tokens", answers=TokenShape(many=True))
def list_tokens() -> Any:
    """Return one's tokens, newest first, without their secrets."""
    return api_tokens.list_tokens(office(), actor())


@door.operation(
    "DELETE",
    "/tokens/<int(min=1,max=2147483647):token_id>",
    "Hủy mã truy cập · End a token",
    status=204,
)
def revoke_token(token_id: int) -> None:
    """End a token, this one too; a stolen token can so be ended, but never make another."""
    api_tokens.revoke_token(office(), actor(), token_id)
