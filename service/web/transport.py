"""What answers and cookies say of the way they travel: more of it once that way is TLS."""

from typing import Any

from service.web.context import the_office
from service.workflow.office import Office

A_YEAR = 365 * 24 * 3600


def travel_headers(office: Office) -> dict[str, str]:
    """Return the headers of every answer: nobody else's page embeds it, https stays https."""
    headers = {"Cross-Origin-Resource-Policy": "same-origin"}
    if office.settings.under_tls:
        headers["Strict-Transport-Security"] = f"max-age={A_YEAR}"
    return headers


def cookie_name(name: str, office: Office) -> str:
    """Return the name of a cookie that is a key: under TLS no other host or path can plant it."""
    return f"__Host-{name}" if office.settings.under_tls else name


def session_cookie() -> str:
    """Return the name of the cookie that holds the session at the office of this request."""
    return cookie_name("ctcl_session", the_office())


def kept_well() -> dict[str, Any]:
    """Return what is said with every cookie: scripts and other sites never see it."""
    secure = the_office().settings.under_tls
    return {"httponly": True, "samesite": "Lax", "secure": secure, "path": "/"}
