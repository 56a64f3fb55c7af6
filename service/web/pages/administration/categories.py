"""Content categories: the list that the ISO secretary keeps."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from service.formkit.labels import Faults, Label
from service.web.components.field_views import FieldView, plain_field, summary
from service.web.context import the_actor, the_office, web
from service.web.i18n import gettext as _
from service.web.pages.administration.people_views import ThingPage
from service.web.pages.layout import MenuEntry, enter_in_menu
from service.workflow.actor import may_keep_categories, require_keeper
from service.workflow.errors import FieldErrors, NotFound
from service.workflow.recurrence import content_categories
from service.workflow.recurrence.content_categories import LONGEST_NAME, Category

enter_in_menu(
    MenuEntry(
        "categories",
        "repeat",
        Label("Nhóm nội dung", "Content categories"),
        "categories",
        place=140,
        may_see=may_keep_categories,
        pages=("add_category", "category", "rename_category"),
    )
)


@web.get("/categories")
def categories() -> ResponseReturnValue:
    """Answer with every category."""
    require_keeper(the_actor())
    return _list_page({})


@web.post("/categories")
def add_category() -> ResponseReturnValue:
    """Enter a category."""
    office, actor = the_office(), the_actor()
    require_keeper(actor)
    try:
        content_categories.add_category(office, actor, request.form.get("name", ""))
    except FieldErrors as wrong:
        return _list_page(wrong.faults), 422
    flash(_("Đã thêm nhóm nội dung."), "green")
    return redirect(url_for("web.categories"), 303)


@web.get("/categories/<int:category_id>")
def category(category_id: int) -> ResponseReturnValue:
    """Answer with one category."""
    known = _find(category_id)
    return _one_page(known, known.name, {})


@web.post("/categories/<int:category_id>")
def rename_category(category_id: int) -> ResponseReturnValue:
    """Rename a category."""
    known = _find(category_id)
    return _change(known, request.form.get("name", ""), active=known.active)


@web.post("/categories/<int:category_id>/active")
def toggle_category(category_id: int) -> ResponseReturnValue:
    """Put a category out of use, so that it is offered no more, or into use again."""
    known = _find(category_id)
    return _change(known, known.name, active=request.form.get("active") == "1")


def _find(category_id: int) -> Category:
    require_keeper(the_actor())
    for each in content_categories.list_categories(the_office(), the_actor()):
        if each.id == category_id:
            return each
    raise NotFound


def _change(known: Category, name: str, *, active: bool) -> ResponseReturnValue:
    try:
        content_categories.change_category(the_office(), the_actor(), known.id, name, active=active)
    except FieldErrors as wrong:
        return _one_page(known, name, wrong.faults), 422
    flash(_("Đã lưu."), "green")
    return redirect(url_for("web.category", category_id=known.id), 303)


def _list_page(faults: Faults) -> str:
    return render_template(
        "administration/categories.html",
        categories=content_categories.list_categories(the_office(), the_actor()),
        fields=(_field(request.form.get("name", ""), faults),),
        faults=summary(faults),
    )


def _one_page(known: Category, name: str, faults: Faults) -> str:
    page = ThingPage("category", known, known.name, _("Nhóm nội dung"), "categories")
    return page.with_fields((_field(name, faults),), faults)


def _field(name: str, faults: Faults) -> FieldView:
    hint = _("Việc gì lặp lại, không ghi tên người hay khách hàng, ví dụ Trả kết quả trễ hạn.")
    label = _("Tên nhóm nội dung")
    return plain_field("name", "text", label, name, faults, hint=hint, max_length=LONGEST_NAME)
