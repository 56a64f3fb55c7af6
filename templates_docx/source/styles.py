"""Styles, numbering, settings and fonts shared by every template."""

from dataclasses import dataclass

from templates_docx.source.namespaces import MAIN, MAIN_AND_WORD_2010
from templates_docx.source.wordml import dxa, pt

FONT = "Times New Roman"
BODY_SIZE = 13
FIRST_LINE = 12.7
FONTS = " ".join(f'w:{kind}="{FONT}"' for kind in ("ascii", "hAnsi", "cs", "eastAsia"))


@dataclass(frozen=True)
class ParagraphStyle:
    """One paragraph style; sizes and spacing in points."""

    key: str
    name: str
    based_on: str = "Normal"
    following: str = ""
    size: float | None = None
    bold: bool = False
    italic: bool = False
    align: str = ""
    before: float | None = None
    after: float | None = None
    line_at_least: float | None = None
    first_line: float | None = None
    keep_next: bool = False
    outline: int | None = None

    @property
    def xml(self) -> str:
        """The `w:style` element."""
        following = f'<w:next w:val="{self.following}"/>' if self.following else ""
        paragraph = "".join(
            (
                "<w:keepNext/>" if self.keep_next else "",
                self._spacing(),
                "" if self.first_line is None else f'<w:ind w:firstLine="{dxa(self.first_line)}"/>',
                f'<w:jc w:val="{self.align}"/>' if self.align else "",
                "" if self.outline is None else f'<w:outlineLvl w:val="{self.outline}"/>',
            )
        )
        properties = f"<w:pPr>{paragraph}</w:pPr>" if paragraph else ""
        return (
            f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{self.key}">'
            f'<w:name w:val="{self.name}"/><w:basedOn w:val="{self.based_on}"/>{following}'
            f"<w:qFormat/>{properties}{self._run()}</w:style>"
        )

    def _spacing(self) -> str:
        line = self.line_at_least
        values = (
            "" if self.before is None else f' w:before="{pt(self.before)}"',
            "" if self.after is None else f' w:after="{pt(self.after)}"',
            "" if line is None else f' w:line="{pt(line)}" w:lineRule="atLeast"',
        )
        return f"<w:spacing{''.join(values)}/>" if any(values) else ""

    def _run(self) -> str:
        size = "" if self.size is None else f"{round(self.size * 2)}"
        inner = "".join(
            (
                "<w:b/>" if self.bold else "",
                "<w:i/>" if self.italic else "",
                f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if size else "",
            )
        )
        return f"<w:rPr>{inner}</w:rPr>" if inner else ""


STYLES = (
    ParagraphStyle(
        "FormTitle", "Form Title", size=14, bold=True, align="center", keep_next=True, outline=0
    ),
    ParagraphStyle("BoxHeading", "Box Heading", following="BoxText", bold=True),
    ParagraphStyle("BoxText", "Box Text", align="both"),
    # Dotted lines stand 2 pt wider apart than text; once filled they take the style named next.
    ParagraphStyle("DottedLines", "Dotted Lines", "BoxText", following="BoxText", line_at_least=17),
    ParagraphStyle(
        "SectionHeading",
        "Section Heading",
        following="BodyText",
        bold=True,
        align="both",
        before=6,
        first_line=FIRST_LINE,
        keep_next=True,
        outline=1,
    ),
    ParagraphStyle("BodyText", "Form Body Text", align="both", before=6, first_line=FIRST_LINE),
    ParagraphStyle("PromptText", "Prompt Text", "BodyText", before=3),
    ParagraphStyle("LegalBasis", "Legal Basis", "PromptText", italic=True),
    ParagraphStyle("Centred", "Centred", align="center"),
    ParagraphStyle("ShareRule", "Share Rule"),
    ParagraphStyle("NationalName", "National Name", "Centred", size=12, keep_next=True),
    ParagraphStyle("TableHead", "Table Head", "Centred", bold=True, keep_next=True),
    ParagraphStyle("TableText", "Table Text", align="both"),
    ParagraphStyle("SmallHead", "Small Table Head", "TableHead", size=11),
    ParagraphStyle("SmallText", "Small Table Text", size=11),
    ParagraphStyle("SmallCentred", "Small Table Centred", "SmallText", align="center"),
    ParagraphStyle("SignerPosition", "Signer Position", "Centred", bold=True, keep_next=True),
    ParagraphStyle("SignerName", "Signer Name", "Centred", bold=True),
    ParagraphStyle("RecipientsHead", "Recipients Head", size=12, bold=True, italic=True),
    ParagraphStyle("Recipients", "Recipients", size=11),
    ParagraphStyle("ControlBox", "Control Box", size=10),
    ParagraphStyle("ControlBoxName", "Control Box Name", "ControlBox", bold=True, align="center"),
)

DEFAULTS = (
    f"<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {FONTS}/>"
    f'<w:sz w:val="{BODY_SIZE * 2}"/><w:szCs w:val="{BODY_SIZE * 2}"/>'
    '<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
    '<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
    "</w:pPr></w:pPrDefault></w:docDefaults>"
)

BUILT_IN = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    "<w:qFormat/></w:style>"
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
    '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>'
    '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    "</w:style>"
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Header"><w:name w:val="header"/>'
    '<w:basedOn w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Footer"><w:name w:val="footer"/>'
    '<w:basedOn w:val="Normal"/><w:rPr><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr></w:style>'
)


def _table_grid() -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in sides
    )
    return (
        '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/>'
        f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{borders}</w:tblBorders></w:tblPr>'
        "</w:style>"
    )


def styles_part() -> str:
    """The part word/styles.xml."""
    custom = "".join(style.xml for style in STYLES)
    return f"<w:styles {MAIN}>{DEFAULTS}{BUILT_IN}{_table_grid()}{custom}</w:styles>"


def numbering_part() -> str:
    """The part word/numbering.xml: the one list "1." "2." of the people at a meeting."""
    level = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:suff w:val="space"/>'
        '<w:lvlText w:val="%1."/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="0" w:firstLine="{dxa(FIRST_LINE)}"/></w:pPr></w:lvl>'
    )
    return (
        f'<w:numbering {MAIN}><w:abstractNum w:abstractNumId="0">'
        f'<w:multiLevelType w:val="singleLevel"/>{level}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )


def settings_part() -> str:
    """The part word/settings.xml: Word 2013 layout, lines before a break left unstretched."""
    uri = "http://schemas.microsoft.com/office/word"
    modes = (
        ("compatibilityMode", "15"),
        ("overrideTableStyleFontSizeAndJustification", "1"),
        ("enableOpenTypeFeatures", "1"),
        ("doNotFlipMirrorIndents", "1"),
        ("differentiateMultirowTableHeaders", "1"),
    )
    compat = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="{uri}" w:val="{value}"/>' for name, value in modes
    )
    return (
        f'<w:settings {MAIN_AND_WORD_2010}><w:zoom w:percent="100"/>'
        "<w:hideSpellingErrors/><w:hideGrammaticalErrors/>"
        '<w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>'
        f"<w:compat><w:doNotExpandShiftReturn/>{compat}</w:compat>"
        '<w:themeFontLang w:val="vi-VN"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>'
        "</w:settings>"
    )


def font_table_part() -> str:
    """The part word/fontTable.xml: the text font and the font of the boxes."""
    return (
        f'<w:fonts {MAIN}><w:font w:name="{FONT}"><w:charset w:val="A3"/>'
        '<w:family w:val="roman"/><w:pitch w:val="variable"/></w:font>'
        '<w:font w:name="MS Gothic"><w:charset w:val="80"/><w:family w:val="modern"/>'
        '<w:pitch w:val="fixed"/></w:font></w:fonts>'
    )
