"""What a PDF says of itself: XMP and Info, equal to each other, language, viewer preferences, and nothing of the clock.

LibreOffice always claims level B, claims PDF/UA without the extension schema that PDF/A asks for, and writes the time
of day into Info, XMP, the trailer and the header of the colour profile. All of it is written anew here from
arguments.
"""

import datetime as dt
from dataclasses import dataclass
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Dictionary, Name, Stream, String

#: Where an ICC profile keeps its date (ICC.1:2010, 7.2.8) and its checksum (7.2.18).
ICC_DATE, ICC_CHECKSUM, ICC_SIGNATURE = slice(24, 36), slice(84, 100), slice(36, 40)
#: 1 January 2000: a date that says that it is no date.
ICC_PINNED_DATE = bytes.fromhex("07d000010001000000000000")


@dataclass(frozen=True, slots=True)
class Metadata:
    """The document's description of itself."""

    title: str
    author: str
    subject: str
    keywords: str
    language: str  #: BCP 47, such as "sv-SE"
    date: dt.datetime  #: aware; when the document was made
    producer: str
    document_id: str  #: a UUID or another stable identifier of this document
    claims_archival: bool  #: whether it calls itself PDF/A-3A and PDF/UA-1


def write_metadata(pdf: pikepdf.Pdf, metadata: Metadata) -> None:
    """Writes XMP and Info from `metadata` alone; what stood there before is gone."""
    xmp = pdf.make_stream(_xmp(metadata).encode(), Type=Name.Metadata, Subtype=Name.XML)
    pdf.Root.Metadata = xmp
    stamp = pdf_date(metadata.date)
    for key in list(pdf.docinfo.keys()):
        del pdf.docinfo[key]
    for key, value in (
        ("/Title", metadata.title),
        ("/Author", metadata.author),
        ("/Subject", metadata.subject),
        ("/Keywords", metadata.keywords),
        ("/Producer", metadata.producer),
        ("/CreationDate", stamp),
        ("/ModDate", stamp),
    ):
        if value:
            pdf.docinfo[key] = String(value)
    pdf.Root.Lang = String(metadata.language)
    pdf.Root.MarkInfo = Dictionary(Marked="/StructTreeRoot" in pdf.Root)
    if "/ViewerPreferences" not in pdf.Root:
        pdf.Root.ViewerPreferences = Dictionary()
    pdf.Root.ViewerPreferences.DisplayDocTitle = True


def forget_the_clock(pdf: pikepdf.Pdf) -> None:
    """Takes away what the engine wrote of time and chance: trailer identifiers and the colour profile's date."""
    for key in ("/DocChecksum", "/ID"):
        if key in pdf.trailer:
            del pdf.trailer[key]
    for intent in pdf.Root.get("/OutputIntents", pikepdf.Array()).as_list():
        profile = intent.get("/DestOutputProfile")
        if isinstance(profile, Stream):
            _pin_profile(profile)


def pdf_date(date: dt.datetime) -> str:
    """The date as PDF writes it, in UTC: D:20260115120000Z."""
    return date.astimezone(dt.UTC).strftime("D:%Y%m%d%H%M%SZ")


def _pin_profile(profile: Stream) -> None:
    data = bytearray(profile.read_bytes())
    if data[ICC_SIGNATURE] != b"acsp":
        return
    data[ICC_DATE] = ICC_PINNED_DATE
    data[ICC_CHECKSUM] = bytes(16)
    components = int(profile.N)
    profile.write(bytes(data))
    profile.N = components


CLAIMS = "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>"
#: ISO 19005-3, 6.6.2.3: a property outside the predefined schemas must be described in the file itself.
EXTENSION = """<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Indicates which part of ISO 14289 is followed</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""


def _xmp(metadata: Metadata) -> str:
    stamp = metadata.date.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    title, author, language = escape(metadata.title), escape(metadata.author), escape(metadata.language)
    subject = keywords = ""
    if metadata.subject:
        subject = _language_alternative("dc:description", escape(metadata.subject), language)
    if metadata.keywords:
        keywords = f"<pdf:Keywords>{escape(metadata.keywords)}</pdf:Keywords>\n"
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
{_language_alternative("dc:title", title, language)}{subject}<dc:creator>
<rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<dc:format>application/pdf</dc:format>
{keywords}<pdf:Producer>{escape(metadata.producer)}</pdf:Producer>
<xmp:CreateDate>{stamp}</xmp:CreateDate>
<xmp:ModifyDate>{stamp}</xmp:ModifyDate>
<xmp:MetadataDate>{stamp}</xmp:MetadataDate>
<xmpMM:DocumentID>uuid:{escape(metadata.document_id)}</xmpMM:DocumentID>
{CLAIMS if metadata.claims_archival else ""}
</rdf:Description>
{EXTENSION if metadata.claims_archival else ""}</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


def _language_alternative(name: str, text: str, language: str) -> str:
    """A text that XMP lets stand in several languages: ours, and ours as the default."""
    return (
        f'<{name}><rdf:Alt><rdf:li xml:lang="x-default">{text}</rdf:li>'
        f'<rdf:li xml:lang="{language}">{text}</rdf:li></rdf:Alt></{name}>\n'
    )
