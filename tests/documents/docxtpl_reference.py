"""docxtpl's own slow rendering, which ours is compared with: part by part, and in speed."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from service.documents.core_properties import DATES
from service.documents.template.prepare import without_controls


class ReferenceTemplate(DocxTemplate):
    """docxtpl's template, which fills keywords and dates too; docxtpl itself leaves them alone."""

    def render_properties(
        self, context: dict[str, Any], jinja_env: SandboxedEnvironment | None = None
    ) -> None:
        super().render_properties(context, jinja_env)
        assert jinja_env is not None
        core = self.docx.core_properties
        core.keywords = jinja_env.from_string(core.keywords).render(context)
        for name in DATES:
            for date in core._element.findall(name):
                date.text = jinja_env.from_string(date.text or "").render(context)
                if not date.text:
                    core._element.remove(date)


def strict_environment() -> SandboxedEnvironment:
    """Return the Jinja environment docxtpl must be used with: strict, escaping, sandboxed."""
    return SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)


def docxtpl_render(
    prepared: bytes,
    context: Mapping[str, Any],
    kind: type[ReferenceTemplate] = ReferenceTemplate,
    environment: SandboxedEnvironment | None = None,
) -> bytes:
    """Return the document docxtpl makes of a prepared package and these values."""
    template = kind(BytesIO(prepared))
    template.render(dict(context), environment or strict_environment())
    out = BytesIO()
    template.save(out)
    return out.getvalue()


def plain_twin(prepared: bytes) -> bytes:
    """Return the template a docxtpl user would have drawn: the same page without controls."""
    return without_controls(prepared)
