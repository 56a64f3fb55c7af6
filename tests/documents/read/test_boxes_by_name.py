"""A box that says two things is named as the person sees it: by its option, or by its field."""

from collections.abc import Callable

import pytest

from service.documents.errors import BoxDisagrees, ControlsGone
from tests.documents.edits import FILLED, FORM, Edit, control, inside, read

OF_KIND = {option.value: option.label for option in FORM.field("kind").options}
OWN = FORM.field("urgent").label


@pytest.mark.parametrize(
    ("edit", "field", "named"),
    [
        (inside("kind:b", "☒", "x"), "kind", OF_KIND["b"]),
        (inside("kind:b", "☒", "☐"), "kind", OF_KIND["b"]),
        (inside("kind:a", "☐", "☒"), "kind", OF_KIND["a"]),
        (inside("urgent:true", 'w14:val="1"', 'w14:val="0"'), "urgent", OWN),
    ],
)
def test_a_box_that_disagrees_is_named_by_its_option_and_alone_by_its_field(
    edit: Callable[[bytes], bytes], field: str, named: object
) -> None:
    with pytest.raises(BoxDisagrees) as wrong:
        read(edit(FILLED))

    assert (wrong.value.field, wrong.value.label) == (field, BoxDisagrees(field, named).label)


@pytest.mark.parametrize("value", ["a", "b"])
def test_a_box_that_is_gone_is_named_by_its_option(value: str) -> None:
    with pytest.raises(ControlsGone) as wrong:
        read(Edit(control(f"kind:{value}"), "", 1)(FILLED))

    assert wrong.value.label == ControlsGone("kind", OF_KIND[value]).label
