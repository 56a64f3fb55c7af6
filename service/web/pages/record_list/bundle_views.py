"""A bundle as pages and our script show it: how far it is, what came of it, where the file is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask import url_for

from service.web.components.views import BadgeView
from service.web.i18n import gettext as _
from service.web.i18n import language, office_date, office_moment
from service.web.pages.record.evidence_views import size_words
from service.workflow.bundles.request_bundle import PRINT, BundleState


@dataclass(frozen=True)
class BundleView:
    """One bundle; `words` are told when it begins and when it ends, `progress` in between."""

    state: str
    kind: str
    title: str
    words: str
    progress: str
    keeping: str
    kept: str
    said: str
    done: int
    total: int
    badge: BadgeView
    href: str
    state_href: str
    stop_href: str
    file_href: str
    open_href: str

    @property
    def is_over(self) -> bool:
        """True when nothing will change any more."""
        return self.state not in ("waiting", "running")


def bundle_view(bundle: BundleState) -> BundleView:
    """Return the bundle in the reader's language."""
    file_href = url_for("web.bundle_file", bundle_id=bundle.id) if bundle.is_ready else ""
    printed = bundle.kind == PRINT
    return BundleView(
        state=bundle.state,
        kind=bundle.kind,
        title=_title(bundle),
        words=_words(bundle),
        progress=_progress(bundle),
        keeping=_keeping(bundle),
        kept=_("giữ đến %(day)s", day=office_date(bundle.kept_until)),
        said=bundle.said.in_(language()) if bundle.said else "",
        done=bundle.done,
        total=bundle.total,
        badge=_badge(bundle),
        href=url_for("web.bundle", bundle_id=bundle.id),
        state_href=url_for("web.bundle_state", bundle_id=bundle.id),
        stop_href=url_for("web.stop_bundle", bundle_id=bundle.id),
        file_href=file_href,
        open_href=f"{file_href}?inline=1" if file_href and printed else "",
    )


def bundle_lines(bundles: Iterable[BundleState]) -> list[BundleView]:
    """Return the bundles as «Việc của tôi» lists them."""
    return [bundle_view(each) for each in bundles]


def _title(bundle: BundleState) -> str:
    if bundle.kind == PRINT:
        return _("Tệp in %(n)s phiếu", n=bundle.total)
    return _("Tệp ZIP %(n)s phiếu", n=bundle.total)


def _words(bundle: BundleState) -> str:
    if bundle.is_ready:
        return _("%(file)s đã tạo xong.", file=_title(bundle))
    if bundle.state == "failed":
        return _("%(file)s chưa tạo được.", file=_title(bundle))
    if bundle.state == "stopped":
        return _("%(file)s đã dừng.", file=_title(bundle))
    return _("Đang tạo: %(file)s.", file=_title(bundle))


def _progress(bundle: BundleState) -> str:
    """Return what stands beside the bar, or beside the name of what is over."""
    if bundle.is_ready:
        asked = office_moment(bundle.asked_at)
        return _("%(size)s · yêu cầu lúc %(at)s", size=size_words(bundle.size), at=asked)
    if bundle.state == "waiting":
        return _("đang chờ đến lượt")
    if bundle.state != "running":
        return _("yêu cầu lúc %(at)s", at=office_moment(bundle.asked_at))
    done = _("xong %(done)s/%(total)s", done=bundle.done, total=bundle.total)
    if bundle.seconds is None:
        return done
    return f"{done} · {_left(bundle.seconds)}"


def _left(seconds: int) -> str:
    if seconds < 90:
        return _("còn khoảng %(n)s giây", n=seconds)
    return _("còn khoảng %(n)s phút", n=round(seconds / 60))


def _keeping(bundle: BundleState) -> str:
    day = office_date(bundle.kept_until)
    if bundle.is_ready:
        return _("Tệp chờ ở «Việc của tôi» đến %(day)s, chỉ anh/chị lấy được.", day=day)
    if bundle.state in ("waiting", "running"):
        return _("Có thể rời trang này. Tệp sẽ chờ ở «Việc của tôi» đến %(day)s.", day=day)
    return ""


def _badge(bundle: BundleState) -> BadgeView:
    if bundle.is_ready:
        return BadgeView(_("Chờ tải"), "green", "circle-check")
    if bundle.state == "failed":
        return BadgeView(_("Chưa tạo được"), "red", "alert-circle")
    return BadgeView(_("Đang tạo"), "blue", "hourglass")
