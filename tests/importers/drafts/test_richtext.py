"""Paragraphs become HTML that holds only our own tags."""

from armoedegeheugen.importers.drafts import richtext
from armoedegeheugen.importers.source import Paragraph


def test_paragraphs_lists_and_subheadings():
    told = [
        Paragraph("Hoe?", subheading=True),
        Paragraph("Zo."),
        Paragraph("een", item=True),
        Paragraph("twee", item=True),
        Paragraph("Klaar."),
    ]
    assert richtext.html(told) == (
        "<h3>Hoe?</h3><p>Zo.</p><ul><li>een</li><li>twee</li></ul><p>Klaar.</p>"
    )
    assert richtext.plain(told) == "Hoe?\n\nZo.\n\neen\ntwee\n\nKlaar."


def test_text_is_escaped_and_comes_back():
    told = [Paragraph("<b>1 & 2</b>")]
    assert richtext.html(told) == "<p>&lt;b&gt;1 &amp; 2&lt;/b&gt;</p>"
    assert richtext.words(richtext.html(told)).strip() == "<b>1 & 2</b>"
