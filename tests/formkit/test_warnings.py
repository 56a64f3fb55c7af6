"""A form's warnings are told beside their field and hinder nothing."""

from collections.abc import Mapping
from dataclasses import replace

from service.formkit.fields import Answers
from service.formkit.form import Form, Rule
from service.formkit.labels import Label
from service.formkit.schema import judge, load_answers
from tests.formkit.toy_form import toy_form

ODD = Label("Vui lòng xem lại tên này.", "Please look at this name again.")


def _short_names_are_odd(answers: Answers) -> Mapping[str, Label]:
    return {
        f"people.{index}.name": ODD
        for index, person in enumerate(answers.get("people", []))
        if len(person.get("name", "")) < 2
    }


def warning_form() -> Form:
    return replace(toy_form(), warnings=(Rule("short names are odd", _short_names_are_odd),))


def test_a_warning_stands_beside_its_field_and_is_no_fault() -> None:
    judged = judge(warning_form(), {"people": [{"name": "A"}]})

    assert (judged.faults, judged.warnings) == ({}, {"people.0.name": (ODD,)})


def test_what_is_warned_of_is_loaded_all_the_same() -> None:
    assert load_answers(warning_form(), {"people": [{"name": "A"}]})["people"] == [{"name": "A"}]


def test_a_warning_in_a_row_keeps_the_number_the_row_was_typed_with() -> None:
    judged = judge(warning_form(), {"people": [{}, {"name": "A"}]})

    assert list(judged.warnings) == ["people.1.name"]


def test_where_there_is_a_fault_nothing_is_warned_of() -> None:
    judged = judge(warning_form(), {"people": [{"name": "X"}]})

    assert list(judged.faults) == ["people.0.name"]
    assert judged.warnings == {}


def test_a_form_without_warnings_warns_of_nothing() -> None:
    assert judge(toy_form(), {"people": [{"name": "A"}]}).warnings == {}
