"""Notes and tables as other programs write and copy them."""

import io
import zipfile

from planner.packs.material import read_material

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_KIND = "application/vnd.openxmlformats-officedocument."


def read(folder, name, data):
    """Return what is read from a file of this name that holds these bytes or this text."""
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return read_material(path)


def told(material):
    """Return blocks as short tuples: kind, level and text."""
    return [(block.kind.value, block.level, block.text) for block in material.blocks]


def zipped(parts):
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return found.getvalue()


class _Pipe(io.RawIOBase):
    def __init__(self):
        self.held = bytearray()

    def writable(self):
        return True

    def write(self, data):
        self.held += data
        return len(data)


def streamed(data, huge=False):
    """Return an Office file as Google and LibreOffice send one: sizes after, its types last.

    huge: its sizes in the form for huge files, as Java's programs for workbooks write them.
    """
    pipe = _Pipe()
    parts = unzipped(data)
    parts["[Content_Types].xml"] = parts.pop("[Content_Types].xml")
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            with archive.open(name, "w", force_zip64=huge) as part:
                part.write(text)
    return bytes(pipe.held)


def unzipped(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def types(*overrides):
    return (
        f'{_HEAD}<Types xmlns="{_TYPES}"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(f'<Override PartName="/{n}" ContentType="{t}"/>' for n, t in overrides)
        + "</Types>"
    )


def relations(*relations):
    """Return a part of relations, each an id, the end of its type, a target and what else."""
    return (
        f'{_HEAD}<Relationships xmlns="{_RELS}">'
        + "".join(
            f'<Relationship Id="{key}" Type="{_OFFICE}/{kind}" Target="{target}"{more}/>'
            for key, kind, target, more in relations
        )
        + "</Relationships>"
    )


def workbook(rows, strings="", before="", after="", **parts):
    """Return a workbook as Excel writes one; rows, strings and the rest are XML.

    parts: others to put in, or in place of its own, by their names.
    """
    return zipped(
        {
            "[Content_Types].xml": types(
                ("xl/workbook.xml", f"{_KIND}spreadsheetml.sheet.main+xml"),
                ("xl/worksheets/sheet1.xml", f"{_KIND}spreadsheetml.worksheet+xml"),
                ("xl/styles.xml", f"{_KIND}spreadsheetml.styles+xml"),
                ("xl/sharedStrings.xml", f"{_KIND}spreadsheetml.sharedStrings+xml"),
            ),
            "_rels/.rels": relations(("rId1", "officeDocument", "xl/workbook.xml", "")),
            "xl/workbook.xml": f'{_HEAD}<workbook xmlns="{SHEET}" xmlns:r="{_OFFICE}">'
            '<fileVersion appName="xl" lastEdited="7"/><sheets>'
            '<sheet name="Cards" sheetId="1" r:id="rId1"/></sheets><calcPr calcId="191029"/>'
            "</workbook>",
            "xl/_rels/workbook.xml.rels": relations(
                ("rId1", "worksheet", "worksheets/sheet1.xml", ""),
                ("rId3", "styles", "styles.xml", ""),
                ("rId4", "sharedStrings", "sharedStrings.xml", ""),
            ),
            "xl/worksheets/sheet1.xml": f'{_HEAD}<worksheet xmlns="{SHEET}">{before}'
            f"<sheetData>{rows}</sheetData>{after}</worksheet>",
            "xl/sharedStrings.xml": f'{_HEAD}<sst xmlns="{SHEET}">{strings}</sst>',
            "xl/styles.xml": f'{_HEAD}<styleSheet xmlns="{SHEET}">'
            '<numFmts count="1"><numFmt numFmtId="164" formatCode="[$-809]d\\ mmmm\\ yyyy;@"/>'
            '</numFmts><fonts count="1"><font><sz val="11"/></font></fonts><fills count="1">'
            '<fill><patternFill patternType="none"/></fill></fills><borders count="1"><border>'
            "<left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="
            '"1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
            + "<cellXfs>"
            + "".join(
                f'<xf numFmtId="{number}" fontId="0" fillId="0" borderId="0" xfId="0"/>'
                for number in (0, 164, 17, 9, 14)
            )
            + "</cellXfs></styleSheet>",
            **parts,
        }
    )


def document(body, **parts):
    """Return a document as Word writes one, its body as XML; parts: as for a workbook."""
    return zipped(
        {
            "[Content_Types].xml": types(
                ("word/document.xml", f"{_KIND}wordprocessingml.document.main+xml"),
                ("word/styles.xml", f"{_KIND}wordprocessingml.styles+xml"),
            ),
            "_rels/.rels": relations(("rId1", "officeDocument", "word/document.xml", "")),
            "word/_rels/document.xml.rels": relations(("rId1", "styles", "styles.xml", "")),
            "word/document.xml": f'{_HEAD}<w:document xmlns:w="{WORD}" xmlns:r="{_OFFICE}" '
            'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
            f"<w:body>{body}</w:body></w:document>",
            "word/styles.xml": f'{_HEAD}<w:styles xmlns:w="{WORD}">'
            '<w:style w:type="paragraph" w:default="1" w:styleId="Standard">'
            '<w:name w:val="Normal"/></w:style>'
            # As a German Word names them: the id is translated, the name is not.
            '<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/>'
            '<w:basedOn w:val="Standard"/><w:pPr><w:numPr><w:numId w:val="9"/></w:numPr>'
            "</w:pPr></w:style>"
            '<w:style w:type="paragraph" w:styleId="Thema"><w:name w:val="Topic"/>'
            '<w:basedOn w:val="berschrift1"/></w:style>'
            '<w:style w:type="paragraph" w:styleId="Punkt"><w:name w:val="List Bullet 2"/>'
            "</w:style>"
            '<w:style w:type="paragraph" w:styleId="Verz1"><w:name w:val="toc 1"/></w:style>'
            "</w:styles>",
            **parts,
        }
    )


def paragraph(text, style="", more=""):
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{styled}{more}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


EXCEL_HTML = """<html xmlns:v="urn:schemas-microsoft-com:vml"
xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:x="urn:schemas-microsoft-com:office:excel"
xmlns="http://www.w3.org/TR/REC-html40">

<head>
<meta http-equiv=Content-Type content="text/html; charset=utf-8">
<meta name=Generator content="Microsoft Excel 15">
<style>
<!--table
	{mso-displayed-decimal-separator:"\\.";}
.xl65
	{mso-number-format:"Short Date";}
-->
</style>
<!--[if gte mso 9]><xml><x:ExcelWorkbook><x:Name>Sheet1</x:Name></x:ExcelWorkbook></xml><![endif]-->
</head>

<body link="#0563C1" vlink="#954F72">

<table border=0 cellpadding=0 cellspacing=0 width=192 style='border-collapse:
 collapse;width:144pt'>
<!--StartFragment-->
 <col width=64 span=3 style='width:48pt'>
 <tr height=20 style='height:15.0pt'>
  <td height=20 width=64 style='height:15.0pt;width:48pt'>Headline</td>
  <td width=64 style='width:48pt'>Date</td>
  <td width=64 style='width:48pt'>Detail</td>
 </tr>
 <tr height=40 style='height:30.0pt'>
  <td height=40 class=xl66 width=64 style='height:30.0pt;width:48pt'>Stalin's
  funeral trick</td>
  <td class=xl65 align=right>21/01/1924</td>
  <td class=xl66 width=64 style='width:48pt'>R&amp;D &amp;lt;br&amp;gt; &lt;b&gt;<br>
    second line</td>
 </tr>
 <tr height=20 style='height:15.0pt'>
  <td colspan=2 height=20 style='height:15.0pt'>Wide</td>
  <td></td>
 </tr>
<!--EndFragment-->
</table>

</body>

</html>
"""

WORD_HTML = """<html xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta name=ProgId content=Word.Document>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {mso-style-parent:"";} @list l0:level1 {mso-level-text:\\F0B7;} --></style>
</head>
<body lang=EN-GB style='tab-interval:36.0pt'>
<!--StartFragment-->
<h1>The struggle for<span style='mso-spacerun:yes'>  </span>power<o:p></o:p></h1>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'>\
<![if !supportLists]><span style='font-family:Symbol;mso-fareast-font-family:Symbol'>\
<span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;
</span></span></span><![endif]>Stalin was <b>General Secretary</b> of the
Communist Party<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='margin-left:72.0pt;mso-list:l0 level2 lfo1'>\
<![if !supportLists]><span style='mso-list:Ignore'>o<span>&nbsp;&nbsp;</span></span><![endif]>\
from 1922<o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoNormal>Lenin was ill from 1922.<o:p></o:p></p>
<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0>
 <tr style='mso-yfti-irow:0'>
  <td width=301 rowspan=2 valign=top><p class=MsoNormal>Trotsky<o:p></o:p></p>
  <p class=MsoNormal>Commissar<o:p></o:p></p></td>
  <td width=301 valign=top><p class=MsoNormal>1925<o:p></o:p></p></td>
 </tr>
 <tr><td width=301 valign=top><p class=MsoNormal>1940<o:p></o:p></p></td></tr>
</table>
<!--EndFragment-->
</body></html>"""

CALC_HTML = """<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.0 Transitional//EN">
<html><head>
	<meta http-equiv="content-type" content="text/html; charset=utf-8"/>
	<title></title>
	<meta name="generator" content="LibreOffice 7.4.7.2 (Linux)"/>
	<style type="text/css">
		body,div,table,thead,tbody,tfoot,tr,th,td,p { font-family:"Liberation Sans" }
	</style>
</head>
<body>
<table cellspacing="0" border="0">
	<colgroup width="85"></colgroup>
	<tr>
		<td height="17" align="left"><font color="#000000">Headline</font></td>
		<td align="left">Date</td>
	</tr>
	<tr>
		<td height="17" align="left">Lenin dies</td>
		<td align="right" sdval="8787" sdnum="2057;0;D MMM YYYY">21 Jan 1924</td>
	</tr>
</table>
</body>
</html>
"""

SHEETS_HTML = """<meta charset='utf-8'><google-sheets-html-origin><style type="text/css"><!--td \
{border: 1px solid #cccccc;}br {mso-data-placement:same-cell;}--></style><table \
xmlns="http://www.w3.org/1999/xhtml" cellspacing="0" dir="ltr" border="1"><colgroup><col \
width="100"/></colgroup><tbody><tr style="height:21px;"><td style="overflow:hidden" \
data-sheets-value="{&quot;1&quot;:2,&quot;2&quot;:&quot;a&quot;}">Headline</td><td>Date</td></tr>\
<tr><td>One<br/>two</td><td>1924</td></tr></tbody></table></google-sheets-html-origin>"""

WEB_HTML = """<html><body>
<!--StartFragment--><h2 class="t" data-x="a > b">Lenin&rsquo;s final testament</h2>
<h2>Lenin&rsquo;s final testament</h2><div><ul class="c"><li><p>He <em>heavily</em> criticised
   Stalin&nbsp;and others.</p></li><li>He feared
 Stalin<ul><li>for his power</li></ul></li></ul></div>
<script>var x = "<li>not this</li>";</script><style>li { color: red }</style>
<p>Lenin died in January 1924.<br>He was 53.</p>
<ol><li>First</li><li>Second</li></ol><!--EndFragment-->
</body></html>"""
