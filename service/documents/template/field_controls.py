"""The Jinja of one blank: text, date, list or box, with its dots as long as it is empty."""

import re
from copy import deepcopy

from lxml import etree

from service.documents.template.controls import CHECKED, UNCHECKED, Control, mask_parts
from service.documents.wordml import (
    RUN,
    RUN_PR,
    SHOWING_PLACEHOLDER,
    TEXT,
    VAL,
    XML_SPACE,
    Element,
    put_after,
    put_before,
    w,
    w14,
)
from service.formkit.labels import Label

_SAFE_VALUE = re.compile(r"[^'\"\\{}%&#“”‘’]+")

NOT_A_PLACEHOLDER = Label(
    "nội dung vẽ sẵn không phải là chữ giữ chỗ (dấu chấm hoặc lời nhắc)",
    "the drawn content is not a placeholder (dots or a prompt)",
)
MASK_UNKNOWN = Label("kiểu ngày của ô không dùng được", "the control's date format is not usable")
LIST_UNSOUND = Label(
    "danh sách của ô trống hoặc có ký tự không dùng được",
    "the control's list is empty or has characters that cannot be used",
)
BOX_UNSOUND = Label(
    "ô đánh dấu phải vẽ ở trạng thái chưa đánh dấu (☐)", "the box must be drawn unticked (☐)"
)


class BlankUnsound(ValueError):
    """The control is not drawn as the convention asks; `label` says how."""

    def __init__(self, label: Label) -> None:
        super().__init__(label.en)
        self.label = label


def office_text(control: Control, name: str) -> None:
    """Let the control print a fact of office, form or print, whatever is drawn in it."""
    placeholder = control.find(SHOWING_PLACEHOLDER)
    if placeholder is not None:
        control.properties.remove(placeholder)
    for child in list(control.content):
        control.content.remove(child)
    control.content.append(_run(control, f"{{{{ {name} }}}}"))


def text_blank(control: Control, name: str) -> None:
    """Let the control print its value, and its dots while there is none."""
    _until_filled(control, name)
    run = _run(control, f"{{{{ {name} }}}}")
    _before_dots(control, f"{{% if {name} %}}", run)


def date_blank(control: Control, name: str) -> None:
    """Let the control print its date and carry it, in the wording of its mask."""
    try:
        parts = mask_parts(control.mask)
    except ValueError as error:
        raise BlankUnsound(MASK_UNKNOWN) from error
    _until_filled(control, name)
    known = {"dd": "day", "MM": "month", "M": "month", "yyyy": "year"}
    words = "".join(
        f"{{{{ {name}['{known[part]}'] }}}}" if part in known else part.strip("'") for part in parts
    )
    _before_dots(control, f"{{% if {name} %}}", _run(control, words))
    partial: Element = control.find(w("date"))
    full = deepcopy(partial)
    full.set(w("fullDate"), f"{{{{ {name}['iso'] }}}}T00:00:00Z")
    _set_mask(full, parts, f"{{{{ {name}['mask'] }}}}")
    # What is picked in Word follows one mask: M is right for ten months of twelve (§1.6).
    _set_mask(partial, parts, "M")
    partial.attrib.pop(w("fullDate"), None)
    partial.addprevious(full)
    put_before(full, f"{{% if {name} and {name}['full'] %}}")
    full.tail = "{% else %}"
    put_after(partial, "{% endif %}")


def choice_blank(control: Control, name: str) -> None:
    """Let the control print the entry of its list; a value not in the list stops the rendering."""
    options = control.options
    if not options or not all(
        _SAFE_VALUE.fullmatch(value) and not re.search(r"[{}]", text) for value, text in options
    ):
        raise BlankUnsound(LIST_UNSOUND)
    _until_filled(control, name)
    content, word = control.content, "if"
    drawn = list(content)
    for child in drawn:
        content.remove(child)
    for value, text in options:
        run = _run(control, text)
        content.append(run)
        put_before(run, f"{{% {word} {name} == '{value}' %}}")
        word = "elif"
    content[-1].tail = f"{{% elif {name} %}}{{{{ not_in_list[{name}] }}}}{{% else %}}"
    content.extend(drawn)
    put_after(content[-1], "{% endif %}")


def box_blank(control: Control, name: str, value: str) -> None:
    """Let the box be ticked, in the control and on paper alike, when the name has this value."""
    box: Element = control.find(w14("checkbox"))
    checked = box.find(w14("checked"))
    glyphs = list(control.content.iter(TEXT))
    if (
        not value
        or checked is None
        or checked.get(w14("val")) not in ("0", "false")
        or [g.text for g in glyphs] != [UNCHECKED]
    ):
        raise BlankUnsound(BOX_UNSOUND)
    test = f"{{% if {name} == '{value}' %}}"
    checked.set(w14("val"), f"{test}1{{% else %}}0{{% endif %}}")
    glyphs[0].text = f"{test}{CHECKED}{{% else %}}{UNCHECKED}{{% endif %}}"


def _until_filled(control: Control, name: str) -> None:
    placeholder = control.find(SHOWING_PLACEHOLDER)
    if placeholder is None or not any(c.tag == RUN for c in control.content):
        raise BlankUnsound(NOT_A_PLACEHOLDER)
    put_before(placeholder, f"{{% if not {name} %}}")
    put_after(placeholder, "{% endif %}")


def _before_dots(control: Control, test: str, filled: Element) -> None:
    content = control.content
    content.insert(0, filled)
    content.text = test
    filled.tail = "{% else %}"
    put_after(content[-1], "{% endif %}")


def _run(control: Control, text: str) -> Element:
    run = etree.SubElement(control.content, RUN)
    control.content.remove(run)
    look = control.find(RUN_PR)
    if look is not None:
        run.append(deepcopy(look))
        run[-1].tail = None
    element = etree.SubElement(run, TEXT)
    element.set(XML_SPACE, "preserve")
    element.text = text
    return run


def _set_mask(date: Element, parts: tuple[str, ...], month: str) -> None:
    known = {"MM": month, "M": month}
    mask = "".join(known.get(part, part) for part in parts)
    date.find(w("dateFormat")).set(VAL, mask)
