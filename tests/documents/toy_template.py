"""A small template made on the spot: one page of given XML, and a small form that fits it."""

import io
import zipfile

from service.formkit.fields import Choice, Date, Field, Moment, Rows, Text, Whole, YesNo, option
from service.formkit.form import Box, Form, FormVersion
from service.formkit.labels import Label
from service.formkit.retention import RetentionRule

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    ' xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' mc:Ignorable="w14 w15"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
SECTION = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
CORE = (
    f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"/>'
)
STYLES = f"""<w:styles {NAMESPACES}>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="BoxText"><w:name w:val="Box Text"/></w:style>
<w:style w:type="paragraph" w:styleId="DottedLines"><w:name w:val="Dotted Lines"/>
<w:next w:val="BoxText"/></w:style></w:styles>""".replace("\n", "")
TYPES = f"""<Types xmlns="{PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml" ContentType="{WORD_TYPE}.document.main+xml"/>
<Override PartName="/word/styles.xml" ContentType="{WORD_TYPE}.styles+xml"/>
<Override PartName="/docProps/core.xml"
 ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>"""
ROOT_RELS = f"""<Relationships xmlns="{PACKAGE}/relationships">
<Relationship Id="rId1" Type="{OFFICE}/relationships/officeDocument" Target="word/document.xml"/>
<Relationship Id="rId2" Type="{PACKAGE}/relationships/metadata/core-properties"
 Target="docProps/core.xml"/></Relationships>"""
PART_RELS = f"""<Relationships xmlns="{PACKAGE}/relationships">
<Relationship Id="rId1" Type="{OFFICE}/relationships/styles" Target="styles.xml"/>
</Relationships>"""


def template(*body: str, **replaced: str) -> bytes:
    """A package whose document holds `body`; `styles` or `core` may be given."""
    parts = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": ROOT_RELS,
        "word/document.xml": (
            f"<w:document {NAMESPACES}><w:body>{''.join(body)}{SECTION}</w:body></w:document>"
        ),
        "word/_rels/document.xml.rels": PART_RELS,
        "word/styles.xml": replaced.get("styles", STYLES),
        "docProps/core.xml": replaced.get("core", CORE),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, xml in parts.items():
            archive.writestr(name, DECLARED + xml)
    return out.getvalue()


def sdt(tag: str, kind: str, content: str, placeholder: bool = True, extra: str = "") -> str:
    """A content control."""
    named = f'<w:tag w:val="{tag}"/>' if tag else ""
    shown = "<w:showingPlcHdr/>" if placeholder else ""
    return (
        f'<w:sdt><w:sdtPr>{named}<w:id w:val="1"/>{extra}{shown}{kind}</w:sdtPr>'
        f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )


def run(text: str, look: str = "") -> str:
    """A run of text."""
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*content: str, style: str = "") -> str:
    """A paragraph."""
    head = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{head}{''.join(content)}</w:p>"


def text(tag: str, drawn: str = "……", lines: bool = False, extra: str = "") -> str:
    """A text control."""
    kind = '<w:text w:multiLine="1"/>' if lines else "<w:text/>"
    return sdt(tag, kind, run(drawn), extra=extra)


def date(tag: str, mask: str = "dd/MM/yyyy") -> str:
    """A date control."""
    return sdt(tag, f'<w:date><w:dateFormat w:val="{mask}"/></w:date>', run("……/……/20……"))


def choice(tag: str, **entries: str) -> str:
    """A list control of value=printed text entries."""
    items = "".join(
        f'<w:listItem w:displayText="{shown}" w:value="{value}"/>'
        for value, shown in entries.items()
    )
    return sdt(tag, f"<w:dropDownList>{items}</w:dropDownList>", run("……"))


def box(tag: str, glyph: str = "☐", checked: str = "0") -> str:
    """A checkbox."""
    kind = f'<w14:checkbox><w14:checked w14:val="{checked}"/></w14:checkbox>'
    return sdt(tag, kind, run(glyph), placeholder=False)


def rows(tag: str, *items: str) -> str:
    """A repeating section."""
    return sdt(tag, "<w15:repeatingSection/>", "".join(items), placeholder=False)


def item(*content: str, blank: bool = False) -> str:
    """One item of a section."""
    return sdt(
        "blank" if blank else "", "<w15:repeatingSectionItem/>", "".join(content), placeholder=False
    )


def when(tag: str, *content: str) -> str:
    """A condition (`if:…`, `unless:…`)."""
    return sdt(tag, "", "".join(content), placeholder=False)


LOCKED = '<w:lock w:val="sdtContentLocked"/>'
PAGE = (
    p(text("name"), run(" – "), date("day", "'ngày' dd 'tháng' MM 'năm' yyyy")),
    p(text("story", lines=True), style="DottedLines"),
    p(choice("sign", KT="KT. GIÁM ĐỐC", TL="TL. GIÁM ĐỐC"), box("kind:a"), box("kind:b")),
    p(box("urgent:true"), text("count"), text("moment")),
    rows(
        "people[]",
        item(p(run("1. "), text("people[].who"), when("if:people[].job", text("people[].job")))),
        item(p(run("…")), blank=True),
    ),
    p(text("name", extra=LOCKED)),
)


def form(*fields: Field, code: str = "TOY.01", file: str = "toy.docx") -> Form:
    """A form of these fields, or of those `PAGE` prints."""
    return Form(
        code=code,
        key="toy",
        title=Label("Phiếu thử", "Toy"),
        register_title=Label("Phiếu thử", "Toy"),
        short=Label("Phiếu", "Slip"),
        procedure="QT.CTCL",
        clause="5",
        boxes=(Box("one", Label("Mục", "Box"), fields or FIELDS),),
        stages=(),
        moves=(),
        retention=RetentionRule(3, Label("Thư ký", "Secretary")),
        versions=(FormVersion("01", "2020-09-14", "2020-09-14"),),
        templates={"": file},
    )


def label(name: str) -> Label:
    """A label that shows the field's name."""
    return Label(f"Ô {name}", f"Field {name}")


FIELDS: tuple[Field, ...] = (
    Text(name="name", label=label("name"), max_length=50),
    Date(name="day", label=label("day")),
    Text(name="story", label=label("story"), max_length=500, multiline=True),
    Choice(
        name="sign", label=label("sign"), options=(option("KT", "a", "a"), option("TL", "b", "b"))
    ),
    Choice(
        name="kind",
        label=label("kind"),
        options=(option("a", "a", "a"), option("b", "b", "b")),
        boxes=True,
    ),
    YesNo(name="urgent", label=label("urgent")),
    Whole(name="count", label=label("count"), minimum=0, maximum=99, width=2),
    Moment(name="moment", label=label("moment")),
    Rows(
        name="people",
        label=label("people"),
        row_label=label("person"),
        max_rows=20,
        fields=(
            Text(name="who", label=label("who"), max_length=50),
            Text(name="job", label=label("job"), max_length=50),
        ),
    ),
)
FILLED = {
    "name": "Nguyễn Thị Hiền",
    "day": "2026-03-05",
    "story": "một\n\thai  ba \n",
    "sign": "TL",
    "kind": "b",
    "urgent": True,
    "count": 7,
    "moment": "2026-03-05T08:30",
    "people": [{"who": "An", "job": "Kế toán"}, {"who": "Bình"}],
}
