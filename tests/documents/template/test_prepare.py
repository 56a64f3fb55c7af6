"""Clean templates become docxtpl's dialect; unsound ones are refused by file, tag and reason."""

import io
import zipfile

import pytest

from service.documents.errors import TemplateBroken, ValueMissing
from service.documents.render.compiled_template import CompiledTemplate
from service.documents.template.prepare import prepare, unpack
from tests.documents import toy_template as toy
from tests.documents.form_values import page_text, reference, xml_parts

VALUES = {
    "settings": {"agency_name_text": "Sở R&D"},
    "form": {"title": "T", "code": "TOY.01", "issue_no": "01"},
    "doc": {"record_id": "", "draft": False, "made_at": ""},
}


def compiled(*body: str) -> CompiledTemplate:
    return CompiledTemplate(prepare(toy.template(*body), "toy.docx"))


def rendered(template: CompiledTemplate, **values: object) -> bytes:
    """Our rendering, which must equal docxtpl's."""
    package = template.render(VALUES | values)
    assert xml_parts(package) == xml_parts(reference(template.prepared, VALUES | values))
    return package


def document(package: bytes) -> str:
    return unpack(package)["word/document.xml"].decode()


def test_a_value_takes_the_place_of_the_dots_with_its_lines_and_tabs() -> None:
    look = "<w:rPr><w:b/></w:rPr>"
    template = compiled(toy.p(toy.text("x", extra=look)))

    package = rendered(template, x="a\tb\n\n<c> & {{7*7}} {% d")

    xml = document(package)
    assert f'<w:r>{look}<w:tab/></w:r><w:r>{look}<w:t xml:space="preserve">b' in xml
    assert xml.count("<w:br/>") == 2
    assert "&lt;c&gt; &amp; {{7*7}} {% d" in xml
    assert "showingPlcHdr" not in xml


def test_an_empty_value_keeps_the_dots_and_the_placeholder_mark() -> None:
    package = rendered(compiled(toy.p(toy.text("x"))), x="")

    assert "……" in document(package)
    assert "showingPlcHdr" in document(package)


def test_a_dotted_paragraph_takes_its_next_style_once_filled() -> None:
    template = compiled(toy.p(toy.text("x"), style="DottedLines"))

    empty, filled = rendered(template, x=""), rendered(template, x="a")

    assert 'w:pStyle w:val="DottedLines"' in document(empty)
    assert 'w:pStyle w:val="BoxText"' in document(filled)


def test_conditions_disappear_and_keep_their_content_only_when_true() -> None:
    template = compiled(
        toy.when("if:x", toy.p(toy.run("có"))),
        toy.when("unless:x", toy.p(toy.run("không"))),
        toy.p(toy.when("if:x:percent", toy.run("%")), toy.when("if:doc.draft", toy.run("nháp"))),
    )

    assert page_text(rendered(template, x="")).split() == ["không"]
    assert page_text(rendered(template, x="%")).split() == ["có", "%"]
    assert page_text(
        rendered(template, x="1", doc={"record_id": "", "draft": True, "made_at": ""})
    ).split() == [
        "có",
        "nháp",
    ]


def test_rows_are_printed_from_the_first_item_and_blanks_without_rows() -> None:
    first, last = toy.when("if:first", toy.run("đầu")), toy.when("unless:last", toy.run(";"))
    template = compiled(
        toy.rows(
            "a[]",
            toy.item(toy.p(first, toy.text("a[].t"), last)),
            toy.item(toy.p(toy.run("blank"), first, last), blank=True),
        ),
    )
    two = [
        {"ID": "000000", "FIRST": True, "LAST": False, "t": "x"},
        {"ID": "000001", "FIRST": False, "LAST": True, "t": ""},
    ]

    assert page_text(rendered(template, a=two)).split() == ["đầux;", "……"]
    assert page_text(rendered(template, a=[])).split() == ["blank;"]


def test_ids_are_unique_over_rows_of_rows() -> None:
    inner = toy.rows("a[].b[]", toy.item(toy.p(toy.text("a[].b[].t"))))
    template = compiled(toy.rows("a[]", toy.item(toy.p(toy.text("a[].t")), inner)))
    numbers = iter(range(100))

    def row(**values: object) -> dict[str, object]:
        return {"ID": f"{next(numbers):06}", "FIRST": False, "LAST": False, "t": "", **values}

    package = rendered(template, a=[row(b=[row(), row()]), row(b=[]), row(b=[row()])])

    ids = [part.partition('"')[0] for part in document(package).split('<w:id w:val="')[1:]]
    assert len(ids) == len(set(ids)) == 1 + 3 * 3 + 3 * 2 + 2
    assert all(0 < int(number) < 2**31 for number in ids)


def test_a_control_around_a_whole_cell_or_paragraph_is_moved_inside() -> None:
    cell = f"<w:tc><w:tcPr><w:tcW w:w='0' w:type='auto'/></w:tcPr>{toy.p(toy.run('…'))}</w:tc>"
    grid = "<w:tblPr/><w:tblGrid><w:gridCol w:w='900'/></w:tblGrid>"
    template = compiled(
        f"<w:tbl>{grid}<w:tr>{toy.sdt('x', '<w:text/>', cell)}</w:tr></w:tbl>",
        toy.sdt("y", "<w:text/>", toy.p(toy.run("…"), style="DottedLines")),
    )

    package = rendered(template, x="1", y="2")

    assert "<w:tc><w:tcPr>" in document(package)
    assert document(package).count("BoxText") == 1
    assert page_text(package).split() == ["1", "2"]


def test_the_core_properties_name_form_record_agency_issue_and_template() -> None:
    template = compiled(toy.p(toy.run("x")))

    core = unpack(rendered(template, doc={"record_id": "HS-7", "draft": False, "made_at": ""}))
    said = core["docProps/core.xml"].decode()

    for words in ("TOY.01", "QT.CTCL", "HS-7", "Sở R&amp;D", "Lần ban hành 01", template.sha256):
        assert words in said


@pytest.mark.parametrize(
    ("tag", "body"),
    [
        ("x", toy.p(toy.sdt("x", "<w:text/>", toy.run("chữ thật"), placeholder=False))),
        ("x", toy.p(toy.sdt("x", "<w:picture/>", toy.run("…")))),
        ("Tên Ô", toy.p(toy.text("Tên Ô"))),
        ("settings", toy.p(toy.text("settings"))),
        ("x", toy.p(toy.date("x", "dddd"))),
        ("x", toy.p(toy.choice("x"))),
        ("x", toy.p(toy.choice("x", **{"a'": "A"}))),
        ("x:y", toy.p(toy.box("x:y", glyph="☒", checked="1"))),
        ("x", toy.p(toy.box("x"))),
        ("a[].t", toy.p(toy.text("a[].t"))),
        ("a[]", toy.rows("a[]", toy.item(toy.p(), blank=True))),
        ("", toy.item(toy.p())),
        ("", toy.p(toy.run("{{ x }}"))),
        ("", toy.p(toy.run("{"), toy.run("% if x %}"))),
        ("x", toy.sdt("x", "<w:text/>", toy.p(toy.run("…")) + toy.p(toy.run("…")))),
    ],
)
def test_an_unsound_template_is_refused_with_file_and_tag(tag: str, body: str) -> None:
    with pytest.raises(TemplateBroken) as caught:
        prepare(toy.template(body), "toy.docx")

    assert (caught.value.file, caught.value.tag) == ("toy.docx", tag)
    assert "toy.docx" in caught.value.label.vi


@pytest.mark.parametrize("package", [b"", b"not a zip", toy.template()[:200]])
def test_a_file_that_is_no_word_file_is_a_broken_template(package: bytes) -> None:
    with pytest.raises(TemplateBroken):
        prepare(package, "toy.docx")


def test_a_template_part_with_a_dtd_is_refused() -> None:
    with pytest.raises(TemplateBroken):
        prepare(toy.template(core="<!DOCTYPE a []><a/>"), "toy.docx")


def test_a_missing_name_and_a_foreign_choice_stop_the_rendering() -> None:
    with pytest.raises(ValueMissing, match="'x'"):
        compiled(toy.p(toy.text("x"))).render(VALUES)
    with pytest.raises(ValueMissing):
        compiled(toy.p(toy.choice("x", KT="KT. GIÁM ĐỐC"))).render(VALUES | {"x": "TM"})
    with pytest.raises(ValueMissing, match="place_name"):
        compiled(toy.p(toy.text("settings.place_name"))).render(VALUES)


def test_preparing_twice_gives_the_same_bytes() -> None:
    package = toy.template(*toy.PAGE)

    assert prepare(package, "a.docx").package == prepare(package, "a.docx").package


def test_the_first_member_names_the_content_types() -> None:
    package = compiled(toy.p(toy.run("x"))).render(VALUES)

    assert zipfile.ZipFile(io.BytesIO(package)).namelist()[0] == "[Content_Types].xml"


def test_a_date_picked_on_a_blank_has_its_month_as_the_office_writes_ten_of_twelve() -> None:
    template = compiled(toy.p(toy.date("day", "'ngày' dd 'tháng' MM 'năm' yyyy")))

    blank = document(rendered(template, day=""))

    assert "'ngày' dd 'tháng' M 'năm' yyyy" in blank
    assert "w:fullDate" not in blank
