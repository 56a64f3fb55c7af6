"""The door for programs: the pages' use cases under /api/v1, by token (giao diện lập trình)."""

from functools import partial

from flask import Flask
from flask.json.provider import DefaultJSONProvider

from service.web import gate
from service.web.api import docs, operations
from service.web.api.authentication import office as the_office
from service.web.api.authentication import require_token
from service.web.api.blueprint import Api
from service.web.api.converters import register_converters
from service.web.api.errors import register_errors
from service.web.api.openapi import AnswersPlugin
from service.web.context import PREFIX, show_one_state, travel_headers
from service.workflow.office import Office

__all__ = ["PREFIX", "create_api"]
VERSION = "1.0"
DESCRIPTION = (
    "Các biểu mẫu của quy trình QT.CTCL. Mã truy cập tạo ở trang Tài khoản, gửi trong tiêu đề "
    "`Authorization: Bearer …`; cookie không có giá trị ở đây.\n\n"
    "The forms of procedure QT.CTCL. A token is made on the account page and sent in the header "
    "`Authorization: Bearer …`; cookies count for nothing here."
)


class OrderedJson(DefaultJSONProvider):
    """JSON whose members stand in the order they were given."""

    sort_keys = False


def create_api(office: Office) -> Flask:
    """Return the application that answers the API of this office, without its prefix."""
    app = Flask("service.web", static_folder=None)
    app.config.update(
        API_TITLE="CTCL",
        API_VERSION=VERSION,
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX="/",
        API_SPEC_OPTIONS={
            "info": {"description": DESCRIPTION},
            "servers": [{"url": PREFIX}],
            "security": [{"token": []}],
        },
    )
    # Fields and faults in the form's own order, not the alphabet's.
    app.json = OrderedJson(app)
    app.extensions["ctcl.office"] = office
    gate.note_requests(app)
    gate.watch(app, office.settings.own_hosts)
    show_one_state(app, the_office)
    app.before_request(require_token)
    app.after_request(partial(docs.add_headers, travel_headers(office)))
    register_errors(app)
    api = Api(app, spec_kwargs={"marshmallow_plugin": AnswersPlugin()})
    api.spec.components.security_scheme("token", {"type": "http", "scheme": "bearer"})
    register_converters(app, api, office.catalogue)
    for door in operations.doors_of(office):
        api.register_blueprint(door)
    app.register_blueprint(docs.pages)
    return app
