"""The small form of a move belongs to its form: another form, made later, never gets it."""

from dataclasses import replace

from service.formkit.catalogue import Catalogue
from service.formkit.labels import Label
from service.formkit.move_form import move_form
from service.settings import ROOT
from tests.builders import SLIP

FORM = Catalogue.load([ROOT / "forms"])[SLIP]


def test_each_form_made_anew_has_the_panels_of_its_own() -> None:
    move = next(each for each in FORM.moves if each.key == "countersign")

    for n in range(300):
        made = replace(FORM, title=Label(f"Phiếu {n}", f"Slip {n}"))
        assert move_form(made, move).title.vi == f"Phiếu {n}"


def test_a_form_has_one_panel_a_move_for_good() -> None:
    assert all(move_form(FORM, move) is move_form(FORM, move) for move in FORM.moves)
