"""The styles shared by every template, and what Word keeps beside them: numbering, settings."""

from collections.abc import Callable
from typing import Any, Unpack

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import nsdecls, qn

from .content import BOLD, ITALIC, OFFICE, PLAIN, Layout, Look, dxa, lay_out, points, raw

FONT = "Times New Roman"
KINDS = WD_STYLE_TYPE
FIRST_LINE = 12.7
TITLE = Look(bold=True, size=14)
FONTS = " ".join(f'w:{kind}="{FONT}"' for kind in ("ascii", "hAnsi", "cs", "eastAsia"))
DEFAULTS = (
    f"<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {FONTS}/>"
    '<w:sz w:val="26"/><w:szCs w:val="26"/><w:lang w:val="vi-VN" w:eastAsia="vi-VN"'
    ' w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:before="0"'
    ' w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
)
SIDES = ("top", "left", "bottom", "right")
NO_MARGINS = "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in SIDES)
LINES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in (*SIDES, "insideH", "insideV")
)
TABLE_NORMAL = f'<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>{NO_MARGINS}</w:tblCellMar>'
TABLE_GRID = f"<w:tblBorders>{LINES}</w:tblBorders>"
# The one list, "1." "2.", of the people at a meeting and of counted rows.
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0">'
    '<w:start w:val="1"/><w:numFmt w:val="decimal"/><w:suff w:val="space"/>'
    f'<w:lvlText w:val="%1."/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="0"'
    f' w:firstLine="{dxa(FIRST_LINE).twips}"/></w:pPr></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
MODES = (
    ("compatibilityMode", 15),
    ("overrideTableStyleFontSizeAndJustification", 1),
    ("enableOpenTypeFeatures", 1),
    ("doNotFlipMirrorIndents", 1),
    ("differentiateMultirowTableHeaders", 1),
)
COMPATIBLE = "".join(
    f'<w:compatSetting w:name="{name}" w:uri="{OFFICE}" w:val="{mode}"/>' for name, mode in MODES
)
# Word 2013 lays the page out, and lines before a break stay unstretched.
SETTINGS = (
    '<w:zoom w:percent="100"/><w:hideSpellingErrors/><w:hideGrammaticalErrors/>'
    '<w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>'
    f"<w:compat><w:doNotExpandShiftReturn/>{COMPATIBLE}</w:compat>"
    '<w:themeFontLang w:val="vi-VN"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>'
)
FONT_TABLE = (
    f'<w:fonts {nsdecls("w")}><w:font w:name="{FONT}"><w:charset w:val="A3"/><w:family'
    ' w:val="roman"/><w:pitch w:val="variable"/></w:font><w:font w:name="MS Gothic"><w:charset'
    ' w:val="80"/><w:family w:val="modern"/><w:pitch w:val="fixed"/></w:font></w:fonts>'
)


def _style(
    name: str, base: str = "Normal", then: str = "", look: Look = PLAIN, **layout: Unpack[Layout]
) -> Callable[[Any], None]:
    """What adds a paragraph style to the styles of a document."""

    def define(styles: Any) -> None:
        made = styles.add_style(name, KINDS.PARAGRAPH)
        made.base_style, made.quick_style = styles[base], True
        if then:
            made.next_paragraph_style = styles[then]
        look.dress(made.font)
        lay_out(made, layout)

    return define


# A style stands below the one it is based on, and the one that follows it.
STYLES = (
    _style("Centred", align="center"),
    _style("Form Text", align="both", before=6, first_line=FIRST_LINE),
    _style("Prompt Text", "Form Text", before=3),
    _style("Legal Basis", "Prompt Text", look=ITALIC),
    _style("Form Title", "Centred", look=TITLE, keep_next=True, outline=0),
    _style("Section Heading", "Form Text", "Form Text", BOLD, keep_next=True, outline=1),
    _style("Box Text", align="both"),
    _style("Box Heading", then="Box Text", look=BOLD),
    # Dotted lines stand 2 pt wider apart than text; once filled they take the style named next.
    _style("Dotted Lines", "Box Text", "Box Text", line=17, at_least=True),
    _style("Share Rule"),
    _style("National Name", "Centred", look=Look(size=12), keep_next=True),
    _style("Table Head", "Centred", look=BOLD, keep_next=True),
    _style("Table Text", align="both"),
    _style("Small Head", "Table Head", look=Look(size=11)),
    _style("Small Text", look=Look(size=11)),
    _style("Small Centred", "Small Text", align="center"),
    _style("Signer Position", "Centred", look=BOLD, keep_next=True),
    _style("Signer Name", "Centred", look=BOLD),
    _style("Recipients Head", look=Look(bold=True, italic=True, size=12)),
    _style("Recipients", look=Look(size=11)),
    _style("Control Box", look=Look(size=10)),
    _style("Control Box Name", "Control Box", look=BOLD, align="center"),
)
# What every document of Word has: name, kind, key, and its place in Word's list if it is hidden.
BUILT_IN = (
    ("Normal", KINDS.PARAGRAPH, "Normal", None),
    ("Default Paragraph Font", KINDS.CHARACTER, "DefaultParagraphFont", 1),
    ("Normal Table", KINDS.TABLE, "TableNormal", 99),
    ("No List", KINDS.LIST, "NoList", 99),
)


def define_styles(document: Document) -> None:
    """Puts the house's styles, numbering and settings in the place of python-docx's own."""
    styles = document.styles
    styles.element[:] = raw(DEFAULTS)
    document.part.numbering_part.element[:] = raw(NUMBERING)
    document.settings.element[:] = raw(SETTINGS)
    for name, kind, key, priority in BUILT_IN:
        made = styles.add_style(name, kind, builtin=True)
        made.element.set(qn("w:default"), "1")
        made.style_id, made.priority = key, priority
        made.hidden, made.quick_style = priority is not None, priority is None
    styles["Normal Table"].element.extend(raw(f"<w:tblPr>{TABLE_NORMAL}</w:tblPr>"))
    grid = styles.add_style("Table Grid", KINDS.TABLE, builtin=True)
    grid.base_style = styles["Normal Table"]
    grid.element.extend(raw(f"<w:tblPr>{TABLE_GRID}</w:tblPr>"))
    for name, size in (("Header", None), ("Footer", 10)):
        made = styles.add_style(name, KINDS.PARAGRAPH, builtin=True)
        made.style_id, made.base_style, made.font.size = name, styles["Normal"], points(size)
    for define in STYLES:
        define(styles)
