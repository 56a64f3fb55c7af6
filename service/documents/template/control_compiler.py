"""Content controls of a clean template turned into the Jinja that docxtpl speaks."""

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import replace

from service.documents.template.control_scope import (
    KIND_UNKNOWN,
    LOST_ITEM,
    NO_PATTERN,
    NOT_INSIDE,
    TAG_UNKNOWN,
    TOO_MANY,
    ControlUnsound,
    Scope,
    Section,
)
from service.documents.template.controls import LEAF_KINDS, Control, read_control, settle_inside
from service.documents.template.field_controls import (
    BlankUnsound,
    box_blank,
    choice_blank,
    date_blank,
    office_text,
    text_blank,
)
from service.documents.template.multiline_text import LongText, spread, told
from service.documents.template.placeholders import (
    Condition,
    Kind,
    Path,
    Placeholder,
    TagUnsound,
    parse_condition,
    parse_path,
    parse_value_tag,
)
from service.documents.template.row_room import Paper, too_tall
from service.documents.template.share_rule import draw_rule_below
from service.documents.wordml import (
    PARAGRAPH,
    PARAGRAPH_PR,
    ROW,
    SDT,
    TAG,
    VAL,
    Element,
    take_out,
    unwrap,
    w,
)

FIRST_ID = 1001
MOST_SECTIONS = 20
MOST_CONTROLS_OF_A_ROW = 99
DOTTED_STYLE = "DottedLines"


class ControlCompiler:
    """Turns the parts of one template, and remembers ids and placeholders over all of them."""

    def __init__(self, next_style: str, paper: Paper) -> None:
        self.placeholders: list[Placeholder] = []
        self._next_style = next_style
        self._paper = paper
        self._part = ""
        self._ids = FIRST_ID
        self._sections = 0
        self._filled: list[str] = []
        self._long: list[LongText] = []
        self._branches: set[tuple[str, Condition]] = set()

    def turn_part(self, name: str, root: Element) -> None:
        """Turn every control under `root` in place; raises ControlUnsound."""
        self._part = name
        for sdt in list(root.iter(SDT)):
            control = read_control(sdt)
            if control is not None and control.kind in LEAF_KINDS and not settle_inside(control):
                raise ControlUnsound(control.tag, NOT_INSIDE)
        self._turn(root, Scope())

    def _turn(self, parent: Element, scope: Scope) -> None:
        for child in list(parent):
            if child.tag == SDT:
                self._turn_control(child, scope)
            elif child.tag == PARAGRAPH:
                draw_rule_below(child, self._paper, scope.known)
                self._turn_paragraph(child, scope)
            else:
                if child.tag == ROW:
                    self._free_if_tall(child, scope)
                self._turn(child, scope)

    def _free_if_tall(self, row: Element, scope: Scope) -> None:
        """Let an unbreakable row break where its texts make it too tall to move on whole."""
        whole = row.find(f"{w('trPr')}/{w('cantSplit')}")
        if whole is not None:
            test = too_tall(row, self._paper, scope.known, repeated=bool(scope.rows))
            if test:
                whole.set(VAL, f"{{% if {test} %}}0{{% else %}}1{{% endif %}}")

    def _turn_paragraph(self, paragraph: Element, scope: Scope) -> None:
        before, self._long = len(self._filled), []
        self._turn(paragraph, scope)
        indent = self._paper.indent(paragraph) if self._long else (0, 0)
        names = list(dict.fromkeys(self._filled[before:]))
        del self._filled[before:]
        style = paragraph.find(f"{PARAGRAPH_PR}/{w('pStyle')}")
        if style is not None and style.get(VAL) == DOTTED_STYLE and names and self._next_style:
            test = " or ".join(names)
            style.set(
                VAL,
                f"{{% if {test} %}}{self._next_style}{{% else %}}{DOTTED_STYLE}{{% endif %}}",
            )
        if len(self._long) == 1:
            dotted = style is not None and "{%" in style.get(VAL)
            spread(paragraph, self._long[0], indent, self._next_style if dotted else "")

    def _turn_control(self, sdt: Element, scope: Scope) -> None:
        control = read_control(sdt)
        if control is None or not control.kind:
            raise ControlUnsound(_tag_of(sdt), KIND_UNKNOWN)
        try:
            condition = parse_condition(control.tag) if control.kind == "rich" else None
            if condition is not None:
                self._turn_condition(control, condition, scope)
            elif control.kind == "rows":
                self._turn_rows(control, parse_path(control.tag), scope)
            elif control.kind == "item":
                raise ControlUnsound(control.tag, LOST_ITEM)
            elif control.kind == "rich":
                raise ControlUnsound(control.tag, KIND_UNKNOWN if control.tag else TAG_UNKNOWN)
            else:
                self._turn_blank(control, scope)
        except TagUnsound as error:
            raise ControlUnsound(control.tag, TAG_UNKNOWN) from error
        except BlankUnsound as error:
            raise ControlUnsound(control.tag, error.label) from error

    def _turn_condition(self, control: Control, condition: Condition, scope: Scope) -> None:
        self._remember(control, "condition", scope)
        name = scope.name(condition.path)
        branch = condition if scope.certain else None
        inside = replace(scope, certain=False, branch=branch)
        if name is None and not condition.negated:
            take_out(control.sdt)
            return
        self._turn(control.content, inside)
        if name is None:
            unwrap(control.sdt, control.content)
            return
        test = f"{name} == '{condition.value}'" if condition.value else name
        if condition.asks_for_list:
            test = told(scope.owner(condition.path), "ITEM", condition.path.name)
        if condition.negated:
            test = f"not ({test})" if condition.value else f"not {test}"
        unwrap(control.sdt, control.content, f"{{% if {test} %}}", "{% endif %}")

    def _turn_rows(self, control: Control, path: Path, scope: Scope) -> None:
        if not path.is_list:
            raise TagUnsound(control.tag)
        self._remember(control, "rows", scope)
        self._identify(control, scope)
        items = [c for c in map(read_control, control.content.iterfind(SDT)) if c is not None]
        drawn_for_none = [i for i in items if i.tag == "blank"] or items
        patterns = [i for i in items if i.tag != "blank"]
        if not patterns or any(i.kind != "item" for i in items):
            raise ControlUnsound(control.tag, NO_PATTERN)
        name = scope.name(replace(path, is_list=False))
        blank = replace(scope, rows={**scope.rows, path.text: None}, row=None, certain=False)
        empties = [deepcopy(i.sdt) for i in drawn_for_none]
        for item in items:
            control.content.remove(item.sdt)
        if name is not None:
            self._draw_pattern(control, deepcopy(patterns[0].sdt), path, name, scope)
        for empty in empties:
            empty.tail = None
            control.content.append(empty)
            self._turn_item(empty, blank)
        if name is not None:
            control.content[-1].tail = "{% endfor %}"

    def _draw_pattern(
        self, control: Control, item: Element, path: Path, name: str, scope: Scope
    ) -> None:
        self._sections += 1
        if self._sections > MOST_SECTIONS:
            raise ControlUnsound(control.tag, TOO_MANY)
        variable = f"row{len(path.lists) + 1}"
        section = Section(self._sections, variable)
        rows = {**scope.rows, path.text: variable}
        item.tail = None
        control.content.append(item)
        self._turn_item(item, Scope(rows, variable, section, certain=False))
        control.content.text = f"{{% for {variable} in {name} %}}"
        item.tail = "{% else %}"

    def _turn_item(self, item: Element, scope: Scope) -> None:
        control = read_control(item)
        assert control is not None
        self._identify(control, scope)
        tag = control.find(TAG)
        if tag is not None:
            control.properties.remove(tag)
        _forget_bookmarks(item)
        self._turn(control.content, scope)

    def _turn_blank(self, control: Control, scope: Scope) -> None:
        path, value = parse_value_tag(control.tag)
        name = scope.name(path)
        if path.is_list or bool(value) != (control.kind == "box"):
            raise TagUnsound(control.tag)
        self._remember(control, _kind(control), scope)
        self._identify(control, scope)
        if name is None:
            return
        if path.office:
            office_text(control, name)
            return
        match control.kind:
            case "text":
                text_blank(control, name)
                if control.multiline:
                    self._long.append(LongText(control, scope.owner(path), path.name))
            case "date":
                date_blank(control, name)
            case "choice":
                choice_blank(control, name)
            case _:
                box_blank(control, name, value)
        self._filled.append(name)

    def _identify(self, control: Control, scope: Scope) -> None:
        """Give the control an id that no other has, in any row: section, row and place in it."""
        section = scope.section
        if section is None:
            control.identity.set(VAL, str(self._ids))
            self._ids += 1
            return
        section.controls += 1
        if section.controls > MOST_CONTROLS_OF_A_ROW:
            raise ControlUnsound(control.tag, TOO_MANY)
        number = f"{section.number}{{{{ {section.variable}['ID'] }}}}{section.controls:02}"
        control.identity.set(VAL, number)

    def _in_both_branches(self, tag: str, scope: Scope) -> bool:
        """Return whether every print has the control: here or where the opposite holds."""
        if scope.branch is None:
            return False
        self._branches.add((tag, scope.branch))
        opposite = replace(scope.branch, negated=not scope.branch.negated)
        return (tag, opposite) in self._branches

    def _remember(self, control: Control, kind: Kind, scope: Scope) -> None:
        self.placeholders.append(
            Placeholder(
                tag=control.tag,
                kind=kind,
                part=self._part,
                certain=scope.certain or self._in_both_branches(control.tag, scope),
                locked=control.locked,
                multiline=control.multiline,
                mask=control.mask,
                options=control.options,
            )
        )


def _kind(control: Control) -> Kind:
    match control.kind:
        case "text" | "date" | "choice" | "box" as kind:
            return kind
    raise TagUnsound(control.tag)


def _tag_of(sdt: Element) -> str:
    control = read_control(sdt)
    return control.tag if control is not None else ""


def _forget_bookmarks(item: Element) -> None:
    marks: Iterable[Element] = list(item.iter(w("bookmarkStart"), w("bookmarkEnd")))
    for mark in marks:
        take_out(mark)
