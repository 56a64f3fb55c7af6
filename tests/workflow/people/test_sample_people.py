"""Sample people live apart from real ones, and only where sample data is wanted."""

from dataclasses import replace

import pytest

from service.formkit.moves import Role
from service.workflow.account.api_tokens import issue_token, who_holds
from service.workflow.account.sign_in import sign_in, who_is
from service.workflow.errors import (
    FieldErrors,
    NotFound,
    NotSignedIn,
    SignInRefused,
)
from service.workflow.moves.corrections.correct_record import correct_record
from service.workflow.people.people import (
    PersonEntry,
    add_person,
    add_unit,
    change_person,
    list_people,
    list_units,
)
from service.workflow.records.read_records import RecordFilter, list_records
from service.workflow.sample_data.load import (
    PASSWORD,
    SampleAccount,
    load_sample_house,
    remove_sample_house,
    sample_accounts,
)
from tests.builders import OFFICE_UNIT, House, a_slip, a_staff
from tests.workflow.kept_houses import kept


def loaded(house: House) -> tuple[SampleAccount, ...]:
    """The accounts of the sample data, which is in the house, without the year of slips."""
    return kept(house, "samples", lambda: load_sample_house(house.office, whole_year=False))


def test_the_sample_house_has_one_account_a_role_and_a_few_records(house: House) -> None:
    accounts = loaded(house)

    secretary = sign_in(house.office, "thuky", PASSWORD, "").actor
    records = list_records(house.office, secretary, RecordFilter())
    assert len(accounts) == len({each.role_label for each in accounts}) == 7
    assert {row.form.code for row in records.rows} == {"BM.CTCL.01", "BM.CTCL.02", "BM.CTCL.03"}


def test_a_house_with_people_gets_no_sample_data_by_itself(house: House) -> None:
    assert load_sample_house(house.office, only_when_empty=True) == ()
    assert sample_accounts(house.office) == ()


def test_where_sample_data_is_off_sample_people_stay_outside(house: House) -> None:
    loaded(house)
    signed = sign_in(house.office, "thuky", PASSWORD, "")
    token = issue_token(house.office, signed.actor, "Thử")
    off = replace(house.office, settings=replace(house.office.settings, sample_data=False))

    with pytest.raises(SignInRefused):
        sign_in(off, "thuky", PASSWORD, "")
    with pytest.raises(NotSignedIn):
        who_is(off, signed.token)
    with pytest.raises(NotSignedIn):
        who_holds(off, token.secret)


def test_a_real_slip_names_no_sample_unit(house: House) -> None:
    loaded(house)

    with pytest.raises(FieldErrors) as refused:
        a_slip(
            house.office,
            house.staff.official,
            concerned_unit="Phòng Tài chính đầu tư",
        )

    assert list(refused.value.faults) == ["concerned_unit"]


def test_a_real_person_of_the_same_name_gets_no_part_in_a_sample_slip(house: House) -> None:
    sample = a_staff(house.office, is_sample=True, prefix="mau.")
    name = house.staff.stranger.full_name

    a_slip(house.office, sample.secretary, requester_name=name, requesting_unit=OFFICE_UNIT)

    assert list_records(house.office, house.staff.stranger, RecordFilter()).rows == ()
    assert list_records(house.office, sample.stranger, RecordFilter()).total == 1


def test_sample_people_correct_nothing_real(house: House) -> None:
    slip = a_slip(house.office, house.staff.official)
    load_sample_house(house.office, whole_year=False)
    secretary = sign_in(house.office, "thuky", PASSWORD, "").actor

    with pytest.raises(NotFound):
        correct_record(
            house.office,
            secretary,
            slip.record_id,
            typed={"related_documents": "x"},
            reason="Thử",
            version=1,
            submission="a",
        )


def test_what_the_sample_administrator_did_goes_or_stays_without_a_name(house: House) -> None:
    loaded(house)
    sample = sign_in(house.office, "quantri", PASSWORD, "").actor
    official = house.staff.official
    add_unit(house.office, sample, "Phòng Tập", "TAP")
    entry = PersonEntry(
        "tap", "Lê Văn Tập", "CV", "Phòng Tập", frozenset({Role.OFFICIAL}), is_sample=True
    )
    add_person(house.office, sample, entry)
    more = replace(
        entry,
        username=official.username,
        full_name=official.full_name,
        unit_name=official.unit_name,
        roles=frozenset({Role.OFFICIAL, Role.AUDITOR}),
    )
    with pytest.raises(NotFound):
        change_person(house.office, sample, official.person_id, more)

    remove_sample_house(house.office)

    administrator = house.staff.administrator
    people = {p.username: p.roles for p in list_people(house.office, administrator)}
    assert "tap" not in people
    assert people["bao"] == {Role.OFFICIAL}
    assert "Phòng Tập" not in {unit.name for unit in list_units(house.office, administrator)}


def test_removing_sample_data_leaves_what_is_real(house: House) -> None:
    slip = a_slip(house.office, house.staff.official)
    load_sample_house(house.office, whole_year=False)

    remove_sample_house(house.office)

    listed = list_records(house.office, house.staff.director, RecordFilter())
    assert [row.line.id for row in listed.rows] == [slip.record_id]
    assert len(list(house.office.vault.digests())) == 1
    assert a_slip(house.office, house.staff.official).number == "02/2026"
