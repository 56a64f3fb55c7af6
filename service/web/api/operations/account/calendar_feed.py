"""One's own calendar feed over the API: seen and ended; its address is made on the page."""

from typing import Any

from service.web.api.authentication import actor, office
from service.web.api.blueprint import ApiBlueprint
from service.web.api.schemas import AnswerShape, MomentText
from service.workflow.reminders import calendar_feed

door = ApiBlueprint("calendar_feed", "Lịch cá nhân · One's own calendar feed", place=170)


class FeedShape(AnswerShape):
    """Since when there is a feed; null when there is none."""

    created_at = MomentText(allow_none=True)


@door.get("/calendar-feed", "Lịch của mình · One's own calendar feed", answers=FeedShape)
def read_feed() -> dict[str, Any]:
    """Return since when one has a feed; a stolen token can end it, but never make an address."""
    feed = calendar_feed.feed_of(office(), actor())
    return {"created_at": feed.created_at if feed else None}


@door.operation(
    "DELETE", "/calendar-feed", "Thu hồi lịch · End the feed", status=204, errors=(404,)
)
def revoke_feed() -> None:
    """End one's feed: its address leads nowhere from now on."""
    calendar_feed.revoke_feed(office(), actor())
